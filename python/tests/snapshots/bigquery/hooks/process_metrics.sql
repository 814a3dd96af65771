insert into `warehouse`.`shop_argos`.`process_metrics` (run_id, recorded_at, target_name, fact_id, task_id, resource_type, status, started_at, duration_ms, compile_ms, execute_ms, retry_count, thread_id, error_class, cpu_ms, bytes_read, rows_written, query_id)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['process_metrics', '<run_id>', cast(q.task_id as string)]) as string))) as fact_id,
  cast(q.task_id as string) as task_id,
  cast(q.resource_type as string) as resource_type,
  cast(q.status as string) as status,
  cast(q.started_at as timestamp) as started_at,
  cast(q.duration_ms as float64) as duration_ms,
  cast(q.compile_ms as float64) as compile_ms,
  cast(q.execute_ms as float64) as execute_ms,
  cast(q.retry_count as int64) as retry_count,
  cast(q.thread_id as string) as thread_id,
  cast(q.error_class as string) as error_class,
  cast(q.cpu_ms as float64) as cpu_ms,
  cast(q.bytes_read as int64) as bytes_read,
  cast(q.rows_written as int64) as rows_written,
  cast(q.query_id as string) as query_id
from (
select p.task_id, p.resource_type, p.status, p.started_at, p.duration_ms, p.compile_ms, p.execute_ms, p.retry_count, p.thread_id, p.error_class, p.cpu_ms, p.bytes_read, p.query_id, coalesce(p.rows_written, cast(measured.row_count as string)) as rows_written
from (select json_value(j, '$[0]') as task_id, json_value(j, '$[1]') as resource_type, json_value(j, '$[2]') as status, json_value(j, '$[3]') as started_at, json_value(j, '$[4]') as duration_ms, json_value(j, '$[5]') as compile_ms, json_value(j, '$[6]') as execute_ms, json_value(j, '$[7]') as retry_count, json_value(j, '$[8]') as thread_id, json_value(j, '$[9]') as error_class, json_value(j, '$[10]') as rows_as_measured, json_value(j, '$[11]') as cpu_ms, json_value(j, '$[12]') as bytes_read, json_value(j, '$[13]') as rows_written, json_value(j, '$[14]') as query_id
from unnest(json_query_array('[["model.shop.orders", "model", "success", "2026-01-08 06:00:00", 12.5, 2, 10, 0, "Thread-1", null, "model.shop.orders", null, null, null, "query"]]')) as j) as p
left join (
  select instance_id, row_count
  from `warehouse`.`shop_argos`.`run_profile_result`
  where run_id = '<run_id>' and recorded_at >= timestamp '2026-01-07 06:00:00+00' and element_id = '' and partition_value is null
) as measured on measured.instance_id = p.rows_as_measured
) as q
