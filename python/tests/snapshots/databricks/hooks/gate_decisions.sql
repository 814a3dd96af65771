insert into `warehouse`.`shop_argos`.`gate_decision` (run_id, recorded_at, target_name, fact_id, gate_id, instance_id, level, outcome, blocking, relation_name, reasons, event_ids, severity_after_weighting, severity_weight, severity_parts, profile_ts)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00Z' as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array('gate_decision', '<run_id>', cast(q.gate_id as string))) as string)) as fact_id,
  cast(q.gate_id as string) as gate_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.level as bigint) as level,
  cast(q.outcome as string) as outcome,
  cast(q.blocking as boolean) as blocking,
  cast(q.relation_name as string) as relation_name,
  cast(q.reasons as string) as reasons,
  cast(q.event_ids as string) as event_ids,
  cast(q.severity_after_weighting as string) as severity_after_weighting,
  cast(q.severity_weight as double) as severity_weight,
  cast(q.severity_parts as string) as severity_parts,
  cast(q.profile_ts as timestamp) as profile_ts
from (
select g.gate_id, g.instance_id, g.level, g.outcome, g.blocking, g.relation_name, g.reasons, g.event_ids, g.severity_after_weighting, g.severity_weight, g.severity_parts, case when g.is_of_day = 'yes' then d.profile_ts end as profile_ts
from (select j[0] as gate_id, j[1] as instance_id, j[2] as level, j[3] as outcome, j[4] as blocking, j[5] as relation_name, j[6] as reasons, j[7] as event_ids, j[8] as severity_after_weighting, j[9] as severity_weight, j[10] as severity_parts, j[11] as is_of_day
from (select explode(from_json('[["test.shop.volume", "model.shop.orders", 3, "FAIL", true, null, "[\\"too few\\"]", "[\\"abc\\"]", "HIGH", 4.5, "{\\"strength\\": 3}", "yes"], ["test.shop.nulls", "model.shop.orders", 0, "PASS", false, null, null, null, null, null, null, null]]', 'array<array<string>>')) as j) as unpacked) as g
left join (
  select instance_id, max_by(profile_ts, judged_at) as profile_ts
  from (
    select instance_id, run_id, max(profile_ts) as profile_ts, max(recorded_at) as judged_at
    from `warehouse`.`shop_argos`.`column_verdict`
    where measure <> 'schema' and instance_id in ('model.shop.orders') and recorded_at >= timestamp '2025-11-27 06:00:00Z'
    group by instance_id, run_id
  ) as of_runs
  group by instance_id
) as d on d.instance_id = g.instance_id
) as q
