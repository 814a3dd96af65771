{#- CTE `expected`: out of the metrics of the days before each observed one, what was normal: of the month, of the week and of the same
    weekday. Of a distance, how far apart days were beyond chance. A day that the run observed again counts as it was known before:
    a known bad one not at all. -#}
{% macro _expected(ids, since) %}
  {%- set carried = ['instance_id', 'element_id', 'metric', 'profile_day', 'is_daily', 'affected_count', 'total_count', 'value', 'variance', 'value_week', 'variance_week', 'value_weekday', 'variance_weekday'] -%}
  {%- set month, between = 'age <= ' ~ argos.reference_days(), argos.days_between('k.profile_day', 'd.profile_day') -%}
  {%- set weekday = month ~ ' and mod(age, 7) = 0' -%}
stored as (
  {{ argos.stored_metrics(ids, since, carried) }}
),
known as (
  select cast(null as {{ argos.types().text }}) as observed_run, {{ carried | join(', ') }}
  from stored
  where not is_bad
  union all
  select run_id as observed_run, instance_id, element_id, metric, profile_day, is_daily, x as affected_count, n as total_count, value, variance, distance_week as value_week, chance_week as variance_week, distance_weekday as value_weekday, chance_weekday as variance_weekday
  from derived
),
expected as (
  select
    series_id, metric, history_days, past_affected_count, past_total_count,
    {{ argos.quantile_of('variances', 0.5) }} as usual_variance,
    case when history_days >= 3 then {{ argos.quantile_of('values_month', 0.5) }} end as expected_month,
    case when history_days >= 3 then {{ argos.quantile_of('values_week', 0.5) }} end as expected_week,
    case when weekdays >= 1 then {{ argos.quantile_of('values_weekday', 0.5) }} end as expected_weekday
    {%- for name in ['month', 'week', 'weekday'] %},
    case when days_{{ name }} >= 3 then greatest({{ argos.quantile_of('beyond_' ~ name, 0.5) }}, 0) + 0.000001 end as between_{{ name }}
    {%- endfor %}
  from (
    select
      series_id, metric, count(case when {{ month }} then value end) as history_days, count(case when {{ weekday }} then value end) as weekdays,
      sum(case when {{ month }} then affected_count end) as past_affected_count, sum(case when {{ month }} then total_count end) as past_total_count,
      {{ argos.exact_quantiles('case when ' ~ month ~ ' then variance end') }} as variances,
      {{ argos.exact_quantiles('case when ' ~ month ~ ' then value end') }} as values_month,
      {{ argos.exact_quantiles('case when age <= 7 then value end') }} as values_week,
      {{ argos.exact_quantiles('case when ' ~ weekday ~ ' then value end') }} as values_weekday
      {%- for name, suffix in [('month', ''), ('week', '_week'), ('weekday', '_weekday')] %},
      count(value{{ suffix }}) as days_{{ name }}, {{ argos.exact_quantiles('value' ~ suffix ~ ' - variance' ~ suffix) }} as beyond_{{ name }}
      {%- endfor %}
    from (
      select *
      from (
        select
          d.series_id, d.metric, {{ between }} as age{% for name in carried[5:] %}, k.{{ name }}{% endfor %}, k.observed_run is not null as is_new,
          count(case when k.observed_run is null and {{ between }} <= {{ argos.reference_days() }} then 1 end) over (partition by d.series_id, d.metric) as known_days
        from derived as d
        join known as k on k.instance_id = d.instance_id and k.element_id = d.element_id and k.metric = d.metric and k.is_daily = d.is_daily
        left join (select distinct instance_id, is_daily, profile_day from stored) as o on o.instance_id = k.instance_id and o.is_daily = k.is_daily and o.profile_day = k.profile_day
        where (k.observed_run is null or k.observed_run = d.run_id and o.instance_id is null) and {{ between }} between 1 and {{ argos.memory_days() }}
      ) as days
      where {{ argos.tells('is_new', 'known_days') }}
    ) as aged
    group by series_id, metric
  ) as collected
)
{%- endmacro %}

{#- SELECT of the metrics of each day of some relations, as known before this run, and whether it `is_bad`; it ends in a WHERE. Of `replayed`, a SELECT of
    series_metric, every version of the first day that saw a day, with the times between which it was the latest. -#}
{% macro stored_metrics(ids, since, fields, replayed=none) %}
  {%- set before = argos.timestamp_literal(since - modules.datetime.timedelta(days=argos.memory_days() + 1)) -%}
  {%- set stored = 'select * from ' ~ argos.history('series_metric') ~ '\n    where instance_id in (' ~ ids | join(', ') ~ ') and recorded_at >= ' ~ before ~ ' and profile_ts >= ' ~ before -%}
  {%- set day = 'partition by instance_id, element_id, metric, is_daily, profile_day' -%}
  {%- set of_days = argos._with_day(replayed or stored, ids, before) -%}
select {{ fields | join(', ') }}, is_bad{{ ', recorded_at as known_from, known_until, version' if replayed }}
  from (
    {%- if replayed %}
    select *, lead(recorded_at) over ({{ day }} order by recorded_at, fact_id) as known_until, row_number() over ({{ day }} order by recorded_at, fact_id) as version
    from (select *, min({{ argos.day_of('recorded_at') }}) over ({{ day }}) as first_seen from ({{ of_days }}) as of_days) as of_versions
    where {{ argos.day_of('recorded_at') }} = first_seen
    {%- else %}
    select *, row_number() over ({{ day }} order by {{ argos.known_before() }}) as place
    from ({{ of_days }}) as of_days
    {%- endif %}
  ) as stored
  where {{ '1 = 1' if replayed else 'place = 1' }}
{%- endmacro %}
