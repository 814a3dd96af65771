{#- CTE `scored`: how far each metric is from what was expected, in units of how far it is on normal days. The reference that
    missed least of late is taken, the month unless another is 10% better; a forecast of a day unlike those of the month before any. `metrics` is a SELECT of series_metric.
    `looks`: the smallest of the p-values of a column is too small by a factor, since there are several; a relation stands for all its
    columns: it may spend six times the false alarms of one. The middle of two weekdays is their mean, which one bad day moves: a weekday is
    taken from the third on, when fourteen days have missed one. -#}
{% macro scores(metrics, ids, since, replayed=none) %}
  {%- set double, known = argos.types().double, [] -%}
  {%- for metric in argos.drift_metrics() -%}{%- do known.append([metric.name, metric.kind, metric.get('words', metric.name ~ ' of {}'), metric.least_effect, metric.get('floor', 0.004)]) -%}{%- endfor -%}
  {#- As argos sharpen has it: what was missed on the second worst day of 42 is no surprise when it comes again. -#}
  {%- set spread = 'greatest(1.4826 * q50, q90 / 1.645, q97 / 4)' -%}
  {%- set references = ['month', 'week', 'weekday'] -%}
  {%- set apart = "case when j.metric in ('mean', 'mean_hours') then abs(asinh(({it} - j.center) / j.width) - asinh((f.expected - j.center) / j.width)) else abs({it} - f.expected) end" -%}
  {%- set misses = ['miss_month', 'miss_week', 'miss_weekday'] -%}
  {%- set age = argos.days_between('p.profile_day', 'j.profile_day') -%}
  {%- set is_new = 'p.known_from = j.recorded_at' if replayed else 'p.run_id = ' ~ argos.string_literal(invocation_id) -%}
judged as (
  select fact_id as series_id, metrics.* from ({{ argos._with_day(metrics) }}) as metrics
),
past as (
  {{ argos.stored_metrics(ids, since, ['run_id', 'instance_id', 'element_id', 'metric', 'is_daily', 'profile_day', 'value', 'value_week', 'value_weekday'] + misses, replayed) }}
),
spreads as (
  select
    series_id, observed_days, values_variance
    {%- for name in references %}, misses_{{ name }}{% for share, suffix in [(0.25, '25'), (0.5, '50'), (0.75, '75'), (0.9, '90'), (0.97, '97')] %}, {{ argos.quantile_of('missed_' ~ name, share) }} as q{{ suffix }}_{{ name }}{% endfor %}, {{ argos.quantile_of('values_' ~ name, 0.5) }} as usual_{{ name }}{% endfor %}
  from (
    select
      series_id, count(*) as observed_days, var_samp(value) as values_variance
      {%- for name, suffix in [('month', ''), ('week', '_week'), ('weekday', '_weekday')] %},
      count(miss_{{ name }}) as misses_{{ name }}, {{ argos.exact_quantiles('miss_' ~ name) }} as missed_{{ name }}, {{ argos.exact_quantiles("case when metric = 'distribution' then value" ~ suffix ~ ' end') }} as values_{{ name }}
      {%- endfor %}
    from (
      select j.series_id, j.metric, p.{{ (['value', 'value_week', 'value_weekday'] + misses) | join(', p.') }}, {{ is_new }} as is_new, count(case when not ({{ is_new }}) and {{ age }} <= {{ argos.reference_days() }} then 1 end) over (partition by j.series_id) as known_days
      from judged as j
      join past as p on p.instance_id = j.instance_id and p.element_id = j.element_id and p.metric = j.metric and p.is_daily = j.is_daily
      where not p.is_bad and {{ age }} between 1 and {{ argos.memory_days() }}{{ ' and (p.known_from < j.recorded_at or p.known_from = j.recorded_at and p.version = 1) and coalesce(p.known_until >= j.recorded_at, true)' if replayed }}
    ) as days
    where {{ argos.tells('is_new', 'known_days') }}
    group by series_id
  ) as collected
),
{{ argos._sharpened(ids, since) }},
chosen as (
  select *, row_number() over (partition by series_id, case when reference = 'companion' then 1 else 0 end order by case when usable then 0 else 1 end, case when is_foretold then 0 else 1 end, usual * case when reference = 'month' then 1 else 1.1 end, reference) as place
  from (
    select
      *, misses >= case when reference = 'weekday' then 14 else 3 end and miss is not null as usable,
      case when metric = 'distribution' then greatest(coalesce(foretold_spread, 0), coalesce((q75 - q25) / 1.349, 0), coalesce((q90 - q50) / 1.2816, 0), 0.12) when foretold_spread is not null then foretold_spread else {{ spread }} end as spread,
      case when foretold_spread is not null then foretold_spread when metric = 'distribution' then usual_distance else {{ spread }} end as usual
    from (
      select
        j.*, s.observed_days, s.values_variance, r.reference, f.spread as foretold_spread
        {%- for field, of_reference in {'q25': 's.q25_', 'q75': 's.q75_', 'q90': 's.q90_', 'q97': 's.q97_', 'usual_distance': 's.usual_'}.items() %},
        case r.reference{% for name in references %} when '{{ name }}' then {{ of_reference ~ name }}{% endfor %} end as {{ field }}
        {%- endfor %}
        {%- for field, of_reference, foretold in [('misses', 's.misses_', 'f.misses'), ('q50', 's.q50_', 'f.usual_miss'), ('expected', 'j.expected_', 'f.expected'), ('miss', 'j.miss_', "case when j.metric = 'distribution' then j.miss_month else " ~ apart | replace('{it}', 'j.value') ~ ' end')] %},
        case r.reference{% for name in references %} when '{{ name }}' then {{ of_reference ~ name }}{% endfor %} else {{ foretold }} end as {{ field }}
        {%- endfor %},
        r.reference = 'forecast' and (j.metric = 'distribution' or {{ apart | replace('{it}', 'j.expected_month') }} > 3 * least(f.spread, coalesce(greatest(1.4826 * s.q50_month, s.q90_month / 1.645), f.spread))) as is_foretold,
        case r.reference when 'week' then j.value_week when 'weekday' then j.value_weekday else j.value end as distance,
        case r.reference when 'week' then j.variance_week when 'weekday' then j.variance_weekday else j.variance end as chance
      from judged as j
      left join spreads as s on s.series_id = j.series_id
      cross join ({{ argos.json_rows(['reference'], [['month'], ['week'], ['weekday'], ['forecast'], ['companion']]) }}) as r
      left join foretold as f on f.series_id = j.series_id and f.reference = r.reference
    ) as of_references
  ) as choices
),
measured as (
  select
    series_id, reference, run_id, instance_id, relation_name, element_id, partition_value, partition_key, profile_ts, profile_day, metric, kind, words, cast(least_effect as {{ double }}) as least_effect, cast(floor_spread as {{ double }}) as floor_spread, case when element_id = '' then 0.25 else 3.0 end as looks, affected_count, total_count, value, case when metric in ('row_count', 'row_distinct_count') then usual_variance else variance end as variance, usual_variance, coalesce(history_days, 0) as history_days, center, width,
    coalesce(observed_days, 0) as seen_days
    {%- for name in ['misses', 'miss', 'expected', 'spread', 'distance', 'chance'] %}, case when usable then {{ name }} end as {{ name }}{% endfor %}, case when usable then q50 end as usual_miss, case when usable then q97 end as worst_miss, values_variance,
    least(past_affected_count, past_total_count - past_affected_count) as rare_count, past_total_count, past_affected_count > past_total_count / 2 as is_mostly,
    sqrt(1 + 3.0 / case when usable then misses else 3 end) as widened,
    case
      when not usable then null
      {#- Days like those of their weekday are as usual, however the month was. -#}
      {%- set least_distance = 'power(cast(least_effect as ' ~ double ~ '), 2) * ln(2)' %}
      when metric = 'distribution' and value_weekday - variance_weekday < least({{ least_distance }}, distance - chance) then sqrt(greatest(value_weekday - variance_weekday, 0) / ln(2))
      when metric = 'distribution' then sqrt(case when distance > chance then distance - chance else 0 end / ln(2))
      when kind = 'rate' then abs(power(sin(value), 2) - power(sin(expected), 2))
      when metric in ('mean', 'mean_hours') then abs(value - expected) / width
      when metric = 'null_gap_rate' then least(value - expected, affected_count / nullif(total_count, 0) - past_affected_count / nullif(past_total_count, 0))
      when metric in ('row_count', 'row_distinct_count') then abs(exp(value - expected) - 1)
      else abs(value - expected)
    end as effect
  from chosen
  join ({{ argos.json_rows(['metric_name', 'kind', 'words', 'least_effect', 'floor_spread'], known) }}) as m on metric_name = metric
  where place = 1 and (reference <> 'companion' or usable)
),
{{ argos._rare() }}
{%- endmacro %}
