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

{#- What the catalog knows of a column's distinct values without a scan; asked of DuckDB alone. -#}
{% macro distinct_estimate(x) %}
  {{ return({'duckdb': 'stats(' ~ x ~ ').approx_unique'}[target.type] or argos._unsupported('distinct_estimate')) }}
{% endmacro %}

{#- Whether what the catalog knows proves that all values of a column lie in the range that a condition on {x} names; asked of DuckDB
    alone. -#}
{% macro is_proven(x, data_type, condition) %}
  {%- set bound = 'cast(stats(' ~ x ~ ').{end} as ' ~ data_type ~ ')' -%}
  {{ return({'duckdb': condition | replace('{x}', bound | replace('{end}', 'min')) ~ ' and ' ~ condition | replace('{x}', bound | replace('{end}', 'max'))}[target.type] or argos._unsupported('is_proven')) }}
{% endmacro %}

{#- Name of the method of distinct_count, for the notes. -#}
{% macro distinct_method() %}
  {{ return({
    'duckdb': 'exact',
    'snowflake': 'hll, error 1.6%',
    'bigquery': 'hll, error about 1%',
    'databricks': 'hll, error 1.6%',
  }[target.type] or argos._unsupported('distinct_method')) }}
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
