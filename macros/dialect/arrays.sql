{#- Aggregate: an array of the values that are not NULL of the `count` greatest in `order`. -#}
{% macro latest_values(value, order, count) %}{{ return(adapter.dispatch('latest_values', 'argos')(value, order, count)) }}{% endmacro %}

{% macro default__latest_values(value, order, count) %}{{ argos._unsupported('latest_values') }}{% endmacro %}
{% macro duckdb__latest_values(value, order, count) %}{{ return('max_by(' ~ value ~ ', ' ~ order ~ ', ' ~ count ~ ')') }}{% endmacro %}
{% macro snowflake__latest_values(value, order, count) %}{{ return('array_slice(array_agg(' ~ value ~ ') within group (order by ' ~ order ~ ' desc), 0, ' ~ count ~ ')') }}{% endmacro %}
{% macro bigquery__latest_values(value, order, count) %}{{ return('array_agg(' ~ value ~ ' ignore nulls order by ' ~ order ~ ' desc limit ' ~ count ~ ')') }}{% endmacro %}
{% macro databricks__latest_values(value, order, count) %}
  {%- set pairs = 'collect_list(case when ' ~ value ~ ' is not null then struct(' ~ order ~ ' as k, ' ~ value ~ ' as v) end)' -%}
  {{ return('transform(slice(sort_array(' ~ pairs ~ ', false), 1, ' ~ count ~ '), pair -> pair.v)') }}
{% endmacro %}

{#- The array in ascending order. -#}
{% macro sorted_array(array) %}{{ return(adapter.dispatch('sorted_array', 'argos')(array)) }}{% endmacro %}

{% macro default__sorted_array(array) %}{{ argos._unsupported('sorted_array') }}{% endmacro %}
{% macro duckdb__sorted_array(array) %}{{ return('list_sort(' ~ array ~ ')') }}{% endmacro %}
{% macro snowflake__sorted_array(array) %}{{ return('array_sort(' ~ array ~ ')') }}{% endmacro %}
{% macro bigquery__sorted_array(array) %}{{ return('array(select item from unnest(' ~ array ~ ') as item order by item)') }}{% endmacro %}
{% macro databricks__sorted_array(array) %}{{ return('array_sort(' ~ array ~ ')') }}{% endmacro %}

{#- Expressions of the first `count` items of an array of numbers, NULL where it is shorter. -#}
{% macro array_items(array, count) %}
  {%- set template = adapter.dispatch('array_item', 'argos')(array) -%}
  {%- set items = [] -%}
  {%- for index in range(count) -%}{%- do items.append(template | replace('{index}', index) | replace('{position}', index + 1)) -%}{%- endfor -%}
  {{ return(items) }}
{% endmacro %}

{% macro default__array_item(array) %}{{ argos._unsupported('array_item') }}{% endmacro %}
{% macro duckdb__array_item(array) %}{{ return(array ~ '[{position}]') }}{% endmacro %}
{% macro snowflake__array_item(array) %}{{ return('cast(get(' ~ array ~ ', {index}) as double)') }}{% endmacro %}
{% macro bigquery__array_item(array) %}{{ return(array ~ '[safe_offset({index})]') }}{% endmacro %}
{% macro databricks__array_item(array) %}{{ return('get(' ~ array ~ ', {index})') }}{% endmacro %}
