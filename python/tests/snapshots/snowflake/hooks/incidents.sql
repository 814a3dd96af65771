insert into warehouse.shop_argos.incident_event (run_id, recorded_at, target_name, fact_id, gate_id, instance_id, measure, severity, severity_weight, severity_parts, reason, element_id, event_id, incident_id, event)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('incident_event'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.incident_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.event as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.gate_id as varchar) as gate_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.measure as varchar) as measure,
  cast(q.severity as varchar) as severity,
  cast(q.severity_weight as double) as severity_weight,
  cast(q.severity_parts as varchar) as severity_parts,
  cast(q.reason as varchar) as reason,
  cast(q.element_id as varchar) as element_id,
  cast(q.event_id as varchar) as event_id,
  cast(q.incident_id as varchar) as incident_id,
  cast(q.event as varchar) as event
from (
select c.gate_id, c.instance_id, c.measure, c.severity, c.severity_weight, c.severity_parts, c.reason, c.element_id, c.event_id, c.event_id as incident_id, 'OPENED' as event
from (
  select *, row_number() over (partition by instance_id, element_id order by cast(severity_weight as double) desc, event_id) as place
  from (
    select gate_id, instance_id, measure, severity, severity_weight, severity_parts, reason, coalesce(column_name, '') as element_id, coalesce(event_id, md5(cast(to_json(array_construct(ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(gate_id), parse_json('null')), ifnull(to_variant(coalesce(column_name, '')), parse_json('null')))) as TEXT))) as event_id
    from (select cast(get(unpacked.value, 0) as varchar) as relation, cast(get(unpacked.value, 1) as varchar) as column_name, cast(get(unpacked.value, 2) as varchar) as measure, cast(get(unpacked.value, 3) as varchar) as value, cast(get(unpacked.value, 4) as varchar) as expected, cast(get(unpacked.value, 5) as varchar) as reason, cast(get(unpacked.value, 6) as varchar) as severity, cast(get(unpacked.value, 7) as varchar) as severity_parts, cast(get(unpacked.value, 8) as varchar) as event_id, cast(get(unpacked.value, 9) as varchar) as severity_weight, cast(get(unpacked.value, 10) as varchar) as level, cast(get(unpacked.value, 11) as varchar) as gate_id, cast(get(unpacked.value, 12) as varchar) as instance_id
from table(flatten(input => parse_json('[["orders", null, "row_count", "1", "2 to 3", "too few", "HIGH", "{\\"strength\\": 3}", "abc", 4.5, 3, "test.shop.volume", "model.shop.orders"]]'))) as unpacked) as alarms
  ) as identified
) as c
left join (
  select distinct instance_id, element_id
  from (
    select incident_id, instance_id, element_id
    from warehouse.shop_argos.incident_event
    where recorded_at >= cast('2025-01-07 06:00:00' as timestamp_ntz)
    group by incident_id, instance_id, element_id
    having max(case when event = 'CLOSED' then 1 else 0 end) = 0 or max(case when event = 'OPENED' then recorded_at end) >= cast('2026-01-07 06:00:00' as timestamp_ntz) or max(recorded_at) >= cast('2026-01-08 00:00:00' as timestamp_ntz)
  ) as known
) as o on o.instance_id = c.instance_id and o.element_id = c.element_id
where c.place = 1 and o.instance_id is null
) as q
