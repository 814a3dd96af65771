{#- CTE `scored`: how far each metric is from what was expected, in units of how far it is on normal days. The reference that
    missed least of late is taken, the month unless another is 10% better. `metrics` is a SELECT of series_metric. -#}
{% macro scores(metrics, ids, since, replayed=none) %}
  {%- set double, known = argos.types().double, [] -%}
  {%- for metric in argos.drift_metrics() -%}{%- do known.append([metric.name, metric.kind, metric.get('words', metric.name ~ ' of {}'), metric.least_effect, metric.get('floor', 0.004)]) -%}{%- endfor -%}
  {%- set references = ['month', 'week', 'weekday'] -%}
  {%- set misses = ['miss_month', 'miss_week', 'miss_weekday'] -%}
  {%- set foretold = ['forecast', 'companion'] -%}
  {%- set robust = "case when j.metric = 'distribution' then greatest((s.q75_{name} - s.q25_{name}) / 1.349, (s.q90_{name} - s.q50_{name}) / 1.2816, 0.12) else greatest(1.4826 * s.q50_{name}, s.q90_{name} / 1.645) end" -%}
  {%- set usual = "case when j.metric = 'distribution' then s.usual_{name} else greatest(1.4826 * s.q50_{name}, s.q90_{name} / 1.645) end" -%}
  {%- set missed = "case when j.metric in ('mean', 'mean_hours') then abs(asinh((j.value - j.center) / j.width) - asinh((f.expected_{name} - j.center) / j.width)) else abs(j.value - f.expected_{name}) end" -%}
  {%- set ranks = {} -%}
  {%- for name in ['forecast'] + references -%}{%- do ranks.update({name: 'case when misses_' ~ name ~ ' >= 3 and miss_' ~ name ~ ' is not null then coalesce(usual_' ~ name ~ ('' if name == 'month' else ' * 1.1') ~ ', 1e300) else 1e301 end'}) -%}{%- endfor -%}
judged as (
  select fact_id as series_id, metrics.* from ({{ argos._with_day(metrics) }}) as metrics
),
past as (
  {{ argos.stored_metrics(ids, since, ['instance_id', 'element_id', 'metric', 'is_daily', 'profile_day', 'value', 'value_week', 'value_weekday'] + misses, replayed) }}
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
    where {{ argos.days_between('p.profile_day', 'j.profile_day') }} between 1 and {{ argos.memory_days() }}{{ ' and (p.known_from < j.recorded_at or p.known_from = j.recorded_at and p.version = 1) and coalesce(p.known_until >= j.recorded_at, true)' if replayed }}
    group by j.series_id
  ) as collected
),
{{ argos._sharpened(ids, since) }},
chosen as (
  select
    *, coalesce(misses >= 3 and miss is not null, false) as usable
  from (
    select
      *
      {%- for field in ['misses', 'miss', 'expected', 'spread', 'q50'] %},
      case reference{% for name in references + foretold %} when '{{ name }}' then {{ field }}_{{ name }}{% endfor %} end as {{ field }}
      {%- endfor %},
      case reference when 'month' then value when 'week' then value_week when 'weekday' then value_weekday end as distance,
      case reference when 'month' then variance when 'week' then variance_week when 'weekday' then variance_weekday end as chance
    from (
      select
        *,
        case when choice = 'companion' then choice{% for name in ranks %} when {{ ranks[name] }} <= least({{ ranks.values() | join(', ') }}) then '{{ name }}'{% endfor %} end as reference
      from (
        select
          j.*, s.observed_days
          {%- for name in references %}, s.misses_{{ name }}, s.q50_{{ name }}, {{ robust | replace('{name}', name) }} as spread_{{ name }}, {{ usual | replace('{name}', name) }} as usual_{{ name }}{% endfor %}
          {%- for name in foretold %}, f.misses_{{ name }}, f.q50_{{ name }}, f.spread_{{ name }}, f.spread_{{ name }} as usual_{{ name }}, f.expected_{{ name }}, {{ missed | replace('{name}', name) }} as miss_{{ name }}{% endfor %}
        from judged as j
        left join spreads as s on s.series_id = j.series_id
        left join foretold as f on f.series_id = j.series_id
      ) as of_references
      cross join ({{ argos.json_rows(['choice'], [['own past'], ['companion']]) }}) as choices
    ) as referred
  ) as compared
),
measured as (
  select
    series_id, reference, run_id, instance_id, relation_name, element_id, partition_value, profile_ts, profile_day, metric, kind, words, cast(least_effect as {{ double }}) as least_effect, cast(floor_spread as {{ double }}) as floor_spread, {{ argos.looks() }} as looks, affected_count, total_count, value, case when metric in ('row_count', 'row_distinct_count') then usual_variance else variance end as variance, usual_variance, coalesce(history_days, 0) as history_days, center, width,
    coalesce(observed_days, 0) as seen_days
    {%- for name in ['misses', 'miss', 'expected', 'spread', 'distance', 'chance'] %}, case when usable then {{ name }} end as {{ name }}{% endfor %}, case when usable then q50 end as usual_miss,
    least(past_affected_count, past_total_count - past_affected_count) as rare_count, past_total_count, past_affected_count > past_total_count / 2 as is_mostly,
    sqrt(1 + 3.0 / case when usable then misses else 3 end) as widened,
    case
      when not usable then null
      when metric = 'distribution' then sqrt(case when distance > chance then distance - chance else 0 end / ln(2))
      when kind = 'rate' then abs(power(sin(value), 2) - power(sin(expected), 2))
      when metric in ('mean', 'mean_hours') then abs(value - expected) / width
      when metric in ('row_count', 'row_distinct_count') then abs(exp(value - expected) - 1)
      else abs(value - expected)
    end as effect
  from chosen
  join ({{ argos.json_rows(['metric_name', 'kind', 'words', 'least_effect', 'floor_spread'], known) }}) as m on metric_name = metric
  where choice <> 'companion' or usable
),
{{ argos._rare() }}
{%- endmacro %}
