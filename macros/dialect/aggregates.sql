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

{#- Aggregate: the value where `order` is greatest. -#}
{% macro latest_value(value, order) %}
  {{ return({
    'duckdb': 'max_by(' ~ value ~ ', ' ~ order ~ ')',
    'snowflake': 'max_by(' ~ value ~ ', ' ~ order ~ ')',
    'bigquery': 'any_value(' ~ value ~ ' having max ' ~ order ~ ')',
    'databricks': 'max_by(' ~ value ~ ', ' ~ order ~ ')',
  }[target.type] or argos._unsupported('latest_value')) }}
{% endmacro %}
