{#- The warehouse's type of a logical type of the registry: text, json_text, bigint, double, boolean, date, utc_timestamp. -#}
{% macro type_of(logical) %}{{ return(adapter.dispatch('type_of', 'argos')(logical)) }}{% endmacro %}

{% macro default__type_of(logical) %}{{ argos._unsupported('type_of') }}{% endmacro %}

{% macro duckdb__type_of(logical) %}
  {{ return({'text': 'varchar', 'json_text': 'varchar', 'bigint': 'bigint', 'double': 'double', 'boolean': 'boolean', 'date': 'date', 'utc_timestamp': 'timestamp'}[logical]) }}
{% endmacro %}

{% macro databricks__type_of(logical) %}
  {{ return({'text': 'string', 'json_text': 'string', 'bigint': 'bigint', 'double': 'double', 'boolean': 'boolean', 'date': 'date', 'utc_timestamp': 'timestamp'}[logical]) }}
{% endmacro %}
