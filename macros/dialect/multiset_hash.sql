{#- Aggregate: a whole number that equal values give in any order, as text. `x` is the column, `text` its value as text.
    Not by XOR: values that occur twice would cancel out, and so would counts that two values swap. -#}
{% macro multiset_hash(x, text) %}
  {{ return({
    'duckdb': 'cast(sum(cast(hash(' ~ x ~ ') >> 33 as bigint)) as varchar)',
    'snowflake': 'cast(sum(mod(hash(' ~ text ~ '), 2147483647)) as varchar)',
    'bigquery': 'cast(sum(cast(mod(farm_fingerprint(' ~ text ~ '), 2147483647) as numeric)) as string)',
    'databricks': 'cast(sum(cast(pmod(xxhash64(' ~ text ~ '), 2147483647) as decimal(19, 0))) as string)',
  }[target.type] or argos._unsupported('multiset_hash')) }}
{% endmacro %}
