{#- SQL expressions -> one JSON array as text. -#}
{% macro json_array(expressions) %}{{ return(adapter.dispatch('json_array', 'argos')(expressions)) }}{% endmacro %}

{% macro default__json_array(expressions) %}{{ argos._unsupported('json_array') }}{% endmacro %}
{% macro duckdb__json_array(expressions) %}{{ return('cast(to_json([' ~ expressions | join(', ') ~ ']) as varchar)') }}{% endmacro %}
{#- An array has `undefined`, which is no JSON, for NULL. -#}
{% macro snowflake__json_array(expressions) %}
  {{ return('to_json(array_construct(ifnull(to_variant(' ~ expressions | join("), parse_json('null')), ifnull(to_variant(") ~ "), parse_json('null'))))") }}
{% endmacro %}

{% macro bigquery__json_array(expressions) %}{{ return('to_json_string([' ~ expressions | join(', ') ~ '])') }}{% endmacro %}
{% macro databricks__json_array(expressions) %}{{ return('to_json(array(' ~ expressions | join(', ') ~ '))') }}{% endmacro %}

{#- Aggregate: the texts of a group that are not NULL, sorted, as one JSON array. -#}
{% macro json_sorted_list(expression) %}{{ return(adapter.dispatch('json_sorted_list', 'argos')(expression)) }}{% endmacro %}

{% macro default__json_sorted_list(expression) %}{{ argos._unsupported('json_sorted_list') }}{% endmacro %}
{% macro duckdb__json_sorted_list(expression) %}{{ return('cast(to_json(list_sort(list(' ~ expression ~ ') filter (' ~ expression ~ ' is not null))) as varchar)') }}{% endmacro %}
{% macro snowflake__json_sorted_list(expression) %}{{ return('to_json(array_agg(' ~ expression ~ ') within group (order by ' ~ expression ~ '))') }}{% endmacro %}
{% macro bigquery__json_sorted_list(expression) %}{{ return('to_json_string(array_agg(' ~ expression ~ ' ignore nulls order by ' ~ expression ~ '))') }}{% endmacro %}
{% macro databricks__json_sorted_list(expression) %}{{ return('to_json(sort_array(collect_list(' ~ expression ~ ')))') }}{% endmacro %}

{#- Rows that Jinja has (lists of texts, numbers and none) -> a SELECT of text columns, as one JSON literal: no macro call
    per value, however many rows. -#}
{% macro json_rows(names, rows) %}{{ return(adapter.dispatch('json_rows', 'argos')(names, argos.string_literal(tojson(rows)))) }}{% endmacro %}

{% macro default__json_rows(names, literal) %}{{ argos._unsupported('json_rows') }}{% endmacro %}

{% macro duckdb__json_rows(names, literal) -%}
select {% for name in names %}j[{{ loop.index }}] as {{ name }}{{ ', ' if not loop.last }}{% endfor %}
from (select unnest(from_json({{ literal }}, '[["varchar"]]')) as j) as unpacked
{%- endmacro %}

{% macro snowflake__json_rows(names, literal) -%}
select {% for name in names %}cast(get(unpacked.value, {{ loop.index0 }}) as varchar) as {{ name }}{{ ', ' if not loop.last }}{% endfor %}
from table(flatten(input => parse_json({{ literal }}))) as unpacked
{%- endmacro %}

{% macro bigquery__json_rows(names, literal) -%}
select {% for name in names %}json_value(j, '$[{{ loop.index0 }}]') as {{ name }}{{ ', ' if not loop.last }}{% endfor %}
from unnest(json_query_array({{ literal }})) as j
{%- endmacro %}

{% macro databricks__json_rows(names, literal) -%}
select {% for name in names %}j[{{ loop.index0 }}] as {{ name }}{{ ', ' if not loop.last }}{% endfor %}
from (select explode(from_json({{ literal }}, 'array<array<string>>')) as j) as unpacked
{%- endmacro %}
