{#- Aggregate: an array of the values that are not NULL of the `count` greatest in `order`. -#}
{% macro latest_values(value, order, count) %}
  {%- set pairs = 'collect_list(case when ' ~ value ~ ' is not null then struct(' ~ order ~ ' as k, ' ~ value ~ ' as v) end)' -%}
  {{ return({
    'duckdb': 'max_by(' ~ value ~ ', ' ~ order ~ ', ' ~ count ~ ')',
    'snowflake': 'array_slice(array_agg(' ~ value ~ ') within group (order by ' ~ order ~ ' desc), 0, ' ~ count ~ ')',
    'bigquery': 'array_agg(' ~ value ~ ' ignore nulls order by ' ~ order ~ ' desc limit ' ~ count ~ ')',
    'databricks': 'transform(slice(sort_array(' ~ pairs ~ ', false), 1, ' ~ count ~ '), pair -> pair.v)',
  }[target.type] or argos._unsupported('latest_values')) }}
{% endmacro %}

{#- The array in ascending order. -#}
{% macro sorted_array(array) %}
  {{ return({
    'duckdb': 'list_sort(' ~ array ~ ')',
    'snowflake': 'array_sort(' ~ array ~ ')',
    'bigquery': 'array(select item from unnest(' ~ array ~ ') as item order by item)',
    'databricks': 'array_sort(' ~ array ~ ')',
  }[target.type] or argos._unsupported('sorted_array')) }}
{% endmacro %}

{#- Expressions of the first `count` items of an array of numbers, NULL where it is shorter. -#}
{% macro array_items(array, count) %}
  {%- set items = [] -%}
  {%- for index in range(count) -%}
    {%- do items.append({
      'duckdb': array ~ '[' ~ (index + 1) ~ ']',
      'snowflake': 'cast(get(' ~ array ~ ', ' ~ index ~ ') as double)',
      'bigquery': array ~ '[safe_offset(' ~ index ~ ')]',
      'databricks': 'get(' ~ array ~ ', ' ~ index ~ ')',
    }[target.type] or argos._unsupported('array_items')) -%}
  {%- endfor -%}
  {{ return(items) }}
{% endmacro %}
