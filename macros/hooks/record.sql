{#- on-run-end: the cost of each node, verdicts of measured relations that no gate guards, the decisions of the gates, and
    the run's end. -#}
{% macro record() %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- if argos.writes() and argos.is_ready() -%}
    {%- if results -%}
      {%- for chunk in results | batch(2000) -%}
        {%- do argos.contained(argos.process_metrics_statement(argos.process_rows(chunk)), 'recording what the nodes cost') -%}
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

{#- Status and counts of the run, from dbt's results. -#}
{% macro run_outcome() %}
  {%- set statuses = results | map(attribute='status') | map('string') | list -%}
  {%- set failed = statuses.count('error') + statuses.count('fail') + statuses.count('runtime error') + statuses.count('partial success') -%}
  {%- set warned = statuses.count('warn') -%}
  {{ return({
    'status': 'FAILED' if failed else ('SUCCESS_WITH_WARNINGS' if warned else 'SUCCESS'),
    'node_count': results | length, 'failed_count': failed, 'warned_count': warned, 'skipped_count': statuses.count('skipped'),
  }) }}
{% endmacro %}
