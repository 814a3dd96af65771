{#- Types whose names the warehouses do not share. The fake behind Snowflake has whole numbers of 64 bits only. -#}
{% macro spelled(type) %}
  {{ return({
    'bigquery': {'places': 'numeric', 'double': 'float64', 'digits': 'bignumeric(38, 0)', 'price': 'numeric(12, 4)', 'zoned': 'timestamp', 'local': 'datetime'},
    'snowflake': {'places': 'number(29,9)', 'double': 'float', 'nines': 18, 'digits': 'number(38, 0)', 'price': 'number(12, 4)', 'zoned': 'timestamp_tz', 'local': 'timestamp_ntz'},
    'databricks': {'places': 'decimal(29,9)', 'double': 'double', 'digits': 'decimal(38, 0)', 'price': 'decimal(12, 4)', 'zoned': 'timestamp', 'local': 'timestamp_ntz'},
    'duckdb': {'places': 'decimal(29,9)', 'double': 'double', 'digits': 'decimal(38, 0)', 'price': 'decimal(12, 4)', 'zoned': 'timestamp with time zone', 'local': 'timestamp'},
  }[target.type].get(type, 38)) }}
{% endmacro %}
