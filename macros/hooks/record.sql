{#- on-run-end: the cost of each node, verdicts of measured relations that no gate guards, the decisions of the gates, and
    the run's end. -#}
{% macro record() %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- if argos.writes() and argos.is_ready() -%}
    {%- if results -%}
      {%- for chunk in results | batch(2000) -%}
        {%- set rows = [] -%}
        {%- for result in chunk -%}{%- do rows.append(argos.process_row(result)) -%}{%- endfor -%}
        {%- do argos.contained(argos.process_metrics_statement(rows), 'recording what the nodes cost') -%}
      {%- endfor -%}
      {%- do argos.log_time('record nodes', began) -%}
      {%- do argos._judge_unguarded() -%}
      {%- set began = modules.datetime.datetime.now() -%}
      {%- do argos._record_gates() -%}
    {%- endif -%}
    {%- do argos.contained(argos.run_event_statement('FINISHED', argos.run_outcome()), 'recording the end of the run') -%}
    {%- do argos.log_time('record', began) -%}
  {%- endif -%}
  {{ return('') }}
{% endmacro %}

{#- One statement for all: a relation with a gate was judged in its own post-hook. -#}
{% macro _judge_unguarded() %}
  {%- if argos.sees_real_data() -%}
    {%- set guarded = argos.guarded_nodes() -%}
    {%- set judged = [] -%}
    {%- for result in results if result.status == 'success' and result.node.unique_id not in guarded and argos.is_measurable(graph.nodes.get(result.node.unique_id) or {}) -%}
      {%- do judged.append(argos.to_judge(graph.nodes[result.node.unique_id])) -%}
    {%- endfor -%}
    {%- if judged -%}{%- do argos.judge(judged, judged | length ~ ' relations without a gate') -%}{%- endif -%}
  {%- endif -%}
{% endmacro %}

{% macro guarded_nodes() %}
  {%- set guarded = {} -%}
  {%- for test in graph.nodes.values() if argos.is_gate(test) -%}
    {%- for id in test.depends_on.nodes -%}{%- do guarded.update({id: true}) -%}{%- endfor -%}
  {%- endfor -%}
  {{ return(guarded) }}
{% endmacro %}

{% macro run_outcome() %}
  {%- set counts = {} -%}
  {%- for result in results -%}
    {%- set status = result.status | string -%}
    {%- do counts.update({status: counts.get(status, 0) + 1}) -%}
  {%- endfor -%}
  {%- set failed = counts.get('error', 0) + counts.get('fail', 0) + counts.get('runtime error', 0) + counts.get('partial success', 0) -%}
  {%- set warned = counts.get('warn', 0) -%}
  {{ return({
    'status': 'FAILED' if failed else ('SUCCESS_WITH_WARNINGS' if warned else 'SUCCESS'),
    'node_count': results | length, 'failed_count': failed, 'warned_count': warned, 'skipped_count': counts.get('skipped', 0),
  }) }}
{% endmacro %}
