{#- CTE `scored`: how far each metric is from what was expected, in units of how far it is on normal days. The reference that
    missed least of late is taken, the month unless another is 10% better. `metrics` is a SELECT of series_metric. -#}
{% macro scores(metrics, ids, since) %}
  {%- set references = ['month', 'week', 'weekday'] -%}
  {%- set misses = ['miss_month', 'miss_week', 'miss_weekday'] -%}
judged as (
  select fact_id as series_id, metrics.* from ({{ argos._with_day(metrics) }}) as metrics
),
past as (
  {{ argos.stored_metrics(ids, since, ['instance_id', 'element_id', 'metric', 'is_daily', 'profile_day', 'value', 'value_week', 'value_weekday'] + misses) }}
),
spreads as (
  select
    series_id, observed_days
    {%- for name in references %}, misses_{{ name }}{% for share, suffix in [(0.25, '25'), (0.5, '50'), (0.75, '75'), (0.9, '90')] %}, {{ argos.quantile_of('missed_' ~ name, share) }} as q{{ suffix }}_{{ name }}{% endfor %}, {{ argos.quantile_of('values_' ~ name, 0.5) }} as usual_{{ name }}{% endfor %}
  from (
    select
      j.series_id, count(*) as observed_days
      {%- for name, suffix in [('month', ''), ('week', '_week'), ('weekday', '_weekday')] %},
      count(p.miss_{{ name }}) as misses_{{ name }}, {{ argos.sorted_numbers('p.miss_' ~ name) }} as missed_{{ name }}, {{ argos.sorted_numbers("case when j.metric = 'distribution' then p.value" ~ suffix ~ ' end') }} as values_{{ name }}
      {%- endfor %}
    from judged as j
    join past as p on p.instance_id = j.instance_id and p.element_id = j.element_id and p.metric = j.metric and p.is_daily = j.is_daily
    where {{ argos.days_between('p.profile_day', 'j.profile_day') }} between 1 and {{ argos.memory_days() }}
    group by j.series_id
  ) as collected
),
chosen as (
  select *, row_number() over (partition by series_id order by usual * case when reference = 'month' then 1 else 1.1 end, reference) as place
  from (
    {%- for name, suffix in [('month', ''), ('week', '_week'), ('weekday', '_weekday')] %}
    select
      j.series_id, '{{ name }}' as reference, s.misses_{{ name }} as misses, j.miss_{{ name }} as miss, j.expected_{{ name }} as expected, j.value{{ suffix if suffix else '' }} as distance, j.variance{{ suffix }} as chance,
      case when j.metric = 'distribution' then greatest((s.q75_{{ name }} - s.q25_{{ name }}) / 1.349, (s.q90_{{ name }} - s.q50_{{ name }}) / 1.2816, 0.12) else greatest(1.4826 * s.q50_{{ name }}, s.q90_{{ name }} / 1.645) end as spread,
      s.q50_{{ name }} as usual_miss,
      case when j.metric = 'distribution' then s.usual_{{ name }} else greatest(1.4826 * s.q50_{{ name }}, s.q90_{{ name }} / 1.645) end as usual
    from judged as j
    join spreads as s on s.series_id = j.series_id
    where s.misses_{{ name }} >= 3 and j.miss_{{ name }} is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
  ) as choices
),
measured as (
  select
    j.run_id, j.instance_id, j.relation_name, j.element_id, j.partition_value, j.profile_ts, j.profile_day, j.metric, j.affected_count, j.total_count, j.value, case when j.metric in ('row_count', 'row_distinct_count') then j.usual_variance else j.variance end as variance, j.usual_variance, coalesce(j.history_days, 0) as history_days, j.center, j.width,
    coalesce(s.observed_days, 0) as seen_days, c.misses, c.miss, c.expected, c.spread, c.usual_miss, c.distance, c.chance,
    least(j.past_affected_count, j.past_total_count - j.past_affected_count) as rare_count, j.past_total_count, j.past_affected_count > j.past_total_count / 2 as is_mostly,
    {{ argos.by_metric('floor', '0.004') }} as floor_spread, sqrt(1 + 3.0 / greatest(c.misses, 3)) as widened,
    case
      when j.metric = 'distribution' then sqrt(case when c.distance > c.chance then c.distance - c.chance else 0 * c.distance end / ln(2))
      when j.total_count is not null then abs(power(sin(j.value), 2) - power(sin(c.expected), 2))
      when j.metric in ('mean', 'mean_hours') then abs(j.value - c.expected) / j.width
      when j.metric in ('row_count', 'row_distinct_count') then abs(exp(j.value - c.expected) - 1)
      else abs(j.value - c.expected)
    end as effect
  from judged as j
  left join spreads as s on s.series_id = j.series_id
  left join chosen as c on c.series_id = j.series_id and c.place = 1
),
{{ argos._rare() }}
{%- endmacro %}
