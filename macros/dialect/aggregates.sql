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
    them lie in the range that a condition on {x} names; and one of the first 50,000 of `row_count` rows, numbered by `place`, for the
    number where the catalog has none: of values that still get more, as many come with the rest. Asked of DuckDB alone. -#}
{% macro known_statistics(x, data_type, condition, place, row_count) %}
  {%- set bound = 'cast(stats(' ~ x ~ ').{end} as ' ~ data_type ~ ')' -%}
  {%- set is_within = condition | replace('{x}', bound | replace('{end}', 'min')) ~ ' and ' ~ condition | replace('{x}', bound | replace('{end}', 'max')) if condition else 'null' -%}
  {%- set of_first = 'cast(approx_count_distinct(' ~ x ~ ') * case when approx_count_distinct(' ~ x ~ ') > 1.7 * approx_count_distinct(case when ' ~ place ~ ' <= 25000 then ' ~ x ~ ' end) then ' ~ row_count ~ ' / count(*) else 1 end as bigint)' -%}
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
