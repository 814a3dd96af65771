{#- What dbt's results say, in one pass: `costs` as values of process_metrics, `gates` as results, `counts` of the run's end,
    `measurable` as unique_ids, how many relations are views, lack the hook or were skipped. -#}
{% macro outcome_of_run() %}
  {%- set costs, gates, measurable, others, known = [], [], [], [], graph.nodes -%}
  {%- set tableless, with_views, ms = argos.tableless_materializations(), argos.setting('profile_views'), modules.datetime.timedelta(milliseconds=1) -%}
  {#- dbt's times are UTC and do not say so. -#}
  {%- set utc = argos.traits().utc_offset -%}
  {#- A subscript of a dictionary costs a tenth of an attribute of an object, and there may be thousands of results. -#}
  {%- for result in results -%}
    {%- set id, status, timing, response = result.node.unique_id, result.status ~ '', result.timing, result.adapter_response -%}
    {%- set node = known[id] or result.node -%}
    {%- set type, materialized, times = node['resource_type'] ~ '', node['config']['materialized'], [none, none, none, none, none, none] -%}
    {%- if timing -%}
      {%- set began = timing[0].started_at -%}
      {%- set executed = (timing[1].completed_at - timing[1].started_at) / ms if timing[1] else none -%}
      {%- set times = [(began ~ '').split('+')[0] ~ utc, result.execution_time * 1000, (timing[0].completed_at - began) / ms, executed, 0, result.thread_id] -%}
    {%- endif -%}
    {%- set error = argos.error_class(result.message) if status in ['error', 'runtime error'] else none -%}
    {#- DuckDB's adapter says no more of its last statement than a message; Snowflake's counts its one line of answer as the row of a
        CREATE, and the rows themselves, where it knows them, as inserted. -#}
    {%- set answer = [none, none, none, none] -%}
    {%- if response | length > 1 -%}
      {%- set rows = response.get('rows_inserted', none if response.get('code') == 'SUCCESS' else response.get('rows_affected')) -%}
      {%- set answer = [response.get('slot_ms'), response.get('bytes_processed'), rows if rows is number and rows >= 0 else none, response.get('query_id') or response.get('job_id')] -%}
    {%- endif -%}
    {%- do costs.append([id, type, status] + times + [error, id if materialized in ['table', 'seed'] else none] + answer) -%}
    {%- if type == 'test' -%}
      {%- if node['test_metadata'] and node['test_metadata']['namespace'] == 'argos' -%}{%- do gates.append(result) -%}{%- endif -%}
    {%- elif type in ['model', 'seed', 'snapshot'] and status in ['success', 'skipped'] -%}
      {%- if status == 'skipped' -%}{%- do others.append('unbuilt') -%}
      {%- elif 'argos.measure' not in node['config']['post-hook'] ~ '' -%}{%- do others.append('hookless') -%}
      {%- elif materialized in tableless and not ((with_views or node['config']['meta']) and argos.is_measured(node)) -%}{%- do others.append('view') -%}
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
