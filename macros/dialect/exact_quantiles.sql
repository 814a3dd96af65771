{#- Aggregate: what quantile_of() reads, of the numbers that are not NULL. -#}
{% macro exact_quantiles(x) %}
  {%- set shares = argos._exact_shares() -%}
  {{ return({
    'duckdb': 'quantile_cont(' ~ x ~ ', [' ~ shares | join(', ') ~ '])',
    'snowflake': 'array_agg(' ~ x ~ ') within group (order by ' ~ x ~ ')',
    'bigquery': 'array_agg(' ~ x ~ ' ignore nulls order by ' ~ x ~ ')',
    'databricks': 'percentile(' ~ x ~ ', array(' ~ shares | join('D, ') ~ 'D))',
  }[target.type] or argos._unsupported('exact_quantiles')) }}
{% endmacro %}

{#- The shares that quantile_of() can read. -#}
{% macro _exact_shares() %}{{ return([0.25, 0.5, 0.75, 0.9, 0.97]) }}{% endmacro %}

{#- The value at a share, between two numbers in proportion; NULL where there are none. Two warehouses keep a sorted array and its size,
    for BigQuery has no exact quantile that is an aggregate, and Snowflake's takes one share. -#}
{% macro quantile_of(quantiles, share) %}
  {%- set at = argos._exact_shares().index(share) -%}
  {%- set item, size = {
    'duckdb': [quantiles ~ '[' ~ (at + 1) ~ ']', none],
    'snowflake': ['cast(get(' ~ quantiles ~ ', cast({at} as integer)) as double)', 'array_size(' ~ quantiles ~ ')'],
    'bigquery': [quantiles ~ '[safe_offset(cast({at} as int64))]', 'array_length(' ~ quantiles ~ ')'],
    'databricks': ['get(' ~ quantiles ~ ', ' ~ at ~ ')', none],
  }[target.type] or argos._unsupported('quantile_of') -%}
  {%- if not size -%}{{ return(item) }}{%- endif -%}
  {%- set place = share ~ ' * (' ~ size ~ ' - 1)' -%}
  {%- set low, high = item | replace('{at}', 'floor(' ~ place ~ ')'), item | replace('{at}', 'ceil(' ~ place ~ ')') -%}
  {{ return('(' ~ low ~ ' + (' ~ high ~ ' - ' ~ low ~ ') * (' ~ place ~ ' - floor(' ~ place ~ ')))') }}
{% endmacro %}
