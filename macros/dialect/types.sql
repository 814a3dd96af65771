{#- The warehouse's types of the logical types of the registry, by their names. -#}
{% macro types() %}
  {{ return({
    'duckdb': {'text': 'varchar', 'json_text': 'varchar', 'bigint': 'bigint', 'double': 'double', 'boolean': 'boolean', 'date': 'date', 'utc_timestamp': 'timestamp'},
    'snowflake': {'text': 'varchar', 'json_text': 'varchar', 'bigint': 'bigint', 'double': 'double', 'boolean': 'boolean', 'date': 'date', 'utc_timestamp': 'timestamp_ntz'},
    'bigquery': {'text': 'string', 'json_text': 'string', 'bigint': 'int64', 'double': 'float64', 'boolean': 'bool', 'date': 'date', 'utc_timestamp': 'timestamp'},
    'databricks': {'text': 'string', 'json_text': 'string', 'bigint': 'bigint', 'double': 'double', 'boolean': 'boolean', 'date': 'date', 'utc_timestamp': 'timestamp'},
  }[target.type] or argos._unsupported('types')) }}
{% endmacro %}
