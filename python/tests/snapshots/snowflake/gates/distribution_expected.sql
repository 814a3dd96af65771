select relation, column_name, measure, value, expected, reason, severity, severity_parts, event_id, severity_weight, level
from (
  select
    relation, column_name, measure, value, expected, reason, severity, severity_parts, event_id, severity_weight,
    case when level = 3 and certainty < 1 and severity <> 'HIGH' and coalesce(given <> 'RIGHT', true) then 2 else level end as level
  from (select
    *, case when severity_weight is not null then concat('{"strength": ', regexp_replace(cast(round(strength, 4) + 0 as varchar), '[.]0+$', ''), ', "critical_column": ', regexp_replace(cast(round(critical_column, 4) + 0 as varchar), '[.]0+$', ''), ', "exposures": ', regexp_replace(cast(round(exposures, 4) + 0 as varchar), '[.]0+$', ''), ', "descendants": ', regexp_replace(cast(round(descendants, 4) + 0 as varchar), '[.]0+$', ''), ', "recurrence": ', regexp_replace(cast(round(recurrence, 4) + 0 as varchar), '[.]0+$', ''), ', "owner": ', regexp_replace(cast(round(owner, 4) + 0 as varchar), '[.]0+$', ''), '}') end as severity_parts,
    case when severity_weight >= high_from then 'HIGH' when severity_weight >= med_from then 'MED' when severity_weight is not null then 'LOW' end as severity
  from (
    select *, round(strength + critical_column + exposures + descendants + recurrence + owner, 4) as severity_weight
    from (
      select
        r.*, cast(3 * r.certainty as double) as strength, cast(2 * 0 as double) as critical_column, cast(1 * case when n.exposures <> '[]' then 1 else 0 end as double) as exposures, cast(1 * least(1, coalesce(n.descendants, 0) / 10.0) as double) as descendants, cast(1 * case when r.alarm_days > 1 then least(1, (r.alarm_days - 1) / 3.0) else 0 end as double) as recurrence, 4 as high_from, 2 as med_from
        , cast(0 as double) as owner
      from (select
  'orders' as relation,
  nullif(coalesce(v.element_id, 'Amount'), '') as column_name,
  coalesce(v.measure, 'distribution') as measure,
  case when v.measure like '%rate' then case when v.value is not null then concat(regexp_replace(cast(round(100 * v.value, 1) + 0 as varchar), '[.]0$', ''), '%') end when v.measure like '%count' then cast(cast(round(v.value) as bigint) as varchar) when v.measure in ('mean_hours', 'latest_hours') then case when v.value is not null then concat(case when abs(v.value) < 72 then concat(regexp_replace(cast(round(abs(v.value), 1) as varchar), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(v.value) / 24, 1) as varchar), '[.]0+$', ''), ' days') end, case when v.value > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(v.value, 4) + 0 as varchar), '[.]0+$', '') end as value,
  case when v.expected_high is not null then concat(case when v.measure like '%rate' then case when v.expected_low is not null then concat(regexp_replace(cast(round(100 * v.expected_low, 1) + 0 as varchar), '[.]0$', ''), '%') end when v.measure like '%count' then cast(cast(round(v.expected_low) as bigint) as varchar) when v.measure in ('mean_hours', 'latest_hours') then case when v.expected_low is not null then concat(case when abs(v.expected_low) < 72 then concat(regexp_replace(cast(round(abs(v.expected_low), 1) as varchar), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(v.expected_low) / 24, 1) as varchar), '[.]0+$', ''), ' days') end, case when v.expected_low > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(v.expected_low, 4) + 0 as varchar), '[.]0+$', '') end, ' to ', case when v.measure like '%rate' then case when v.expected_high is not null then concat(regexp_replace(cast(round(100 * v.expected_high, 1) + 0 as varchar), '[.]0$', ''), '%') end when v.measure like '%count' then cast(cast(round(v.expected_high) as bigint) as varchar) when v.measure in ('mean_hours', 'latest_hours') then case when v.expected_high is not null then concat(case when abs(v.expected_high) < 72 then concat(regexp_replace(cast(round(abs(v.expected_high), 1) as varchar), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(v.expected_high) / 24, 1) as varchar), '[.]0+$', ''), ' days') end, case when v.expected_high > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(v.expected_high, 4) + 0 as varchar), '[.]0+$', '') end) end as expected,
  case when level is null then 'distribution of orders.Amount was not judged in the last 42 days: add the post-hook "{{ argos.measure() }}" to it' when recorded_at < cast('2026-01-06 06:00:00' as timestamp_ntz) then concat('the verdict on distribution of orders.Amount is older than 48 hours', concat(', last judged at ', cast(recorded_at as varchar))) else reason end as reason,
  case when level is null then 1 when recorded_at < cast('2026-01-06 06:00:00' as timestamp_ntz) then 1 else level end as level,
  case when not (level is null or recorded_at < cast('2026-01-06 06:00:00' as timestamp_ntz)) then case when v.p_value is not null then least(1, greatest(0, -ln(v.p_value) / 9.210340372 - 0.5)) when v.threshold > 0 then least(1, v.score / (4 * v.threshold)) else 1 end end as certainty,
  case when not (level is null or recorded_at < cast('2026-01-06 06:00:00' as timestamp_ntz)) then v.fact_id end as event_id, g.verdict as given, r.alarm_days
from (
  select coalesce(max(case when run_id = '<run_id>' then run_id end), max_by(run_id, recorded_at)) as latest_run
  from warehouse.shop_argos.column_verdict
  where instance_id = 'model.shop.orders'
    and measure in ('distribution', 'mean', 'mean_hours', 'stddev', 'stddev_hours', 'zero_rate')
    and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    and lower(element_id) = lower('Amount')
) as latest
left join (
  select run_id, recorded_at, element_id, measure, value, expected_low, expected_high, level, reason, instance_id, fact_id, metric, score, threshold, p_value, baseline_version, partition_value, profile_ts
  from warehouse.shop_argos.column_verdict
  where instance_id = 'model.shop.orders'
    and measure in ('distribution', 'mean', 'mean_hours', 'stddev', 'stddev_hours', 'zero_rate')
    and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    and lower(element_id) = lower('Amount')
) as v on v.run_id = latest.latest_run
left join (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, cast(profile_ts as date) as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), cast(profile_ts as date) order by recorded_at desc, fact_id) as place
    from warehouse.shop_argos.alarm_feedback
    where instance_id in ('model.shop.orders') and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
  ) as words
  where place = 1) as g
  on g.instance_id = v.instance_id and g.element_id = v.element_id and g.measure = v.measure and coalesce(v.measure <> 'baseline' or v.metric = g.metric, true) and g.partition_value = coalesce(v.partition_value, '') and g.profile_day = cast(v.profile_ts as date)
    and coalesce(case when v.p_value is not null then v.p_value >= 0.5 * g.p_value else v.score <= 1.1 * g.score end and (v.value < v.expected_low) = (g.value < v.expected_low), true)
left join (
  select element_id, measure, count(distinct cast(profile_ts as date)) as alarm_days
  from warehouse.shop_argos.column_verdict
  where instance_id = 'model.shop.orders'
    and measure in ('distribution', 'mean', 'mean_hours', 'stddev', 'stddev_hours', 'zero_rate')
    and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    and lower(element_id) = lower('Amount') and level > 0 and profile_ts >= cast('2026-01-01 06:00:00' as timestamp_ntz)
  group by element_id, measure
) as r on r.element_id = v.element_id and r.measure = v.measure
where level is null or level > 0 and coalesce(g.verdict <> 'WRONG', true) or recorded_at < cast('2026-01-06 06:00:00' as timestamp_ntz)) as r
      cross join (
        select max_by(exposures, recorded_at) as exposures, max_by(descendants, recorded_at) as descendants
        from warehouse.shop_argos.node_version
        where instance_id = 'model.shop.orders'
      ) as n
    ) as parts
  ) as summed) as weighed
) as decided
order by level desc, coalesce(severity_weight, 0) desc, reason
