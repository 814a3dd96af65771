insert into `warehouse`.`shop_argos`.`incident_event` (run_id, recorded_at, target_name, fact_id, gate_id, instance_id, measure, severity, severity_weight, severity_parts, reason, element_id, event_id, incident_id, event)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['incident_event', '<run_id>', cast(q.incident_id as string), cast(q.event as string)]) as string))) as fact_id,
  cast(q.gate_id as string) as gate_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.measure as string) as measure,
  cast(q.severity as string) as severity,
  cast(q.severity_weight as float64) as severity_weight,
  cast(q.severity_parts as string) as severity_parts,
  cast(q.reason as string) as reason,
  cast(q.element_id as string) as element_id,
  cast(q.event_id as string) as event_id,
  cast(q.incident_id as string) as incident_id,
  cast(q.event as string) as event
from (
select c.gate_id, c.instance_id, c.measure, c.severity, c.severity_weight, c.severity_parts, c.reason, c.element_id, c.event_id, c.event_id as incident_id, 'OPENED' as event
from (
  select *, row_number() over (partition by instance_id, element_id order by cast(severity_weight as float64) desc, event_id) as place
  from (
    select gate_id, instance_id, measure, severity, severity_weight, severity_parts, reason, coalesce(column_name, '') as element_id, coalesce(event_id, to_hex(md5(cast(to_json_string(['<run_id>', gate_id, coalesce(column_name, '')]) as string)))) as event_id
    from (select json_value(j, '$[0]') as relation, json_value(j, '$[1]') as column_name, json_value(j, '$[2]') as measure, json_value(j, '$[3]') as value, json_value(j, '$[4]') as expected, json_value(j, '$[5]') as reason, json_value(j, '$[6]') as severity, json_value(j, '$[7]') as severity_parts, json_value(j, '$[8]') as event_id, json_value(j, '$[9]') as severity_weight, json_value(j, '$[10]') as level, json_value(j, '$[11]') as gate_id, json_value(j, '$[12]') as instance_id
from unnest(json_query_array('[["orders", null, "row_count", "1", "2 to 3", "too few", "HIGH", "{\\"strength\\": 3}", "abc", 4.5, 3, "test.shop.volume", "model.shop.orders"]]')) as j) as alarms
  ) as identified
) as c
left join (
  select distinct instance_id, element_id
  from (
    select incident_id, instance_id, element_id
    from `warehouse`.`shop_argos`.`incident_event`
    where recorded_at >= timestamp '2025-01-07 06:00:00+00'
    group by incident_id, instance_id, element_id
    having max(case when event = 'CLOSED' then 1 else 0 end) = 0 or max(case when event = 'OPENED' then recorded_at end) >= timestamp '2026-01-07 06:00:00+00' or max(recorded_at) >= timestamp '2026-01-08 00:00:00+00'
  ) as known
) as o on o.instance_id = c.instance_id and o.element_id = c.element_id
where c.place = 1 and o.instance_id is null
) as q
