{#- Verdicts of this run, to be appended to column_verdict: each judged measure of the given relations, as this run saw it,
    against the median of its last observed days. `judged`: rows of [instance_id, label, warn_score, fail_score]. -#}
{% macro verdicts(judged) %}
  {%- set text = argos.types().text -%}
select
  instance_id, relation_name, element_id, measure, profile_ts, value, history_days, level, score,
  'IQR' as statistic,
  low as expected_low,
  high as expected_high,
  case when level = 3 then 'FAIL' when level = 1 then 'WARN' when center is null then 'LEARNING' else 'PASS' end as decision,
  concat(
    measure, ' of ', label, case when element_id = '' then '' else '.' end, element_id,
    case
      when value is null then ' is unknown: there are no rows'
      else concat(' is ', {{ argos._shown('value', text) }},
        case
          when center is null then concat(', learning: ', cast(history_days as {{ text }}), ' of {{ argos.history_days_needed() }} days')
          else concat(', expected ', {{ argos._shown('low', text) }}, ' to ', {{ argos._shown('high', text) }}, ' from ', cast(history_days as {{ text }}), ' days')
        end)
    end
  ) as reason
from (
  select
    instance_id, label, relation_name, element_id, measure, is_rate, profile_ts, value, history_days, center,
    case when center < warn_score * spread then 0.0 else center - warn_score * spread end as low,
    case when is_rate and center + warn_score * spread > 1 then 1.0 else center + warn_score * spread end as high,
    abs(value - center) / spread as score,
    case
      when abs(value - center) > fail_score * spread then 3
      when abs(value - center) > warn_score * spread then 1
      else 0
    end as level
  from (
{{ argos._normal(judged) }}
  ) as series
) as scored
{%- endmacro %}

{% macro _shown(value, text) %}{{ return('case when is_rate then ' ~ argos.shown_value(true, value, text) ~ ' else ' ~ argos.shown_value(false, value, text) ~ ' end') }}{% endmacro %}

{#- One row per series: today's value, and median and spread of its last observed days once these are enough. -#}
{% macro _normal(judged) %}
  {%- set double = argos.types().double -%}
  {%- set items = argos.array_items('past', argos.history_days_needed()) -%}
  {%- if judged | length == 1 -%}
    {%- set label, warn_score, fail_score = argos.string_literal(judged[0][1]), judged[0][2], judged[0][3] -%}
  {%- else -%}
    {%- set label, warn_score, fail_score = 'j.label', 'j.warn_score', 'j.fail_score' -%}
  {%- endif -%}
  select
    s.instance_id, element_id, measure, is_rate, relation_name, profile_ts, value, history_days,
    {{ label }} as label, cast({{ warn_score }} as {{ double }}) as warn_score, cast({{ fail_score }} as {{ double }}) as fail_score,
    case when history_days = {{ argos.history_days_needed() }} then {{ items[3] }} end as center,
    greatest(({{ items[4] }} + {{ items[5] }} - {{ items[1] }} - {{ items[2] }}) / (2 * 1.349), floor_share * {{ items[3] }}, floor_value) as spread
  from (
    select *, {{ argos.sorted_array('last_values') }} as past
    from (
{{ argos._series(judged) }}
    ) as of_series
  ) as s
  {%- if judged | length > 1 %}
  join ({{ argos.json_rows(['instance_id', 'label', 'warn_score', 'fail_score'], judged) }}) as j on j.instance_id = s.instance_id
  {%- endif %}
{%- endmacro %}
