insert into `warehouse`.`shop_argos`.`run_event` (run_id, recorded_at, target_name, fact_id, command, selector, threads, full_refresh, event, happened_at)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00Z' as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array('run_event', '<run_id>', cast(q.event as string), cast(null as string))) as string)) as fact_id,
  cast(q.command as string) as command,
  cast(q.selector as string) as selector,
  cast(q.threads as bigint) as threads,
  cast(q.full_refresh as boolean) as full_refresh,
  cast(q.event as string) as event,
  cast(q.happened_at as timestamp) as happened_at
from (
select e.*, timestamp '2026-01-08 06:00:00Z' as happened_at from (select j[0] as command, j[1] as selector, j[2] as threads, j[3] as full_refresh, j[4] as event
from (select explode(from_json('[["build", "select: it\'s", 4, false, "STARTED"]]', 'array<array<string>>')) as j) as unpacked) as e
) as q
