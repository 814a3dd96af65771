insert into warehouse.shop_argos.baseline_version (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, version, mode, is_daily, data_type, type_family, baseline_window_start, baseline_window_end, history_days, left_out_days, row_count, value_count, target_p01, target_p99, target_null_rate_max, distinct_rate_low, distinct_rate_high, pattern_set, drift_test, quantiles, topk, usual_mean, usual_stddev, usual_q25, usual_q75, owner, proposed_by, proposed_as, notes)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('baseline_version'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.element_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.version as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.element_id as varchar) as element_id,
  cast(q.version as bigint) as version,
  cast(q.mode as varchar) as mode,
  cast(q.is_daily as boolean) as is_daily,
  cast(q.data_type as varchar) as data_type,
  cast(q.type_family as varchar) as type_family,
  cast(q.baseline_window_start as date) as baseline_window_start,
  cast(q.baseline_window_end as date) as baseline_window_end,
  cast(q.history_days as bigint) as history_days,
  cast(q.left_out_days as bigint) as left_out_days,
  cast(q.row_count as bigint) as row_count,
  cast(q.value_count as bigint) as value_count,
  cast(q.target_p01 as double) as target_p01,
  cast(q.target_p99 as double) as target_p99,
  cast(q.target_null_rate_max as double) as target_null_rate_max,
  cast(q.distinct_rate_low as double) as distinct_rate_low,
  cast(q.distinct_rate_high as double) as distinct_rate_high,
  cast(q.pattern_set as varchar) as pattern_set,
  cast(q.drift_test as varchar) as drift_test,
  cast(q.quantiles as varchar) as quantiles,
  cast(q.topk as varchar) as topk,
  cast(q.usual_mean as double) as usual_mean,
  cast(q.usual_stddev as double) as usual_stddev,
  cast(q.usual_q25 as double) as usual_q25,
  cast(q.usual_q75 as double) as usual_q75,
  cast(q.owner as varchar) as owner,
  cast(q.proposed_by as varchar) as proposed_by,
  cast(q.proposed_as as varchar) as proposed_as,
  cast(q.notes as varchar) as notes
from (
with latest as (
  select
    *, max(profile_day) over (partition by instance_id) as newest_day, max(profile_day) over (partition by instance_id, element_id) as newest_of_element,
    first_value(coalesce(type_family, '')) over (partition by instance_id, element_id order by profile_day desc) as newest_family, first_value(data_type) over (partition by instance_id, element_id order by profile_day desc) as newest_type,
    first_value(coalesce(notes, '') like '%withheld: personal%' or concat(instance_id, ' ', lower(element_id)) in ('')) over (partition by instance_id, element_id order by profile_day desc) as is_personal
  from (
    select *, max(is_daily) over (partition by instance_id) as has_days, row_number() over (partition by instance_id, element_id, is_daily, profile_day order by case when run_id = '<run_id>' then 2e12 when cast(recorded_at as date) < profile_day then 1e12 else 0 end + 172800.0 * datediff(day, cast('1970-01-01' as date), cast(recorded_at as date)) - cast(datediff(microsecond, cast('1970-01-01 00:00:00' as timestamp_ntz), recorded_at) as double) / 1000000) as place
    from (select of_days.*, bad.instance_id is not null or stopped.instance_id is not null as is_bad
    from (select known.*
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when replace(partition_value, '-', '') = replace(to_varchar(cast(dateadd(day, -1, cast(profile_ts as date)) as date), 'YYYY-MM-DD'), '-', '') then 1 else -1 end as is_daily
    from (select * from warehouse.shop_argos.run_profile_result
    where instance_id in ('model.shop.orders') and recorded_at >= cast('2025-12-09 06:00:00' as timestamp_ntz) and profile_ts > cast('2025-12-09 06:00:00' as timestamp_ntz) and profile_ts <= cast('2026-01-08 06:00:00' as timestamp_ntz)) as facts) as known
    where known.is_daily <> 1 or known.partition_key is null or concat(known.instance_id, ' ', lower(known.partition_key)) in ('')) as of_days
    left join (select instance_id, profile_day, max(run_id) as stopped_run
from (
  select instance_id, profile_day, run_id, 1 as is_bad, 0 as is_good
  from (
    select instance_id, run_id, cast(profile_ts as date) as profile_day, blocking, row_number() over (partition by gate_id, cast(profile_ts as date) order by recorded_at desc) as place
    from warehouse.shop_argos.gate_decision
    where instance_id in ('model.shop.orders') and level is not null and profile_ts is not null and recorded_at >= cast('2025-11-26 06:00:00' as timestamp_ntz)
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, cast(null as varchar), case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, cast(profile_ts as date) as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), cast(profile_ts as date) order by recorded_at desc, fact_id) as place
    from warehouse.shop_argos.alarm_feedback
    where instance_id in ('model.shop.orders') and recorded_at >= cast('2025-11-26 06:00:00' as timestamp_ntz)
  ) as words
  where place = 1) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0) as bad on bad.instance_id = of_days.instance_id and bad.profile_day = of_days.profile_day
    left join (select distinct instance_id, stopped_run from (select instance_id, profile_day, max(run_id) as stopped_run
from (
  select instance_id, profile_day, run_id, 1 as is_bad, 0 as is_good
  from (
    select instance_id, run_id, cast(profile_ts as date) as profile_day, blocking, row_number() over (partition by gate_id, cast(profile_ts as date) order by recorded_at desc) as place
    from warehouse.shop_argos.gate_decision
    where instance_id in ('model.shop.orders') and level is not null and profile_ts is not null and recorded_at >= cast('2025-11-26 06:00:00' as timestamp_ntz)
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, cast(null as varchar), case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, cast(profile_ts as date) as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), cast(profile_ts as date) order by recorded_at desc, fact_id) as place
    from warehouse.shop_argos.alarm_feedback
    where instance_id in ('model.shop.orders') and recorded_at >= cast('2025-11-26 06:00:00' as timestamp_ntz)
  ) as words
  where place = 1) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0) as bad_days) as stopped on stopped.instance_id = of_days.instance_id and stopped.stopped_run = of_days.run_id) as of_days
  ) as ranked
  where is_daily = has_days and is_daily >= 0 and place = 1
),
day as (
  select
    l.instance_id, l.element_id, l.relation_name, l.is_daily, l.newest_type, l.newest_family as type_family, l.profile_day, datediff(day, cast('1970-01-01' as date), l.profile_day) as day_number,
    l.is_bad, coalesce(l.type_family, '') <> l.newest_family as is_other_type, l.null_rate, l.distinct_rate, l.distinct_count, l.topk_values_hashed, l.topk_patterns,
    coalesce(l.row_count, l.eval_count) as row_count, cast(l.eval_count - l.null_count as double) as valid_count, case when (l.is_daily = 1 or l.newest_family not in ('date', 'timestamp')) and not l.is_personal then l.quantiles end as quantiles, case when (l.is_daily = 1 or l.newest_family not in ('date', 'timestamp')) and not l.is_personal then case l.newest_family when 'date' then 24 * (l.mean - datediff(day, cast('1970-01-01' as date), l.profile_day)) when 'timestamp' then (l.mean - 86400 * datediff(day, cast('1970-01-01' as date), l.profile_day)) / 3600 else l.mean end end as mean, case when (l.is_daily = 1 or l.newest_family not in ('date', 'timestamp')) and not l.is_personal then case l.newest_family when 'date' then 24 * (l.p01 - datediff(day, cast('1970-01-01' as date), l.profile_day)) when 'timestamp' then (l.p01 - 86400 * datediff(day, cast('1970-01-01' as date), l.profile_day)) / 3600 else l.p01 end end as p01, case when (l.is_daily = 1 or l.newest_family not in ('date', 'timestamp')) and not l.is_personal then case l.newest_family when 'date' then 24 * (l.p99 - datediff(day, cast('1970-01-01' as date), l.profile_day)) when 'timestamp' then (l.p99 - 86400 * datediff(day, cast('1970-01-01' as date), l.profile_day)) / 3600 else l.p99 end end as p99
  from latest as l
  where l.newest_of_element = l.newest_day
),
good as (
  select *, case when element_id = '' then ln(greatest(cast(row_count as double), 0.5)) else mean end as figure
  from day
  where not is_bad and not is_other_type
),
pooled as (
  select instance_id, element_id, to_json(array_construct(ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 0 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 1 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 2 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 3 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 4 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 5 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 6 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 7 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 8 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 9 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 10 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 11 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 12 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 13 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 14 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 15 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 16 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 17 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 18 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 19 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 20 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 21 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 22 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 23 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 24 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 25 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 26 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 27 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 28 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 29 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 30 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 31 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 32 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 33 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 34 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 35 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 36 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 37 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 38 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 39 then q end)), parse_json('null')), ifnull(to_variant(min(case when share * 40 + 0.000000001 >= 40 then q end)), parse_json('null')))) as quantiles
  from (
    select instance_id, element_id, q, sum(weight) over (partition by instance_id, element_id order by q) / sum(weight) over (partition by instance_id, element_id) as share
    from (
      select instance_id, element_id, case type_family when 'date' then 24 * (item - day_number) when 'timestamp' then (item - 86400 * day_number) / 3600 else item end as q, sum(valid_count) as weight
      from (select instance_id, element_id, type_family, valid_count, day_number, cast(element as double) as item
from (select listed.instance_id, listed.element_id, listed.type_family, listed.valid_count, listed.day_number, of_list.value as element
from (select instance_id, element_id, type_family, valid_count, day_number, quantiles as items from good where quantiles is not null and valid_count > 0) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as point
      group by 1, 2, 3
    ) as weighted
  ) as cumulative
  group by instance_id, element_id
),
entry as (
  select instance_id, element_id, 'values' as kind, entry as v, cast(sum(entry_count) as bigint) as n
  from (select instance_id, element_id, cast(get(element, 0) as varchar) as entry, cast(get(element, 1) as double) as entry_count
from (select listed.instance_id, listed.element_id, of_list.value as element
from (select instance_id, element_id, topk_values_hashed as items from good where topk_values_hashed is not null and (type_family in ('text', 'boolean') or type_family = 'number' and distinct_count <= 50)) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as values_of_days
  group by 1, 2, 3, 4
  union all
  select instance_id, element_id, 'shapes' as kind, entry as v, cast(sum(entry_count) as bigint) as n
  from (select instance_id, element_id, cast(get(element, 0) as varchar) as entry, cast(get(element, 1) as double) as entry_count
from (select listed.instance_id, listed.element_id, of_list.value as element
from (select instance_id, element_id, topk_patterns as items from good where topk_patterns is not null and (type_family = 'text')) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as shapes_of_days
  group by 1, 2, 3, 4
),
listed as (
  select instance_id, element_id, kind, count(*) as different_count, sum(n) as listed_count, sum(case when place <= 30 then n end) as frequent_count, sum(case when place <= 20 then n end) as shown_count, nullif(concat('[', coalesce(array_to_string(array_slice(array_agg(case when v is not null then concat('["', v, '",', cast(n as varchar), ']') end) within group (order by n desc, v), 0, 50), ','), ''), ']'), '[]') as value_items, nullif(concat('[', coalesce(array_to_string(array_slice(array_agg(case when v is not null then concat('["', replace(replace(v, '\\', '\\\\'), '"', '\\"'), '",', cast(n as varchar), ']') end) within group (order by n desc, v), 0, 20), ','), ''), ']'), '[]') as shape_items
  from (select *, row_number() over (partition by instance_id, element_id, kind order by n desc, v) as place from entry) as ranked
  group by instance_id, element_id, kind
),
usual as (
  select
    instance_id, element_id, max(relation_name) as relation_name, max(is_daily) as is_daily, max(newest_type) as data_type, max(type_family) as type_family, min(profile_day) as first_day, max(profile_day) as last_day,
    count(*) as history_days, count(quantiles) as shown_days, count(case when valid_count > 0 then 1 end) as valued_days, sum(row_count) as row_count, sum(valid_count) as value_count, avg(figure) as usual_mean, stddev(figure) as usual_stddev, max(null_rate) as null_rate_max, min(distinct_rate) as distinct_rate_min, max(distinct_rate) as distinct_rate_max, array_agg(null_rate) within group (order by null_rate) as null_rates, array_agg(distinct_rate) within group (order by distinct_rate) as distinct_rates, array_agg(p01) within group (order by p01) as p01s, array_agg(p99) within group (order by p99) as p99s, array_agg(figure) within group (order by figure) as figures, array_agg(valid_count) within group (order by valid_count) as valid_counts
  from good
  group by instance_id, element_id
),
ranged as (
  select
    u.*, x.bad_days, x.other_days, x.lost_columns, x.lost_names, case when 2 * u.shown_days >= u.valued_days then q.quantiles end as quantiles, v.value_items, s.shape_items, coalesce(s.shown_count >= 0.5 * u.value_count, false) as has_shapes, (cast(get(u.valid_counts, cast(floor(0.5 * (array_size(u.valid_counts) - 1)) as integer)) as double) + (cast(get(u.valid_counts, cast(ceil(0.5 * (array_size(u.valid_counts) - 1)) as integer)) as double) - cast(get(u.valid_counts, cast(floor(0.5 * (array_size(u.valid_counts) - 1)) as integer)) as double)) * (0.5 * (array_size(u.valid_counts) - 1) - floor(0.5 * (array_size(u.valid_counts) - 1)))) as usual_values,
    coalesce(u.type_family = 'boolean' or u.type_family = 'text' and v.frequent_count >= 0.5 * u.value_count or u.type_family = 'number' and v.different_count <= 12 and v.listed_count >= u.value_count, false) as is_recurring, (cast(get(u.null_rates, cast(floor(0.25 * (array_size(u.null_rates) - 1)) as integer)) as double) + (cast(get(u.null_rates, cast(ceil(0.25 * (array_size(u.null_rates) - 1)) as integer)) as double) - cast(get(u.null_rates, cast(floor(0.25 * (array_size(u.null_rates) - 1)) as integer)) as double)) * (0.25 * (array_size(u.null_rates) - 1) - floor(0.25 * (array_size(u.null_rates) - 1)))) as null_rate_q25, (cast(get(u.null_rates, cast(floor(0.5 * (array_size(u.null_rates) - 1)) as integer)) as double) + (cast(get(u.null_rates, cast(ceil(0.5 * (array_size(u.null_rates) - 1)) as integer)) as double) - cast(get(u.null_rates, cast(floor(0.5 * (array_size(u.null_rates) - 1)) as integer)) as double)) * (0.5 * (array_size(u.null_rates) - 1) - floor(0.5 * (array_size(u.null_rates) - 1)))) as null_rate_q50, (cast(get(u.null_rates, cast(floor(0.75 * (array_size(u.null_rates) - 1)) as integer)) as double) + (cast(get(u.null_rates, cast(ceil(0.75 * (array_size(u.null_rates) - 1)) as integer)) as double) - cast(get(u.null_rates, cast(floor(0.75 * (array_size(u.null_rates) - 1)) as integer)) as double)) * (0.75 * (array_size(u.null_rates) - 1) - floor(0.75 * (array_size(u.null_rates) - 1)))) as null_rate_q75, (cast(get(u.distinct_rates, cast(floor(0.25 * (array_size(u.distinct_rates) - 1)) as integer)) as double) + (cast(get(u.distinct_rates, cast(ceil(0.25 * (array_size(u.distinct_rates) - 1)) as integer)) as double) - cast(get(u.distinct_rates, cast(floor(0.25 * (array_size(u.distinct_rates) - 1)) as integer)) as double)) * (0.25 * (array_size(u.distinct_rates) - 1) - floor(0.25 * (array_size(u.distinct_rates) - 1)))) as distinct_rate_q25, (cast(get(u.distinct_rates, cast(floor(0.5 * (array_size(u.distinct_rates) - 1)) as integer)) as double) + (cast(get(u.distinct_rates, cast(ceil(0.5 * (array_size(u.distinct_rates) - 1)) as integer)) as double) - cast(get(u.distinct_rates, cast(floor(0.5 * (array_size(u.distinct_rates) - 1)) as integer)) as double)) * (0.5 * (array_size(u.distinct_rates) - 1) - floor(0.5 * (array_size(u.distinct_rates) - 1)))) as distinct_rate_q50, (cast(get(u.distinct_rates, cast(floor(0.75 * (array_size(u.distinct_rates) - 1)) as integer)) as double) + (cast(get(u.distinct_rates, cast(ceil(0.75 * (array_size(u.distinct_rates) - 1)) as integer)) as double) - cast(get(u.distinct_rates, cast(floor(0.75 * (array_size(u.distinct_rates) - 1)) as integer)) as double)) * (0.75 * (array_size(u.distinct_rates) - 1) - floor(0.75 * (array_size(u.distinct_rates) - 1)))) as distinct_rate_q75, (cast(get(u.figures, cast(floor(0.25 * (array_size(u.figures) - 1)) as integer)) as double) + (cast(get(u.figures, cast(ceil(0.25 * (array_size(u.figures) - 1)) as integer)) as double) - cast(get(u.figures, cast(floor(0.25 * (array_size(u.figures) - 1)) as integer)) as double)) * (0.25 * (array_size(u.figures) - 1) - floor(0.25 * (array_size(u.figures) - 1)))) as figure_q25, (cast(get(u.figures, cast(floor(0.5 * (array_size(u.figures) - 1)) as integer)) as double) + (cast(get(u.figures, cast(ceil(0.5 * (array_size(u.figures) - 1)) as integer)) as double) - cast(get(u.figures, cast(floor(0.5 * (array_size(u.figures) - 1)) as integer)) as double)) * (0.5 * (array_size(u.figures) - 1) - floor(0.5 * (array_size(u.figures) - 1)))) as figure_q50, (cast(get(u.figures, cast(floor(0.75 * (array_size(u.figures) - 1)) as integer)) as double) + (cast(get(u.figures, cast(ceil(0.75 * (array_size(u.figures) - 1)) as integer)) as double) - cast(get(u.figures, cast(floor(0.75 * (array_size(u.figures) - 1)) as integer)) as double)) * (0.75 * (array_size(u.figures) - 1) - floor(0.75 * (array_size(u.figures) - 1)))) as figure_q75
  from usual as u
  join (
    select *, count(case when good_days = 0 then element_id end) over (partition by instance_id) as lost_columns, to_json(array_agg(case when good_days = 0 then element_id end) within group (order by case when good_days = 0 then element_id end) over (partition by instance_id)) as lost_names
    from (
      select instance_id, element_id, count(case when is_bad then 1 end) as bad_days, count(case when is_other_type then 1 end) as other_days, count(case when not is_bad and not is_other_type then 1 end) as good_days
      from day
      group by instance_id, element_id
    ) as counted
  ) as x on x.instance_id = u.instance_id and x.element_id = u.element_id
  left join pooled as q on q.instance_id = u.instance_id and q.element_id = u.element_id
  left join listed as v on v.instance_id = u.instance_id and v.element_id = u.element_id and v.kind = 'values'
  left join listed as s on s.instance_id = u.instance_id and s.element_id = u.element_id and s.kind = 'shapes'
)
select
  t.instance_id, t.relation_name, t.element_id, coalesce(v.latest_version, 0) + 1 as version, n.mode, t.is_daily = 1 as is_daily, t.data_type, nullif(t.type_family, '') as type_family,
  case when t.is_daily = 1 then dateadd(day, -1, t.first_day) else t.first_day end as baseline_window_start, case when t.is_daily = 1 then dateadd(day, -1, t.last_day) else t.last_day end as baseline_window_end, t.history_days, t.bad_days as left_out_days, t.row_count, t.value_count, t.target_p01, t.target_p99,
  case when t.null_rate_max is not null then least(1, t.null_rate_max + 1.5 * (t.null_rate_q75 - t.null_rate_q25)) end as target_null_rate_max,
  case when t.distinct_rate_min is not null then greatest(0, t.distinct_rate_min - greatest(1.5 * (t.distinct_rate_q75 - t.distinct_rate_q25), 0.01 * t.distinct_rate_q50)) end as distinct_rate_low,
  case when t.distinct_rate_max is not null then least(1, t.distinct_rate_max + greatest(1.5 * (t.distinct_rate_q75 - t.distinct_rate_q25), 0.01 * t.distinct_rate_q50)) end as distinct_rate_high,
  case when t.has_shapes then t.shape_items end as pattern_set, t.drift_test, t.quantiles, case when t.is_recurring then t.value_items end as topk,
  t.usual_mean, t.usual_stddev, t.figure_q25 as usual_q25, t.figure_q75 as usual_q75, n.owner, current_user() as proposed_by, n.proposed_as,
  nullif(regexp_replace(concat(case when history_days = 1 then 'made of one day: its ranges are that day and a margin; ' else '' end, case when bad_days > 0 then case when bad_days = 1 then '1 known-bad day is left out; ' else concat(cast(bad_days as varchar), ' known-bad days are left out; ') end else '' end, case when other_days > 0 then concat(cast(other_days as varchar), ' days on which it was of another type are left out; ') else '' end, case when element_id = '' and lost_columns > 0 then concat('not held, for want of a good day of their present type: ', replace(replace(replace(replace(lost_names, '","', ', '), '["', ''), '"]', ''), '\\"', '"'), '; ') else '' end, case when drift_test is null and element_id = '' then 'too few days to judge row_count; ' else '' end, case when type_family = 'other' then 'nested or binary: nothing but NULLs is judged; ' else '' end, case when element_id <> '' and type_family <> 'other' and value_count = 0 then 'holds only NULLs: nothing is judged; ' else '' end, case when drift_test is null and value_count > 0 and type_family in ('date', 'timestamp') and is_daily = 0 then 'dates move with a relation that has no daily partitions: no test of their distribution; ' else '' end, case when drift_test is null and value_count > 0 and type_family = 'text' then 'neither values nor shapes recur: no test of their distribution; ' else '' end, case when drift_test is null and value_count > 0 and type_family not in ('text', 'other') and not (type_family in ('date', 'timestamp') and is_daily = 0) then 'its values are withheld: no test of their distribution; ' else '' end), '; $', ''), '') as notes
from (
  select
    *, case when quantiles is not null then (cast(get(p01s, cast(floor(0.5 * (array_size(p01s) - 1)) as integer)) as double) + (cast(get(p01s, cast(ceil(0.5 * (array_size(p01s) - 1)) as integer)) as double) - cast(get(p01s, cast(floor(0.5 * (array_size(p01s) - 1)) as integer)) as double)) * (0.5 * (array_size(p01s) - 1) - floor(0.5 * (array_size(p01s) - 1)))) end as target_p01, case when quantiles is not null then (cast(get(p99s, cast(floor(0.5 * (array_size(p99s) - 1)) as integer)) as double) + (cast(get(p99s, cast(ceil(0.5 * (array_size(p99s) - 1)) as integer)) as double) - cast(get(p99s, cast(floor(0.5 * (array_size(p99s) - 1)) as integer)) as double)) * (0.5 * (array_size(p99s) - 1) - floor(0.5 * (array_size(p99s) - 1)))) end as target_p99,
    case
      when element_id = '' then case when history_days < 3 then null when history_days < 8 or abs(usual_mean - figure_q50) > 0.3 * usual_stddev + 0.000001 then 'IQR' else 'Z' end
      when value_count = 0 then null
      when is_recurring or type_family = 'text' and has_shapes then 'PSI'
      when quantiles is null or type_family = 'text' then null
      when usual_values >= 50 or history_days < 3 or usual_mean is null then 'KS'
      when history_days < 8 or abs(usual_mean - figure_q50) > 0.3 * usual_stddev + 0.000001 then 'IQR'
      else 'Z'
    end as drift_test
  from ranged
) as t
join (select cast(get(unpacked.value, 0) as varchar) as instance_id, cast(get(unpacked.value, 1) as varchar) as mode, cast(get(unpacked.value, 2) as varchar) as owner, cast(get(unpacked.value, 3) as varchar) as proposed_as
from table(flatten(input => parse_json('[["model.shop.orders", "attested", "sales", "anna"]]'))) as unpacked) as n on n.instance_id = t.instance_id
left join (select instance_id, max(version) as latest_version from warehouse.shop_argos.baseline_version where instance_id in ('model.shop.orders') group by instance_id) as v on v.instance_id = t.instance_id
) as q;
insert into warehouse.shop_argos.column_verdict (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, partition_value, partition_key, measure, profile_ts, metric, value, history_days, level, score, threshold, p_value, statistic, expected_low, expected_high, moved_columns, decision, reason, baseline_version)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('column_verdict'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.element_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.measure as varchar)), parse_json('null')), ifnull(to_variant(cast(q.metric as varchar)), parse_json('null')), ifnull(to_variant(cast(q.partition_value as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.element_id as varchar) as element_id,
  cast(q.partition_value as varchar) as partition_value,
  cast(q.partition_key as varchar) as partition_key,
  cast(q.measure as varchar) as measure,
  cast(q.profile_ts as timestamp_ntz) as profile_ts,
  cast(q.metric as varchar) as metric,
  cast(q.value as double) as value,
  cast(q.history_days as bigint) as history_days,
  cast(q.level as bigint) as level,
  cast(q.score as double) as score,
  cast(q.threshold as double) as threshold,
  cast(q.p_value as double) as p_value,
  cast(q.statistic as varchar) as statistic,
  cast(q.expected_low as double) as expected_low,
  cast(q.expected_high as double) as expected_high,
  cast(q.moved_columns as varchar) as moved_columns,
  cast(q.decision as varchar) as decision,
  cast(q.reason as varchar) as reason,
  cast(q.baseline_version as varchar) as baseline_version
from (
with held as (
  select
    o.fact_id as series_id, j.label, o.instance_id, o.relation_name, o.element_id, o.partition_value, o.partition_key, o.profile_ts, coalesce(o.type_family, '') as family, coalesce(b.type_family, '') as family_before,
    cast(o.row_count as double) as row_count, cast(o.eval_count as double) as eval_count, cast(o.eval_count - o.null_count as double) as valid_count, o.null_rate, o.distinct_rate, o.quantiles, o.topk_values_hashed, o.topk_patterns,
    case o.type_family when 'date' then 24 * (o.mean - datediff(day, cast('1970-01-01' as date), o.profile_day)) when 'timestamp' then (o.mean - 86400 * datediff(day, cast('1970-01-01' as date), o.profile_day)) / 3600 else o.mean end as mean, case o.type_family when 'date' then 24 * (o.stddev - 0) when 'timestamp' then (o.stddev - 86400 * 0) / 3600 else o.stddev end as stddev, datediff(day, cast('1970-01-01' as date), o.profile_day) as day_number,
    b.version, b.history_days, b.value_count, b.target_null_rate_max, b.distinct_rate_low, b.distinct_rate_high, b.pattern_set, b.topk, b.quantiles as quantiles_before, b.usual_mean, b.usual_stddev, b.usual_q25, b.usual_q75, case when coalesce(o.type_family, '') = coalesce(b.type_family, '') then b.drift_test end as drift_test
  from (
    select *, row_number() over (partition by instance_id, element_id order by is_daily desc, profile_ts desc) as place
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when replace(partition_value, '-', '') = replace(to_varchar(cast(dateadd(day, -1, cast(profile_ts as date)) as date), 'YYYY-MM-DD'), '-', '') then 1 else -1 end as is_daily
    from (select * from warehouse.shop_argos.run_profile_result
    where run_id = '<run_id>' and instance_id in ('model.shop.orders') and recorded_at >= cast('2026-01-07 06:00:00' as timestamp_ntz) and profile_ts > cast('2025-11-27 00:00:00' as timestamp_ntz) and profile_ts <= cast('2026-01-08 06:00:00' as timestamp_ntz)) as facts) as of_days
  ) as o
  join (select cast(get(unpacked.value, 0) as varchar) as instance_id, cast(get(unpacked.value, 1) as varchar) as label
from table(flatten(input => parse_json('[["model.shop.orders", "orders"]]'))) as unpacked) as j on j.instance_id = o.instance_id
  join (
select *, case when version = active_version then 'ACTIVE' when version > coalesce(active_version, 0) then 'PROPOSED' else 'SUPERSEDED' end as status
from (
  select
    v.*, a.attested_at, a.attested_by, a.attested_as,
    max(case when a.instance_id is not null then v.version end) over (partition by v.instance_id) as attested_version,
    max(case when a.instance_id is not null or v.mode = 'auto' then v.version end) over (partition by v.instance_id) as active_version
  from warehouse.shop_argos.baseline_version as v
  join (
    select instance_id, version, run_id, row_number() over (partition by instance_id, version order by recorded_at, run_id) as place
    from warehouse.shop_argos.baseline_attestation
    where step = 'PROPOSED'
  ) as p on p.instance_id = v.instance_id and p.version = v.version and p.run_id = v.run_id and p.place = 1
  left join (
    select instance_id, version, recorded_at as attested_at, given_by as attested_by, given_as as attested_as, row_number() over (partition by instance_id, version order by recorded_at, run_id) as place
    from warehouse.shop_argos.baseline_attestation
    where step = 'ATTESTED'
  ) as a on a.instance_id = v.instance_id and a.version = v.version and a.place = 1
) as steps) as b on b.instance_id = o.instance_id and b.element_id = o.element_id and b.version = b.attested_version and b.is_daily = (o.is_daily = 1)
  where o.place = 1
),
item as (
  select series_id, kind, entry, sum(today) as today, sum(before) as before
  from (
    select series_id, 'values' as kind, entry, entry_count as today, 0.0 as before
    from (select series_id, cast(get(element, 0) as varchar) as entry, cast(get(element, 1) as double) as entry_count
from (select listed.series_id, of_list.value as element
from (select series_id, topk_values_hashed as items from held where topk_values_hashed is not null and topk is not null and family = family_before) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as items_topk_values_hashed
    union all
    select series_id, 'values' as kind, entry, 0.0 as today, entry_count as before
    from (select series_id, cast(get(element, 0) as varchar) as entry, cast(get(element, 1) as double) as entry_count
from (select listed.series_id, of_list.value as element
from (select series_id, topk as items from held where topk is not null and topk is not null and family = family_before) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as items_topk
    union all
    select series_id, 'shapes' as kind, entry, entry_count as today, 0.0 as before
    from (select series_id, cast(get(element, 0) as varchar) as entry, cast(get(element, 1) as double) as entry_count
from (select listed.series_id, of_list.value as element
from (select series_id, topk_patterns as items from held where topk_patterns is not null and pattern_set is not null and family = family_before) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as items_topk_patterns
    union all
    select series_id, 'shapes' as kind, entry, 0.0 as today, entry_count as before
    from (select series_id, cast(get(element, 0) as varchar) as entry, cast(get(element, 1) as double) as entry_count
from (select listed.series_id, of_list.value as element
from (select series_id, pattern_set as items from held where pattern_set is not null and pattern_set is not null and family = family_before) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as items_pattern_set
  ) as items
  group by series_id, kind, entry
),
listed as (
  select series_id, kind, sum(before) as before, sum(case when before > 0 then today else 0 end) as known, sum(case when before = 0 then today else 0 end) as unseen, count(case when before > 0 then 1 end) + 1 as bins
  from item
  group by series_id, kind
),
unseen as (
  select series_id, max_by(entry, today) as entry
  from item
  where kind = 'shapes' and before = 0
  group by series_id
),
distance as (
  select series_id, max(bins) as bins, sum((now - past) * ln(now / past)) as psi
  from (
    select series_id, bins, (today + 0.5) / (valid_count + 0.5 * bins) as now, (before + 0.5) / (value_count + 0.5 * bins) as past
    from (
      select h.series_id, l.bins, h.valid_count, h.value_count, i.today, i.before from held as h join listed as l on l.series_id = h.series_id join item as i on i.series_id = l.series_id and i.kind = l.kind where i.before > 0 and l.kind = case when h.topk is not null then 'values' else 'shapes' end
      union all
      select h.series_id, l.bins, h.valid_count, h.value_count, greatest(h.valid_count - l.known, 0) as today, greatest(h.value_count - l.before, 0) as before from held as h join listed as l on l.series_id = h.series_id where l.kind = case when h.topk is not null then 'values' else 'shapes' end
    ) as binned
  ) as shares
  group by series_id
),
gap as (
  select series_id, max(abs(now - past)) as ks
  from (
    select series_id, sum(now) over (partition by series_id order by q) / nullif(sum(now) over (partition by series_id), 0) as now, sum(past) over (partition by series_id order by q) / nullif(sum(past) over (partition by series_id), 0) as past
    from (
      select series_id, case family when 'date' then 24 * (item - day_number) when 'timestamp' then (item - 86400 * day_number) / 3600 else item end as q, 1.0 as now, 0.0 as past from (select series_id, family, day_number, cast(element as double) as item
from (select listed.series_id, listed.family, listed.day_number, of_list.value as element
from (select series_id, family, day_number, quantiles as items from held where drift_test = 'KS' and quantiles is not null) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as points_now
      union all
      select series_id, item as q, 0.0 as now, 1.0 as past from (select series_id, cast(element as double) as item
from (select listed.series_id, of_list.value as element
from (select series_id, quantiles_before as items from held where drift_test = 'KS' and quantiles is not null) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as points_past
    ) as points
  ) as steps
  group by series_id
),
tested as (
  select
    h.*, d.psi, d.bins, g.ks, u.entry as unseen_shape, s.unseen / nullif(h.valid_count, 0) as unseen_rate, greatest(1 - s.before / nullif(h.value_count, 0), 0) as usual_unseen_rate,
    case when h.element_id = '' then ln(greatest(h.row_count, 0.5)) else h.mean end as figure, 1.0 / nullif(h.valid_count, 0) + 1.0 / cast(nullif(h.value_count, 0) as double) as chances,
    case when h.family = h.family_before then h.distinct_rate_low * least(1, h.value_count / (h.history_days * nullif(h.valid_count, 0))) end as distinct_low, case when h.family = h.family_before then least(1, h.distinct_rate_high * greatest(1, h.value_count / (h.history_days * nullif(h.valid_count, 0)))) end as distinct_high
  from (
    select *, case when element_id = '' then 0.0009 + 1 / greatest(row_count, coalesce(exp(usual_mean), 1)) else usual_mean * usual_mean / 10000 + coalesce(stddev * stddev / nullif(valid_count, 0), 0) + 0.000000000001 end as noise
    from held
  ) as h
  left join distance as d on d.series_id = h.series_id
  left join gap as g on g.series_id = h.series_id
  left join listed as s on s.series_id = h.series_id and s.kind = 'shapes'
  left join unseen as u on u.series_id = h.series_id
),
scored as (
  select
    *,
    case when name = 'type' then case when family = family_before then 0 else 1 end else excess / unit end as score,
    case name when 'type' then 0.25 when 'null_rate' then 3 + 0.1 * target_null_rate_max / unit when 'shapes' then 3 + 0.001 / unit when 'distinct_rate' then 3 else case when drift_test in ('KS', 'PSI') then 0.1 + chance else chance end end as warn_at,
    case name when 'type' then 0.25 when 'null_rate' then 6 + (0.1 * target_null_rate_max + 0.01) / unit when 'shapes' then 6 + 0.01 / unit when 'distinct_rate' then 6 + 0.05 / unit else case drift_test when 'KS' then 0.2 + chance when 'PSI' then 0.25 + chance else 2 * chance end end as fail_at
  from (
    select
      t.*, c.name,
      case c.name
        when 'null_rate' then null_rate - target_null_rate_max
        when 'shapes' then unseen_rate - usual_unseen_rate
        when 'distinct_rate' then greatest(distinct_low - distinct_rate, distinct_rate - distinct_high)
        when 'test' then case drift_test when 'KS' then ks when 'PSI' then psi when 'Z' then abs(figure - usual_mean) when 'IQR' then greatest(usual_q25 - figure, figure - usual_q75) end
      end as excess,
      case c.name
        when 'null_rate' then sqrt((target_null_rate_max + 1 / nullif(eval_count, 0)) / nullif(eval_count, 0))
        when 'shapes' then sqrt((usual_unseen_rate + 1 / nullif(valid_count, 0)) / nullif(valid_count, 0))
        when 'distinct_rate' then case when distinct_rate < distinct_low then sqrt((distinct_low * (1 - distinct_low) + 1 / nullif(valid_count, 0)) / nullif(valid_count, 0)) else sqrt((distinct_high * (1 - distinct_high) + 1 / nullif(valid_count, 0)) / nullif(valid_count, 0)) end
        when 'test' then case drift_test when 'Z' then sqrt(usual_stddev * usual_stddev * (1 + 1.0 / history_days) + noise) when 'IQR' then sqrt((usual_q75 - usual_q25) * (usual_q75 - usual_q25) + noise) else 1 end
      end as unit,
      case drift_test
        when 'KS' then 1.95 * sqrt(chances)
        when 'PSI' then (bins - 1) * power(1 - 2 / (9.0 * (bins - 1)) + 3.09 * sqrt(2 / (9.0 * (bins - 1))), 3) * chances
        when 'Z' then 3.09 * (1 + 2.64 / (history_days - 1))
        when 'IQR' then 3
      end as chance
    from tested as t
    cross join (select cast(get(unpacked.value, 0) as varchar) as name
from table(flatten(input => parse_json('[["type"], ["null_rate"], ["shapes"], ["test"], ["distinct_rate"]]'))) as unpacked) as c
  ) as compared
),
decided as (
  select
    *,
    case name when 'shapes' then 'unseen_rate' when 'test' then case when drift_test in ('KS', 'PSI') then 'distribution' when element_id = '' then 'row_count' when family in ('date', 'timestamp') then 'mean_hours' else 'mean' end else name end as metric,
    case when name = 'null_rate' then null_rate when name = 'shapes' then unseen_rate when name = 'distinct_rate' then distinct_rate when drift_test in ('KS', 'PSI') then score when name = 'test' and element_id = '' then row_count when name = 'test' then mean end as value,
    case when name = 'distinct_rate' then distinct_low when name = 'test' and drift_test in ('Z', 'IQR') then case when element_id = '' then exp(low) else low end when name <> 'type' then 0 end as expected_low,
    case when name = 'null_rate' then target_null_rate_max when name = 'shapes' then usual_unseen_rate when name = 'distinct_rate' then distinct_high when drift_test in ('KS', 'PSI') then warn_at when name = 'test' and element_id = '' then exp(high) when name = 'test' then high end as expected_high
  from (
    select
      *, case when score > fail_at then 3 when score > warn_at then 1 else 0 end as level,
      case drift_test when 'Z' then usual_mean when 'IQR' then usual_q25 end - warn_at * unit as low, case drift_test when 'Z' then usual_mean when 'IQR' then usual_q75 end + warn_at * unit as high
    from scored
  ) as leveled
)
select
  instance_id, relation_name, element_id, partition_value, partition_key, 'baseline' as measure, profile_ts, cast(null as double) as p_value, cast(null as varchar) as moved_columns, warn_at as threshold,
  metric, value, history_days, level, score, case name when 'test' then drift_test when 'type' then null else 'Z' end as statistic, expected_low, expected_high,
  case level when 3 then 'FAIL' when 1 then 'WARN' else 'PASS' end as decision, cast(version as varchar) as baseline_version,
  concat(
    'baseline: ',
    case
      when level = 0 then concat(subject, case when coalesce(eval_count, row_count) = 0 then ' has no rows to tell' else ' is as it was' end)
      when name = 'type' then concat(subject, ' is of the type ', family, ', expected ', family_before)
      when name = 'shapes' then concat(case when name <> 'test' then case when value <> 0 and abs(value) < 0.001 then concat(regexp_replace(cast(round(100 * value, 4) + 0 as varchar), '[.]0+$', ''), '%') else case when value is not null then concat(regexp_replace(cast(round(100 * value, 1) + 0 as varchar), '[.]0$', ''), '%') end end when element_id = '' then cast(cast(round(value) as bigint) as varchar) else regexp_replace(cast(round(value, 4) + 0 as varchar), '[.]0+$', '') end, ' of the values of ', subject, ' have a shape that is not known, such as ', unseen_shape, ', expected at most ', case when name <> 'test' then case when expected_high <> 0 and abs(expected_high) < 0.001 then concat(regexp_replace(cast(round(100 * expected_high, 4) + 0 as varchar), '[.]0+$', ''), '%') else case when expected_high is not null then concat(regexp_replace(cast(round(100 * expected_high, 1) + 0 as varchar), '[.]0$', ''), '%') end end when element_id = '' then cast(cast(round(expected_high) as bigint) as varchar) else regexp_replace(cast(round(expected_high, 4) + 0 as varchar), '[.]0+$', '') end)
      else concat(
        case when name = 'test' and drift_test in ('KS', 'PSI') then drift_test else metric end, ' of ', subject, ' is ', case when name <> 'test' then case when value <> 0 and abs(value) < 0.001 then concat(regexp_replace(cast(round(100 * value, 4) + 0 as varchar), '[.]0+$', ''), '%') else case when value is not null then concat(regexp_replace(cast(round(100 * value, 1) + 0 as varchar), '[.]0$', ''), '%') end end when element_id = '' then cast(cast(round(value) as bigint) as varchar) else regexp_replace(cast(round(value, 4) + 0 as varchar), '[.]0+$', '') end, ', expected ',
        case when name = 'null_rate' or name = 'test' and drift_test in ('KS', 'PSI') then 'at most ' else concat(case when name <> 'test' then case when expected_low <> 0 and abs(expected_low) < 0.001 then concat(regexp_replace(cast(round(100 * expected_low, 4) + 0 as varchar), '[.]0+$', ''), '%') else case when expected_low is not null then concat(regexp_replace(cast(round(100 * expected_low, 1) + 0 as varchar), '[.]0$', ''), '%') end end when element_id = '' then cast(cast(round(expected_low) as bigint) as varchar) else regexp_replace(cast(round(expected_low, 4) + 0 as varchar), '[.]0+$', '') end, ' to ') end, case when name <> 'test' then case when expected_high <> 0 and abs(expected_high) < 0.001 then concat(regexp_replace(cast(round(100 * expected_high, 4) + 0 as varchar), '[.]0+$', ''), '%') else case when expected_high is not null then concat(regexp_replace(cast(round(100 * expected_high, 1) + 0 as varchar), '[.]0$', ''), '%') end end when element_id = '' then cast(cast(round(expected_high) as bigint) as varchar) else regexp_replace(cast(round(expected_high, 4) + 0 as varchar), '[.]0+$', '') end
      )
    end,
    ' (version ', cast(version as varchar), ')'
  ) as reason
from (select *, concat(label, case when element_id = '' then '' else '.' end, element_id) as subject from decided where score is not null) as checked
) as q;
