insert into "warehouse"."shop_argos"."process_metrics" (run_id, recorded_at, target_name, fact_id, task_id, resource_type, status, started_at, duration_ms, compile_ms, execute_ms, retry_count, thread_id, error_class, cpu_ms, bytes_read, rows_written, query_id)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00' as recorded_at,
  'dev' as target_name,
  md5(cast(cast(to_json(['process_metrics', '<run_id>', cast(q.task_id as varchar)]) as varchar) as TEXT)) as fact_id,
  cast(q.task_id as varchar) as task_id,
  cast(q.resource_type as varchar) as resource_type,
  cast(q.status as varchar) as status,
  cast(q.started_at as timestamp) as started_at,
  cast(q.duration_ms as double) as duration_ms,
  cast(q.compile_ms as double) as compile_ms,
  cast(q.execute_ms as double) as execute_ms,
  cast(q.retry_count as bigint) as retry_count,
  cast(q.thread_id as varchar) as thread_id,
  cast(q.error_class as varchar) as error_class,
  cast(q.cpu_ms as double) as cpu_ms,
  cast(q.bytes_read as bigint) as bytes_read,
  cast(q.rows_written as bigint) as rows_written,
  cast(q.query_id as varchar) as query_id
from (
select p.task_id, p.resource_type, p.status, p.started_at, p.duration_ms, p.compile_ms, p.execute_ms, p.retry_count, p.thread_id, p.error_class, p.cpu_ms, p.bytes_read, p.query_id, coalesce(p.rows_written, cast(measured.row_count as varchar)) as rows_written
from (select j[1] as task_id, j[2] as resource_type, j[3] as status, j[4] as started_at, j[5] as duration_ms, j[6] as compile_ms, j[7] as execute_ms, j[8] as retry_count, j[9] as thread_id, j[10] as error_class, j[11] as rows_as_measured, j[12] as cpu_ms, j[13] as bytes_read, j[14] as rows_written, j[15] as query_id
from (select unnest(from_json('[["model.shop.orders", "model", "success", "2026-01-08 06:00:00", 12.5, 2, 10, 0, "Thread-1", null, "model.shop.orders", null, null, null, "query"]]', '[["varchar"]]')) as j) as unpacked) as p
left join (
  select instance_id, row_count
  from "warehouse"."shop_argos"."run_profile_result"
  where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00' and element_id = '' and partition_value is null
) as measured on measured.instance_id = p.rows_as_measured
) as q
