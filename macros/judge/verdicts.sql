{#- Names of the columns that verdicts() yields. -#}
{% macro verdict_fields() %}
  {{ return(['instance_id', 'relation_name', 'element_id', 'partition_value', 'partition_key', 'measure', 'profile_ts', 'metric', 'value', 'history_days', 'level', 'score', 'threshold', 'p_value', 'statistic', 'expected_low', 'expected_high', 'moved_columns', 'decision', 'reason']) }}
{% endmacro %}

{#- Verdicts, to be appended to column_verdict: each metric in `metrics`, a SELECT of series_metric, of the days not before `since`;
    and, as the measure `drift`, what all metrics of a column, or of a relation and its columns, say together. `judged`: rows of
    [instance_id, label, warn_p_value, fail_p_value, learning_days]. With `replayed`, a SELECT of series_metric,
    each metric is judged by what of it was known when it was recorded. A person is told `what` was seen and what is `usual`. -#}
{% macro verdicts(judged, metrics, since, replayed=none) %}
  {%- set types = argos.types() -%}
  {%- set ids = [] -%}
  {%- for row in judged -%}{%- do ids.append(argos.string_literal(row[0])) -%}{%- endfor -%}
  {#- What argos sharpen learned from feedback: an alarm of such a series needs so many times the evidence. -#}
  {%- set learned = ' * power(10, coalesce(l.log10_shift, 0))' -%}
  {%- set thresholds = ['warn_p_value', 'fail_p_value', 'learning_days'] -%}
with {{ argos.scores(metrics, ids, since, replayed) }},
probable as (
  select
    s.*, j.label{% for name in thresholds %}, cast(j.{{ name }} as {{ types.double }}){{ learned if name.endswith('p_value') }} as {{ name }}{% endfor %},
    case
      when value is null and metric = 'mean' and total_count >= 20 and history_days >= 0.9 * least(seen_days, {{ argos.reference_days() }}) then 0.0001
      when spread is null or value is null or score is null then null
      when metric = 'null_rate' and affected_count = total_count and total_count >= 20 and power(sin(expected), 2) < 0.5 then 0.000000000001
      when metric = 'row_count' and value < 0 and expected > 0 then 0.000000000001
      when effect < least_effect or score <= 0 then 1
      else greatest(0.000000000001, least(1, looks * tail_share * power(score / tail_start, -1 / tail_weight)))
    end as p_value,
    tail_start * power(looks * tail_share / nullif(cast(j.warn_p_value as {{ types.double }}){{ learned }}, 0), tail_weight) as far,
    coalesce(l.log10_shift, 0) as log10_shift
  from (select * from scored where guide = 1) as s
  join ({{ argos.json_rows(['instance_id', 'label'] + thresholds, judged) }}) as j on j.instance_id = s.instance_id
  left join (
    select instance_id, element_id, measure, {{ argos.latest_value('log10_shift', 'recorded_at') }} as log10_shift
    from {{ argos.history('learned_threshold') }}
    where instance_id in ({{ ids | join(', ') }}) and recorded_at >= {{ argos.ago(days=argos.memory_days()) }}
    group by instance_id, element_id, measure
  ) as l on l.instance_id = s.instance_id and l.element_id = s.element_id and l.measure = s.metric
),
{{ argos.combined() }}
select
  run_id, {{ argos.verdict_fields() | reject('in', ['history_days', 'level', 'statistic', 'moved_columns', 'reason']) | join(', ') }}, case when decision = 'LEARNING' then seen_days else history_days end as history_days, event_columns as moved_columns, {# #}
  case decision when 'FAIL' then 3 when 'WARN' then 1 else 0 end as level, case when metric = 'distribution' then 'JSD' else 'Z' end as statistic,
  case when decision = 'LEARNING' and seen_days >= learning_days then concat(what, ', learning: too few days that it can be compared with') when decision = 'LEARNING' then concat(what, ', learning: ', cast(seen_days as {{ types.text }}), ' of ', cast(cast(learning_days as {{ types.bigint }}) as {{ types.text }}), ' days') when value is null and p_value is not null then concat(what, ': it looks like an identifier now, whole numbers most of which differ, of which no value is kept; list it under plain_values if its values may be shown') when value is null then concat(what, ': there are no rows to tell') else concat(what, usual) end as reason
from (
  select
      *, shown_value as value,
      case
        when moved_columns is not null then concat('columns of ', label, ' changed at once: ', {{ argos.listed_names('moved_columns') }})
        else concat(replace(words, '{}', concat(label, case when element_id = '' then '' else '.' end, element_id)), ' is ', coalesce({{ argos.shown_metric('shown_value', types.text) }}, 'unknown'), case when metric in ('mean_hours', 'latest_hours') and shown_value is not null then ' the end of its day' else '' end)
      end as what,
      case
        when moved_columns is not null then concat('; most of all in ', cast(history_days as {{ types.text }}), ' days')
        else concat(', expected ', {{ argos.shown_metric('expected_low', types.text) }}, ' to ', {{ argos.shown_metric('expected_high', types.text) }}, ' from ', cast(history_days as {{ types.text }}), ' days')
      end as usual,
      case
        when shown_value is null and p_value is null and seen_days >= learning_days then 'PASS'
        when {{ argos.learns() }} then 'LEARNING'
        when p_value <= fail_p_value then 'FAIL'
        when p_value <= warn_p_value then 'WARN'
        when p_value <= 0.01 then 'INFO'
        else 'PASS'
      end as decision
    from combined
) as said
{%- endmacro %}
