{#- Number of distinct values that are not NULL, and the name of its method for the notes. -#}
{% macro distinct_count(expression) %}{{ return(adapter.dispatch('distinct_count', 'argos')(expression)) }}{% endmacro %}

{% macro default__distinct_count(expression) %}{{ argos._unsupported('distinct_count') }}{% endmacro %}
{% macro duckdb__distinct_count(expression) %}{{ return('count(distinct ' ~ expression ~ ')') }}{% endmacro %}
{% macro snowflake__distinct_count(expression) %}{{ return(argos._sketched_count(expression)) }}{% endmacro %}
{% macro bigquery__distinct_count(expression) %}{{ return(argos._sketched_count(expression)) }}{% endmacro %}

{% macro _sketched_count(expression) %}{{ return('least(count(' ~ expression ~ '), approx_count_distinct(' ~ expression ~ '))') }}{% endmacro %}

{#- An exact distinct per column multiplies the rows by the columns on Spark. The sketch takes whole numbers and text, but
    leaves out empty texts: hence the hash. -#}
{% macro databricks__distinct_count(expression) %}
  {%- set hashed = 'case when ' ~ expression ~ ' is not null then xxhash64(' ~ expression ~ ') end' -%}
  {{ return('least(count(' ~ expression ~ '), hll_sketch_estimate(hll_sketch_agg(' ~ hashed ~ ', 12)))') }}
{% endmacro %}

{#- Name of the method of distinct_count, for the notes. -#}
{% macro distinct_method() %}{{ return(adapter.dispatch('distinct_method', 'argos')()) }}{% endmacro %}

{% macro default__distinct_method() %}{{ argos._unsupported('distinct_method') }}{% endmacro %}
{% macro duckdb__distinct_method() %}{{ return('exact') }}{% endmacro %}
{% macro snowflake__distinct_method() %}{{ return('hll, error 1.6%') }}{% endmacro %}
{% macro bigquery__distinct_method() %}{{ return('hll, error about 1%') }}{% endmacro %}
{% macro databricks__distinct_method() %}{{ return('hll, error 1.6%') }}{% endmacro %}

{#- Aggregate: the value where `order` is greatest. -#}
{% macro latest_value(value, order) %}{{ return(adapter.dispatch('latest_value', 'argos')(value, order)) }}{% endmacro %}

{% macro default__latest_value(value, order) %}{{ argos._unsupported('latest_value') }}{% endmacro %}
{% macro duckdb__latest_value(value, order) %}{{ return('max_by(' ~ value ~ ', ' ~ order ~ ')') }}{% endmacro %}
{% macro snowflake__latest_value(value, order) %}{{ return('max_by(' ~ value ~ ', ' ~ order ~ ')') }}{% endmacro %}
{% macro bigquery__latest_value(value, order) %}{{ return('any_value(' ~ value ~ ' having max ' ~ order ~ ')') }}{% endmacro %}
{% macro databricks__latest_value(value, order) %}{{ return('max_by(' ~ value ~ ', ' ~ order ~ ')') }}{% endmacro %}
