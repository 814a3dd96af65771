select
  'orders' as relation,
  nullif(coalesce(element_id, ''), '') as column_name,
  coalesce(measure, 'schema') as measure,
  case when value is null then null when measure like '%rate' then concat(regexp_replace(cast(round(100 * value, 1) as string), '[.]0$', ''), '%') when measure like '%count' then cast(cast(round(value) as bigint) as string) else regexp_replace(cast(round(value, 4) as string), '[.]0+$', '') end as value,
  concat(case when expected_low is null then null when measure like '%rate' then concat(regexp_replace(cast(round(100 * expected_low, 1) as string), '[.]0$', ''), '%') when measure like '%count' then cast(cast(round(expected_low) as bigint) as string) else regexp_replace(cast(round(expected_low, 4) as string), '[.]0+$', '') end, ' to ', case when expected_high is null then null when measure like '%rate' then concat(regexp_replace(cast(round(100 * expected_high, 1) as string), '[.]0$', ''), '%') when measure like '%count' then cast(cast(round(expected_high) as bigint) as string) else regexp_replace(cast(round(expected_high, 4) as string), '[.]0+$', '') end) as expected,
  case when level is null then 'schema of orders was never judged: add the post-hook "{{ argos.measure() }}" to it' when recorded_at < timestamp '2026-01-06 06:00:00Z' then concat('the verdict on schema of orders is older than 48 hours', concat(', last judged at ', cast(recorded_at as string))) else reason end as reason,
  case when level is null then 1 when recorded_at < timestamp '2026-01-06 06:00:00Z' then 1 else level end as level
from (
  select coalesce(max(case when run_id = '<run_id>' then run_id end), max_by(run_id, recorded_at)) as latest_run
  from `warehouse`.`shop_argos`.`column_verdict`
  where instance_id = 'model.shop.orders'
    and measure in ('schema')
    and recorded_at >= timestamp '2025-11-27 06:00:00Z'
) as latest
left join (
  select run_id, recorded_at, element_id, measure, value, expected_low, expected_high, level, reason
  from `warehouse`.`shop_argos`.`column_verdict`
  where instance_id = 'model.shop.orders'
    and measure in ('schema')
    and recorded_at >= timestamp '2025-11-27 06:00:00Z'
) as verdicts on verdicts.run_id = latest.latest_run
where level is null or level > 0 or recorded_at < timestamp '2026-01-06 06:00:00Z'
