insert into `warehouse`.`shop_argos`.`series_forecast` (run_id, recorded_at, target_name, fact_id, instance_id, element_id, metric, profile_day, model, companion_id, expected, trained_until, method_version, is_daily)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['series_forecast', cast(q.instance_id as string), cast(q.element_id as string), cast(q.metric as string), cast(q.profile_day as string), cast(q.companion_id as string), cast(q.trained_until as string), cast(q.method_version as string), cast(q.is_daily as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.element_id as string) as element_id,
  cast(q.metric as string) as metric,
  cast(q.profile_day as date) as profile_day,
  cast(q.model as string) as model,
  cast(q.companion_id as string) as companion_id,
  cast(q.expected as float64) as expected,
  cast(q.trained_until as date) as trained_until,
  cast(q.method_version as string) as method_version,
  cast(q.is_daily as int64) as is_daily
from (
select fresh.*
from (select json_value(j, '$[0]') as instance_id, json_value(j, '$[1]') as element_id, json_value(j, '$[2]') as metric, json_value(j, '$[3]') as profile_day, json_value(j, '$[4]') as model, json_value(j, '$[5]') as companion_id, json_value(j, '$[6]') as expected, json_value(j, '$[7]') as trained_until, json_value(j, '$[8]') as method_version, json_value(j, '$[9]') as is_daily
from unnest(json_query_array('[["model.shop.orders", "amount", "null_rate", "2026-01-09", "blend", "", 0.25, "2026-01-08", "1", 0]]')) as j) as fresh
left join (
  select distinct cast(instance_id as string) as instance_id, cast(element_id as string) as element_id, cast(metric as string) as metric, cast(profile_day as string) as profile_day, cast(companion_id as string) as companion_id, cast(trained_until as string) as trained_until, cast(method_version as string) as method_version, cast(is_daily as string) as is_daily, 1 as is_known
  from `warehouse`.`shop_argos`.`series_forecast`
  where recorded_at >= timestamp '2025-09-10 06:00:00+00'
) as known on known.instance_id = fresh.instance_id and known.element_id = fresh.element_id and known.metric = fresh.metric and known.profile_day = fresh.profile_day and known.companion_id = fresh.companion_id and known.trained_until = fresh.trained_until and known.method_version = fresh.method_version and known.is_daily = fresh.is_daily
where known.is_known is null
) as q
