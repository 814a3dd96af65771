{#- Aggregate: the about `count` most frequent texts with their counts, as an array of items. -#}
{% macro top_items(text, count) %}
  {{ return({
    'snowflake': 'approx_top_k(' ~ text ~ ', ' ~ count ~ ', 10000)',
    'bigquery': 'approx_top_count(' ~ text ~ ', ' ~ count ~ ')',
    'databricks': 'approx_top_k(' ~ text ~ ', ' ~ count ~ ', 10000)',
  }[target.type] or argos._unsupported('top_items')) }}
{% endmacro %}

{#- An array of one item without a value. -#}
{% macro no_item() %}
  {{ return({
    'snowflake': 'array_construct(array_construct(null, 0))',
    'bigquery': '[struct(cast(null as string) as value, 0 as count)]',
    'databricks': 'array(struct(cast(null as string) as item, cast(0 as bigint) as count))',
  }[target.type] or argos._unsupported('no_item')) }}
{% endmacro %}

{#- The rows of a query once for each item of its array `items`: SELECT of the fields, and `v` and `n` of the item. -#}
{% macro exploded_items(fields, query) %}
  {%- set v, n, source = {
    'snowflake': ['cast(get(item.value, 0) as varchar)', 'cast(get(item.value, 1) as bigint)', ', lateral flatten(input => listed.items) as item'],
    'bigquery': ['item.value', 'item.count', ' cross join unnest(listed.items) as item'],
    'databricks': ['item.item', 'item.count', ' lateral view explode(listed.items) unnested as item'],
  }[target.type] or argos._unsupported('exploded_items') -%}
  {{ return('select listed.' ~ fields | join(', listed.') ~ ', ' ~ v ~ ' as v, ' ~ n ~ ' as n\nfrom (\n' ~ query ~ '\n) as listed' ~ source) }}
{% endmacro %}

{#- Aggregate: a JSON array of the `count` pairs [text, n] of greatest `n`, ties in order of `v`; NULLs left out. `text` is SQL with {v}, of a
    text that needs no escape. -#}
{% macro top_list(text, v, n, count) %}
  {%- set item = "concat('[\"', " ~ text ~ ", '\",', cast({n} as " ~ argos.types().text ~ "), ']')" -%}
  {%- set plain = item | replace('{v}', v) | replace('{n}', n) -%}
  {%- set of_entry = item | replace('{v}', 'e.v') | replace('{n}', 'e.n') -%}
  {%- set list = {
    'duckdb': 'array_to_string(list_transform(min(case when ' ~ v ~ ' is not null then {m: -' ~ n ~ ', v: ' ~ v ~ '} end, ' ~ count ~ '), lambda e: ' ~ of_entry | replace('e.n', '-e.m') ~ "), ',')",
    'snowflake': 'array_to_string(array_slice(array_agg(case when ' ~ v ~ ' is not null then ' ~ plain ~ ' end) within group (order by ' ~ n ~ ' desc, ' ~ v ~ '), 0, ' ~ count ~ "), ',')",
    'bigquery': 'string_agg(case when ' ~ v ~ ' is not null then ' ~ plain ~ " end, ',' order by " ~ n ~ ' desc, ' ~ v ~ ' limit ' ~ count ~ ')',
    'databricks': 'array_join(transform(slice(array_sort(collect_list(case when ' ~ v ~ ' is not null then struct(-' ~ n ~ ' as m, ' ~ v ~ ' as v, ' ~ n ~ ' as n) end)), 1, ' ~ count ~ '), e -> ' ~ of_entry ~ "), ',')",
  }[target.type] or argos._unsupported('top_list') -%}
  {{ return("nullif(concat('[', coalesce(" ~ list ~ ", ''), ']'), '[]')") }}
{% endmacro %}
