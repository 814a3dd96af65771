insert into warehouse.shop_argos.column_verdict (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, measure, profile_ts, value, history_days, level, score, statistic, expected_low, expected_high, decision, reason)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('column_verdict'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.element_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.measure as varchar)), parse_json('null')), ifnull(to_variant(cast(null as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.element_id as varchar) as element_id,
  cast(q.measure as varchar) as measure,
  cast(q.profile_ts as timestamp_ntz) as profile_ts,
  cast(q.value as double) as value,
  cast(q.history_days as bigint) as history_days,
  cast(q.level as bigint) as level,
  cast(q.score as double) as score,
  cast(q.statistic as varchar) as statistic,
  cast(q.expected_low as double) as expected_low,
  cast(q.expected_high as double) as expected_high,
  cast(q.decision as varchar) as decision,
  cast(q.reason as varchar) as reason
from (
select
  instance_id, relation_name, element_id, measure, profile_ts, value, history_days, level, score,
  'IQR' as statistic,
  low as expected_low,
  high as expected_high,
  case when level = 3 then 'FAIL' when level = 1 then 'WARN' when center is null then 'LEARNING' else 'PASS' end as decision,
  concat(
    measure, ' of ', label, case when element_id = '' then '' else '.' end, element_id,
    case
      when value is null then ' is unknown: there are no rows'
      else concat(' is ', case when is_rate then concat(regexp_replace(cast(round(100 * value, 1) as varchar), '[.]0$', ''), '%') else cast(cast(round(value) as bigint) as varchar) end,
        case
          when center is null then concat(', learning: ', cast(history_days as varchar), ' of 7 days')
          else concat(', expected ', case when is_rate then concat(regexp_replace(cast(round(100 * low, 1) as varchar), '[.]0$', ''), '%') else cast(cast(round(low) as bigint) as varchar) end, ' to ', case when is_rate then concat(regexp_replace(cast(round(100 * high, 1) as varchar), '[.]0$', ''), '%') else cast(cast(round(high) as bigint) as varchar) end, ' from ', cast(history_days as varchar), ' days')
        end)
    end
  ) as reason
from (
  select
    instance_id, label, relation_name, element_id, measure, is_rate, profile_ts, value, history_days, center,
    case when center < warn_score * spread then 0.0 else center - warn_score * spread end as low,
    case when is_rate and center + warn_score * spread > 1 then 1.0 else center + warn_score * spread end as high,
    abs(value - center) / spread as score,
    case
      when abs(value - center) > fail_score * spread then 3
      when abs(value - center) > warn_score * spread then 1
      else 0
    end as level
  from (
select
    s.instance_id, element_id, measure, is_rate, relation_name, profile_ts, value, history_days,
    'orders' as label, cast(3 as double) as warn_score, cast(5 as double) as fail_score,
    case when history_days = 7 then cast(get(past, 3) as double) end as center,
    greatest((cast(get(past, 4) as double) + cast(get(past, 5) as double) - cast(get(past, 1) as double) - cast(get(past, 2) as double)) / (2 * 1.349), floor_share * cast(get(past, 3) as double), floor_value) as spread
  from (
    select *, array_sort(last_values) as past
    from (
select
    instance_id, element_id, measure, is_rate, floor_share, floor_value,
    max(case when is_today then relation_name end) as relation_name,
    max(case when is_today then profile_ts end) as profile_ts,
    max(case when is_today then value end) as value,
    least(count(case when not is_today then value end), 7) as history_days,
    array_slice(array_agg(case when not is_today then value end) within group (order by profile_day desc), 0, 7) as last_values
  from (
    select
      instance_id, element_id, measure, is_rate, floor_share, floor_value, is_today, profile_day,
      max_by(relation_name, profile_ts) as relation_name,
      max(profile_ts) as profile_ts,
      max_by(value, profile_ts) as value
    from (
select
    instance_id, relation_name, element_id, profile_ts, cast(profile_ts as date) as profile_day, run_id = '<run_id>' as is_today,
    'row_count' as measure, false as is_rate, 0.1 as floor_share, 1.0 as floor_value,
    cast(row_count as double) as value
  from warehouse.shop_argos.run_profile_result
  where (run_id = '<run_id>' or profile_ts < cast('2026-01-08 00:00:00' as timestamp_ntz) and row_count is not null) and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz) and partition_value is null and instance_id in ('model.shop.orders') and element_id = ''
  union all
select
    instance_id, relation_name, element_id, profile_ts, cast(profile_ts as date) as profile_day, run_id = '<run_id>' as is_today,
    'null_rate' as measure, true as is_rate, 0.0 as floor_share, 0.01 as floor_value,
    cast(null_rate as double) as value
  from warehouse.shop_argos.run_profile_result
  where (run_id = '<run_id>' or profile_ts < cast('2026-01-08 00:00:00' as timestamp_ntz) and null_rate is not null) and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz) and partition_value is null and instance_id in ('model.shop.orders') and element_id <> ''
    ) as observations
    group by instance_id, element_id, measure, is_rate, floor_share, floor_value, is_today, profile_day
  ) as observed_days
  group by instance_id, element_id, measure, is_rate, floor_share, floor_value
  having max(case when is_today then 1 else 0 end) = 1
    ) as of_series
  ) as s
  ) as series
) as scored
) as q;
insert into warehouse.shop_argos.column_verdict (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, measure, profile_ts, value, history_days, level, score, statistic, expected_low, expected_high, decision, reason)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('column_verdict'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.element_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.measure as varchar)), parse_json('null')), ifnull(to_variant(cast(null as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.element_id as varchar) as element_id,
  cast(q.measure as varchar) as measure,
  cast(q.profile_ts as timestamp_ntz) as profile_ts,
  cast(q.value as double) as value,
  cast(q.history_days as bigint) as history_days,
  cast(q.level as bigint) as level,
  cast(q.score as double) as score,
  cast(q.statistic as varchar) as statistic,
  cast(q.expected_low as double) as expected_low,
  cast(q.expected_high as double) as expected_high,
  cast(q.decision as varchar) as decision,
  cast(q.reason as varchar) as reason
from (
select
  instance_id, relation_name, element_id, measure, profile_ts, value, history_days, level, score,
  'IQR' as statistic,
  low as expected_low,
  high as expected_high,
  case when level = 3 then 'FAIL' when level = 1 then 'WARN' when center is null then 'LEARNING' else 'PASS' end as decision,
  concat(
    measure, ' of ', label, case when element_id = '' then '' else '.' end, element_id,
    case
      when value is null then ' is unknown: there are no rows'
      else concat(' is ', case when is_rate then concat(regexp_replace(cast(round(100 * value, 1) as varchar), '[.]0$', ''), '%') else cast(cast(round(value) as bigint) as varchar) end,
        case
          when center is null then concat(', learning: ', cast(history_days as varchar), ' of 7 days')
          else concat(', expected ', case when is_rate then concat(regexp_replace(cast(round(100 * low, 1) as varchar), '[.]0$', ''), '%') else cast(cast(round(low) as bigint) as varchar) end, ' to ', case when is_rate then concat(regexp_replace(cast(round(100 * high, 1) as varchar), '[.]0$', ''), '%') else cast(cast(round(high) as bigint) as varchar) end, ' from ', cast(history_days as varchar), ' days')
        end)
    end
  ) as reason
from (
  select
    instance_id, label, relation_name, element_id, measure, is_rate, profile_ts, value, history_days, center,
    case when center < warn_score * spread then 0.0 else center - warn_score * spread end as low,
    case when is_rate and center + warn_score * spread > 1 then 1.0 else center + warn_score * spread end as high,
    abs(value - center) / spread as score,
    case
      when abs(value - center) > fail_score * spread then 3
      when abs(value - center) > warn_score * spread then 1
      else 0
    end as level
  from (
select
    s.instance_id, element_id, measure, is_rate, relation_name, profile_ts, value, history_days,
    j.label as label, cast(j.warn_score as double) as warn_score, cast(j.fail_score as double) as fail_score,
    case when history_days = 7 then cast(get(past, 3) as double) end as center,
    greatest((cast(get(past, 4) as double) + cast(get(past, 5) as double) - cast(get(past, 1) as double) - cast(get(past, 2) as double)) / (2 * 1.349), floor_share * cast(get(past, 3) as double), floor_value) as spread
  from (
    select *, array_sort(last_values) as past
    from (
select
    instance_id, element_id, measure, is_rate, floor_share, floor_value,
    max(case when is_today then relation_name end) as relation_name,
    max(case when is_today then profile_ts end) as profile_ts,
    max(case when is_today then value end) as value,
    least(count(case when not is_today then value end), 7) as history_days,
    array_slice(array_agg(case when not is_today then value end) within group (order by profile_day desc), 0, 7) as last_values
  from (
    select
      instance_id, element_id, measure, is_rate, floor_share, floor_value, is_today, profile_day,
      max_by(relation_name, profile_ts) as relation_name,
      max(profile_ts) as profile_ts,
      max_by(value, profile_ts) as value
    from (
select
    instance_id, relation_name, element_id, profile_ts, cast(profile_ts as date) as profile_day, run_id = '<run_id>' as is_today,
    'row_count' as measure, false as is_rate, 0.1 as floor_share, 1.0 as floor_value,
    cast(row_count as double) as value
  from warehouse.shop_argos.run_profile_result
  where (run_id = '<run_id>' or profile_ts < cast('2026-01-08 00:00:00' as timestamp_ntz) and row_count is not null) and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz) and partition_value is null and instance_id in ('model.shop.orders', 'model.shop.customers') and element_id = ''
  union all
select
    instance_id, relation_name, element_id, profile_ts, cast(profile_ts as date) as profile_day, run_id = '<run_id>' as is_today,
    'null_rate' as measure, true as is_rate, 0.0 as floor_share, 0.01 as floor_value,
    cast(null_rate as double) as value
  from warehouse.shop_argos.run_profile_result
  where (run_id = '<run_id>' or profile_ts < cast('2026-01-08 00:00:00' as timestamp_ntz) and null_rate is not null) and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz) and partition_value is null and instance_id in ('model.shop.orders', 'model.shop.customers') and element_id <> ''
    ) as observations
    group by instance_id, element_id, measure, is_rate, floor_share, floor_value, is_today, profile_day
  ) as observed_days
  group by instance_id, element_id, measure, is_rate, floor_share, floor_value
  having max(case when is_today then 1 else 0 end) = 1
    ) as of_series
  ) as s
  join (select cast(get(unpacked.value, 0) as varchar) as instance_id, cast(get(unpacked.value, 1) as varchar) as label, cast(get(unpacked.value, 2) as varchar) as warn_score, cast(get(unpacked.value, 3) as varchar) as fail_score
from table(flatten(input => parse_json('[["model.shop.orders", "orders", 3, 5], ["model.shop.customers", "customers", 4, 6]]'))) as unpacked) as j on j.instance_id = s.instance_id
  ) as series
) as scored
) as q
