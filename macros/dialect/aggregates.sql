{#- Number of distinct values that are not NULL. An exact distinct per column multiplies the rows by the columns on Spark, whose
    sketch takes whole numbers and text, but leaves out empty texts: hence the hash. -#}
{% macro distinct_count(expression) %}
  {%- set form = {
    'duckdb': 'count(distinct {x})',
    'snowflake': 'least(count({x}), approx_count_distinct({x}))',
    'bigquery': 'least(count({x}), approx_count_distinct({x}))',
    'databricks': 'least(count({x}), hll_sketch_estimate(hll_sketch_agg(case when {x} is not null then xxhash64({x}) end, 12)))',
  }[target.type] or argos._unsupported('distinct_count') -%}
  {{ return(form | replace('{x}', expression)) }}
{% endmacro %}

{#- What is known of a column without a scan: two expressions of the catalog, about how many distinct values it has, and whether all of
    them lie in the range that a condition on {x} names; and one of the first 20,000 of `row_count` rows, numbered by `place`, for the
    number where the catalog has none, by how many more the second half brings. Asked of DuckDB alone. -#}
{% macro known_statistics(x, data_type, condition, place, row_count) %}
  {%- set bound = 'cast(stats(' ~ x ~ ').{end} as ' ~ data_type ~ ')' -%}
  {%- set is_within = condition | replace('{x}', bound | replace('{end}', 'min')) ~ ' and ' ~ condition | replace('{x}', bound | replace('{end}', 'max')) if condition else 'null' -%}
  {%- set first = 'count(distinct ' ~ x ~ ')' -%}
  {%- set growth = first ~ ' / count(distinct case when ' ~ place ~ ' <= 10000 then ' ~ x ~ ' end)' -%}
  {%- set of_first = 'cast(' ~ first ~ ' * case when ' ~ growth ~ ' > 1.97 then ' ~ row_count ~ ' / count(*) when ' ~ growth ~ ' > 1 then 1 / (1 - power(' ~ growth ~ ' - 1, 2)) else 1 end as bigint)' -%}
  {{ return({'duckdb': ['stats(' ~ x ~ ').approx_unique', is_within, of_first]}[target.type] or argos._unsupported('known_statistics')) }}
{% endmacro %}

{#- Aggregate: the value where `order` is greatest. -#}
{% macro latest_value(value, order) %}
  {{ return({
    'duckdb': 'max_by(' ~ value ~ ', ' ~ order ~ ')',
    'snowflake': 'max_by(' ~ value ~ ', ' ~ order ~ ')',
    'bigquery': 'any_value(' ~ value ~ ' having max ' ~ order ~ ')',
    'databricks': 'max_by(' ~ value ~ ', ' ~ order ~ ')',
  }[target.type] or argos._unsupported('latest_value')) }}
{% endmacro %}
