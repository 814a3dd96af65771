insert into warehouse.shop_argos.series_forecast (run_id, recorded_at, target_name, fact_id, instance_id, element_id, metric, profile_day, model, companion_id, expected, trained_until, method_version, is_daily)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('series_forecast'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.element_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.metric as varchar)), parse_json('null')), ifnull(to_variant(cast(q.profile_day as varchar)), parse_json('null')), ifnull(to_variant(cast(q.companion_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.trained_until as varchar)), parse_json('null')), ifnull(to_variant(cast(q.method_version as varchar)), parse_json('null')), ifnull(to_variant(cast(q.is_daily as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.element_id as varchar) as element_id,
  cast(q.metric as varchar) as metric,
  cast(q.profile_day as date) as profile_day,
  cast(q.model as varchar) as model,
  cast(q.companion_id as varchar) as companion_id,
  cast(q.expected as double) as expected,
  cast(q.trained_until as date) as trained_until,
  cast(q.method_version as varchar) as method_version,
  cast(q.is_daily as bigint) as is_daily
from (
select fresh.*
from (select cast(get(unpacked.value, 0) as varchar) as instance_id, cast(get(unpacked.value, 1) as varchar) as element_id, cast(get(unpacked.value, 2) as varchar) as metric, cast(get(unpacked.value, 3) as varchar) as profile_day, cast(get(unpacked.value, 4) as varchar) as model, cast(get(unpacked.value, 5) as varchar) as companion_id, cast(get(unpacked.value, 6) as varchar) as expected, cast(get(unpacked.value, 7) as varchar) as trained_until, cast(get(unpacked.value, 8) as varchar) as method_version, cast(get(unpacked.value, 9) as varchar) as is_daily
from table(flatten(input => parse_json('[["model.shop.orders", "amount", "null_rate", "2026-01-09", "blend", "", 0.25, "2026-01-08", "1", 0]]'))) as unpacked) as fresh
left join (
  select distinct cast(instance_id as varchar) as instance_id, cast(element_id as varchar) as element_id, cast(metric as varchar) as metric, to_varchar(cast(profile_day as date), 'YYYY-MM-DD') as profile_day, cast(companion_id as varchar) as companion_id, to_varchar(cast(trained_until as date), 'YYYY-MM-DD') as trained_until, cast(method_version as varchar) as method_version, cast(is_daily as varchar) as is_daily, 1 as is_known
  from warehouse.shop_argos.series_forecast
  where recorded_at >= cast('2025-09-10 06:00:00' as timestamp_ntz)
) as known on known.instance_id = fresh.instance_id and known.element_id = fresh.element_id and known.metric = fresh.metric and known.profile_day = fresh.profile_day and known.companion_id = fresh.companion_id and known.trained_until = fresh.trained_until and known.method_version = fresh.method_version and known.is_daily = fresh.is_daily
where known.is_known is null
) as q
