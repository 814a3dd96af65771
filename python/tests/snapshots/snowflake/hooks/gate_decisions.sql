insert into warehouse.shop_argos.gate_decision (run_id, recorded_at, target_name, fact_id, gate_id, instance_id, level, outcome, blocking, relation_name, reasons)
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
  cast(q.reasons as varchar) as reasons
from (
select g.gate_id, g.instance_id, g.level, g.outcome, g.blocking, r.relation_name, r.reasons
from (select cast(get(unpacked.value, 0) as varchar) as gate_id, cast(get(unpacked.value, 1) as varchar) as instance_id, cast(get(unpacked.value, 2) as varchar) as level, cast(get(unpacked.value, 3) as varchar) as outcome, cast(get(unpacked.value, 4) as varchar) as blocking
from table(flatten(input => parse_json('[["test.shop.volume", "model.shop.orders", 3, "FAIL", true], ["test.shop.nulls", "model.shop.orders", 0, "PASS", false]]'))) as unpacked) as g
left join (
  select gate_id, max(relation) as relation_name, to_json(array_agg(reason) within group (order by reason)) as reasons
  from (
    select distinct gate_id, relation, reason from (
select 'test.shop.volume' as gate_id, relation, reason from (select 'orders' as relation, 'too few' as reason) as gate_1
    ) as failing_rows
  ) as reasons_of_gates
  group by gate_id
) as r on r.gate_id = g.gate_id
) as q
