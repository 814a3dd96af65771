{#- CTE `foretold`: for each judged metric what argos sharpen forecast of its day, at most one row of its own past (`forecast`) and one
    by what other columns of its relation are on that day (`companion`); none where it never ran. Of a distribution it foretells how far
    it will be from the month, on days unlike all others. -#}
{% macro _sharpened(ids, since) %}
  {%- set before = argos.timestamp_literal(since - modules.datetime.timedelta(days=argos.memory_days())) -%}
  {%- set forecasts = 'select * from ' ~ argos.history('series_forecast') ~ '\n    where instance_id in (' ~ ids | join(', ') ~ ') and recorded_at >= ' ~ before ~ ' and profile_day >= ' ~ argos.day_of(before) ~ ' and trained_until < profile_day' -%}
forecasts as (
  select instance_id, element_id, metric, profile_day, is_daily, companion_id, expected, expected_spread, usual_miss, trained_days, intercept, slope
  from (
    select *, max(trained_until) over (partition by instance_id, element_id, metric, is_daily, profile_day) as newest
    from ({{ argos.told_apart_alike(forecasts, ids) }}) as forecasts
  ) as known
  where trained_until = newest
),
foretold as (
  select
    series_id, reference, max(trained_days) as misses, max(expected_spread) as spread, max(usual_miss) as usual_miss,
    case when count(foretold_value) = 3 then sum(foretold_value) - min(foretold_value) - max(foretold_value) else avg(foretold_value) end as expected
  from (
    select
      j.series_id, case when f.companion_id = '' then 'forecast' else 'companion' end as reference, f.trained_days, f.expected_spread, case when j.metric = 'distribution' then f.expected else f.usual_miss end as usual_miss,
      case when j.metric = 'distribution' then j.expected_month when f.companion_id = '' then f.expected else f.intercept + f.slope * o.value end as foretold_value
    from judged as j
    join forecasts as f on f.instance_id = j.instance_id and f.element_id = j.element_id and f.metric = j.metric and f.is_daily = j.is_daily and f.profile_day = j.profile_day
    left join judged as o on o.run_id = j.run_id and o.instance_id = j.instance_id and o.profile_day = j.profile_day and o.metric = j.metric and o.element_id = f.companion_id
  ) as values_of_day
  group by series_id, reference
)
{%- endmacro %}
