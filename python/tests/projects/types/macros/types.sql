{#- What the warehouses spell differently in every_type. -#}
{% macro spelled(what) %}
  {{ return({
    'bigquery': {'digits': 'bignumeric(38, 0)', 'price': 'numeric(12, 4)', 'double': 'float64', 'bytes': "cast('x' as bytes)", 'boolean': 'mod(n, 2) = 1', 'append': 'merge'},
    'snowflake': {'bytes': "to_binary('x', 'utf-8')"},
  }.get(target.type, {}).get(what, {
    'digits': 'decimal(38, 0)', 'price': 'decimal(12, 4)', 'double': 'double', 'bytes': "cast('x' as binary)", 'boolean': 'n % 2', 'append': 'append',
  }[what])) }}
{% endmacro %}
