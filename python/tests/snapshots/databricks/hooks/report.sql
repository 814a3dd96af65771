select 'measured' as kind, cast(count(distinct instance_id) as string) as what, cast(count(case when element_id = '' then partition_value end) as string) as detail, cast(null as string) as element from `warehouse`.`shop_argos`.`run_profile_result` where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00Z'
union all
select 'column', cast(count(*) as string), cast(null as string), cast(null as string) from `warehouse`.`shop_argos`.`run_profile_result` where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00Z' and type_family = 'other' and partition_value is null
union all
select 'large', cast(count(*) as string), cast(null as string), cast(null as string) from `warehouse`.`shop_argos`.`run_profile_result` where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00Z' and element_id = '' and notes like '%over argos_profile_max_bytes%'
union all
select 'scope', cast(null as string), cast(null as string), cast(null as string) from `warehouse`.`shop_argos`.`run_profile_result` where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00Z' and element_id = '' and notes not like '%"settings": "241752eb"%' group by run_id
union all
select 'learning', instance_id, cast(max(history_days) as string), element_id from `warehouse`.`shop_argos`.`column_verdict` where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00Z' and decision = 'LEARNING' group by instance_id, element_id having max(case when measure = 'drift' then 1 else 0 end) = 1
union all
select 'unmeasured', e.instance_id, cast(null as string), cast(null as string)
from (select j[0] as instance_id
from (select explode(from_json('[["model.shop.orders"], ["model.shop.customers"]]', 'array<array<string>>')) as j) as unpacked) as e
left join (select instance_id from `warehouse`.`shop_argos`.`run_profile_result` where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00Z' and element_id = '') as seen on seen.instance_id = e.instance_id
where seen.instance_id is null
