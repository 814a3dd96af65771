insert into "warehouse"."shop_argos"."run_event" (run_id, recorded_at, target_name, fact_id, command, selector, threads, full_refresh, event, happened_at)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00' as recorded_at,
  'dev' as target_name,
  md5(cast(cast(to_json(['run_event', '<run_id>', cast(q.event as varchar), cast(null as varchar)]) as varchar) as TEXT)) as fact_id,
  cast(q.command as varchar) as command,
  cast(q.selector as varchar) as selector,
  cast(q.threads as bigint) as threads,
  cast(q.full_refresh as boolean) as full_refresh,
  cast(q.event as varchar) as event,
  cast(q.happened_at as timestamp) as happened_at
from (
select e.*, timestamp '2026-01-08 06:00:00' as happened_at from (select j[1] as command, j[2] as selector, j[3] as threads, j[4] as full_refresh, j[5] as event
from (select unnest(from_json('[["build", "select: it''s", 4, false, "STARTED"]]', '[["varchar"]]')) as j) as unpacked) as e
) as q
