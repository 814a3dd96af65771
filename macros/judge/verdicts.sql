{#- Verdicts of this run, to be appended to column_verdict: each judged measure of the given relations, as this run saw it,
    against the median of its last observed days. `judged`: rows of
    [instance_id, label, warn_score, fail_score]. -#}
{% macro verdicts(judged) %}
  {%- set text = argos.types().text -%}
select
  instance_id, relation_name, element_id, measure, profile_ts, value, history_days, level, score,
  'IQR' as statistic,
  low as expected_low,
  high as expected_high,
  case when level = 3 then 'FAIL' when level = 1 then 'WARN' when center is null then 'LEARNING' else 'PASS' end as decision,
  concat(
    measure, ' of ', label, case when element_id = '' then '' else concat('.', element_id) end,
    case
      when value is null then ' is unknown: there are no rows'
      else concat(' is ', {{ argos.shown_value('measure', 'value', text) }},
        case
          when center is null then concat(', learning: ', cast(history_days as {{ text }}), ' of {{ argos.history_days_needed() }} days')
          else concat(', expected ', {{ argos.shown_range('measure', 'low', 'high', text) }}, ' from ', cast(history_days as {{ text }}), ' days')
        end)
    end
  ) as reason
from (
  select
    instance_id, label, relation_name, element_id, measure, profile_ts, value, history_days, center,
    case when center < warn_score * spread then 0.0 else center - warn_score * spread end as low,
    case when measure like '%rate' and center + warn_score * spread > 1 then 1.0 else center + warn_score * spread end as high,
    abs(value - center) / spread as score,
    case
      when abs(value - center) > fail_score * spread then 3
      when abs(value - center) > warn_score * spread then 1
      else 0
    end as level
  from (
{{ argos._series(judged) }}
  ) as series
) as scored
{%- endmacro %}

{#- One row per series: today's value, and centre and spread of its history once that is long enough. -#}
{% macro _series(judged) %}
  {%- set past = 'case when not is_today then value end' -%}
  {%- set percentile = adapter.dispatch('percentile', 'argos') -%}
  {%- set enough = 'count(' ~ past ~ ') >= ' ~ argos.history_days_needed() -%}
  select
    instance_id, element_id, measure,
    max(case when is_today then relation_name end) as relation_name,
    max(case when is_today then profile_ts end) as profile_ts,
    max(case when is_today then value end) as value,
    count({{ past }}) as history_days,
    max(label) as label,
    max(warn_score) as warn_score,
    max(fail_score) as fail_score,
    case when {{ enough }} then {{ percentile(past, 0.5) }} end as center,
    greatest(
      ({{ percentile(past, 0.75) }} - {{ percentile(past, 0.25) }}) / 1.349,
      max(floor_share) * {{ percentile(past, 0.5) }},
      max(floor_value)
    ) as spread
  from (
{{ argos._observations(judged) }}
  ) as observations
  where is_today or days_back <= {{ argos.history_days_needed() }}
  group by instance_id, element_id, measure
  having max(case when is_today then 1 else 0 end) = 1
{%- endmacro %}
