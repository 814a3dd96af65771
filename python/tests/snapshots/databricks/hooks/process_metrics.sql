insert into `warehouse`.`shop_argos`.`process_metrics` (run_id, recorded_at, target_name, fact_id, task_id, resource_type, status, started_at, duration_ms, compile_ms, execute_ms, retry_count, thread_id, error_class, cpu_ms, bytes_read, rows_written, query_id)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00Z' as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array('process_metrics', '<run_id>', cast(q.task_id as string))) as string)) as fact_id,
  cast(q.task_id as string) as task_id,
  cast(q.resource_type as string) as resource_type,
  cast(q.status as string) as status,
  cast(q.started_at as timestamp) as started_at,
  cast(q.duration_ms as double) as duration_ms,
  cast(q.compile_ms as double) as compile_ms,
  cast(q.execute_ms as double) as execute_ms,
  cast(q.retry_count as bigint) as retry_count,
  cast(q.thread_id as string) as thread_id,
  cast(q.error_class as string) as error_class,
  cast(q.cpu_ms as double) as cpu_ms,
  cast(q.bytes_read as bigint) as bytes_read,
  cast(q.rows_written as bigint) as rows_written,
  cast(q.query_id as string) as query_id
from (
select p.task_id, p.resource_type, p.status, p.started_at, p.duration_ms, p.compile_ms, p.execute_ms, p.retry_count, p.thread_id, p.error_class, p.cpu_ms, p.bytes_read, p.query_id, coalesce(p.rows_written, cast(measured.row_count as string)) as rows_written
from (select j[0] as task_id, j[1] as resource_type, j[2] as status, j[3] as started_at, j[4] as duration_ms, j[5] as compile_ms, j[6] as execute_ms, j[7] as retry_count, j[8] as thread_id, j[9] as error_class, j[10] as rows_as_measured, j[11] as cpu_ms, j[12] as bytes_read, j[13] as rows_written, j[14] as query_id
from (select explode(from_json('[["model.shop.orders", "model", "success", "2026-01-08 06:00:00", 12.5, 2, 10, 0, "Thread-1", null, "model.shop.orders", null, null, null, "query"]]', 'array<array<string>>')) as j) as unpacked) as p
left join (
  select instance_id, row_count
  from `warehouse`.`shop_argos`.`run_profile_result`
  where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00Z' and element_id = '' and partition_value is null
) as measured on measured.instance_id = p.rows_as_measured
) as q
