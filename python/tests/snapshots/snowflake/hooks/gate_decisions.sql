insert into warehouse.shop_argos.gate_decision (run_id, recorded_at, target_name, fact_id, gate_id, instance_id, level, outcome, blocking, relation_name, reasons, event_ids, severity_after_weighting, severity_weight, severity_parts, profile_ts)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('gate_decision'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.gate_id as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.gate_id as varchar) as gate_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.level as bigint) as level,
  cast(q.outcome as varchar) as outcome,
  cast(q.blocking as boolean) as blocking,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.reasons as varchar) as reasons,
  cast(q.event_ids as varchar) as event_ids,
  cast(q.severity_after_weighting as varchar) as severity_after_weighting,
  cast(q.severity_weight as double) as severity_weight,
  cast(q.severity_parts as varchar) as severity_parts,
  cast(q.profile_ts as timestamp_ntz) as profile_ts
from (
select g.gate_id, g.instance_id, g.level, g.outcome, g.blocking, g.relation_name, g.reasons, g.event_ids, g.severity_after_weighting, g.severity_weight, g.severity_parts, case when g.is_of_day = 'yes' then d.profile_ts end as profile_ts
from (select cast(get(unpacked.value, 0) as varchar) as gate_id, cast(get(unpacked.value, 1) as varchar) as instance_id, cast(get(unpacked.value, 2) as varchar) as level, cast(get(unpacked.value, 3) as varchar) as outcome, cast(get(unpacked.value, 4) as varchar) as blocking, cast(get(unpacked.value, 5) as varchar) as relation_name, cast(get(unpacked.value, 6) as varchar) as reasons, cast(get(unpacked.value, 7) as varchar) as event_ids, cast(get(unpacked.value, 8) as varchar) as severity_after_weighting, cast(get(unpacked.value, 9) as varchar) as severity_weight, cast(get(unpacked.value, 10) as varchar) as severity_parts, cast(get(unpacked.value, 11) as varchar) as is_of_day
from table(flatten(input => parse_json('[["test.shop.volume", "model.shop.orders", 3, "FAIL", true, null, "[\\"too few\\"]", "[\\"abc\\"]", "HIGH", 4.5, "{\\"strength\\": 3}", "yes"], ["test.shop.nulls", "model.shop.orders", 0, "PASS", false, null, null, null, null, null, null, null]]'))) as unpacked) as g
left join (
  select instance_id, max_by(profile_ts, judged_at) as profile_ts
  from (
    select instance_id, run_id, max(profile_ts) as profile_ts, max(recorded_at) as judged_at
    from warehouse.shop_argos.column_verdict
    where measure <> 'schema' and instance_id in ('model.shop.orders') and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    group by instance_id, run_id
  ) as of_runs
  group by instance_id
) as d on d.instance_id = g.instance_id
) as q
