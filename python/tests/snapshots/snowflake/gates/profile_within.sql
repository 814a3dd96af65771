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
  coalesce(v.measure, 'null_rate') as measure,
  case when v.value is not null then concat(regexp_replace(cast(round(100 * v.value, 1) + 0 as varchar), '[.]0$', ''), '%') end as value,
  'at most 5%' as expected,
  case when level is null then 'null_rate of orders.Amount was not judged in the last 42 days: add the post-hook "{{ argos.measure() }}" to it' when recorded_at < cast('2026-01-06 06:00:00' as timestamp_ntz) then concat('the verdict on null_rate of orders.Amount is older than 48 hours', concat(', last judged at ', cast(recorded_at as varchar))) else reason end as reason,
  case when level is null then 1 when recorded_at < cast('2026-01-06 06:00:00' as timestamp_ntz) then 1 else level end as level,
  case when not (level is null or recorded_at < cast('2026-01-06 06:00:00' as timestamp_ntz)) and v.value is not null then 1 end as certainty,
  cast(null as varchar) as event_id, cast(null as varchar) as given, 0 as alarm_days
from (
  select coalesce(max(case when run_id = '<run_id>' then run_id end), max_by(run_id, recorded_at)) as latest_run
  from (
    select
      instance_id, run_id, recorded_at, element_id, 'null_rate' as measure, value,
      cast(null as double) as expected_low, cast(0.05 as double) as expected_high,
      case when value is null then 1 when value > 0.05 then 3 else 0 end as level,
      concat('null_rate of orders', case when element_id = '' then '' else '.' end, element_id, case when value is null then ' is unknown' else concat(' is ', case when value is not null then concat(regexp_replace(cast(round(100 * value, 1) + 0 as varchar), '[.]0$', ''), '%') end) end, ', expected at most 5%') as reason
    from (
      select instance_id, run_id, recorded_at, element_id, cast(null_rate as double) as value
      from warehouse.shop_argos.run_profile_result
      where instance_id = 'model.shop.orders' and partition_value is null and element_id <> '' and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    ) as measured

  ) as held
  where instance_id = 'model.shop.orders'
    and measure in ('null_rate')
    and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    and lower(element_id) = lower('Amount')
) as latest
left join (
  select run_id, recorded_at, element_id, measure, value, expected_low, expected_high, level, reason
  from (
    select
      instance_id, run_id, recorded_at, element_id, 'null_rate' as measure, value,
      cast(null as double) as expected_low, cast(0.05 as double) as expected_high,
      case when value is null then 1 when value > 0.05 then 3 else 0 end as level,
      concat('null_rate of orders', case when element_id = '' then '' else '.' end, element_id, case when value is null then ' is unknown' else concat(' is ', case when value is not null then concat(regexp_replace(cast(round(100 * value, 1) + 0 as varchar), '[.]0$', ''), '%') end) end, ', expected at most 5%') as reason
    from (
      select instance_id, run_id, recorded_at, element_id, cast(null_rate as double) as value
      from warehouse.shop_argos.run_profile_result
      where instance_id = 'model.shop.orders' and partition_value is null and element_id <> '' and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    ) as measured

  ) as held
  where instance_id = 'model.shop.orders'
    and measure in ('null_rate')
    and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    and lower(element_id) = lower('Amount')
) as v on v.run_id = latest.latest_run
where level is null or level > 0 or recorded_at < cast('2026-01-06 06:00:00' as timestamp_ntz)) as r
      cross join (
        select max_by(exposures, recorded_at) as exposures, max_by(descendants, recorded_at) as descendants
        from warehouse.shop_argos.node_version
        where instance_id = 'model.shop.orders'
      ) as n
    ) as parts
  ) as summed) as weighed
) as decided
order by level desc, coalesce(severity_weight, 0) desc, reason
