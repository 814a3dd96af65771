insert into `warehouse`.`shop_argos`.`run_event` (run_id, recorded_at, target_name, fact_id, command, selector, threads, full_refresh, event, happened_at)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['run_event', '<run_id>', cast(q.event as string), cast(null as string)]) as string))) as fact_id,
  cast(q.command as string) as command,
  cast(q.selector as string) as selector,
  cast(q.threads as int64) as threads,
  cast(q.full_refresh as bool) as full_refresh,
  cast(q.event as string) as event,
  cast(q.happened_at as timestamp) as happened_at
from (
select e.*, timestamp '2026-01-08 06:00:00+00' as happened_at from (select json_value(j, '$[0]') as command, json_value(j, '$[1]') as selector, json_value(j, '$[2]') as threads, json_value(j, '$[3]') as full_refresh, json_value(j, '$[4]') as event
from unnest(json_query_array('[["build", "select: it\'s", 4, false, "STARTED"]]')) as j) as e
) as q
