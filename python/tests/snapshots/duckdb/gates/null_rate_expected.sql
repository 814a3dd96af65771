select
  'orders' as relation,
  nullif(coalesce(element_id, 'Amount'), '') as column_name,
  'null_rate' as measure,
  case when measure like '%rate' then concat(cast(round(100 * value, 1) as varchar), '%') else cast(cast(round(value) as bigint) as varchar) end as value,
  concat(case when measure like '%rate' then concat(cast(round(100 * expected_low, 1) as varchar), '%') else cast(cast(round(expected_low) as bigint) as varchar) end, ' to ', case when measure like '%rate' then concat(cast(round(100 * expected_high, 1) as varchar), '%') else cast(cast(round(expected_high) as bigint) as varchar) end) as expected,
  case when level is null then 'null_rate of orders.Amount was never judged: add the post-hook "{{ argos.measure() }}" to it' when recorded_at < timestamp '2026-01-07 06:00:00' then concat('the verdict on null_rate of orders.Amount is older than 24 hours', concat(', last judged at ', cast(recorded_at as varchar))) else reason end as reason,
  case when level is null then 1 when recorded_at < timestamp '2026-01-07 06:00:00' then 1 else level end as level
from (select 1 as anchor) as one_row
left join (
  select
    run_id, recorded_at, relation_name, element_id, measure, value, expected_low, expected_high, level, reason,
    dense_rank() over (order by case when run_id = '<run_id>' then 0 else 1 end, recorded_at desc, run_id) as age_rank
  from "warehouse"."shop_argos"."column_verdict"
  where instance_id = 'model.shop.orders'
    and measure = 'null_rate'
    and recorded_at >= timestamp '2025-11-27 06:00:00'
    and lower(element_id) = 'amount'
) as verdicts on verdicts.age_rank = 1
where level is null or level > 0 or recorded_at < timestamp '2026-01-07 06:00:00'
