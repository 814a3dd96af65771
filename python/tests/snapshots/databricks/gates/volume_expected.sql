select
  'raw.payments' as relation,
  nullif(coalesce(element_id, ''), '') as column_name,
  'row_count' as measure,
  case when measure like '%rate' then concat(cast(round(100 * value, 1) as string), '%') else cast(cast(round(value) as bigint) as string) end as value,
  concat(case when measure like '%rate' then concat(cast(round(100 * expected_low, 1) as string), '%') else cast(cast(round(expected_low) as bigint) as string) end, ' to ', case when measure like '%rate' then concat(cast(round(100 * expected_high, 1) as string), '%') else cast(cast(round(expected_high) as bigint) as string) end) as expected,
  case when level is null then 'row_count of raw.payments was never judged: build it first' when run_id <> '<run_id>' then concat('row_count of raw.payments was not judged in this run', concat(', last judged at ', cast(recorded_at as string))) when recorded_at < timestamp '2026-01-06 06:00:00Z' then concat('the verdict on row_count of raw.payments is older than 48 hours', concat(', last judged at ', cast(recorded_at as string))) else reason end as reason,
  case when level is null then 1 when run_id <> '<run_id>' then 1 when recorded_at < timestamp '2026-01-06 06:00:00Z' then 1 else level end as level
from (select 1 as anchor) as one_row
left join (
  select
    run_id, recorded_at, relation_name, element_id, measure, value, expected_low, expected_high, level, reason,
    dense_rank() over (order by case when run_id = '<run_id>' then 0 else 1 end, recorded_at desc, run_id) as age_rank
  from `warehouse`.`shop_argos`.`column_verdict`
  where instance_id = 'source.shop.raw.payments'
    and measure = 'row_count'
    and recorded_at >= timestamp '2025-11-27 06:00:00Z'
) as verdicts on verdicts.age_rank = 1
where level is null or level > 0 or run_id <> '<run_id>' or recorded_at < timestamp '2026-01-06 06:00:00Z'
