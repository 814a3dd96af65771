{#- A column's name quoted, whatever characters it has; dbt's adapter.quote does not escape. -#}
{% macro identifier(name) %}{{ return(adapter.dispatch('identifier', 'argos')(name)) }}{% endmacro %}

{% macro default__identifier(name) %}{{ argos._unsupported('identifier') }}{% endmacro %}

{% macro duckdb__identifier(name) %}
  {{ return('"' ~ name | replace('"', '""') ~ '"') }}
{% endmacro %}

{% macro databricks__identifier(name) %}
  {{ return('`' ~ name | replace('`', '``') ~ '`') }}
{% endmacro %}
