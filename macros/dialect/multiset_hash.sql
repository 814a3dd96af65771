{#- Aggregate: a whole number that equal values give in any order, as text. `x` is the column, `text` its value as text. -#}
{% macro multiset_hash(x, text) %}
  {{ return({
    'duckdb': 'cast(bit_xor(hash(' ~ x ~ ')) as varchar)',
    'snowflake': 'cast(sum(mod(hash(' ~ text ~ '), 2147483647)) as varchar)',
    'bigquery': 'cast(sum(mod(farm_fingerprint(' ~ text ~ '), 2147483647)) as string)',
    'databricks': 'cast(sum(cast(pmod(xxhash64(' ~ text ~ '), 2147483647) as decimal(19, 0))) as string)',
  }[target.type] or argos._unsupported('multiset_hash')) }}
{% endmacro %}
