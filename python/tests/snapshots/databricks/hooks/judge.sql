insert into `warehouse`.`shop_argos`.`column_verdict` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, measure, profile_ts, value, history_days, level, score, statistic, expected_low, expected_high, decision, reason)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00Z' as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array('column_verdict', '<run_id>', cast(q.instance_id as string), cast(q.element_id as string), cast(q.measure as string), cast(null as string))) as string)) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.element_id as string) as element_id,
  cast(q.measure as string) as measure,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.value as double) as value,
  cast(q.history_days as bigint) as history_days,
  cast(q.level as bigint) as level,
  cast(q.score as double) as score,
  cast(q.statistic as string) as statistic,
  cast(q.expected_low as double) as expected_low,
  cast(q.expected_high as double) as expected_high,
  cast(q.decision as string) as decision,
  cast(q.reason as string) as reason
from (
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
      else concat(' is ', case when measure like '%rate' then concat(cast(round(100 * value, 1) as string), '%') else cast(cast(round(value) as bigint) as string) end,
        case
          when center is null then concat(', learning: ', cast(history_days as string), ' of 7 days')
          else concat(', expected ', concat(case when measure like '%rate' then concat(cast(round(100 * low, 1) as string), '%') else cast(cast(round(low) as bigint) as string) end, ' to ', case when measure like '%rate' then concat(cast(round(100 * high, 1) as string), '%') else cast(cast(round(high) as bigint) as string) end), ' from ', cast(history_days as string), ' days')
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
select
    instance_id, element_id, measure,
    max(case when is_today then relation_name end) as relation_name,
    max(case when is_today then profile_ts end) as profile_ts,
    max(case when is_today then value end) as value,
    count(case when not is_today then value end) as history_days,
    max(label) as label,
    max(warn_score) as warn_score,
    max(fail_score) as fail_score,
    case when count(case when not is_today then value end) >= 7 then percentile(case when not is_today then value end, 0.5) end as center,
    greatest(
      (percentile(case when not is_today then value end, 0.75) - percentile(case when not is_today then value end, 0.25)) / 1.349,
      max(floor_share) * percentile(case when not is_today then value end, 0.5),
      max(floor_value)
    ) as spread
  from (
select
    instance_id, relation_name, element_id, measure, profile_ts, is_today, value, floor_share, floor_value, label, warn_score, fail_score,
    row_number() over (partition by instance_id, element_id, measure, is_today order by profile_ts desc) as days_back
  from (
    select
      f.instance_id, f.relation_name, f.element_id, f.profile_ts, f.is_today, m.measure,
      case m.measure when 'row_count' then cast(f.row_count as double) when 'null_rate' then cast(f.null_rate as double) end as value,
      cast(m.floor_share as double) as floor_share,
      cast(m.floor_value as double) as floor_value,
      j.label,
      cast(j.warn_score as double) as warn_score,
      cast(j.fail_score as double) as fail_score,
      row_number() over (
        partition by f.instance_id, f.element_id, m.measure, f.is_today, cast(f.profile_ts as date)
        order by f.profile_ts desc, f.recorded_at desc, f.fact_id
      ) as of_the_day
    from (
select instance_id, relation_name, element_id, profile_ts, recorded_at, fact_id, row_count, null_rate, true as is_today
  from `warehouse`.`shop_argos`.`run_profile_result`
  where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00Z' and partition_value is null and instance_id in ('model.shop.orders')
  union all
  select instance_id, relation_name, element_id, profile_ts, recorded_at, fact_id, row_count, null_rate, false as is_today
  from `warehouse`.`shop_argos`.`run_profile_result`
  where profile_ts < timestamp '2026-01-08 00:00:00Z' and recorded_at >= timestamp '2025-11-27 06:00:00Z' and partition_value is null and instance_id in ('model.shop.orders')
    ) as f
    cross join (select j[0] as measure, j[1] as scope, j[2] as floor_share, j[3] as floor_value
from (select explode(from_json('[["row_count", "relation", 0.1, 1.0], ["null_rate", "column", 0.0, 0.01]]', 'array<array<string>>')) as j) as unpacked) as m
    join (select 'model.shop.orders' as instance_id, 'orders' as label, '3' as warn_score, '5' as fail_score) as j on j.instance_id = f.instance_id
    where m.scope = case when f.element_id = '' then 'relation' else 'column' end
  ) as all_observations
  where of_the_day = 1 and (is_today or value is not null)
  ) as observations
  where is_today or days_back <= 7
  group by instance_id, element_id, measure
  having max(case when is_today then 1 else 0 end) = 1
  ) as series
) as scored
) as q
