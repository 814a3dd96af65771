{#- Aggregate: what the quantiles of a double are read from. Snowflake reads them after the scan; Spark takes literals only.
    With the double 0.55, the 56th of 100 values came for the 55th: hence decimals on DuckDB, and a trifle less on Spark. -#}
{% macro quantiles_state(number) %}
  {%- set shares = [] -%}
  {%- for share in [0.01, 0.99] + range(41) | list -%}
    {%- set p = share if loop.index <= 2 else share / 40 -%}
    {%- do shares.append((p - 1e-12) | round(12) if p else p) -%}
  {%- endfor -%}
  {{ return({
    'duckdb': 'quantile_disc(' ~ number ~ ', list_transform(range(43), lambda k: case k when 0 then 0.01 when 1 then 0.99 else (k - 2) * 0.025 end))',
    'snowflake': 'approx_percentile_accumulate(' ~ number ~ ')',
    'bigquery': 'approx_quantiles(' ~ number ~ ', 200)',
    'databricks': 'percentile_approx(' ~ number ~ ', array(' ~ shares | join('D, ') ~ 'D), 10000)',
  }[target.type] or argos._unsupported('quantiles_state')) }}
{% endmacro %}

{#- Expressions of p01, p99 and 41 points at k/40 out of a state. `greatest` is the largest value: Snowflake estimates below 1. -#}
{% macro quantiles_read(state, greatest) %}
  {%- set read = [] -%}
  {%- for share in [0.01, 0.99] + range(41) | list -%}
    {%- set p = share if loop.index <= 2 else share / 40 -%}
    {%- do read.append({
      'duckdb': state ~ '[' ~ loop.index ~ ']',
      'snowflake': greatest if p == 1 else 'approx_percentile_estimate(' ~ state ~ ', ' ~ p ~ ')',
      'bigquery': state ~ '[safe_offset(' ~ (200 * p) | round | int ~ ')]',
      'databricks': 'get(' ~ state ~ ', ' ~ loop.index0 ~ ')',
    }[target.type] or argos._unsupported('quantiles_read')) -%}
  {%- endfor -%}
  {{ return({'p01': read[0], 'p99': read[1], 'points': read[2:], 'list': 'cast(to_json(' ~ state ~ '[3:]) as varchar)' if target.type == 'duckdb' else argos.json_array(read[2:])}) }}
{% endmacro %}

{#- `kept`, an aggregate: the numbers of a sample, until it is known between what they should lie; `outside`: how many do not. Asked of
    DuckDB alone. -#}
{% macro kept_numbers(number, low=none, high=none) %}
  {{ return({
    'duckdb': {'kept': 'list(' ~ number ~ ')', 'outside': 'case when ' ~ low ~ ' is not null then len(list_filter(' ~ number ~ ', lambda z: z < ' ~ low ~ ' or z > ' ~ high ~ ')) end'},
  }[target.type] or argos._unsupported('kept_numbers')) }}
{% endmacro %}
