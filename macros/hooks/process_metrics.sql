{#- INSERT of what each node of the run cost. Where the adapter reports no rows, those of tables and seeds are the ones
    measured, if `measurable` says that any were. -#}
{% macro process_metrics_statement(costs, measurable) %}
  {%- set fields = ['task_id', 'resource_type', 'status', 'started_at', 'duration_ms', 'compile_ms', 'execute_ms', 'retry_count', 'thread_id', 'error_class', 'rows_as_measured', 'cpu_ms', 'bytes_read', 'rows_written', 'query_id'] -%}
  {%- set query = argos.json_rows(fields, costs) -%}
  {%- if measurable -%}
    {%- set query -%}
select p.{{ fields | reject('in', ['rows_written', 'rows_as_measured']) | join(', p.') }}, coalesce(p.rows_written, cast(measured.row_count as {{ argos.types().text }})) as rows_written
from ({{ query }}) as p
left join (
  select instance_id, row_count
  from {{ argos.fact('run_profile_result') }}
  where run_id = {{ argos.string_literal(invocation_id) }} and recorded_at >= {{ argos.ago(days=1) }} and element_id = '' and partition_value is null
) as measured on measured.instance_id = p.rows_as_measured
    {%- endset -%}
  {%- endif -%}
  {{ return(argos.append('process_metrics', fields | reject('equalto', 'rows_as_measured') | list, query)) }}
{% endmacro %}
