{#- Whether argos knows this warehouse. The one primitive whose default does not raise. -#}
{% macro is_supported() %}{{ return(adapter.dispatch('is_supported', 'argos')()) }}{% endmacro %}

{% macro default__is_supported() %}{{ return(false) }}{% endmacro %}
{% macro duckdb__is_supported() %}{{ return(true) }}{% endmacro %}
{% macro snowflake__is_supported() %}{{ return(true) }}{% endmacro %}
{% macro bigquery__is_supported() %}{{ return(true) }}{% endmacro %}
{% macro databricks__is_supported() %}{{ return(true) }}{% endmacro %}

{% macro _unsupported(primitive) %}
  {{ exceptions.raise_compiler_error('argos: ' ~ primitive ~ ' is not implemented for ' ~ target.type) }}
{% endmacro %}
