{#- The warehouse's types of the logical types of the registry, by their names. -#}
{% macro types() %}{{ return(adapter.dispatch('types', 'argos')()) }}{% endmacro %}

{% macro default__types() %}{{ argos._unsupported('types') }}{% endmacro %}

{% macro duckdb__types() %}
  {{ return({'text': 'varchar', 'json_text': 'varchar', 'bigint': 'bigint', 'double': 'double', 'boolean': 'boolean', 'date': 'date', 'utc_timestamp': 'timestamp'}) }}
{% endmacro %}

{% macro snowflake__types() %}
  {{ return({'text': 'varchar', 'json_text': 'varchar', 'bigint': 'bigint', 'double': 'double', 'boolean': 'boolean', 'date': 'date', 'utc_timestamp': 'timestamp_ntz'}) }}
{% endmacro %}

{% macro bigquery__types() %}
  {{ return({'text': 'string', 'json_text': 'string', 'bigint': 'int64', 'double': 'float64', 'boolean': 'bool', 'date': 'date', 'utc_timestamp': 'timestamp'}) }}
{% endmacro %}

{% macro databricks__types() %}
  {{ return({'text': 'string', 'json_text': 'string', 'bigint': 'bigint', 'double': 'double', 'boolean': 'boolean', 'date': 'date', 'utc_timestamp': 'timestamp'}) }}
{% endmacro %}
