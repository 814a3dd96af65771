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
{{ argos._sharpened(ids, since) }},
chosen as (
  select *, row_number() over (partition by series_id, case when reference = 'companion' then 1 else 0 end order by usual * case when reference = 'month' then 1 else 1.1 end, reference) as place
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
    union all
    {%- endfor %}
    select series_id, reference, misses, miss, expected, null as distance, null as chance, spread, usual_miss, spread as usual from sharpened
  ) as choices
),
measured as (
  select
    j.series_id, j.run_id, j.instance_id, j.relation_name, j.element_id, j.partition_value, j.profile_ts, j.profile_day, j.metric, j.affected_count, j.total_count, j.value, case when j.metric in ('row_count', 'row_distinct_count') then j.usual_variance else j.variance end as variance, j.usual_variance, coalesce(j.history_days, 0) as history_days, j.center, j.width,
    coalesce(s.observed_days, 0) as seen_days, c.reference, c.misses, c.miss, c.expected, c.spread, c.usual_miss, c.distance, c.chance,
    least(j.past_affected_count, j.past_total_count - j.past_affected_count) as rare_count, j.past_total_count, j.past_affected_count > j.past_total_count / 2 as is_mostly,
    {{ argos.by_metric('floor', '0.004') }} as floor_spread, sqrt(1 + 3.0 / greatest(c.misses, 3)) as widened,
    case
      when j.metric = 'distribution' then sqrt(greatest(c.distance - c.chance, 0) / ln(2))
      when j.total_count is not null then abs(power(sin(j.value), 2) - power(sin(c.expected), 2))
      when j.metric = 'mean' then abs(j.value - c.expected) / j.width
      when j.metric in ('row_count', 'row_distinct_count') then abs(exp(j.value - c.expected) - 1)
      else abs(j.value - c.expected)
    end as effect
  from judged as j
  left join spreads as s on s.series_id = j.series_id
  left join chosen as c on c.series_id = j.series_id and c.place = 1
),
{{ argos._rare() }}
{%- endmacro %}

{#- A rate with fewer than five cases expected a day is scored by the deviance of a negative binomial distribution, whose variance is
    that between days; any other metric by its miss. -#}
{% macro _rare() %}
  {%- set tails = {} -%}
  {%- for part in [0, 1, 2] -%}
    {%- set branches = [] -%}
    {%- for metric in argos.drift_metrics() -%}{%- for name, tail in metric.tails.items() -%}{%- do branches.append("when '" ~ metric.name ~ ('_' if name) ~ name ~ "' then " ~ tail[part]) -%}{%- endfor -%}{%- endfor -%}
    {%- do tails.update({part: 'case tail_class ' ~ branches | join(' ') ~ ' else ' ~ [2.7, 0.02, 0.3][part] ~ ' end'}) -%}
  {%- endfor -%}
expected_cases as (
  select
    *, (rare_count + 0.5) / (past_total_count + 1) as rare_share, case when is_mostly then total_count - affected_count else affected_count end as cases,
    coalesce(total_count is not null and past_total_count > 0 and (rare_count + 0.5) / (past_total_count + 1) * past_total_count / history_days < 5, false) as is_rare,
    sqrt(greatest(spread * spread, case when reference = 'companion' then 0 else least(usual_variance, variance) end) + greatest(variance - usual_variance, 0) + floor_spread * floor_spread) * widened as deviation
  from measured
),
dispersed as (
  select
    *, rare_share * total_count as mean_cases,
    rare_share * rare_share / (4 * rare_share * (1 - rare_share) * greatest(spread * spread - usual_variance, 0) * widened * widened + rare_share * (1 - rare_share) / past_total_count + case when rare_count > 0 then 0.00000025 else 0 end) as dispersion,
    case when cases > rare_share * total_count then greatest(cases - 0.5, 0.01) else cases + 0.5 end as nearer_cases
  from expected_cases
),
scored as (
  select *, {{ tails[0] }} as tail_start, {{ tails[1] }} as tail_share, {{ tails[2] }} as tail_weight, row_number() over (partition by series_id order by case when effect >= {{ argos.by_metric('least_effect') }} then score else 0 end desc, reference) as guide
  from (
    select
      *,
      case
        when metric = 'distribution' then greatest(0, (miss - usual_miss) / (spread * widened))
        when not is_rare then miss / deviation
        when abs(cases - mean_cases) <= 0.5 then 0
        else sqrt(greatest(0, 2 * (nearer_cases * ln(nearer_cases / mean_cases) - (nearer_cases + dispersion) * ln((nearer_cases + dispersion) / (mean_cases + dispersion)))))
      end as score,
      case when not is_rare then metric when rare_count = 0 then concat(metric, '_never') else concat(metric, '_rare') end as tail_class
    from dispersed
  ) as classed
)
{%- endmacro %}
