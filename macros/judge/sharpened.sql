{#- CTE `foretold`: for each judged metric what argos sharpen forecast of its day, at most one row of its own past (`forecast`) and one
    by what other columns of its relation are on that day (`companion`); none where it never ran. -#}
{% macro _sharpened(ids, since) %}
  {%- set before = argos.timestamp_literal(since - modules.datetime.timedelta(days=argos.memory_days())) -%}
forecasts as (
  select instance_id, element_id, metric, profile_day, companion_id, expected, expected_spread, usual_miss, trained_days, intercept, slope
  from (
    select *, max(trained_until) over (partition by instance_id, element_id, metric, profile_day) as newest
    from {{ argos.history('series_forecast') }}
    where instance_id in ({{ ids | join(', ') }}) and recorded_at >= {{ before }} and profile_day >= cast({{ before }} as date) and trained_until < profile_day
  ) as known
  where trained_until = newest
),
foretold as (
  select
    j.series_id, 'companion' as reference, max(f.trained_days) as misses, max(f.expected_spread) as spread, max(f.usual_miss) as usual_miss,
    case when count(o.value) = 3 then sum(f.intercept + f.slope * o.value) - min(f.intercept + f.slope * o.value) - max(f.intercept + f.slope * o.value) else avg(f.intercept + f.slope * o.value) end as expected
  from judged as j
  join forecasts as f on f.instance_id = j.instance_id and f.element_id = j.element_id and f.metric = j.metric and f.profile_day = j.profile_day
  join judged as o on o.run_id = j.run_id and o.instance_id = j.instance_id and o.profile_day = j.profile_day and o.metric = j.metric and o.element_id = f.companion_id
  where f.companion_id <> ''
  group by j.series_id
  union all
  select j.series_id, 'forecast' as reference, f.trained_days as misses, f.expected_spread as spread, f.usual_miss, f.expected
  from judged as j
  join forecasts as f on f.instance_id = j.instance_id and f.element_id = j.element_id and f.metric = j.metric and f.profile_day = j.profile_day
  where f.companion_id = ''
)
{%- endmacro %}
