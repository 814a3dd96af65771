insert into `warehouse`.`shop_argos`.`gate_decision` (run_id, recorded_at, target_name, fact_id, gate_id, instance_id, level, outcome, blocking, relation_name, profile_ts, reasons, severity_after_weighting, severity_weight, severity_parts, event_ids)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['gate_decision', '<run_id>', cast(q.gate_id as string)]) as string))) as fact_id,
  cast(q.gate_id as string) as gate_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.level as int64) as level,
  cast(q.outcome as string) as outcome,
  cast(q.blocking as bool) as blocking,
  cast(q.relation_name as string) as relation_name,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.reasons as string) as reasons,
  cast(q.severity_after_weighting as string) as severity_after_weighting,
  cast(q.severity_weight as float64) as severity_weight,
  cast(q.severity_parts as string) as severity_parts,
  cast(q.event_ids as string) as event_ids
from (
select g.gate_id, g.instance_id, g.level, g.outcome, g.blocking, g.relation_name, d.profile_ts, r.reasons, r.severity_after_weighting, r.severity_weight, r.severity_parts, r.event_ids
from (select json_value(j, '$[0]') as gate_id, json_value(j, '$[1]') as instance_id, json_value(j, '$[2]') as level, json_value(j, '$[3]') as outcome, json_value(j, '$[4]') as blocking, json_value(j, '$[5]') as relation_name
from unnest(json_query_array('[["test.shop.volume", "model.shop.orders", 3, "FAIL", true], ["test.shop.nulls", "model.shop.orders", 0, "PASS", false]]')) as j) as g
left join (
  select instance_id, max(profile_ts) as profile_ts
  from `warehouse`.`shop_argos`.`column_verdict`
  where instance_id in ('model.shop.orders') and recorded_at >= timestamp '2025-11-27 06:00:00+00'
  group by instance_id
) as d on d.instance_id = g.instance_id
left join (
  select
    gate_id, to_json_string(array_agg(reason ignore nulls order by place)) as reasons, case when count(event_id) > 0 then to_json_string(array_agg(event_id ignore nulls order by place)) end as event_ids,
    max(severity_weight) as severity_weight, any_value(severity having max severity_weight) as severity_after_weighting, any_value(severity_parts having max severity_weight) as severity_parts
  from (
    select distinct
      gate_id, reason, severity, severity_weight, severity_parts, event_id,
      dense_rank() over (partition by gate_id order by level desc, coalesce(severity_weight, 0) desc, reason) as place
    from (
select 'test.shop.volume' as gate_id, level, reason, severity, severity_weight, severity_parts, event_id from (select cast('orders' as string) as relation, cast(null as string) as column_name, 'judged' as measure, cast(null as string) as value, 'a verdict' as expected, cast('too few' as string) as reason, cast(null as string) as severity, cast(null as float64) as severity_weight, cast(null as string) as severity_parts, cast(null as string) as event_id, 1 as level) as gate_1
    ) as failing_rows
  ) as reasons_of_gates
  group by gate_id
) as r on r.gate_id = g.gate_id
) as q
