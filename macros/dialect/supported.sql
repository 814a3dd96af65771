{#- Whether argos knows this warehouse. -#}
{% macro is_supported() %}{{ return(adapter.dispatch('is_supported', 'argos')()) }}{% endmacro %}

{% macro default__is_supported() %}{{ return(target.type in ['duckdb', 'snowflake', 'bigquery', 'databricks']) }}{% endmacro %}

{#- A primitive's form for a warehouse that has none. -#}
{% macro _unsupported(primitive) %}
  {{ exceptions.raise_compiler_error('argos: ' ~ primitive ~ ' is not implemented for ' ~ target.type) }}
{% endmacro %}
