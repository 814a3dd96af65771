{#- Whether this invocation may write facts: compile and docs generate render hooks too. -#}
{% macro writes() %}
  {{ return(execute and flags.WHICH in ['build', 'run', 'test', 'seed', 'snapshot', 'freshness'] and argos.setting('enabled') and argos.is_supported()) }}
{% endmacro %}

{#- Why no operation can write, or none. -#}
{% macro no_operation() %}
  {%- if not argos.setting('enabled') -%}{{ return('argos_enabled is false: nothing is measured') }}{%- endif -%}
  {%- if not argos.is_supported() -%}{{ return(adapter.type() ~ ' is not supported') }}{%- endif -%}
  {%- if not argos.is_ready() -%}{{ return('its tables are missing or old in ' ~ argos.schema() ~ ': run dbt build once') }}{%- endif -%}
{% endmacro %}

{#- Whether relations hold real data in this run: --empty and --sample build them with less. dbt's flags lack SAMPLE. -#}
{% macro sees_real_data() %}{{ return(not flags.EMPTY and not invocation_args_dict.get('sample')) }}{% endmacro %}

{#- Materializations that leave no table: a view is read from what is measured already, at the cost of its query. -#}
{% macro tableless_materializations() %}{{ return(['view', 'ephemeral', 'materialized_view', 'dynamic_table', 'streaming_table', 'metric_view', 'table_function']) }}{% endmacro %}

{#- Whether a node leaves a relation that is to be measured: a table, or a view where that is asked for. -#}
{% macro is_measured(node) %}
  {%- if node.config.materialized not in argos.tableless_materializations() -%}{{ return(true) }}{%- endif -%}
  {{ return(node.config.materialized not in ['ephemeral', 'metric_view', 'table_function'] and argos.setting('profile_views', argos.meta_of(node))) }}
{% endmacro %}

{#- The gates of the project, by unique_id: tests that argos ships. Kept in mind, for each gate that dbt comes to asks. -#}
{% macro gates_of_project() %}
  {%- set memory = argos.run_memory() -%}
  {%- if not memory.gates -%}
    {%- set gates = {} -%}
    {%- for id, node in graph.nodes.items() if node['resource_type'] == 'test' and node['test_metadata'] and node['test_metadata']['namespace'] == 'argos' -%}
      {%- do gates.update({id: node}) -%}
    {%- endfor -%}
    {%- do memory.update({'gates': gates}) -%}
  {%- endif -%}
  {{ return(memory.gates) }}
{% endmacro %}

{#- Wall time of one entry point, into the debug log. -#}
{% macro log_time(what, began) %}
  {%- do log('argos timer: ' ~ what ~ ' ' ~ ((modules.datetime.datetime.now() - began).total_seconds() * 1000) | round(1) ~ ' ms') -%}
{% endmacro %}
