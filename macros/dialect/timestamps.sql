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

{#- Whether values of a timestamp's type know their zone. -#}
{% macro is_zoned(data_type) %}
  {%- set type = data_type | lower -%}
  {{ return({
    'duckdb': 'with time zone' in type,
    'snowflake': type.startswith(('timestamp_tz', 'timestamp_ltz')),
    'bigquery': type == 'timestamp',
    'databricks': type == 'timestamp',
  }[target.type] if target.type in ['duckdb', 'snowflake', 'bigquery', 'databricks'] else argos._unsupported('is_zoned')) }}
{% endmacro %}

{#- The day, in UTC, of a timestamp; of a utc_timestamp, where no other type is said. Sessions, and projects of BigQuery, may have another
    zone. -#}
{% macro day_of(x, data_type=none) %}
  {%- set zoned = argos.is_zoned(data_type or argos.types().utc_timestamp) -%}
  {{ return({
    'duckdb': 'cast(' ~ x ~ (" at time zone 'UTC'" if zoned else '') ~ ' as date)',
    'snowflake': 'cast(' ~ ("convert_timezone('UTC', " ~ x ~ ')' if zoned else x) ~ ' as date)',
    'bigquery': 'date(' ~ x ~ (", 'UTC'" if zoned else '') ~ ')',
    'databricks': 'cast(' ~ ('to_utc_timestamp(' ~ x ~ ', current_timezone())' if zoned else x) ~ ' as date)',
  }[target.type] or argos._unsupported('day_of')) }}
{% endmacro %}

{#- A date as text, as 2026-01-31, whatever a session prints. -#}
{% macro day_text(x) %}{{ return(argos.value_templates('date', 'date').text | replace('{x}', x)) }}{% endmacro %}

{#- The day before a date. -#}
{% macro day_before(x) %}
  {{ return({
    'duckdb': 'cast(' ~ x ~ ' - 1 as date)',
    'snowflake': 'dateadd(day, -1, ' ~ x ~ ')',
    'bigquery': 'date_sub(' ~ x ~ ', interval 1 day)',
    'databricks': 'date_sub(' ~ x ~ ', 1)',
  }[target.type] or argos._unsupported('day_before')) }}
{% endmacro %}

{#- Days from one date to another. -#}
{% macro days_between(first, last) %}
  {{ return({
    'duckdb': "date_diff('day', " ~ first ~ ', ' ~ last ~ ')',
    'snowflake': 'datediff(day, ' ~ first ~ ', ' ~ last ~ ')',
    'bigquery': 'date_diff(' ~ last ~ ', ' ~ first ~ ', day)',
    'databricks': 'datediff(' ~ last ~ ', ' ~ first ~ ')',
  }[target.type] or argos._unsupported('days_between')) }}
{% endmacro %}
