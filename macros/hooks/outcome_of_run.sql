{#- What dbt's results say, in one pass: `costs` as values of process_metrics, `gates` as results, `counts` of the run's end,
    `measurable` as unique_ids, how many relations are views, lack the hook or were skipped. -#}
{% macro outcome_of_run() %}
  {%- set costs, gates, measurable, others = [], [], [], [] -%}
  {%- set tableless, with_views = argos.tableless_materializations(), argos.setting('profile_views') -%}
  {%- for result in results -%}
    {%- set node, status, timing = result.node, result.status ~ '', result.timing -%}
    {%- set id, type, materialized = node.unique_id, node.resource_type ~ '', node.config.materialized -%}
    {%- set cost = [
      id, type, status, timing[0].started_at ~ '' if timing else none, result.execution_time * 1000 if timing else none,
      (timing[0].completed_at - timing[0].started_at).total_seconds() * 1000 if timing else none,
      (timing[1].completed_at - timing[1].started_at).total_seconds() * 1000 if timing | length > 1 else none,
      0 if timing else none, result.thread_id if timing else none,
      argos.error_class(result.message) if status in ['error', 'runtime error'] else none,
      id if materialized in ['table', 'seed'] else none,
    ] -%}
    {%- do costs.append(cost + (argos._response_values(result.adapter_response) if result.adapter_response | length > 1 else [none, none, none, none])) -%}
    {%- if type == 'test' -%}
      {%- if node.test_metadata and node.test_metadata.namespace == 'argos' -%}{%- do gates.append(result) -%}{%- endif -%}
    {%- elif type in ['model', 'seed', 'snapshot'] and status in ['success', 'skipped'] -%}
      {%- if status == 'skipped' -%}{%- do others.append('unbuilt') -%}
      {%- elif 'argos.measure' not in graph.nodes[id].config['post-hook'] ~ '' -%}{%- do others.append('hookless') -%}
      {%- elif materialized in tableless and not (with_views or node.config.meta and argos.is_measured(graph.nodes[id])) -%}{%- do others.append('view') -%}
      {%- else -%}{%- do measurable.append(id) -%}{%- endif -%}
    {%- endif -%}
  {%- endfor -%}
  {%- set statuses = costs | map(attribute=2) | list -%}
  {%- set failed = statuses.count('error') + statuses.count('fail') + statuses.count('runtime error') + statuses.count('partial success') -%}
  {%- set warned = statuses.count('warn') -%}
  {{ return({
    'costs': costs, 'gates': gates, 'measurable': measurable, 'views': others.count('view'), 'hookless': others.count('hookless'), 'unbuilt': others.count('unbuilt'),
    'counts': {
      'status': 'FAILED' if failed else ('SUCCESS_WITH_WARNINGS' if warned else 'SUCCESS'),
      'node_count': statuses | length, 'failed_count': failed, 'warned_count': warned, 'skipped_count': statuses.count('skipped'),
    },
  }) }}
{% endmacro %}

{#- What an adapter says of its last statement. DuckDB's has a message only; Snowflake's counts its one line of answer as the row
    of a CREATE, and the rows themselves, where it knows them, as inserted. -#}
{% macro _response_values(response) %}
  {%- set rows = response.get('rows_inserted', none if response.get('code') == 'SUCCESS' else response.get('rows_affected')) -%}
  {{ return([response.get('slot_ms'), response.get('bytes_processed'), rows if rows is number and rows >= 0 else none, response.get('query_id') or response.get('job_id')]) }}
{% endmacro %}
