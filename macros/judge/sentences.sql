{#- Whether too few days are known of a metric to judge it, unless what it shows is beyond doubt. -#}
{% macro learns() %}{{ return('(p_value is null or seen_days < learning_days and p_value > 0.00000000001)') }}{% endmacro %}

{#- SQL text of a value as a person reads it: rates in percent, counts whole, moments by hours, which are negative before the end of their
    day, of three days or more in days; others with four decimals at most. `metric`: the column that says of what. -#}
{% macro shown_metric(value, text, metric='metric') %}
  {%- set span = "concat(regexp_replace(cast(round({x}, 1) as {text}), '[.]0+$', ''), '{unit}')" | replace('{text}', text) -%}
  {%- set hours = span | replace('{x}', 'abs(' ~ value ~ ')') | replace('{unit}', ' h') -%}
  {%- set days = span | replace('{x}', 'abs(' ~ value ~ ') / 24') | replace('{unit}', ' days') -%}
  {%- set from_end = 'case when ' ~ value ~ ' is not null then concat(case when abs(' ~ value ~ ') < 72 then ' ~ hours ~ ' else ' ~ days ~ ' end, case when ' ~ value ~ " > 0 then ' after' else ' before' end) end" -%}
  {{ return('case when ' ~ metric ~ " like '%rate' then " ~ argos.shown_value('rate', value, text) ~ ' when ' ~ metric ~ " like '%count' then " ~ argos.shown_value('count', value, text) ~ " when " ~ metric ~ " in ('mean_hours', 'latest_hours') then " ~ from_end ~ ' else ' ~ argos.shown_value('number', value, text) ~ ' end') }}
{% endmacro %}

{#- SQL text of a `rate` in percent, of a `count`, or of a `number` with four decimals at most. Adding 0 makes a plain zero of a negative one. -#}
{% macro shown_value(kind, value, text) %}
  {{ return({
    'rate': 'case when ' ~ value ~ ' is not null then concat(regexp_replace(cast(round(100 * ' ~ value ~ ', 1) + 0 as ' ~ text ~ "), '[.]0$', ''), '%') end",
    'count': 'cast(cast(round(' ~ value ~ ') as bigint) as ' ~ text ~ ')',
    'number': 'regexp_replace(cast(round(' ~ value ~ ', 4) + 0 as ' ~ text ~ "), '[.]0+$', '')",
  }[kind]) }}
{% endmacro %}

{#- SQL text of a JSON array of texts as a sentence lists them. -#}
{% macro listed_names(json) %}
  {{ return('replace(replace(replace(replace(' ~ json ~ ", '\",\"', ', '), '[\"', ''), '\"]', ''), " ~ argos.string_literal('\\"') ~ ", '\"')") }}
{% endmacro %}
