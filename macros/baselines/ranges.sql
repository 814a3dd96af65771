{#- SELECT of baselines out of `ranged`, the usual figures of each column: the ranges, the test that fits it, and in words what there is not.
    Of numbers with few values a day only the mean is judged: Z where the days are alike, IQR where they are few or skewed. -#}
{% macro _baselines_of(nodes, ids) %}
  {%- set types = argos.types() -%}
  {%- set is_skewed = 'history_days < 8 or abs(usual_mean - figure_q50) > 0.3 * usual_stddev + 0.000001' -%}
  {%- set said = [
    ['history_days = 1', "'made of one day: its ranges are that day and a margin; '"],
    ['bad_days > 0', "case when bad_days = 1 then '1 known-bad day is left out; ' else concat(cast(bad_days as " ~ types.text ~ "), ' known-bad days are left out; ') end"],
    ['other_days > 0', "concat(cast(other_days as " ~ types.text ~ "), ' days on which it was of another type are left out; ')"],
    ["element_id = '' and lost_columns > 0", "concat('not held, for want of a good day of their present type: ', " ~ argos.listed_names('lost_names') ~ ", '; ')"],
    ["drift_test is null and element_id = ''", "'too few days to judge row_count; '"],
    ["type_family = 'other'", "'nested or binary: nothing but NULLs is judged; '"],
    ["element_id <> '' and type_family <> 'other' and value_count = 0", "'holds only NULLs: nothing is judged; '"],
    ["drift_test is null and value_count > 0 and type_family in ('date', 'timestamp') and is_daily = 0", "'dates move with a relation that has no daily partitions: no test of their distribution; '"],
    ["drift_test is null and value_count > 0 and type_family = 'text'", "'neither values nor shapes recur: no test of their distribution; '"],
    ["drift_test is null and value_count > 0 and type_family not in ('text', 'other') and not (type_family in ('date', 'timestamp') and is_daily = 0)", "'its values are withheld: no test of their distribution; '"],
  ] -%}
select
  t.instance_id, t.relation_name, t.element_id, coalesce(v.latest_version, 0) + 1 as version, n.mode, t.is_daily = 1 as is_daily, t.data_type, nullif(t.type_family, '') as type_family,
  {% for name, end in [('first_day', 'start'), ('last_day', 'end')] %}case when t.is_daily = 1 then {{ argos.day_before('t.' ~ name) }} else t.{{ name }} end as baseline_window_{{ end }}, {% endfor %}t.history_days, t.bad_days as left_out_days, t.row_count, t.value_count, t.target_p01, t.target_p99,
  case when t.null_rate_max is not null then least(1, t.null_rate_max + 1.5 * (t.null_rate_q75 - t.null_rate_q25)) end as target_null_rate_max,
  case when t.distinct_rate_min is not null then greatest(0, t.distinct_rate_min - greatest(1.5 * (t.distinct_rate_q75 - t.distinct_rate_q25), 0.01 * t.distinct_rate_q50)) end as distinct_rate_low,
  case when t.distinct_rate_max is not null then least(1, t.distinct_rate_max + greatest(1.5 * (t.distinct_rate_q75 - t.distinct_rate_q25), 0.01 * t.distinct_rate_q50)) end as distinct_rate_high,
  case when t.has_shapes then t.shape_items end as pattern_set, t.drift_test, t.quantiles, case when t.is_recurring then t.value_items end as topk,
  t.usual_mean, t.usual_stddev, t.figure_q25 as usual_q25, t.figure_q75 as usual_q75, n.owner, {{ argos.session_identity() }} as proposed_by, n.proposed_as,
  nullif(regexp_replace(concat({% for condition, words in said %}case when {{ condition }} then {{ words }} else '' end{{ ', ' if not loop.last }}{% endfor %}), '; $', ''), '') as notes
from (
  select
    *, case when quantiles is not null then {{ argos.quantile_of('p01s', 0.5) }} end as target_p01, case when quantiles is not null then {{ argos.quantile_of('p99s', 0.5) }} end as target_p99,
    case
      when element_id = '' then case when history_days < 3 then null when {{ is_skewed }} then 'IQR' else 'Z' end
      when value_count = 0 then null
      when is_recurring or type_family = 'text' and has_shapes then 'PSI'
      when quantiles is null or type_family = 'text' then null
      when usual_values >= 50 or history_days < 3 or usual_mean is null then 'KS'
      when {{ is_skewed }} then 'IQR'
      else 'Z'
    end as drift_test
  from ranged
) as t
join ({{ argos.json_rows(['instance_id', 'mode', 'owner', 'proposed_as'], nodes) }}) as n on n.instance_id = t.instance_id
left join (select instance_id, max(version) as latest_version from {{ argos.fact('baseline_version') }} where instance_id in ({{ ids | join(', ') }}) group by instance_id) as v on v.instance_id = t.instance_id
{%- endmacro %}
