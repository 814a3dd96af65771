select 'measured' as kind, cast(count(*) as varchar) as what from "warehouse"."shop_argos"."run_profile_result" where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00' and element_id = ''
union all
select 'column' as kind, cast(count(*) as varchar) as what from "warehouse"."shop_argos"."run_profile_result" where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00' and type_family = 'other'
union all
select 'scope' as kind, max('x') as what from "warehouse"."shop_argos"."run_profile_result" where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00' and element_id = '' and notes not like '%"settings": "029c5b58"%' having count(*) > 0
union all
select 'error' as kind, 'recording the start of the run' as what
from (select count(*) as known from "warehouse"."shop_argos"."run_event" where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00' and event in ('STARTED', 'ERROR')) as events
where known = 0
union all
select 'error' as kind, detail as what from "warehouse"."shop_argos"."run_event" where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00' and event = 'ERROR'
union all
select 'unmeasured' as kind, e.instance_id as what
from (select j[1] as instance_id
from (select unnest(from_json('[["model.shop.orders"], ["model.shop.customers"]]', '[["varchar"]]')) as j) as unpacked) as e
left join (select instance_id from "warehouse"."shop_argos"."run_profile_result" where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00' and element_id = '') as seen on seen.instance_id = e.instance_id
where seen.instance_id is null
