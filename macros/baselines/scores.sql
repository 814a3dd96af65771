{#- The end of baseline_verdicts(): the score of each check of a column in `held`, from where it is WARN and FAIL, and in words: a verdict
    of each that can be told. -#}
{% macro _baseline_scores() %}
  {%- set types = argos.types() -%}
  {%- set text = types.text -%}
  {%- set rate = "case when {x} <> 0 and abs({x}) < 0.001 then concat(" ~ argos.shown_value('number', '100 * {x}', text) ~ ", '%') else " ~ argos.shown_value('rate', '{x}', text) ~ ' end' -%}
  {%- set shown = "case when name <> 'test' then " ~ rate ~ " when element_id = '' then " ~ argos.shown_value('count', '{x}', text) ~ ' else ' ~ argos.shown_value('number', '{x}', text) ~ ' end' -%}
  {%- set usual_values = 'h.value_count / (h.history_days * nullif(h.valid_count, 0))' -%}
  {%- set binomial = 'sqrt(({p} + 1 / nullif(valid_count, 0)) / nullif(valid_count, 0))' -%}
tested as (
  select
    h.*, d.psi, d.bins, g.ks, u.entry as unseen_shape, s.unseen / nullif(h.valid_count, 0) as unseen_rate, greatest(1 - s.before / nullif(h.value_count, 0), 0) as usual_unseen_rate,
    case when h.element_id = '' then ln(greatest(h.row_count, 0.5)) else h.mean end as figure, 1.0 / nullif(h.valid_count, 0) + 1.0 / cast(nullif(h.value_count, 0) as {{ types.double }}) as chances,
    case when h.family = h.family_before then h.distinct_rate_low * least(1, {{ usual_values }}) end as distinct_low, case when h.family = h.family_before then least(1, h.distinct_rate_high * greatest(1, {{ usual_values }})) end as distinct_high
  from (
    select *, case when element_id = '' then 0.0009 + 1 / greatest(row_count, coalesce(exp(usual_mean), 1)) else usual_mean * usual_mean / 10000 + coalesce(stddev * stddev / nullif(valid_count, 0), 0) + 0.000000000001 end as noise
    from held
  ) as h
  left join distance as d on d.series_id = h.series_id
  left join gap as g on g.series_id = h.series_id
  left join listed as s on s.series_id = h.series_id and s.kind = 'shapes'
  left join unseen as u on u.series_id = h.series_id
),
scored as (
  select
    *,
    case when name = 'type' then case when family = family_before then 0 else 1 end else excess / unit end as score,
    case name when 'type' then 0.25 when 'null_rate' then 3 + 0.1 * target_null_rate_max / unit when 'shapes' then 3 + 0.001 / unit when 'distinct_rate' then 3 else case when drift_test in ('KS', 'PSI') then 0.1 + chance else chance end end as warn_at,
    case name when 'type' then 0.25 when 'null_rate' then 6 + (0.1 * target_null_rate_max + 0.01) / unit when 'shapes' then 6 + 0.01 / unit when 'distinct_rate' then 6 + 0.05 / unit else case drift_test when 'KS' then 0.2 + chance when 'PSI' then 0.25 + chance else 2 * chance end end as fail_at
  from (
    select
      t.*, c.name,
      case c.name
        when 'null_rate' then null_rate - target_null_rate_max
        when 'shapes' then unseen_rate - usual_unseen_rate
        when 'distinct_rate' then greatest(distinct_low - distinct_rate, distinct_rate - distinct_high)
        when 'test' then case drift_test when 'KS' then ks when 'PSI' then psi when 'Z' then abs(figure - usual_mean) when 'IQR' then greatest(usual_q25 - figure, figure - usual_q75) end
      end as excess,
      case c.name
        when 'null_rate' then {{ binomial | replace('{p}', 'target_null_rate_max') | replace('valid_count', 'eval_count') }}
        when 'shapes' then {{ binomial | replace('{p}', 'usual_unseen_rate') }}
        when 'distinct_rate' then case when distinct_rate < distinct_low then {{ binomial | replace('{p}', 'distinct_low * (1 - distinct_low)') }} else {{ binomial | replace('{p}', 'distinct_high * (1 - distinct_high)') }} end
        when 'test' then case drift_test when 'Z' then sqrt(usual_stddev * usual_stddev * (1 + 1.0 / history_days) + noise) when 'IQR' then sqrt((usual_q75 - usual_q25) * (usual_q75 - usual_q25) + noise) else 1 end
      end as unit,
      case drift_test
        when 'KS' then 1.95 * sqrt(chances)
        when 'PSI' then (bins - 1) * power(1 - 2 / (9.0 * (bins - 1)) + 3.09 * sqrt(2 / (9.0 * (bins - 1))), 3) * chances
        when 'Z' then 3.09 * (1 + 2.64 / (history_days - 1))
        when 'IQR' then 3
      end as chance
    from tested as t
    cross join ({{ argos.json_rows(['name'], [['type'], ['null_rate'], ['shapes'], ['test'], ['distinct_rate']]) }}) as c
  ) as compared
),
decided as (
  select
    *,
    case name when 'shapes' then 'unseen_rate' when 'test' then case when drift_test in ('KS', 'PSI') then 'distribution' when element_id = '' then 'row_count' when family in ('date', 'timestamp') then 'mean_hours' else 'mean' end else name end as metric,
    case when name = 'null_rate' then null_rate when name = 'shapes' then unseen_rate when name = 'distinct_rate' then distinct_rate when drift_test in ('KS', 'PSI') then score when name = 'test' and element_id = '' then row_count when name = 'test' then mean end as value,
    case when name = 'distinct_rate' then distinct_low when name = 'test' and drift_test in ('Z', 'IQR') then case when element_id = '' then exp(low) else low end when name <> 'type' then 0 end as expected_low,
    case when name = 'null_rate' then target_null_rate_max when name = 'shapes' then usual_unseen_rate when name = 'distinct_rate' then distinct_high when drift_test in ('KS', 'PSI') then warn_at when name = 'test' and element_id = '' then exp(high) when name = 'test' then high end as expected_high
  from (
    select
      *, case when score > fail_at then 3 when score > warn_at then 1 else 0 end as level,
      case drift_test when 'Z' then usual_mean when 'IQR' then usual_q25 end - warn_at * unit as low, case drift_test when 'Z' then usual_mean when 'IQR' then usual_q75 end + warn_at * unit as high
    from scored
  ) as leveled
)
select
  instance_id, relation_name, element_id, partition_value, partition_key, 'baseline' as measure, profile_ts, cast(null as {{ types.double }}) as p_value, cast(null as {{ text }}) as moved_columns, warn_at as threshold,
  metric, value, history_days, level, score, case name when 'test' then drift_test when 'type' then null else 'Z' end as statistic, expected_low, expected_high,
  case level when 3 then 'FAIL' when 1 then 'WARN' else 'PASS' end as decision, cast(version as {{ text }}) as baseline_version,
  concat(
    'baseline: ',
    case
      when level = 0 then concat(subject, case when coalesce(eval_count, row_count) = 0 then ' has no rows to tell' else ' is as it was' end)
      when name = 'type' then concat(subject, ' is of the type ', family, ', expected ', family_before)
      when name = 'shapes' then concat({{ shown | replace('{x}', 'value') }}, ' of the values of ', subject, ' have a shape that is not known, such as ', unseen_shape, ', expected at most ', {{ shown | replace('{x}', 'expected_high') }})
      else concat(
        case when name = 'test' and drift_test in ('KS', 'PSI') then drift_test else metric end, ' of ', subject, ' is ', {{ shown | replace('{x}', 'value') }}, ', expected ',
        case when name = 'null_rate' or name = 'test' and drift_test in ('KS', 'PSI') then 'at most ' else concat({{ shown | replace('{x}', 'expected_low') }}, ' to ') end, {{ shown | replace('{x}', 'expected_high') }}
      )
    end,
    ' (version ', cast(version as {{ text }}), ')'
  ) as reason
from (select *, concat(label, case when element_id = '' then '' else '.' end, element_id) as subject from decided where score is not null) as checked
{%- endmacro %}
