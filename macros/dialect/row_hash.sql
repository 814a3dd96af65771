{#- 64 bits of all columns of a row, NULL told from every value. For counting inside one statement only. Spark's xxhash64 skips
    NULL: (1, NULL) would equal (NULL, 1) without the mask of what is NULL. -#}
{% macro row_hash(identifiers) %}
  {%- set list = identifiers | join(', ') -%}
  {{ return({
    'duckdb': 'hash(' ~ list ~ ')',
    'snowflake': 'hash(' ~ list ~ ')',
    'bigquery': 'farm_fingerprint(to_json_string(struct(' ~ list ~ ')))',
    'databricks': 'xxhash64(' ~ list ~ ', ' ~ identifiers | join(' is null, ') ~ ' is null)',
  }[target.type] or argos._unsupported('row_hash')) }}
{% endmacro %}
