insert into warehouse.shop_argos.run_event (run_id, recorded_at, target_name, fact_id, command, selector, threads, full_refresh, event, happened_at)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('run_event'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.event as varchar)), parse_json('null')), ifnull(to_variant(cast(null as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.command as varchar) as command,
  cast(q.selector as varchar) as selector,
  cast(q.threads as bigint) as threads,
  cast(q.full_refresh as boolean) as full_refresh,
  cast(q.event as varchar) as event,
  cast(q.happened_at as timestamp_ntz) as happened_at
from (
select e.*, cast('2026-01-08 06:00:00' as timestamp_ntz) as happened_at from (select cast(get(unpacked.value, 0) as varchar) as command, cast(get(unpacked.value, 1) as varchar) as selector, cast(get(unpacked.value, 2) as varchar) as threads, cast(get(unpacked.value, 3) as varchar) as full_refresh, cast(get(unpacked.value, 4) as varchar) as event
from table(flatten(input => parse_json('[["build", "select: it\'s", 4, false, "STARTED"]]'))) as unpacked) as e
) as q
