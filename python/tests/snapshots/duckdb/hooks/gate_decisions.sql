insert into "warehouse"."shop_argos"."gate_decision" (run_id, recorded_at, target_name, fact_id, gate_id, instance_id, level, outcome, blocking, relation_name, profile_ts, reasons, severity_after_weighting, severity_weight, severity_parts, event_ids)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00' as recorded_at,
  'dev' as target_name,
  md5(cast(cast(to_json(['gate_decision', '<run_id>', cast(q.gate_id as varchar)]) as varchar) as TEXT)) as fact_id,
  cast(q.gate_id as varchar) as gate_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.level as bigint) as level,
  cast(q.outcome as varchar) as outcome,
  cast(q.blocking as boolean) as blocking,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.reasons as varchar) as reasons,
  cast(q.severity_after_weighting as varchar) as severity_after_weighting,
  cast(q.severity_weight as double) as severity_weight,
  cast(q.severity_parts as varchar) as severity_parts,
  cast(q.event_ids as varchar) as event_ids
from (
select g.gate_id, g.instance_id, g.level, g.outcome, g.blocking, g.relation_name, d.profile_ts, r.reasons, r.severity_after_weighting, r.severity_weight, r.severity_parts, r.event_ids
from (select j[1] as gate_id, j[2] as instance_id, j[3] as level, j[4] as outcome, j[5] as blocking, j[6] as relation_name
from (select unnest(from_json('[["test.shop.volume", "model.shop.orders", 3, "FAIL", true], ["test.shop.nulls", "model.shop.orders", 0, "PASS", false]]', '[["varchar"]]')) as j) as unpacked) as g
left join (
  select instance_id, max(profile_ts) as profile_ts
  from "warehouse"."shop_argos"."column_verdict"
  where instance_id in ('model.shop.orders') and recorded_at >= timestamp '2025-11-27 06:00:00'
  group by instance_id
) as d on d.instance_id = g.instance_id
left join (
  select
    gate_id, cast(to_json(list(reason order by place) filter (reason is not null)) as varchar) as reasons, case when count(event_id) > 0 then cast(to_json(list(event_id order by place) filter (event_id is not null)) as varchar) end as event_ids,
    max(severity_weight) as severity_weight, max_by(severity, severity_weight) as severity_after_weighting, max_by(severity_parts, severity_weight) as severity_parts
  from (
    select distinct
      gate_id, reason, severity, severity_weight, severity_parts, event_id,
      dense_rank() over (partition by gate_id order by level desc, coalesce(severity_weight, 0) desc, reason) as place
    from (
select 'test.shop.volume' as gate_id, level, reason, severity, severity_weight, severity_parts, event_id from (select cast('orders' as TEXT) as relation, cast(null as TEXT) as column_name, 'judged' as measure, cast(null as TEXT) as value, 'a verdict' as expected, cast('too few' as TEXT) as reason, cast(null as TEXT) as severity, cast(null as double) as severity_weight, cast(null as TEXT) as severity_parts, cast(null as TEXT) as event_id, 1 as level) as gate_1
    ) as failing_rows
  ) as reasons_of_gates
  group by gate_id
) as r on r.gate_id = g.gate_id
) as q
