select 'measured' as kind, cast(count(distinct instance_id) as varchar) as what, cast(count(case when element_id = '' then partition_value end) as varchar) as detail, cast(null as varchar) as element from warehouse.shop_argos.run_profile_result where run_id = '<run_id>' and recorded_at >= cast('2026-01-07 06:00:00' as timestamp_ntz)
union all
select 'column', cast(count(*) as varchar), cast(null as varchar), cast(null as varchar) from warehouse.shop_argos.run_profile_result where run_id = '<run_id>' and recorded_at >= cast('2026-01-07 06:00:00' as timestamp_ntz) and type_family = 'other' and partition_value is null
union all
select 'large', cast(count(*) as varchar), cast(null as varchar), cast(null as varchar) from warehouse.shop_argos.run_profile_result where run_id = '<run_id>' and recorded_at >= cast('2026-01-07 06:00:00' as timestamp_ntz) and element_id = '' and notes like '%over argos_profile_max_bytes%'
union all
select 'scope', cast(null as varchar), cast(null as varchar), cast(null as varchar) from warehouse.shop_argos.run_profile_result where run_id = '<run_id>' and recorded_at >= cast('2026-01-07 06:00:00' as timestamp_ntz) and element_id = '' and notes not like '%"settings": "241752eb"%' group by run_id
union all
select 'learning', instance_id, cast(max(history_days) as varchar), element_id from warehouse.shop_argos.column_verdict where run_id = '<run_id>' and recorded_at >= cast('2026-01-07 06:00:00' as timestamp_ntz) and decision = 'LEARNING' group by instance_id, element_id having max(case when measure = 'drift' then 1 else 0 end) = 1
union all
select 'unmeasured', e.instance_id, cast(null as varchar), cast(null as varchar)
from (select cast(get(unpacked.value, 0) as varchar) as instance_id
from table(flatten(input => parse_json('[["model.shop.orders"], ["model.shop.customers"]]'))) as unpacked) as e
left join (select instance_id from warehouse.shop_argos.run_profile_result where run_id = '<run_id>' and recorded_at >= cast('2026-01-07 06:00:00' as timestamp_ntz) and element_id = '') as seen on seen.instance_id = e.instance_id
where seen.instance_id is null
