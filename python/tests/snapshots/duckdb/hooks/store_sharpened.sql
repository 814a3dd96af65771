insert into "warehouse"."shop_argos"."series_forecast" (run_id, recorded_at, target_name, fact_id, instance_id, element_id, metric, profile_day, model, companion_id, expected, trained_until, method_version, is_daily)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00' as recorded_at,
  'dev' as target_name,
  md5(cast(cast(to_json(['series_forecast', cast(q.instance_id as varchar), cast(q.element_id as varchar), cast(q.metric as varchar), cast(q.profile_day as varchar), cast(q.companion_id as varchar), cast(q.trained_until as varchar), cast(q.method_version as varchar), cast(q.is_daily as varchar)]) as varchar) as TEXT)) as fact_id,
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
from (select j[1] as instance_id, j[2] as element_id, j[3] as metric, j[4] as profile_day, j[5] as model, j[6] as companion_id, j[7] as expected, j[8] as trained_until, j[9] as method_version, j[10] as is_daily
from (select unnest(from_json('[["model.shop.orders", "amount", "null_rate", "2026-01-09", "blend", "", 0.25, "2026-01-08", "1", 0]]', '[["varchar"]]')) as j) as unpacked) as fresh
left join (
  select distinct cast(instance_id as varchar) as instance_id, cast(element_id as varchar) as element_id, cast(metric as varchar) as metric, cast(profile_day as varchar) as profile_day, cast(companion_id as varchar) as companion_id, cast(trained_until as varchar) as trained_until, cast(method_version as varchar) as method_version, cast(is_daily as varchar) as is_daily, 1 as is_known
  from "warehouse"."shop_argos"."series_forecast"
  where recorded_at >= timestamp '2025-09-10 06:00:00'
) as known on known.instance_id = fresh.instance_id and known.element_id = fresh.element_id and known.metric = fresh.metric and known.profile_day = fresh.profile_day and known.companion_id = fresh.companion_id and known.trained_until = fresh.trained_until and known.method_version = fresh.method_version and known.is_daily = fresh.is_daily
where known.is_known is null
) as q
