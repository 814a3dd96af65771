{#- INSERT of what each node of the run cost. Rows of tables and seeds are those measured where the adapter reports none. -#}
{% macro process_metrics_statement(rows) %}
  {%- set fields = ['task_id', 'resource_type', 'status', 'started_at', 'duration_ms', 'compile_ms', 'execute_ms', 'queue_ms', 'cpu_ms', 'bytes_read', 'bytes_written', 'rows_read', 'rows_written', 'peak_memory_bytes', 'spill_bytes', 'retry_count', 'query_id', 'thread_id', 'error_class'] -%}
  {%- set query -%}
select {% for field in fields if field != 'rows_written' %}p.{{ field }}, {% endfor %}coalesce(p.rows_written, cast(measured.row_count as {{ argos.types().text }})) as rows_written
from ({{ argos.json_rows(fields + ['rows_as_measured'], rows) }}) as p
left join (
  select instance_id, row_count
  from {{ argos.fact('run_profile_result') }}
  where run_id = {{ argos.string_literal(invocation_id) }} and recorded_at >= {{ argos.ago(days=1) }} and element_id = '' and partition_value is null
) as measured on measured.instance_id = p.rows_as_measured
  {%- endset -%}
  {{ return(argos.append('process_metrics', fields, query)) }}
{% endmacro %}

{#- Results of dbt as the values of process_metrics, each with the node whose measured rows may stand in for its own. -#}
{% macro process_rows(chunk) %}
  {%- set rows = [] -%}
  {%- for result in chunk -%}
    {%- set response = result.adapter_response or {} -%}
    {%- set ms = {} -%}
    {%- set began = [] -%}
    {%- for phase in result.timing if phase.started_at and phase.completed_at -%}
      {%- do ms.update({phase.name: (phase.completed_at - phase.started_at).total_seconds() * 1000}) -%}
      {%- do began.append(phase.started_at) -%}
    {%- endfor -%}
    {%- do rows.append([
      result.node.unique_id, result.node.resource_type | string, result.status | string,
      began[0].replace(tzinfo=none).isoformat() ~ 'Z' if began else none,
      result.execution_time * 1000 if began else none, ms.get('compile'), ms.get('execute'),
      none, response.get('slot_ms'), response.get('bytes_processed'), none, none,
      response.get('rows_affected') if response.get('rows_affected', -1) | int(-1) >= 0 else none,
      none, none, 0 if began else none, response.get('query_id') or response.get('job_id'), result.thread_id if began else none,
      argos.error_class(result.message) if result.status in ['error', 'runtime error'] else none,
      result.node.unique_id if result.status == 'success' and result.node.config.materialized in ['table', 'seed'] else none,
    ]) -%}
  {%- endfor -%}
  {{ return(rows) }}
{% endmacro %}
