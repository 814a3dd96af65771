insert into `warehouse`.`shop_argos`.`gate_decision` (run_id, recorded_at, target_name, fact_id, gate_id, instance_id, level, outcome, blocking, relation_name, reasons)
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
  cast(q.reasons as string) as reasons
from (
select g.gate_id, g.instance_id, g.level, g.outcome, g.blocking, r.relation_name, r.reasons
from (select json_value(j, '$[0]') as gate_id, json_value(j, '$[1]') as instance_id, json_value(j, '$[2]') as level, json_value(j, '$[3]') as outcome, json_value(j, '$[4]') as blocking
from unnest(json_query_array('[["test.shop.volume", "model.shop.orders", 3, "FAIL", true], ["test.shop.nulls", "model.shop.orders", 0, "PASS", false]]')) as j) as g
left join (
  select gate_id, max(relation) as relation_name, to_json_string(array_agg(reason ignore nulls order by reason)) as reasons
  from (
    select distinct gate_id, relation, reason from (
select 'test.shop.volume' as gate_id, relation, reason from (select 'orders' as relation, 'too few' as reason) as gate_1
    ) as failing_rows
  ) as reasons_of_gates
  group by gate_id
) as r on r.gate_id = g.gate_id
) as q
