insert into "warehouse"."shop_argos"."process_metrics" (run_id, recorded_at, target_name, fact_id, task_id, resource_type, status, started_at, duration_ms, compile_ms, execute_ms, queue_ms, cpu_ms, bytes_read, bytes_written, rows_read, rows_written, peak_memory_bytes, spill_bytes, retry_count, query_id, thread_id, error_class)
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
  cast(q.queue_ms as double) as queue_ms,
  cast(q.cpu_ms as double) as cpu_ms,
  cast(q.bytes_read as bigint) as bytes_read,
  cast(q.bytes_written as bigint) as bytes_written,
  cast(q.rows_read as bigint) as rows_read,
  cast(q.rows_written as bigint) as rows_written,
  cast(q.peak_memory_bytes as bigint) as peak_memory_bytes,
  cast(q.spill_bytes as bigint) as spill_bytes,
  cast(q.retry_count as bigint) as retry_count,
  cast(q.query_id as varchar) as query_id,
  cast(q.thread_id as varchar) as thread_id,
  cast(q.error_class as varchar) as error_class
from (
select p.task_id, p.resource_type, p.status, p.started_at, p.duration_ms, p.compile_ms, p.execute_ms, p.queue_ms, p.cpu_ms, p.bytes_read, p.bytes_written, p.rows_read, p.peak_memory_bytes, p.spill_bytes, p.retry_count, p.query_id, p.thread_id, p.error_class, coalesce(p.rows_written, cast(measured.row_count as varchar)) as rows_written
from (select 'model.shop.orders' as task_id, 'model' as resource_type, 'success' as status, '2026-01-08T06:00:00Z' as started_at, '12.5' as duration_ms, '2' as compile_ms, '10' as execute_ms, cast(null as varchar) as queue_ms, cast(null as varchar) as cpu_ms, cast(null as varchar) as bytes_read, cast(null as varchar) as bytes_written, cast(null as varchar) as rows_read, cast(null as varchar) as rows_written, cast(null as varchar) as peak_memory_bytes, cast(null as varchar) as spill_bytes, '0' as retry_count, 'query' as query_id, 'Thread-1' as thread_id, cast(null as varchar) as error_class, 'model.shop.orders' as rows_as_measured) as p
left join (
  select instance_id, row_count
  from "warehouse"."shop_argos"."run_profile_result"
  where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00' and element_id = '' and partition_value is null
) as measured on measured.instance_id = p.rows_as_measured
) as q
