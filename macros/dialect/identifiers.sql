{#- Names of columns quoted, whatever characters they have; dbt's adapter.quote does not escape. A list at a time: a call of
    a dispatched macro costs as much as the rest of a column. -#}
{% macro identifiers(names) %}{{ return(adapter.dispatch('identifiers', 'argos')(names)) }}{% endmacro %}

{% macro default__identifiers(names) %}{{ argos._unsupported('identifiers') }}{% endmacro %}
{% macro duckdb__identifiers(names) %}{{ return(argos._quoted(names, '"')) }}{% endmacro %}
{% macro snowflake__identifiers(names) %}{{ return(argos._quoted(names, '"')) }}{% endmacro %}
{% macro bigquery__identifiers(names) %}{{ return(argos._quoted(names, '`')) }}{% endmacro %}
{% macro databricks__identifiers(names) %}{{ return(argos._quoted(names, '`')) }}{% endmacro %}

{% macro _quoted(names, mark) %}
  {%- set quoted = [] -%}
  {%- for name in names -%}{%- do quoted.append(mark ~ name | replace(mark, mark ~ mark) ~ mark) -%}{%- endfor -%}
  {{ return(quoted) }}
{% endmacro %}
