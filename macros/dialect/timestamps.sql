{#- The present moment as the registry's utc_timestamp. -#}
{% macro utc_now() %}
  {{ return({
    'duckdb': "(now() at time zone 'utc')",
    'snowflake': 'sysdate()',
    'bigquery': 'current_timestamp()',
    'databricks': 'current_timestamp()',
  }[target.type] or argos._unsupported('utc_now')) }}
{% endmacro %}

{#- A datetime, UTC and without a zone, as a literal of the same type. -#}
{% macro timestamp_literal(moment) %}
  {%- set text = moment.isoformat(' ') -%}
  {{ return({
    'duckdb': "timestamp '" ~ text ~ "'",
    'snowflake': "cast('" ~ text ~ "' as timestamp_ntz)",
    'bigquery': "timestamp '" ~ text ~ "+00'",
    'databricks': "timestamp '" ~ text ~ "Z'",
  }[target.type] or argos._unsupported('timestamp_literal')) }}
{% endmacro %}

{#- Seconds from one utc_timestamp to another. -#}
{% macro seconds_between(first, last) %}
  {{ return({
    'duckdb': '(epoch_us(' ~ last ~ ') - epoch_us(' ~ first ~ ')) / 1e6',
    'snowflake': 'cast(datediff(microsecond, ' ~ first ~ ', ' ~ last ~ ') as double) / 1000000',
    'bigquery': 'timestamp_diff(' ~ last ~ ', ' ~ first ~ ', microsecond) / 1e6',
    'databricks': '(unix_micros(' ~ last ~ ') - unix_micros(' ~ first ~ ')) / 1e6',
  }[target.type] or argos._unsupported('seconds_between')) }}
{% endmacro %}
