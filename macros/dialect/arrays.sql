{#- Aggregate: a sorted array of the numbers that are not NULL. -#}
{% macro sorted_numbers(x) %}
  {{ return({
    'duckdb': 'list(' ~ x ~ ' order by ' ~ x ~ ') filter (' ~ x ~ ' is not null)',
    'snowflake': 'array_agg(' ~ x ~ ') within group (order by ' ~ x ~ ')',
    'bigquery': 'array_agg(' ~ x ~ ' ignore nulls order by ' ~ x ~ ')',
    'databricks': 'sort_array(collect_list(' ~ x ~ '))',
  }[target.type] or argos._unsupported('sorted_numbers')) }}
{% endmacro %}

{#- The value at a share, between 0 and 1, of a sorted array of numbers, between two items in proportion; NULL where there are none.
    Read off an array, since BigQuery has no exact quantile that is an aggregate. -#}
{% macro quantile_of(array, share) %}
  {%- set item, size = {
    'duckdb': [array ~ '[cast({at} as bigint) + 1]', 'len(' ~ array ~ ')'],
    'snowflake': ['cast(get(' ~ array ~ ', cast({at} as integer)) as double)', 'array_size(' ~ array ~ ')'],
    'bigquery': [array ~ '[safe_offset(cast({at} as int64))]', 'array_length(' ~ array ~ ')'],
    'databricks': ['get(' ~ array ~ ', cast({at} as int))', 'size(' ~ array ~ ')'],
  }[target.type] or argos._unsupported('quantile_of') -%}
  {%- set place = share ~ ' * (' ~ size ~ ' - 1)' -%}
  {%- set low, high = item | replace('{at}', 'floor(' ~ place ~ ')'), item | replace('{at}', 'ceil(' ~ place ~ ')') -%}
  {{ return('(' ~ low ~ ' + (' ~ high ~ ' - ' ~ low ~ ') * (' ~ place ~ ' - floor(' ~ place ~ ')))') }}
{% endmacro %}
