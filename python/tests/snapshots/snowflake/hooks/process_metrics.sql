insert into warehouse.shop_argos.process_metrics (run_id, recorded_at, target_name, fact_id, task_id, resource_type, status, started_at, duration_ms, compile_ms, execute_ms, retry_count, thread_id, error_class, cpu_ms, bytes_read, rows_written, query_id)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('process_metrics'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.task_id as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.task_id as varchar) as task_id,
  cast(q.resource_type as varchar) as resource_type,
  cast(q.status as varchar) as status,
  cast(q.started_at as timestamp_ntz) as started_at,
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
from (select cast(get(unpacked.value, 0) as varchar) as task_id, cast(get(unpacked.value, 1) as varchar) as resource_type, cast(get(unpacked.value, 2) as varchar) as status, cast(get(unpacked.value, 3) as varchar) as started_at, cast(get(unpacked.value, 4) as varchar) as duration_ms, cast(get(unpacked.value, 5) as varchar) as compile_ms, cast(get(unpacked.value, 6) as varchar) as execute_ms, cast(get(unpacked.value, 7) as varchar) as retry_count, cast(get(unpacked.value, 8) as varchar) as thread_id, cast(get(unpacked.value, 9) as varchar) as error_class, cast(get(unpacked.value, 10) as varchar) as rows_as_measured, cast(get(unpacked.value, 11) as varchar) as cpu_ms, cast(get(unpacked.value, 12) as varchar) as bytes_read, cast(get(unpacked.value, 13) as varchar) as rows_written, cast(get(unpacked.value, 14) as varchar) as query_id
from table(flatten(input => parse_json('[["model.shop.orders", "model", "success", "2026-01-08 06:00:00", 12.5, 2, 10, 0, "Thread-1", null, "model.shop.orders", null, null, null, "query"]]'))) as unpacked) as p
left join (
  select instance_id, row_count
  from warehouse.shop_argos.run_profile_result
  where run_id = '<run_id>' and recorded_at >= cast('2026-01-07 06:00:00' as timestamp_ntz) and element_id = '' and partition_value is null
) as measured on measured.instance_id = p.rows_as_measured
) as q
