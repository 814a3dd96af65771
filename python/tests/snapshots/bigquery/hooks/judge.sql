insert into `warehouse`.`shop_argos`.`series_metric` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, partition_value, profile_ts, metric, affected_count, total_count, value, variance, value_week, variance_week, value_weekday, variance_weekday, center, width, history_days, expected_month, expected_week, expected_weekday, miss_month, miss_week, miss_weekday, usual_variance, past_affected_count, past_total_count)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['series_metric', '<run_id>', cast(q.instance_id as string), cast(q.element_id as string), cast(q.metric as string), cast(q.partition_value as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.element_id as string) as element_id,
  cast(q.partition_value as string) as partition_value,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.metric as string) as metric,
  cast(q.affected_count as float64) as affected_count,
  cast(q.total_count as float64) as total_count,
  cast(q.value as float64) as value,
  cast(q.variance as float64) as variance,
  cast(q.value_week as float64) as value_week,
  cast(q.variance_week as float64) as variance_week,
  cast(q.value_weekday as float64) as value_weekday,
  cast(q.variance_weekday as float64) as variance_weekday,
  cast(q.center as float64) as center,
  cast(q.width as float64) as width,
  cast(q.history_days as int64) as history_days,
  cast(q.expected_month as float64) as expected_month,
  cast(q.expected_week as float64) as expected_week,
  cast(q.expected_weekday as float64) as expected_weekday,
  cast(q.miss_month as float64) as miss_month,
  cast(q.miss_week as float64) as miss_week,
  cast(q.miss_weekday as float64) as miss_weekday,
  cast(q.usual_variance as float64) as usual_variance,
  cast(q.past_affected_count as float64) as past_affected_count,
  cast(q.past_total_count as float64) as past_total_count
from (
with observed as (
  select
    fact_id as series_id, run_id, instance_id, relation_name, element_id, coalesce(type_family, '') as type_family, partition_value, is_daily, profile_ts, profile_day,
    cast(row_count as float64) as row_count, cast(row_distinct_count as float64) as row_distinct_count, cast(row_once_count as float64) as row_once_count, cast(eval_count as float64) as eval_count, cast(null_count as float64) as null_count, cast(zero_count as float64) as zero_count, cast(eval_count - null_count as float64) as valid_count, cast(distinct_count as float64) as distinct_count, quantiles, topk_values_hashed, topk_patterns,
    case type_family when 'date' then 24 * (mean - date_diff(profile_day, cast('1970-01-01' as date), day)) when 'timestamp' then (mean - 86400 * date_diff(profile_day, cast('1970-01-01' as date), day)) / 3600 else mean end as mean, case type_family when 'date' then 24 * (stddev - 0) when 'timestamp' then (stddev - 86400 * 0) / 3600 else stddev end as stddev
  from (
    select *, max(is_daily) over (partition by run_id, instance_id) as has_days
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`run_profile_result`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders')
      and recorded_at >= timestamp '2025-11-27 00:00:00+00' and profile_ts > timestamp '2025-11-27 00:00:00+00' and profile_ts <= timestamp '2026-01-08 06:00:00+00') as facts) as of_days
  ) as facts
  where is_daily = has_days
),
seen as (
  select series_id, 0 as age, type_family, profile_day, valid_count, distinct_count, quantiles, topk_values_hashed, topk_patterns
  from observed
  where element_id <> ''
  union all
  select o.series_id, date_diff(o.profile_day, p.profile_day, day) as age, p.type_family, p.profile_day, cast(p.eval_count - p.null_count as float64) as valid_count, cast(p.distinct_count as float64) as distinct_count, p.quantiles, p.topk_values_hashed, p.topk_patterns
  from observed as o
  join (
    select *, row_number() over (partition by instance_id, element_id, is_daily, profile_day order by recorded_at desc) as place
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`run_profile_result`
    where instance_id in ('model.shop.orders') and element_id <> '' and recorded_at >= timestamp '2025-10-29 00:00:00+00' and profile_ts >= timestamp '2025-10-29 00:00:00+00') as facts) as of_days
  ) as p on p.instance_id = o.instance_id and p.element_id = o.element_id and p.type_family = o.type_family and p.is_daily = o.is_daily
  where p.place = 1 and date_diff(o.profile_day, p.profile_day, day) between 1 and 28
),
total as (
  select
    series_id, sum(case when age = 0 then valid_count else 0 end) as today, sum(case when age > 0 then valid_count else 0 end) as month, count(distinct case when age > 0 and valid_count > 0 then age end) as month_days, sum(case when age between 1 and 7 then valid_count else 0 end) as week, count(distinct case when age between 1 and 7 and valid_count > 0 then age end) as week_days, sum(case when age > 0 and mod(age, 7) = 0 then valid_count else 0 end) as weekday, count(distinct case when age > 0 and mod(age, 7) = 0 and valid_count > 0 then age end) as weekday_days
  from seen
  group by series_id
),
item as (
  select series_id, age, 'values' as kind, json_value(item, '$[0]') as entry, cast(json_value(item, '$[1]') as float64) as entry_count
  from (select listed.series_id, listed.age, element as item
from (select series_id, age, topk_values_hashed as items from seen where topk_values_hashed is not null and (type_family in ('text', 'boolean') or type_family = 'number' and distinct_count <= 50)) as listed cross join unnest(json_query_array(listed.items)) as element) as of_values
  union all
  select series_id, age, 'shapes' as kind, json_value(item, '$[0]') as entry, cast(json_value(item, '$[1]') as float64) as entry_count
  from (select listed.series_id, listed.age, element as item
from (select series_id, age, topk_patterns as items from seen where topk_patterns is not null and type_family = 'text') as listed cross join unnest(json_query_array(listed.items)) as element) as of_shapes
),
listed as (
  select *, row_number() over (partition by series_id, kind order by month desc, entry) as place
  from (
    select
      series_id, kind, entry, sum(case when age = 0 then entry_count else 0 end) as today, sum(case when age > 0 then entry_count else 0 end) as month, sum(case when age between 1 and 7 then entry_count else 0 end) as week, sum(case when age > 0 and mod(age, 7) = 0 then entry_count else 0 end) as weekday
    from item
    group by series_id, kind, entry
  ) as counted
),
compared as (
  select
    o.series_id, coalesce(t.month, 0) as past_count, l.top_count,
    case
      when o.type_family in ('text', 'boolean') and (o.type_family = 'boolean' or l.frequent_count >= 0.5 * t.month) then 'values'
      when o.type_family = 'text' then 'shapes'
      when o.type_family = 'number' and l.different_count <= 12 then 'values'
      else 'quantiles'
    end as shape
  from observed as o
  join total as t on t.series_id = o.series_id
  left join (
    select series_id, sum(case when place <= 30 then month end) as frequent_count, count(case when month > 0 then 1 end) as different_count, max(today) as top_count
    from listed
    where kind = 'values'
    group by series_id
  ) as l on l.series_id = o.series_id
),

point as (
  select s.series_id, s.age, s.valid_count, case s.type_family when 'date' then 24 * (s.q - s.day_number) when 'timestamp' then (s.q - 86400 * s.day_number) / 3600 else s.q end as q
  from (
    select series_id, age, type_family, valid_count, day_number, cast(item as float64) as q
    from (select listed.series_id, listed.age, listed.type_family, listed.valid_count, listed.day_number, element as item
from (select s.series_id, s.age, s.type_family, s.valid_count, date_diff(s.profile_day, cast('1970-01-01' as date), day) as day_number, s.quantiles as items from seen as s where s.quantiles is not null and s.valid_count > 0) as listed cross join unnest(json_query_array(listed.items)) as element) as points
  ) as s
  join compared as c on c.series_id = s.series_id and c.shape = 'quantiles'
),
pooled as (
  select series_id, q, sum(weight) over (partition by series_id order by q) / sum(weight) over (partition by series_id) as share
  from (
    select series_id, q, sum(valid_count) as weight
    from point
    where age > 0
    group by series_id, q
  ) as weighted
),
frame as (
  select series_id, min(q) as past_least, max(q) as past_greatest, min(case when share >= 0.5 then q end) as center, min(case when share >= 0.75 then q end) - min(case when share >= 0.25 then q end) as width
  from pooled
  group by series_id
),
edge as (
  select series_id, min(q) as x, min(share) as month
  from pooled
  where share * 20 + 0.000000001 >= 1
  group by series_id, floor(share * 20 + 0.000000001)
  union all
  select
    f.series_id,
    case e.place when '1' then past_least - span when '2' then past_least - span / 1000000000 when '3' then past_greatest + span when '4' then past_greatest + 10 * span else 1e300 end as x,
    case when e.place in ('1', '2') then 0 else 1 end as month
  from (
    select series_id, past_least, past_greatest, case when past_greatest > past_least then past_greatest - past_least when past_greatest <> 0 then abs(past_greatest) else 1 end as span
    from frame
  ) as f
  cross join (select json_value(j, '$[0]') as place
from unnest(json_query_array('[["1"], ["2"], ["3"], ["4"], ["5"]]')) as j) as e
),
knot as (
  select series_id, q, age, count(*) as points, sum(valid_count) as weight
  from point
  where age <= 7 or mod(age, 7) = 0
  group by series_id, q, age
),
reached as (
  select
    e.series_id, e.x, e.month,
    sum(case when k.age = 0 and k.q <= e.x then k.points end) as points,
    max(case when k.age = 0 and k.q <= e.x then k.q end) as q0,
    max(case when k.age = 0 and k.q <= e.x and k.points > 1 then k.q end) as atom0,
    min(case when k.age = 0 and k.q > e.x then k.q end) as q1,
    min(case when k.age = 0 and k.q > e.x and k.points > 1 then k.q end) as atom1,
    sum(case when k.age between 1 and 7 and k.q <= e.x then k.weight else 0 end) / nullif(sum(case when k.age between 1 and 7 then k.weight end), 0) as week,
    sum(case when k.age > 0 and mod(k.age, 7) = 0 and k.q <= e.x then k.weight else 0 end) / nullif(sum(case when k.age > 0 and mod(k.age, 7) = 0 then k.weight end), 0) as weekday
  from edge as e
  join knot as k on k.series_id = e.series_id
  group by e.series_id, e.x, e.month
),
binned as (
  select series_id, today - lag(today, 1, 0) over (partition by series_id order by x) as today, month - lag(month, 1, 0) over (partition by series_id order by x) as month, week - lag(week, 1, 0) over (partition by series_id order by x) as week, weekday - lag(weekday, 1, 0) over (partition by series_id order by x) as weekday
  from (
    select
      series_id, x, month, coalesce(week, 0) as week, coalesce(weekday, 0) as weekday,
      case
        when q0 is null then 0
        when q1 is null then 1
        when q0 = atom0 or q1 = atom1 then (points - 0.5) / 40
        else (points - 1 + (x - q0) / (q1 - q0)) / 40
      end as today
    from reached
  ) as cumulative
),
share_of as (
  select
    series_id, today / nullif(sum(today) over (partition by series_id), 0) as today, month / nullif(sum(month) over (partition by series_id), 0) as month, week / nullif(sum(week) over (partition by series_id), 0) as week, weekday / nullif(sum(weekday) over (partition by series_id), 0) as weekday
  from (
    select series_id, greatest(today, 0) as today, month, week, weekday from binned
    union all
    select l.series_id, sum(l.today) as today, sum(l.month) as month, sum(l.week) as week, sum(l.weekday) as weekday
    from listed as l
    join compared as c on c.series_id = l.series_id and c.shape = l.kind
    group by l.series_id, case when l.place <= 30 and l.month > 0 then l.place else 0 end
    union all
    select t.series_id, greatest(t.today - l.today, 0) as today, greatest(t.month - l.month, 0) as month, greatest(t.week - l.week, 0) as week, greatest(t.weekday - l.weekday, 0) as weekday
    from total as t
    join compared as c on c.series_id = t.series_id
    join (
      select series_id, kind, sum(today) as today, sum(month) as month, sum(week) as week, sum(weekday) as weekday
      from listed
      group by series_id, kind
    ) as l on l.series_id = c.series_id and l.kind = c.shape
  ) as bins
),
distance as (
  select
    series_id,
    case when max(days_month) >= 3 and max(rows_month) > 0 and max(rows_today) > 0 then greatest(sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + month)) else 0 end + case when month > 0 then 0.5 * month * ln(2 * month / (today + month)) else 0 end), 0) end as distance_month,
    greatest(sum(least(1, (today * rows_today + month * rows_month) / (rows_today + rows_month) * least(rows_today, rows_month))) - 1, 0.5) / 8 * (1 / nullif(max(rows_today), 0) + 1 / nullif(max(rows_month), 0)) as chance_month,
    case when max(days_week) >= 3 and max(rows_week) > 0 and max(rows_today) > 0 then greatest(sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + week)) else 0 end + case when week > 0 then 0.5 * week * ln(2 * week / (today + week)) else 0 end), 0) end as distance_week,
    greatest(sum(least(1, (today * rows_today + week * rows_week) / (rows_today + rows_week) * least(rows_today, rows_week))) - 1, 0.5) / 8 * (1 / nullif(max(rows_today), 0) + 1 / nullif(max(rows_week), 0)) as chance_week,
    case when max(days_weekday) >= 2 and max(rows_weekday) > 0 and max(rows_today) > 0 then greatest(sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + weekday)) else 0 end + case when weekday > 0 then 0.5 * weekday * ln(2 * weekday / (today + weekday)) else 0 end), 0) end as distance_weekday,
    greatest(sum(least(1, (today * rows_today + weekday * rows_weekday) / (rows_today + rows_weekday) * least(rows_today, rows_weekday))) - 1, 0.5) / 8 * (1 / nullif(max(rows_today), 0) + 1 / nullif(max(rows_weekday), 0)) as chance_weekday
  from (
    select s.series_id, s.today, t.today as rows_today, s.month, t.month as rows_month, t.month_days as days_month, s.week, t.week as rows_week, t.week_days as days_week, s.weekday, t.weekday as rows_weekday, t.weekday_days as days_weekday
    from share_of as s
    join total as t on t.series_id = s.series_id
  ) as paired
  group by series_id
),
today as (
  select
    o.*, c.shape, c.past_count, c.top_count, f.center, f.width, f.past_greatest, e.latest_hours, u.unseen_count, d.distance_month, d.chance_month, d.distance_week, d.chance_week, d.distance_weekday, d.chance_weekday
  from observed as o
  left join compared as c on c.series_id = o.series_id
  left join frame as f on f.series_id = o.series_id
  left join distance as d on d.series_id = o.series_id
  left join (
    select series_id, max(q) as latest_hours
    from knot
    where age = 0
    group by series_id
  ) as e on e.series_id = o.series_id
  left join (
    select l.series_id, sum(case when l.month = 0 then l.today else 0 end) as unseen_count
    from listed as l
    join compared as c on c.series_id = l.series_id and c.shape = l.kind
    group by l.series_id
  ) as u on u.series_id = o.series_id
),
derived as (
  select
    *,
    case when kind <> 'rate' then g when n > 0 then asin(sqrt((x + 0.375) / (n + 0.75))) end as value,
    case when kind = 'rate' then 1 / (4 * n + 2) else v end as variance
  from (
    select
      *, case metric when 'null_rate' then 1 = 1 when 'zero_rate' then shape = 'quantiles' when 'unseen_rate' then shape <> 'quantiles' when 'top_rate' then shape = 'shapes' and top_count > 0 when 'mean' then shape = 'quantiles' and type_family not in ('date', 'timestamp') and width > 0 when 'mean_hours' then type_family in ('date', 'timestamp') and width > 0 when 'stddev' then shape = 'quantiles' and type_family not in ('date', 'timestamp') and valid_count > 1 when 'stddev_hours' then type_family in ('date', 'timestamp') and valid_count > 1 when 'latest_hours' then type_family in ('date', 'timestamp') and coalesce(past_greatest between -72 and 24, true) when 'distribution' then type_family <> 'other' when 'row_count' then row_count is not null when 'row_distinct_count' then row_count is not null when 'duplicate_rate' then row_distinct_count is not null else 1 = 0 end as applies,
      case metric when 'null_rate' then null_count when 'zero_rate' then zero_count when 'unseen_rate' then case when past_count > 0 then unseen_count end when 'top_rate' then top_count when 'duplicate_rate' then row_distinct_count - row_once_count else null end as x, case metric when 'null_rate' then eval_count when 'zero_rate' then valid_count when 'unseen_rate' then valid_count when 'top_rate' then valid_count when 'duplicate_rate' then row_distinct_count else null end as n, case metric when 'mean' then mean when 'mean_hours' then mean when 'stddev' then case when stddev > 0 then ln(stddev) end when 'stddev_hours' then case when stddev > 0 then ln(stddev) end when 'latest_hours' then latest_hours when 'distribution' then distance_month when 'row_count' then ln(greatest(row_count, 0.5)) when 'row_distinct_count' then ln(greatest(row_distinct_count, 0.5)) else null end as g, case metric when 'mean' then stddev * stddev / (width * width) / valid_count / (1 + (mean - center) * (mean - center) / (width * width)) when 'mean_hours' then stddev * stddev / (width * width) / valid_count / (1 + (mean - center) * (mean - center) / (width * width)) when 'stddev' then 2 / valid_count when 'stddev_hours' then 2 / valid_count when 'latest_hours' then 0.01 when 'distribution' then chance_month when 'row_count' then 1 / greatest(row_count, 1) when 'row_distinct_count' then 1 / greatest(row_count, 1) else null end as v
    from today as t
    join (select json_value(j, '$[0]') as metric, json_value(j, '$[1]') as kind, json_value(j, '$[2]') as scope
from unnest(json_query_array('[["null_rate", "rate", "column"], ["zero_rate", "rate", "column"], ["unseen_rate", "rate", "column"], ["top_rate", "rate", "column"], ["mean", "mean", "column"], ["mean_hours", "mean", "column"], ["stddev", "log", "column"], ["stddev_hours", "log", "column"], ["latest_hours", "plain", "column"], ["distribution", "distance", "column"], ["row_count", "log", "relation"], ["row_distinct_count", "log", "relation"], ["duplicate_rate", "rate", "relation"]]')) as j) as m on case when t.element_id = '' then 'relation' else 'column' end = m.scope
  ) as asked
  where applies
),
known as (
  select cast(null as string) as observed_run, instance_id, element_id, metric, profile_day, is_daily, affected_count, total_count, value, variance, value_week, variance_week, value_weekday, variance_weekday
  from (
    select *, row_number() over (partition by instance_id, element_id, metric, is_daily, profile_day order by recorded_at desc) as place
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`series_metric`
    where instance_id in ('model.shop.orders') and recorded_at >= timestamp '2025-10-15 00:00:00+00' and profile_ts >= timestamp '2025-10-15 00:00:00+00') as facts) as of_days
  ) as stored
  where place = 1
  union all
  select run_id as observed_run, instance_id, element_id, metric, profile_day, is_daily, x as affected_count, n as total_count, value, variance, distance_week as value_week, chance_week as variance_week, distance_weekday as value_weekday, chance_weekday as variance_weekday
  from derived
),
expected as (
  select
    series_id, metric, history_days, past_affected_count, past_total_count,
    (variances[safe_offset(cast(floor(0.5 * (array_length(variances) - 1)) as int64))] + (variances[safe_offset(cast(ceil(0.5 * (array_length(variances) - 1)) as int64))] - variances[safe_offset(cast(floor(0.5 * (array_length(variances) - 1)) as int64))]) * (0.5 * (array_length(variances) - 1) - floor(0.5 * (array_length(variances) - 1)))) as usual_variance,
    case when history_days >= 3 then (values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))] + (values_month[safe_offset(cast(ceil(0.5 * (array_length(values_month) - 1)) as int64))] - values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))]) * (0.5 * (array_length(values_month) - 1) - floor(0.5 * (array_length(values_month) - 1)))) end as expected_month,
    case when history_days >= 3 then (values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))] + (values_week[safe_offset(cast(ceil(0.5 * (array_length(values_week) - 1)) as int64))] - values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))]) * (0.5 * (array_length(values_week) - 1) - floor(0.5 * (array_length(values_week) - 1)))) end as expected_week,
    case when weekdays >= 2 then (values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))] + (values_weekday[safe_offset(cast(ceil(0.5 * (array_length(values_weekday) - 1)) as int64))] - values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))]) * (0.5 * (array_length(values_weekday) - 1) - floor(0.5 * (array_length(values_weekday) - 1)))) end as expected_weekday,
    case when days_month >= 3 then greatest((beyond_month[safe_offset(cast(floor(0.5 * (array_length(beyond_month) - 1)) as int64))] + (beyond_month[safe_offset(cast(ceil(0.5 * (array_length(beyond_month) - 1)) as int64))] - beyond_month[safe_offset(cast(floor(0.5 * (array_length(beyond_month) - 1)) as int64))]) * (0.5 * (array_length(beyond_month) - 1) - floor(0.5 * (array_length(beyond_month) - 1)))), 0) + 0.000001 end as between_month,
    case when days_week >= 3 then greatest((beyond_week[safe_offset(cast(floor(0.5 * (array_length(beyond_week) - 1)) as int64))] + (beyond_week[safe_offset(cast(ceil(0.5 * (array_length(beyond_week) - 1)) as int64))] - beyond_week[safe_offset(cast(floor(0.5 * (array_length(beyond_week) - 1)) as int64))]) * (0.5 * (array_length(beyond_week) - 1) - floor(0.5 * (array_length(beyond_week) - 1)))), 0) + 0.000001 end as between_week,
    case when days_weekday >= 3 then greatest((beyond_weekday[safe_offset(cast(floor(0.5 * (array_length(beyond_weekday) - 1)) as int64))] + (beyond_weekday[safe_offset(cast(ceil(0.5 * (array_length(beyond_weekday) - 1)) as int64))] - beyond_weekday[safe_offset(cast(floor(0.5 * (array_length(beyond_weekday) - 1)) as int64))]) * (0.5 * (array_length(beyond_weekday) - 1) - floor(0.5 * (array_length(beyond_weekday) - 1)))), 0) + 0.000001 end as between_weekday
  from (
    select
      series_id, metric, count(case when age <= 28 then value end) as history_days, count(case when age <= 28 and mod(age, 7) = 0 then value end) as weekdays,
      sum(case when age <= 28 then affected_count end) as past_affected_count, sum(case when age <= 28 then total_count end) as past_total_count,
      array_agg(case when age <= 28 then variance end ignore nulls order by case when age <= 28 then variance end) as variances,
      array_agg(case when age <= 28 then value end ignore nulls order by case when age <= 28 then value end) as values_month,
      array_agg(case when age <= 7 then value end ignore nulls order by case when age <= 7 then value end) as values_week,
      array_agg(case when age <= 28 and mod(age, 7) = 0 then value end ignore nulls order by case when age <= 28 and mod(age, 7) = 0 then value end) as values_weekday,
      count(value) as days_month, array_agg(value - variance ignore nulls order by value - variance) as beyond_month,
      count(value_week) as days_week, array_agg(value_week - variance_week ignore nulls order by value_week - variance_week) as beyond_week,
      count(value_weekday) as days_weekday, array_agg(value_weekday - variance_weekday ignore nulls order by value_weekday - variance_weekday) as beyond_weekday
    from (
      select d.series_id, d.metric, date_diff(d.profile_day, k.profile_day, day) as age, k.affected_count, k.total_count, k.value, k.variance, k.value_week, k.variance_week, k.value_weekday, k.variance_weekday
      from derived as d
      join known as k on k.instance_id = d.instance_id and k.element_id = d.element_id and k.metric = d.metric and k.is_daily = d.is_daily
      left join (select distinct run_id, instance_id, profile_day from observed) as o on o.run_id = d.run_id and o.instance_id = k.instance_id and o.profile_day = k.profile_day
      where coalesce(k.observed_run = d.run_id, o.run_id is null) and date_diff(d.profile_day, k.profile_day, day) between 1 and 42
    ) as aged
    group by series_id, metric
  ) as collected
)
select
  d.run_id, d.instance_id, d.relation_name, d.element_id, d.partition_value, d.profile_ts, d.metric, d.x as affected_count, d.n as total_count, d.value, d.variance,
  case when kind = 'distance' then distance_week end as value_week, case when kind = 'distance' then chance_week end as variance_week, case when kind = 'distance' then distance_weekday end as value_weekday, case when kind = 'distance' then chance_weekday end as variance_weekday, d.center, d.width,
  e.history_days, e.usual_variance, e.past_affected_count, e.past_total_count,
  case when kind = 'distance' then e.between_month else e.expected_month end as expected_month,
  case
    when kind = 'distance' then sqrt(distance_month / (chance_month + e.between_month))
    when kind = 'mean' then abs(asinh((d.value - d.center) / d.width) - asinh((e.expected_month - d.center) / d.width))
    else abs(d.value - e.expected_month)
  end as miss_month,
  case when kind = 'distance' then e.between_week else e.expected_week end as expected_week,
  case
    when kind = 'distance' then sqrt(distance_week / (chance_week + e.between_week))
    when kind = 'mean' then abs(asinh((d.value - d.center) / d.width) - asinh((e.expected_week - d.center) / d.width))
    else abs(d.value - e.expected_week)
  end as miss_week,
  case when kind = 'distance' then e.between_weekday else e.expected_weekday end as expected_weekday,
  case
    when kind = 'distance' then sqrt(distance_weekday / (chance_weekday + e.between_weekday))
    when kind = 'mean' then abs(asinh((d.value - d.center) / d.width) - asinh((e.expected_weekday - d.center) / d.width))
    else abs(d.value - e.expected_weekday)
  end as miss_weekday
from derived as d
left join expected as e on e.series_id = d.series_id and e.metric = d.metric
) as q;
insert into `warehouse`.`shop_argos`.`column_verdict` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, partition_value, measure, profile_ts, value, history_days, level, score, p_value, statistic, expected_low, expected_high, decision, reason)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['column_verdict', '<run_id>', cast(q.instance_id as string), cast(q.element_id as string), cast(q.measure as string), cast(q.partition_value as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.element_id as string) as element_id,
  cast(q.partition_value as string) as partition_value,
  cast(q.measure as string) as measure,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.value as float64) as value,
  cast(q.history_days as int64) as history_days,
  cast(q.level as int64) as level,
  cast(q.score as float64) as score,
  cast(q.p_value as float64) as p_value,
  cast(q.statistic as string) as statistic,
  cast(q.expected_low as float64) as expected_low,
  cast(q.expected_high as float64) as expected_high,
  cast(q.decision as string) as decision,
  cast(q.reason as string) as reason
from (
with judged as (
  select fact_id as series_id, metrics.* from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select m.*
    from (select * from `warehouse`.`shop_argos`.`series_metric`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders') and recorded_at >= timestamp '2025-11-27 00:00:00+00') as m
    join (select instance_id, max(profile_ts) as newest from `warehouse`.`shop_argos`.`series_metric`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders') and recorded_at >= timestamp '2025-11-27 00:00:00+00' group by instance_id) as n on n.instance_id = m.instance_id and n.newest = m.profile_ts) as facts) as metrics
),
past as (
  select instance_id, element_id, metric, is_daily, profile_day, value, value_week, value_weekday, miss_month, miss_week, miss_weekday
  from (
    select *, row_number() over (partition by instance_id, element_id, metric, is_daily, profile_day order by recorded_at desc) as place
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`series_metric`
    where instance_id in ('model.shop.orders') and recorded_at >= timestamp '2025-10-15 00:00:00+00' and profile_ts >= timestamp '2025-10-15 00:00:00+00') as facts) as of_days
  ) as stored
  where place = 1
),
spreads as (
  select
    series_id, observed_days, misses_month, (missed_month[safe_offset(cast(floor(0.25 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.25 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.25 * (array_length(missed_month) - 1)) as int64))]) * (0.25 * (array_length(missed_month) - 1) - floor(0.25 * (array_length(missed_month) - 1)))) as q25_month, (missed_month[safe_offset(cast(floor(0.5 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.5 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.5 * (array_length(missed_month) - 1)) as int64))]) * (0.5 * (array_length(missed_month) - 1) - floor(0.5 * (array_length(missed_month) - 1)))) as q50_month, (missed_month[safe_offset(cast(floor(0.75 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.75 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.75 * (array_length(missed_month) - 1)) as int64))]) * (0.75 * (array_length(missed_month) - 1) - floor(0.75 * (array_length(missed_month) - 1)))) as q75_month, (missed_month[safe_offset(cast(floor(0.9 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.9 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.9 * (array_length(missed_month) - 1)) as int64))]) * (0.9 * (array_length(missed_month) - 1) - floor(0.9 * (array_length(missed_month) - 1)))) as q90_month, (values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))] + (values_month[safe_offset(cast(ceil(0.5 * (array_length(values_month) - 1)) as int64))] - values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))]) * (0.5 * (array_length(values_month) - 1) - floor(0.5 * (array_length(values_month) - 1)))) as usual_month, misses_week, (missed_week[safe_offset(cast(floor(0.25 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.25 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.25 * (array_length(missed_week) - 1)) as int64))]) * (0.25 * (array_length(missed_week) - 1) - floor(0.25 * (array_length(missed_week) - 1)))) as q25_week, (missed_week[safe_offset(cast(floor(0.5 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.5 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.5 * (array_length(missed_week) - 1)) as int64))]) * (0.5 * (array_length(missed_week) - 1) - floor(0.5 * (array_length(missed_week) - 1)))) as q50_week, (missed_week[safe_offset(cast(floor(0.75 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.75 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.75 * (array_length(missed_week) - 1)) as int64))]) * (0.75 * (array_length(missed_week) - 1) - floor(0.75 * (array_length(missed_week) - 1)))) as q75_week, (missed_week[safe_offset(cast(floor(0.9 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.9 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.9 * (array_length(missed_week) - 1)) as int64))]) * (0.9 * (array_length(missed_week) - 1) - floor(0.9 * (array_length(missed_week) - 1)))) as q90_week, (values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))] + (values_week[safe_offset(cast(ceil(0.5 * (array_length(values_week) - 1)) as int64))] - values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))]) * (0.5 * (array_length(values_week) - 1) - floor(0.5 * (array_length(values_week) - 1)))) as usual_week, misses_weekday, (missed_weekday[safe_offset(cast(floor(0.25 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.25 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.25 * (array_length(missed_weekday) - 1)) as int64))]) * (0.25 * (array_length(missed_weekday) - 1) - floor(0.25 * (array_length(missed_weekday) - 1)))) as q25_weekday, (missed_weekday[safe_offset(cast(floor(0.5 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.5 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.5 * (array_length(missed_weekday) - 1)) as int64))]) * (0.5 * (array_length(missed_weekday) - 1) - floor(0.5 * (array_length(missed_weekday) - 1)))) as q50_weekday, (missed_weekday[safe_offset(cast(floor(0.75 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.75 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.75 * (array_length(missed_weekday) - 1)) as int64))]) * (0.75 * (array_length(missed_weekday) - 1) - floor(0.75 * (array_length(missed_weekday) - 1)))) as q75_weekday, (missed_weekday[safe_offset(cast(floor(0.9 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.9 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.9 * (array_length(missed_weekday) - 1)) as int64))]) * (0.9 * (array_length(missed_weekday) - 1) - floor(0.9 * (array_length(missed_weekday) - 1)))) as q90_weekday, (values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))] + (values_weekday[safe_offset(cast(ceil(0.5 * (array_length(values_weekday) - 1)) as int64))] - values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))]) * (0.5 * (array_length(values_weekday) - 1) - floor(0.5 * (array_length(values_weekday) - 1)))) as usual_weekday
  from (
    select
      j.series_id, count(*) as observed_days,
      count(p.miss_month) as misses_month, array_agg(p.miss_month ignore nulls order by p.miss_month) as missed_month, array_agg(case when j.metric = 'distribution' then p.value end ignore nulls order by case when j.metric = 'distribution' then p.value end) as values_month,
      count(p.miss_week) as misses_week, array_agg(p.miss_week ignore nulls order by p.miss_week) as missed_week, array_agg(case when j.metric = 'distribution' then p.value_week end ignore nulls order by case when j.metric = 'distribution' then p.value_week end) as values_week,
      count(p.miss_weekday) as misses_weekday, array_agg(p.miss_weekday ignore nulls order by p.miss_weekday) as missed_weekday, array_agg(case when j.metric = 'distribution' then p.value_weekday end ignore nulls order by case when j.metric = 'distribution' then p.value_weekday end) as values_weekday
    from judged as j
    join past as p on p.instance_id = j.instance_id and p.element_id = j.element_id and p.metric = j.metric and p.is_daily = j.is_daily
    where date_diff(j.profile_day, p.profile_day, day) between 1 and 42
    group by j.series_id
  ) as collected
),
chosen as (
  select *, row_number() over (partition by series_id order by usual * case when reference = 'month' then 1 else 1.1 end, reference) as place
  from (
    select
      j.series_id, 'month' as reference, s.misses_month as misses, j.miss_month as miss, j.expected_month as expected, j.value as distance, j.variance as chance,
      case when j.metric = 'distribution' then greatest((s.q75_month - s.q25_month) / 1.349, (s.q90_month - s.q50_month) / 1.2816, 0.12) else greatest(1.4826 * s.q50_month, s.q90_month / 1.645) end as spread,
      s.q50_month as usual_miss,
      case when j.metric = 'distribution' then s.usual_month else greatest(1.4826 * s.q50_month, s.q90_month / 1.645) end as usual
    from judged as j
    join spreads as s on s.series_id = j.series_id
    where s.misses_month >= 3 and j.miss_month is not null
    union all
    select
      j.series_id, 'week' as reference, s.misses_week as misses, j.miss_week as miss, j.expected_week as expected, j.value_week as distance, j.variance_week as chance,
      case when j.metric = 'distribution' then greatest((s.q75_week - s.q25_week) / 1.349, (s.q90_week - s.q50_week) / 1.2816, 0.12) else greatest(1.4826 * s.q50_week, s.q90_week / 1.645) end as spread,
      s.q50_week as usual_miss,
      case when j.metric = 'distribution' then s.usual_week else greatest(1.4826 * s.q50_week, s.q90_week / 1.645) end as usual
    from judged as j
    join spreads as s on s.series_id = j.series_id
    where s.misses_week >= 3 and j.miss_week is not null
    union all
    select
      j.series_id, 'weekday' as reference, s.misses_weekday as misses, j.miss_weekday as miss, j.expected_weekday as expected, j.value_weekday as distance, j.variance_weekday as chance,
      case when j.metric = 'distribution' then greatest((s.q75_weekday - s.q25_weekday) / 1.349, (s.q90_weekday - s.q50_weekday) / 1.2816, 0.12) else greatest(1.4826 * s.q50_weekday, s.q90_weekday / 1.645) end as spread,
      s.q50_weekday as usual_miss,
      case when j.metric = 'distribution' then s.usual_weekday else greatest(1.4826 * s.q50_weekday, s.q90_weekday / 1.645) end as usual
    from judged as j
    join spreads as s on s.series_id = j.series_id
    where s.misses_weekday >= 3 and j.miss_weekday is not null
  ) as choices
),
measured as (
  select
    j.run_id, j.instance_id, j.relation_name, j.element_id, j.partition_value, j.profile_ts, j.profile_day, j.metric, j.affected_count, j.total_count, j.value, case when j.metric in ('row_count', 'row_distinct_count') then j.usual_variance else j.variance end as variance, j.usual_variance, coalesce(j.history_days, 0) as history_days, j.center, j.width,
    coalesce(s.observed_days, 0) as seen_days, c.misses, c.miss, c.expected, c.spread, c.usual_miss, c.distance, c.chance,
    least(j.past_affected_count, j.past_total_count - j.past_affected_count) as rare_count, j.past_total_count, j.past_affected_count > j.past_total_count / 2 as is_mostly,
    case metric when 'mean' then 0.01 when 'mean_hours' then 0.01 when 'stddev' then 0.01 when 'stddev_hours' then 0.01 when 'latest_hours' then 0.01 when 'distribution' then 0.01 when 'row_count' then 0.02 when 'row_distinct_count' then 0.02 else 0.004 end as floor_spread, sqrt(1 + 3.0 / greatest(c.misses, 3)) as widened,
    case
      when j.metric = 'distribution' then sqrt(greatest(c.distance - c.chance, 0) / ln(2))
      when j.total_count is not null then abs(power(sin(j.value), 2) - power(sin(c.expected), 2))
      when j.metric = 'mean' then abs(j.value - c.expected) / j.width
      when j.metric in ('row_count', 'row_distinct_count') then abs(exp(j.value - c.expected) - 1)
      else abs(j.value - c.expected)
    end as effect
  from judged as j
  left join spreads as s on s.series_id = j.series_id
  left join chosen as c on c.series_id = j.series_id and c.place = 1
),
expected_cases as (
  select
    *, (rare_count + 0.5) / (past_total_count + 1) as rare_share, case when is_mostly then total_count - affected_count else affected_count end as cases,
    coalesce(total_count is not null and past_total_count > 0 and (rare_count + 0.5) / (past_total_count + 1) * past_total_count / history_days < 5, false) as is_rare,
    sqrt(greatest(spread * spread, least(usual_variance, variance)) + greatest(variance - usual_variance, 0) + floor_spread * floor_spread) * widened as deviation
  from measured
),
dispersed as (
  select
    *, rare_share * total_count as mean_cases,
    rare_share * rare_share / (4 * rare_share * (1 - rare_share) * greatest(spread * spread - usual_variance, 0) * widened * widened + rare_share * (1 - rare_share) / past_total_count + case when rare_count > 0 then 0.00000025 else 0 end) as dispersion,
    case when cases > rare_share * total_count then greatest(cases - 0.5, 0.01) else cases + 0.5 end as nearer_cases
  from expected_cases
),
scored as (
  select *, case tail_class when 'null_rate' then 4.011 when 'null_rate_never' then 2.0 when 'null_rate_rare' then 2.89 when 'zero_rate' then 2.462 when 'zero_rate_never' then 2.0 when 'zero_rate_rare' then 2.731 when 'unseen_rate' then 2.496 when 'unseen_rate_never' then 2.0 when 'unseen_rate_rare' then 2.523 when 'top_rate' then 2.7 when 'top_rate_rare' then 2.0 when 'mean' then 2.691 when 'mean_hours' then 2.691 when 'stddev' then 2.505 when 'stddev_hours' then 2.505 when 'latest_hours' then 2.0 when 'distribution' then 2.646 when 'row_count' then 2.69 when 'row_distinct_count' then 2.773 when 'duplicate_rate' then 2.27 when 'duplicate_rate_never' then 2.0 when 'duplicate_rate_rare' then 2.0 else 2.7 end as tail_start, case tail_class when 'null_rate' then 0.02061 when 'null_rate_never' then 7e-05 when 'null_rate_rare' then 0.02246 when 'zero_rate' then 0.02054 when 'zero_rate_never' then 0.00025 when 'zero_rate_rare' then 0.02138 when 'unseen_rate' then 0.02508 when 'unseen_rate_never' then 0.00276 when 'unseen_rate_rare' then 0.02041 when 'top_rate' then 0.02 when 'top_rate_rare' then 0.00284 when 'mean' then 0.0202 when 'mean_hours' then 0.0202 when 'stddev' then 0.02016 when 'stddev_hours' then 0.02016 when 'latest_hours' then 0.00284 when 'distribution' then 0.02007 when 'row_count' then 0.02179 when 'row_distinct_count' then 0.02179 when 'duplicate_rate' then 0.02407 when 'duplicate_rate_never' then 0.00284 when 'duplicate_rate_rare' then 0.05263 else 0.02 end as tail_share, case tail_class when 'null_rate' then 0.291 when 'null_rate_never' then 0.3 when 'null_rate_rare' then 0.33 when 'zero_rate' then 0.226 when 'zero_rate_never' then 0.3 when 'zero_rate_rare' then 0.337 when 'unseen_rate' then 0.31 when 'unseen_rate_never' then 0.533 when 'unseen_rate_rare' then 0.3 when 'top_rate' then 0.3 when 'top_rate_rare' then 0.3 when 'mean' then 0.251 when 'mean_hours' then 0.251 when 'stddev' then 0.228 when 'stddev_hours' then 0.228 when 'latest_hours' then 0.3 when 'distribution' then 0.246 when 'row_count' then 0.367 when 'row_distinct_count' then 0.369 when 'duplicate_rate' then 0.242 when 'duplicate_rate_never' then 0.3 when 'duplicate_rate_rare' then 0.3 else 0.3 end as tail_weight
  from (
    select
      *,
      case
        when metric = 'distribution' then greatest(0, (miss - usual_miss) / (spread * widened))
        when not is_rare then miss / deviation
        when abs(cases - mean_cases) <= 0.5 then 0
        else sqrt(greatest(0, 2 * (nearer_cases * ln(nearer_cases / mean_cases) - (nearer_cases + dispersion) * ln((nearer_cases + dispersion) / (mean_cases + dispersion)))))
      end as score,
      case when not is_rare then metric when rare_count = 0 then concat(metric, '_never') else concat(metric, '_rare') end as tail_class
    from dispersed
  ) as classed
),
probable as (
  select
    s.*, j.label, cast(j.warn_p_value as float64) as warn_p_value, cast(j.fail_p_value as float64) as fail_p_value, cast(j.learning_days as float64) as learning_days,
    case
      when spread is null or value is null then null
      when metric = 'null_rate' and affected_count = total_count and total_count >= 20 and power(sin(expected), 2) < 0.5 then 0.000000000001
      when metric = 'row_count' and value < 0 and expected > 0 then 0.000000000001
      when effect < case metric when 'null_rate' then 0.01 when 'zero_rate' then 0.01 when 'unseen_rate' then 0.01 when 'top_rate' then 0.05 when 'mean' then 0.1 when 'mean_hours' then 0.1 when 'stddev' then 0.1 when 'stddev_hours' then 0.1 when 'latest_hours' then 1.0 when 'distribution' then 0.08 when 'row_count' then 0.1 when 'row_distinct_count' then 0.1 when 'duplicate_rate' then 0.05 else null end or score <= 0 then 1
      else greatest(0.000000000001, least(1, case when element_id = '' then 0.25 else 3 end * tail_share * power(score / tail_start, -1 / tail_weight)))
    end as p_value
  from scored as s
  join (select json_value(j, '$[0]') as instance_id, json_value(j, '$[1]') as label, json_value(j, '$[2]') as warn_p_value, json_value(j, '$[3]') as fail_p_value, json_value(j, '$[4]') as learning_days
from unnest(json_query_array('[["model.shop.orders", "orders", 0.003, 0.001, 14]]')) as j) as j on j.instance_id = s.instance_id
),
bounded as (
  select
    *,
    case when kind = 'rate' then affected_count / total_count when kind = 'log' then exp(value) when kind = 'distance' then effect else value end as shown_value,
    case kind
      when 'rate' then greatest(0, least(power(sin(greatest(expected - reach, 0)), 2), power(sin(expected), 2) - least_effect))
      when 'log' then least(exp(expected - reach), exp(expected) * (1 - least_effect))
      when 'mean' then least(center + width * sinh(asinh((expected - center) / width) - reach), expected - least_effect * width)
      when 'distance' then 0
      else expected - greatest(reach, least_effect)
    end as expected_low,
    case kind
      when 'rate' then least(1, greatest(power(sin(least(expected + reach, 1.5707963)), 2), power(sin(expected), 2) + least_effect))
      when 'log' then greatest(exp(expected + reach), exp(expected) * (1 + least_effect))
      when 'mean' then greatest(center + width * sinh(asinh((expected - center) / width) + reach), expected + least_effect * width)
      when 'distance' then greatest(sqrt(greatest((usual_miss + reach) * (usual_miss + reach) * (chance + expected) - chance, 0) / ln(2)), least_effect)
      else expected + greatest(reach, least_effect)
    end as expected_high
  from (
    select
      *, case metric when 'null_rate' then 'rate' when 'zero_rate' then 'rate' when 'unseen_rate' then 'rate' when 'top_rate' then 'rate' when 'mean' then 'mean' when 'mean_hours' then 'mean' when 'stddev' then 'log' when 'stddev_hours' then 'log' when 'latest_hours' then 'plain' when 'distribution' then 'distance' when 'row_count' then 'log' when 'row_distinct_count' then 'log' when 'duplicate_rate' then 'rate' end as kind, case metric when 'null_rate' then 0.01 when 'zero_rate' then 0.01 when 'unseen_rate' then 0.01 when 'top_rate' then 0.05 when 'mean' then 0.1 when 'mean_hours' then 0.1 when 'stddev' then 0.1 when 'stddev_hours' then 0.1 when 'latest_hours' then 1.0 when 'distribution' then 0.08 when 'row_count' then 0.1 when 'row_distinct_count' then 0.1 when 'duplicate_rate' then 0.05 else null end as least_effect,
      least(tail_start * power(case when element_id = '' then 0.25 else 3 end * tail_share / warn_p_value, tail_weight) * case when metric = 'distribution' then spread * widened else deviation end, 20) as reach
    from probable
  ) as reaching
),
strongest as (
  select
    *, row_number() over (partition by run_id, instance_id, profile_day, element_id order by coalesce(p_value, 2), metric) as place
  from bounded
),
crowd as (
  select
    run_id, instance_id, profile_day, min(case when element_id <> '' then p_value end) as least_p_value,
    count(case when element_id <> '' and p_value <= 0.01 then 1 end) >= greatest(3, 0.1 * count(*)) as is_event,
    to_json_string(array_agg(case when element_id <> '' and p_value <= 0.01 then element_id end ignore nulls order by case when element_id <> '' and p_value <= 0.01 then element_id end)) as moved_columns
  from strongest
  where place = 1
  group by run_id, instance_id, profile_day
),
combined as (
  select run_id, instance_id, relation_name, element_id, partition_value, profile_ts, profile_day, metric, label, warn_p_value, fail_p_value, learning_days, seen_days, history_days, score, shown_value, expected_low, expected_high, metric as measure, p_value, cast(null as string) as moved_columns
  from bounded
  union all
  select
    s.run_id, s.instance_id, s.relation_name, s.element_id, s.partition_value, s.profile_ts, s.profile_day, s.metric, s.label, s.warn_p_value, s.fail_p_value, s.learning_days, s.seen_days, s.history_days, s.score, s.shown_value, s.expected_low, s.expected_high, 'drift' as measure,
    case when c.is_event and s.element_id = '' then least(coalesce(s.p_value, 1), c.least_p_value) when c.is_event then least(1, 10 * s.p_value) else s.p_value end as p_value,
    case when c.is_event and s.element_id = '' and c.least_p_value < coalesce(s.p_value, 1) then c.moved_columns end as moved_columns
  from strongest as s
  join crowd as c on c.run_id = s.run_id and c.instance_id = s.instance_id and c.profile_day = s.profile_day
  where s.place = 1
),
decided as (
  select
    *,
    case when value is null and seen_days >= learning_days then 'PASS' when p_value is null or seen_days < learning_days and p_value > 0.00000000001 then 'LEARNING' when p_value <= fail_p_value then 'FAIL' when p_value <= warn_p_value then 'WARN' when p_value <= 0.01 then 'INFO' else 'PASS' end as decision
  from (
    select
      *, shown_value as value,
      case
        when moved_columns is not null then concat('columns of ', label, ' changed at once: ', replace(replace(replace(replace(moved_columns, '","', ', '), '["', ''), '"]', ''), '\\"', '"'))
        else concat(metric, ' of ', label, case when element_id = '' then '' else '.' end, element_id, ' is ', coalesce(case when metric like '%rate' then concat(regexp_replace(cast(round(100 * shown_value, 1) as string), '[.]0$', ''), '%') when metric like '%count' then cast(cast(round(shown_value) as bigint) as string) else regexp_replace(cast(round(shown_value, 4) as string), '[.]0+$', '') end, 'unknown'))
      end as what,
      case
        when moved_columns is not null then concat('; most of all in ', cast(history_days as string), ' days')
        else concat(', expected ', case when metric like '%rate' then concat(regexp_replace(cast(round(100 * expected_low, 1) as string), '[.]0$', ''), '%') when metric like '%count' then cast(cast(round(expected_low) as bigint) as string) else regexp_replace(cast(round(expected_low, 4) as string), '[.]0+$', '') end, ' to ', case when metric like '%rate' then concat(regexp_replace(cast(round(100 * expected_high, 1) as string), '[.]0$', ''), '%') when metric like '%count' then cast(cast(round(expected_high) as bigint) as string) else regexp_replace(cast(round(expected_high, 4) as string), '[.]0+$', '') end, ' from ', cast(history_days as string), ' days')
      end as usual
    from combined
  ) as said
)
select
  run_id, instance_id, relation_name, element_id, partition_value, measure, profile_ts, value, history_days, score, p_value, expected_low, expected_high, decision,
  case decision when 'FAIL' then 3 when 'WARN' then 1 else 0 end as level, case when metric = 'distribution' then 'JSD' else 'Z' end as statistic,
  case when value is null then concat(what, ': there are no rows to tell') when decision = 'LEARNING' then concat(what, ', learning: ', cast(seen_days as string), ' of ', cast(cast(learning_days as int64) as string), ' days') else concat(what, usual) end as reason
from decided
) as q;
insert into `warehouse`.`shop_argos`.`series_metric` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, partition_value, profile_ts, metric, affected_count, total_count, value, variance, value_week, variance_week, value_weekday, variance_weekday, center, width, history_days, expected_month, expected_week, expected_weekday, miss_month, miss_week, miss_weekday, usual_variance, past_affected_count, past_total_count)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['series_metric', '<run_id>', cast(q.instance_id as string), cast(q.element_id as string), cast(q.metric as string), cast(q.partition_value as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.element_id as string) as element_id,
  cast(q.partition_value as string) as partition_value,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.metric as string) as metric,
  cast(q.affected_count as float64) as affected_count,
  cast(q.total_count as float64) as total_count,
  cast(q.value as float64) as value,
  cast(q.variance as float64) as variance,
  cast(q.value_week as float64) as value_week,
  cast(q.variance_week as float64) as variance_week,
  cast(q.value_weekday as float64) as value_weekday,
  cast(q.variance_weekday as float64) as variance_weekday,
  cast(q.center as float64) as center,
  cast(q.width as float64) as width,
  cast(q.history_days as int64) as history_days,
  cast(q.expected_month as float64) as expected_month,
  cast(q.expected_week as float64) as expected_week,
  cast(q.expected_weekday as float64) as expected_weekday,
  cast(q.miss_month as float64) as miss_month,
  cast(q.miss_week as float64) as miss_week,
  cast(q.miss_weekday as float64) as miss_weekday,
  cast(q.usual_variance as float64) as usual_variance,
  cast(q.past_affected_count as float64) as past_affected_count,
  cast(q.past_total_count as float64) as past_total_count
from (
with observed as (
  select
    fact_id as series_id, run_id, instance_id, relation_name, element_id, coalesce(type_family, '') as type_family, partition_value, is_daily, profile_ts, profile_day,
    cast(row_count as float64) as row_count, cast(row_distinct_count as float64) as row_distinct_count, cast(row_once_count as float64) as row_once_count, cast(eval_count as float64) as eval_count, cast(null_count as float64) as null_count, cast(zero_count as float64) as zero_count, cast(eval_count - null_count as float64) as valid_count, cast(distinct_count as float64) as distinct_count, quantiles, topk_values_hashed, topk_patterns,
    case type_family when 'date' then 24 * (mean - date_diff(profile_day, cast('1970-01-01' as date), day)) when 'timestamp' then (mean - 86400 * date_diff(profile_day, cast('1970-01-01' as date), day)) / 3600 else mean end as mean, case type_family when 'date' then 24 * (stddev - 0) when 'timestamp' then (stddev - 86400 * 0) / 3600 else stddev end as stddev
  from (
    select *, max(is_daily) over (partition by run_id, instance_id) as has_days
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`run_profile_result`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders', 'model.shop.customers')
      and recorded_at >= timestamp '2025-11-27 00:00:00+00' and profile_ts > timestamp '2025-11-27 00:00:00+00' and profile_ts <= timestamp '2026-01-08 06:00:00+00') as facts) as of_days
  ) as facts
  where is_daily = has_days
),
seen as (
  select series_id, 0 as age, type_family, profile_day, valid_count, distinct_count, quantiles, topk_values_hashed, topk_patterns
  from observed
  where element_id <> ''
  union all
  select o.series_id, date_diff(o.profile_day, p.profile_day, day) as age, p.type_family, p.profile_day, cast(p.eval_count - p.null_count as float64) as valid_count, cast(p.distinct_count as float64) as distinct_count, p.quantiles, p.topk_values_hashed, p.topk_patterns
  from observed as o
  join (
    select *, row_number() over (partition by instance_id, element_id, is_daily, profile_day order by recorded_at desc) as place
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`run_profile_result`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and element_id <> '' and recorded_at >= timestamp '2025-10-29 00:00:00+00' and profile_ts >= timestamp '2025-10-29 00:00:00+00') as facts) as of_days
  ) as p on p.instance_id = o.instance_id and p.element_id = o.element_id and p.type_family = o.type_family and p.is_daily = o.is_daily
  where p.place = 1 and date_diff(o.profile_day, p.profile_day, day) between 1 and 28
),
total as (
  select
    series_id, sum(case when age = 0 then valid_count else 0 end) as today, sum(case when age > 0 then valid_count else 0 end) as month, count(distinct case when age > 0 and valid_count > 0 then age end) as month_days, sum(case when age between 1 and 7 then valid_count else 0 end) as week, count(distinct case when age between 1 and 7 and valid_count > 0 then age end) as week_days, sum(case when age > 0 and mod(age, 7) = 0 then valid_count else 0 end) as weekday, count(distinct case when age > 0 and mod(age, 7) = 0 and valid_count > 0 then age end) as weekday_days
  from seen
  group by series_id
),
item as (
  select series_id, age, 'values' as kind, json_value(item, '$[0]') as entry, cast(json_value(item, '$[1]') as float64) as entry_count
  from (select listed.series_id, listed.age, element as item
from (select series_id, age, topk_values_hashed as items from seen where topk_values_hashed is not null and (type_family in ('text', 'boolean') or type_family = 'number' and distinct_count <= 50)) as listed cross join unnest(json_query_array(listed.items)) as element) as of_values
  union all
  select series_id, age, 'shapes' as kind, json_value(item, '$[0]') as entry, cast(json_value(item, '$[1]') as float64) as entry_count
  from (select listed.series_id, listed.age, element as item
from (select series_id, age, topk_patterns as items from seen where topk_patterns is not null and type_family = 'text') as listed cross join unnest(json_query_array(listed.items)) as element) as of_shapes
),
listed as (
  select *, row_number() over (partition by series_id, kind order by month desc, entry) as place
  from (
    select
      series_id, kind, entry, sum(case when age = 0 then entry_count else 0 end) as today, sum(case when age > 0 then entry_count else 0 end) as month, sum(case when age between 1 and 7 then entry_count else 0 end) as week, sum(case when age > 0 and mod(age, 7) = 0 then entry_count else 0 end) as weekday
    from item
    group by series_id, kind, entry
  ) as counted
),
compared as (
  select
    o.series_id, coalesce(t.month, 0) as past_count, l.top_count,
    case
      when o.type_family in ('text', 'boolean') and (o.type_family = 'boolean' or l.frequent_count >= 0.5 * t.month) then 'values'
      when o.type_family = 'text' then 'shapes'
      when o.type_family = 'number' and l.different_count <= 12 then 'values'
      else 'quantiles'
    end as shape
  from observed as o
  join total as t on t.series_id = o.series_id
  left join (
    select series_id, sum(case when place <= 30 then month end) as frequent_count, count(case when month > 0 then 1 end) as different_count, max(today) as top_count
    from listed
    where kind = 'values'
    group by series_id
  ) as l on l.series_id = o.series_id
),

point as (
  select s.series_id, s.age, s.valid_count, case s.type_family when 'date' then 24 * (s.q - s.day_number) when 'timestamp' then (s.q - 86400 * s.day_number) / 3600 else s.q end as q
  from (
    select series_id, age, type_family, valid_count, day_number, cast(item as float64) as q
    from (select listed.series_id, listed.age, listed.type_family, listed.valid_count, listed.day_number, element as item
from (select s.series_id, s.age, s.type_family, s.valid_count, date_diff(s.profile_day, cast('1970-01-01' as date), day) as day_number, s.quantiles as items from seen as s where s.quantiles is not null and s.valid_count > 0) as listed cross join unnest(json_query_array(listed.items)) as element) as points
  ) as s
  join compared as c on c.series_id = s.series_id and c.shape = 'quantiles'
),
pooled as (
  select series_id, q, sum(weight) over (partition by series_id order by q) / sum(weight) over (partition by series_id) as share
  from (
    select series_id, q, sum(valid_count) as weight
    from point
    where age > 0
    group by series_id, q
  ) as weighted
),
frame as (
  select series_id, min(q) as past_least, max(q) as past_greatest, min(case when share >= 0.5 then q end) as center, min(case when share >= 0.75 then q end) - min(case when share >= 0.25 then q end) as width
  from pooled
  group by series_id
),
edge as (
  select series_id, min(q) as x, min(share) as month
  from pooled
  where share * 20 + 0.000000001 >= 1
  group by series_id, floor(share * 20 + 0.000000001)
  union all
  select
    f.series_id,
    case e.place when '1' then past_least - span when '2' then past_least - span / 1000000000 when '3' then past_greatest + span when '4' then past_greatest + 10 * span else 1e300 end as x,
    case when e.place in ('1', '2') then 0 else 1 end as month
  from (
    select series_id, past_least, past_greatest, case when past_greatest > past_least then past_greatest - past_least when past_greatest <> 0 then abs(past_greatest) else 1 end as span
    from frame
  ) as f
  cross join (select json_value(j, '$[0]') as place
from unnest(json_query_array('[["1"], ["2"], ["3"], ["4"], ["5"]]')) as j) as e
),
knot as (
  select series_id, q, age, count(*) as points, sum(valid_count) as weight
  from point
  where age <= 7 or mod(age, 7) = 0
  group by series_id, q, age
),
reached as (
  select
    e.series_id, e.x, e.month,
    sum(case when k.age = 0 and k.q <= e.x then k.points end) as points,
    max(case when k.age = 0 and k.q <= e.x then k.q end) as q0,
    max(case when k.age = 0 and k.q <= e.x and k.points > 1 then k.q end) as atom0,
    min(case when k.age = 0 and k.q > e.x then k.q end) as q1,
    min(case when k.age = 0 and k.q > e.x and k.points > 1 then k.q end) as atom1,
    sum(case when k.age between 1 and 7 and k.q <= e.x then k.weight else 0 end) / nullif(sum(case when k.age between 1 and 7 then k.weight end), 0) as week,
    sum(case when k.age > 0 and mod(k.age, 7) = 0 and k.q <= e.x then k.weight else 0 end) / nullif(sum(case when k.age > 0 and mod(k.age, 7) = 0 then k.weight end), 0) as weekday
  from edge as e
  join knot as k on k.series_id = e.series_id
  group by e.series_id, e.x, e.month
),
binned as (
  select series_id, today - lag(today, 1, 0) over (partition by series_id order by x) as today, month - lag(month, 1, 0) over (partition by series_id order by x) as month, week - lag(week, 1, 0) over (partition by series_id order by x) as week, weekday - lag(weekday, 1, 0) over (partition by series_id order by x) as weekday
  from (
    select
      series_id, x, month, coalesce(week, 0) as week, coalesce(weekday, 0) as weekday,
      case
        when q0 is null then 0
        when q1 is null then 1
        when q0 = atom0 or q1 = atom1 then (points - 0.5) / 40
        else (points - 1 + (x - q0) / (q1 - q0)) / 40
      end as today
    from reached
  ) as cumulative
),
share_of as (
  select
    series_id, today / nullif(sum(today) over (partition by series_id), 0) as today, month / nullif(sum(month) over (partition by series_id), 0) as month, week / nullif(sum(week) over (partition by series_id), 0) as week, weekday / nullif(sum(weekday) over (partition by series_id), 0) as weekday
  from (
    select series_id, greatest(today, 0) as today, month, week, weekday from binned
    union all
    select l.series_id, sum(l.today) as today, sum(l.month) as month, sum(l.week) as week, sum(l.weekday) as weekday
    from listed as l
    join compared as c on c.series_id = l.series_id and c.shape = l.kind
    group by l.series_id, case when l.place <= 30 and l.month > 0 then l.place else 0 end
    union all
    select t.series_id, greatest(t.today - l.today, 0) as today, greatest(t.month - l.month, 0) as month, greatest(t.week - l.week, 0) as week, greatest(t.weekday - l.weekday, 0) as weekday
    from total as t
    join compared as c on c.series_id = t.series_id
    join (
      select series_id, kind, sum(today) as today, sum(month) as month, sum(week) as week, sum(weekday) as weekday
      from listed
      group by series_id, kind
    ) as l on l.series_id = c.series_id and l.kind = c.shape
  ) as bins
),
distance as (
  select
    series_id,
    case when max(days_month) >= 3 and max(rows_month) > 0 and max(rows_today) > 0 then greatest(sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + month)) else 0 end + case when month > 0 then 0.5 * month * ln(2 * month / (today + month)) else 0 end), 0) end as distance_month,
    greatest(sum(least(1, (today * rows_today + month * rows_month) / (rows_today + rows_month) * least(rows_today, rows_month))) - 1, 0.5) / 8 * (1 / nullif(max(rows_today), 0) + 1 / nullif(max(rows_month), 0)) as chance_month,
    case when max(days_week) >= 3 and max(rows_week) > 0 and max(rows_today) > 0 then greatest(sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + week)) else 0 end + case when week > 0 then 0.5 * week * ln(2 * week / (today + week)) else 0 end), 0) end as distance_week,
    greatest(sum(least(1, (today * rows_today + week * rows_week) / (rows_today + rows_week) * least(rows_today, rows_week))) - 1, 0.5) / 8 * (1 / nullif(max(rows_today), 0) + 1 / nullif(max(rows_week), 0)) as chance_week,
    case when max(days_weekday) >= 2 and max(rows_weekday) > 0 and max(rows_today) > 0 then greatest(sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + weekday)) else 0 end + case when weekday > 0 then 0.5 * weekday * ln(2 * weekday / (today + weekday)) else 0 end), 0) end as distance_weekday,
    greatest(sum(least(1, (today * rows_today + weekday * rows_weekday) / (rows_today + rows_weekday) * least(rows_today, rows_weekday))) - 1, 0.5) / 8 * (1 / nullif(max(rows_today), 0) + 1 / nullif(max(rows_weekday), 0)) as chance_weekday
  from (
    select s.series_id, s.today, t.today as rows_today, s.month, t.month as rows_month, t.month_days as days_month, s.week, t.week as rows_week, t.week_days as days_week, s.weekday, t.weekday as rows_weekday, t.weekday_days as days_weekday
    from share_of as s
    join total as t on t.series_id = s.series_id
  ) as paired
  group by series_id
),
today as (
  select
    o.*, c.shape, c.past_count, c.top_count, f.center, f.width, f.past_greatest, e.latest_hours, u.unseen_count, d.distance_month, d.chance_month, d.distance_week, d.chance_week, d.distance_weekday, d.chance_weekday
  from observed as o
  left join compared as c on c.series_id = o.series_id
  left join frame as f on f.series_id = o.series_id
  left join distance as d on d.series_id = o.series_id
  left join (
    select series_id, max(q) as latest_hours
    from knot
    where age = 0
    group by series_id
  ) as e on e.series_id = o.series_id
  left join (
    select l.series_id, sum(case when l.month = 0 then l.today else 0 end) as unseen_count
    from listed as l
    join compared as c on c.series_id = l.series_id and c.shape = l.kind
    group by l.series_id
  ) as u on u.series_id = o.series_id
),
derived as (
  select
    *,
    case when kind <> 'rate' then g when n > 0 then asin(sqrt((x + 0.375) / (n + 0.75))) end as value,
    case when kind = 'rate' then 1 / (4 * n + 2) else v end as variance
  from (
    select
      *, case metric when 'null_rate' then 1 = 1 when 'zero_rate' then shape = 'quantiles' when 'unseen_rate' then shape <> 'quantiles' when 'top_rate' then shape = 'shapes' and top_count > 0 when 'mean' then shape = 'quantiles' and type_family not in ('date', 'timestamp') and width > 0 when 'mean_hours' then type_family in ('date', 'timestamp') and width > 0 when 'stddev' then shape = 'quantiles' and type_family not in ('date', 'timestamp') and valid_count > 1 when 'stddev_hours' then type_family in ('date', 'timestamp') and valid_count > 1 when 'latest_hours' then type_family in ('date', 'timestamp') and coalesce(past_greatest between -72 and 24, true) when 'distribution' then type_family <> 'other' when 'row_count' then row_count is not null when 'row_distinct_count' then row_count is not null when 'duplicate_rate' then row_distinct_count is not null else 1 = 0 end as applies,
      case metric when 'null_rate' then null_count when 'zero_rate' then zero_count when 'unseen_rate' then case when past_count > 0 then unseen_count end when 'top_rate' then top_count when 'duplicate_rate' then row_distinct_count - row_once_count else null end as x, case metric when 'null_rate' then eval_count when 'zero_rate' then valid_count when 'unseen_rate' then valid_count when 'top_rate' then valid_count when 'duplicate_rate' then row_distinct_count else null end as n, case metric when 'mean' then mean when 'mean_hours' then mean when 'stddev' then case when stddev > 0 then ln(stddev) end when 'stddev_hours' then case when stddev > 0 then ln(stddev) end when 'latest_hours' then latest_hours when 'distribution' then distance_month when 'row_count' then ln(greatest(row_count, 0.5)) when 'row_distinct_count' then ln(greatest(row_distinct_count, 0.5)) else null end as g, case metric when 'mean' then stddev * stddev / (width * width) / valid_count / (1 + (mean - center) * (mean - center) / (width * width)) when 'mean_hours' then stddev * stddev / (width * width) / valid_count / (1 + (mean - center) * (mean - center) / (width * width)) when 'stddev' then 2 / valid_count when 'stddev_hours' then 2 / valid_count when 'latest_hours' then 0.01 when 'distribution' then chance_month when 'row_count' then 1 / greatest(row_count, 1) when 'row_distinct_count' then 1 / greatest(row_count, 1) else null end as v
    from today as t
    join (select json_value(j, '$[0]') as metric, json_value(j, '$[1]') as kind, json_value(j, '$[2]') as scope
from unnest(json_query_array('[["null_rate", "rate", "column"], ["zero_rate", "rate", "column"], ["unseen_rate", "rate", "column"], ["top_rate", "rate", "column"], ["mean", "mean", "column"], ["mean_hours", "mean", "column"], ["stddev", "log", "column"], ["stddev_hours", "log", "column"], ["latest_hours", "plain", "column"], ["distribution", "distance", "column"], ["row_count", "log", "relation"], ["row_distinct_count", "log", "relation"], ["duplicate_rate", "rate", "relation"]]')) as j) as m on case when t.element_id = '' then 'relation' else 'column' end = m.scope
  ) as asked
  where applies
),
known as (
  select cast(null as string) as observed_run, instance_id, element_id, metric, profile_day, is_daily, affected_count, total_count, value, variance, value_week, variance_week, value_weekday, variance_weekday
  from (
    select *, row_number() over (partition by instance_id, element_id, metric, is_daily, profile_day order by recorded_at desc) as place
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`series_metric`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-15 00:00:00+00' and profile_ts >= timestamp '2025-10-15 00:00:00+00') as facts) as of_days
  ) as stored
  where place = 1
  union all
  select run_id as observed_run, instance_id, element_id, metric, profile_day, is_daily, x as affected_count, n as total_count, value, variance, distance_week as value_week, chance_week as variance_week, distance_weekday as value_weekday, chance_weekday as variance_weekday
  from derived
),
expected as (
  select
    series_id, metric, history_days, past_affected_count, past_total_count,
    (variances[safe_offset(cast(floor(0.5 * (array_length(variances) - 1)) as int64))] + (variances[safe_offset(cast(ceil(0.5 * (array_length(variances) - 1)) as int64))] - variances[safe_offset(cast(floor(0.5 * (array_length(variances) - 1)) as int64))]) * (0.5 * (array_length(variances) - 1) - floor(0.5 * (array_length(variances) - 1)))) as usual_variance,
    case when history_days >= 3 then (values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))] + (values_month[safe_offset(cast(ceil(0.5 * (array_length(values_month) - 1)) as int64))] - values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))]) * (0.5 * (array_length(values_month) - 1) - floor(0.5 * (array_length(values_month) - 1)))) end as expected_month,
    case when history_days >= 3 then (values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))] + (values_week[safe_offset(cast(ceil(0.5 * (array_length(values_week) - 1)) as int64))] - values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))]) * (0.5 * (array_length(values_week) - 1) - floor(0.5 * (array_length(values_week) - 1)))) end as expected_week,
    case when weekdays >= 2 then (values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))] + (values_weekday[safe_offset(cast(ceil(0.5 * (array_length(values_weekday) - 1)) as int64))] - values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))]) * (0.5 * (array_length(values_weekday) - 1) - floor(0.5 * (array_length(values_weekday) - 1)))) end as expected_weekday,
    case when days_month >= 3 then greatest((beyond_month[safe_offset(cast(floor(0.5 * (array_length(beyond_month) - 1)) as int64))] + (beyond_month[safe_offset(cast(ceil(0.5 * (array_length(beyond_month) - 1)) as int64))] - beyond_month[safe_offset(cast(floor(0.5 * (array_length(beyond_month) - 1)) as int64))]) * (0.5 * (array_length(beyond_month) - 1) - floor(0.5 * (array_length(beyond_month) - 1)))), 0) + 0.000001 end as between_month,
    case when days_week >= 3 then greatest((beyond_week[safe_offset(cast(floor(0.5 * (array_length(beyond_week) - 1)) as int64))] + (beyond_week[safe_offset(cast(ceil(0.5 * (array_length(beyond_week) - 1)) as int64))] - beyond_week[safe_offset(cast(floor(0.5 * (array_length(beyond_week) - 1)) as int64))]) * (0.5 * (array_length(beyond_week) - 1) - floor(0.5 * (array_length(beyond_week) - 1)))), 0) + 0.000001 end as between_week,
    case when days_weekday >= 3 then greatest((beyond_weekday[safe_offset(cast(floor(0.5 * (array_length(beyond_weekday) - 1)) as int64))] + (beyond_weekday[safe_offset(cast(ceil(0.5 * (array_length(beyond_weekday) - 1)) as int64))] - beyond_weekday[safe_offset(cast(floor(0.5 * (array_length(beyond_weekday) - 1)) as int64))]) * (0.5 * (array_length(beyond_weekday) - 1) - floor(0.5 * (array_length(beyond_weekday) - 1)))), 0) + 0.000001 end as between_weekday
  from (
    select
      series_id, metric, count(case when age <= 28 then value end) as history_days, count(case when age <= 28 and mod(age, 7) = 0 then value end) as weekdays,
      sum(case when age <= 28 then affected_count end) as past_affected_count, sum(case when age <= 28 then total_count end) as past_total_count,
      array_agg(case when age <= 28 then variance end ignore nulls order by case when age <= 28 then variance end) as variances,
      array_agg(case when age <= 28 then value end ignore nulls order by case when age <= 28 then value end) as values_month,
      array_agg(case when age <= 7 then value end ignore nulls order by case when age <= 7 then value end) as values_week,
      array_agg(case when age <= 28 and mod(age, 7) = 0 then value end ignore nulls order by case when age <= 28 and mod(age, 7) = 0 then value end) as values_weekday,
      count(value) as days_month, array_agg(value - variance ignore nulls order by value - variance) as beyond_month,
      count(value_week) as days_week, array_agg(value_week - variance_week ignore nulls order by value_week - variance_week) as beyond_week,
      count(value_weekday) as days_weekday, array_agg(value_weekday - variance_weekday ignore nulls order by value_weekday - variance_weekday) as beyond_weekday
    from (
      select d.series_id, d.metric, date_diff(d.profile_day, k.profile_day, day) as age, k.affected_count, k.total_count, k.value, k.variance, k.value_week, k.variance_week, k.value_weekday, k.variance_weekday
      from derived as d
      join known as k on k.instance_id = d.instance_id and k.element_id = d.element_id and k.metric = d.metric and k.is_daily = d.is_daily
      left join (select distinct run_id, instance_id, profile_day from observed) as o on o.run_id = d.run_id and o.instance_id = k.instance_id and o.profile_day = k.profile_day
      where coalesce(k.observed_run = d.run_id, o.run_id is null) and date_diff(d.profile_day, k.profile_day, day) between 1 and 42
    ) as aged
    group by series_id, metric
  ) as collected
)
select
  d.run_id, d.instance_id, d.relation_name, d.element_id, d.partition_value, d.profile_ts, d.metric, d.x as affected_count, d.n as total_count, d.value, d.variance,
  case when kind = 'distance' then distance_week end as value_week, case when kind = 'distance' then chance_week end as variance_week, case when kind = 'distance' then distance_weekday end as value_weekday, case when kind = 'distance' then chance_weekday end as variance_weekday, d.center, d.width,
  e.history_days, e.usual_variance, e.past_affected_count, e.past_total_count,
  case when kind = 'distance' then e.between_month else e.expected_month end as expected_month,
  case
    when kind = 'distance' then sqrt(distance_month / (chance_month + e.between_month))
    when kind = 'mean' then abs(asinh((d.value - d.center) / d.width) - asinh((e.expected_month - d.center) / d.width))
    else abs(d.value - e.expected_month)
  end as miss_month,
  case when kind = 'distance' then e.between_week else e.expected_week end as expected_week,
  case
    when kind = 'distance' then sqrt(distance_week / (chance_week + e.between_week))
    when kind = 'mean' then abs(asinh((d.value - d.center) / d.width) - asinh((e.expected_week - d.center) / d.width))
    else abs(d.value - e.expected_week)
  end as miss_week,
  case when kind = 'distance' then e.between_weekday else e.expected_weekday end as expected_weekday,
  case
    when kind = 'distance' then sqrt(distance_weekday / (chance_weekday + e.between_weekday))
    when kind = 'mean' then abs(asinh((d.value - d.center) / d.width) - asinh((e.expected_weekday - d.center) / d.width))
    else abs(d.value - e.expected_weekday)
  end as miss_weekday
from derived as d
left join expected as e on e.series_id = d.series_id and e.metric = d.metric
) as q;
insert into `warehouse`.`shop_argos`.`column_verdict` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, partition_value, measure, profile_ts, metric, value, history_days, level, score, threshold, p_value, statistic, expected_low, expected_high, moved_columns, decision, reason)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['column_verdict', '<run_id>', cast(q.instance_id as string), cast(q.element_id as string), cast(q.measure as string), cast(q.partition_value as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.element_id as string) as element_id,
  cast(q.partition_value as string) as partition_value,
  cast(q.measure as string) as measure,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.metric as string) as metric,
  cast(q.value as float64) as value,
  cast(q.history_days as int64) as history_days,
  cast(q.level as int64) as level,
  cast(q.score as float64) as score,
  cast(q.threshold as float64) as threshold,
  cast(q.p_value as float64) as p_value,
  cast(q.statistic as string) as statistic,
  cast(q.expected_low as float64) as expected_low,
  cast(q.expected_high as float64) as expected_high,
  cast(q.moved_columns as string) as moved_columns,
  cast(q.decision as string) as decision,
  cast(q.reason as string) as reason
from (
select instance_id, relation_name, element_id, partition_value, measure, profile_ts, metric, value, history_days, level, score, threshold, p_value, statistic, expected_low, expected_high, moved_columns, decision, reason from (
with judged as (
  select fact_id as series_id, metrics.* from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select m.*
    from (select * from `warehouse`.`shop_argos`.`series_metric`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-11-27 00:00:00+00') as m
    join (select instance_id, max(profile_ts) as newest from `warehouse`.`shop_argos`.`series_metric`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-11-27 00:00:00+00' group by instance_id) as n on n.instance_id = m.instance_id and n.newest = m.profile_ts) as facts) as metrics
),
past as (
  select instance_id, element_id, metric, is_daily, profile_day, value, value_week, value_weekday, miss_month, miss_week, miss_weekday
  from (
    select *, row_number() over (partition by instance_id, element_id, metric, is_daily, profile_day order by recorded_at desc) as place
    from (select facts.*, cast(profile_ts as date) as profile_day, case when partition_value is null then 0 when regexp_replace(partition_value, '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$', '') = '' then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`series_metric`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-15 00:00:00+00' and profile_ts >= timestamp '2025-10-15 00:00:00+00') as facts) as of_days
  ) as stored
  where place = 1
),
spreads as (
  select
    series_id, observed_days, misses_month, (missed_month[safe_offset(cast(floor(0.25 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.25 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.25 * (array_length(missed_month) - 1)) as int64))]) * (0.25 * (array_length(missed_month) - 1) - floor(0.25 * (array_length(missed_month) - 1)))) as q25_month, (missed_month[safe_offset(cast(floor(0.5 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.5 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.5 * (array_length(missed_month) - 1)) as int64))]) * (0.5 * (array_length(missed_month) - 1) - floor(0.5 * (array_length(missed_month) - 1)))) as q50_month, (missed_month[safe_offset(cast(floor(0.75 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.75 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.75 * (array_length(missed_month) - 1)) as int64))]) * (0.75 * (array_length(missed_month) - 1) - floor(0.75 * (array_length(missed_month) - 1)))) as q75_month, (missed_month[safe_offset(cast(floor(0.9 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.9 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.9 * (array_length(missed_month) - 1)) as int64))]) * (0.9 * (array_length(missed_month) - 1) - floor(0.9 * (array_length(missed_month) - 1)))) as q90_month, (values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))] + (values_month[safe_offset(cast(ceil(0.5 * (array_length(values_month) - 1)) as int64))] - values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))]) * (0.5 * (array_length(values_month) - 1) - floor(0.5 * (array_length(values_month) - 1)))) as usual_month, misses_week, (missed_week[safe_offset(cast(floor(0.25 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.25 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.25 * (array_length(missed_week) - 1)) as int64))]) * (0.25 * (array_length(missed_week) - 1) - floor(0.25 * (array_length(missed_week) - 1)))) as q25_week, (missed_week[safe_offset(cast(floor(0.5 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.5 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.5 * (array_length(missed_week) - 1)) as int64))]) * (0.5 * (array_length(missed_week) - 1) - floor(0.5 * (array_length(missed_week) - 1)))) as q50_week, (missed_week[safe_offset(cast(floor(0.75 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.75 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.75 * (array_length(missed_week) - 1)) as int64))]) * (0.75 * (array_length(missed_week) - 1) - floor(0.75 * (array_length(missed_week) - 1)))) as q75_week, (missed_week[safe_offset(cast(floor(0.9 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.9 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.9 * (array_length(missed_week) - 1)) as int64))]) * (0.9 * (array_length(missed_week) - 1) - floor(0.9 * (array_length(missed_week) - 1)))) as q90_week, (values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))] + (values_week[safe_offset(cast(ceil(0.5 * (array_length(values_week) - 1)) as int64))] - values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))]) * (0.5 * (array_length(values_week) - 1) - floor(0.5 * (array_length(values_week) - 1)))) as usual_week, misses_weekday, (missed_weekday[safe_offset(cast(floor(0.25 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.25 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.25 * (array_length(missed_weekday) - 1)) as int64))]) * (0.25 * (array_length(missed_weekday) - 1) - floor(0.25 * (array_length(missed_weekday) - 1)))) as q25_weekday, (missed_weekday[safe_offset(cast(floor(0.5 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.5 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.5 * (array_length(missed_weekday) - 1)) as int64))]) * (0.5 * (array_length(missed_weekday) - 1) - floor(0.5 * (array_length(missed_weekday) - 1)))) as q50_weekday, (missed_weekday[safe_offset(cast(floor(0.75 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.75 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.75 * (array_length(missed_weekday) - 1)) as int64))]) * (0.75 * (array_length(missed_weekday) - 1) - floor(0.75 * (array_length(missed_weekday) - 1)))) as q75_weekday, (missed_weekday[safe_offset(cast(floor(0.9 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.9 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.9 * (array_length(missed_weekday) - 1)) as int64))]) * (0.9 * (array_length(missed_weekday) - 1) - floor(0.9 * (array_length(missed_weekday) - 1)))) as q90_weekday, (values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))] + (values_weekday[safe_offset(cast(ceil(0.5 * (array_length(values_weekday) - 1)) as int64))] - values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))]) * (0.5 * (array_length(values_weekday) - 1) - floor(0.5 * (array_length(values_weekday) - 1)))) as usual_weekday
  from (
    select
      j.series_id, count(*) as observed_days,
      count(p.miss_month) as misses_month, array_agg(p.miss_month ignore nulls order by p.miss_month) as missed_month, array_agg(case when j.metric = 'distribution' then p.value end ignore nulls order by case when j.metric = 'distribution' then p.value end) as values_month,
      count(p.miss_week) as misses_week, array_agg(p.miss_week ignore nulls order by p.miss_week) as missed_week, array_agg(case when j.metric = 'distribution' then p.value_week end ignore nulls order by case when j.metric = 'distribution' then p.value_week end) as values_week,
      count(p.miss_weekday) as misses_weekday, array_agg(p.miss_weekday ignore nulls order by p.miss_weekday) as missed_weekday, array_agg(case when j.metric = 'distribution' then p.value_weekday end ignore nulls order by case when j.metric = 'distribution' then p.value_weekday end) as values_weekday
    from judged as j
    join past as p on p.instance_id = j.instance_id and p.element_id = j.element_id and p.metric = j.metric and p.is_daily = j.is_daily
    where date_diff(j.profile_day, p.profile_day, day) between 1 and 42
    group by j.series_id
  ) as collected
),
chosen as (
  select *, row_number() over (partition by series_id order by usual * case when reference = 'month' then 1 else 1.1 end, reference) as place
  from (
    select
      j.series_id, 'month' as reference, s.misses_month as misses, j.miss_month as miss, j.expected_month as expected, j.value as distance, j.variance as chance,
      case when j.metric = 'distribution' then greatest((s.q75_month - s.q25_month) / 1.349, (s.q90_month - s.q50_month) / 1.2816, 0.12) else greatest(1.4826 * s.q50_month, s.q90_month / 1.645) end as spread,
      s.q50_month as usual_miss,
      case when j.metric = 'distribution' then s.usual_month else greatest(1.4826 * s.q50_month, s.q90_month / 1.645) end as usual
    from judged as j
    join spreads as s on s.series_id = j.series_id
    where s.misses_month >= 3 and j.miss_month is not null
    union all
    select
      j.series_id, 'week' as reference, s.misses_week as misses, j.miss_week as miss, j.expected_week as expected, j.value_week as distance, j.variance_week as chance,
      case when j.metric = 'distribution' then greatest((s.q75_week - s.q25_week) / 1.349, (s.q90_week - s.q50_week) / 1.2816, 0.12) else greatest(1.4826 * s.q50_week, s.q90_week / 1.645) end as spread,
      s.q50_week as usual_miss,
      case when j.metric = 'distribution' then s.usual_week else greatest(1.4826 * s.q50_week, s.q90_week / 1.645) end as usual
    from judged as j
    join spreads as s on s.series_id = j.series_id
    where s.misses_week >= 3 and j.miss_week is not null
    union all
    select
      j.series_id, 'weekday' as reference, s.misses_weekday as misses, j.miss_weekday as miss, j.expected_weekday as expected, j.value_weekday as distance, j.variance_weekday as chance,
      case when j.metric = 'distribution' then greatest((s.q75_weekday - s.q25_weekday) / 1.349, (s.q90_weekday - s.q50_weekday) / 1.2816, 0.12) else greatest(1.4826 * s.q50_weekday, s.q90_weekday / 1.645) end as spread,
      s.q50_weekday as usual_miss,
      case when j.metric = 'distribution' then s.usual_weekday else greatest(1.4826 * s.q50_weekday, s.q90_weekday / 1.645) end as usual
    from judged as j
    join spreads as s on s.series_id = j.series_id
    where s.misses_weekday >= 3 and j.miss_weekday is not null
  ) as choices
),
measured as (
  select
    j.run_id, j.instance_id, j.relation_name, j.element_id, j.partition_value, j.profile_ts, j.profile_day, j.metric, j.affected_count, j.total_count, j.value, case when j.metric in ('row_count', 'row_distinct_count') then j.usual_variance else j.variance end as variance, j.usual_variance, coalesce(j.history_days, 0) as history_days, j.center, j.width,
    coalesce(s.observed_days, 0) as seen_days, c.misses, c.miss, c.expected, c.spread, c.usual_miss, c.distance, c.chance,
    least(j.past_affected_count, j.past_total_count - j.past_affected_count) as rare_count, j.past_total_count, j.past_affected_count > j.past_total_count / 2 as is_mostly,
    case metric when 'mean' then 0.01 when 'mean_hours' then 0.01 when 'stddev' then 0.01 when 'stddev_hours' then 0.01 when 'latest_hours' then 0.01 when 'distribution' then 0.01 when 'row_count' then 0.02 when 'row_distinct_count' then 0.02 else 0.004 end as floor_spread, sqrt(1 + 3.0 / greatest(c.misses, 3)) as widened,
    case
      when j.metric = 'distribution' then sqrt(greatest(c.distance - c.chance, 0) / ln(2))
      when j.total_count is not null then abs(power(sin(j.value), 2) - power(sin(c.expected), 2))
      when j.metric = 'mean' then abs(j.value - c.expected) / j.width
      when j.metric in ('row_count', 'row_distinct_count') then abs(exp(j.value - c.expected) - 1)
      else abs(j.value - c.expected)
    end as effect
  from judged as j
  left join spreads as s on s.series_id = j.series_id
  left join chosen as c on c.series_id = j.series_id and c.place = 1
),
expected_cases as (
  select
    *, (rare_count + 0.5) / (past_total_count + 1) as rare_share, case when is_mostly then total_count - affected_count else affected_count end as cases,
    coalesce(total_count is not null and past_total_count > 0 and (rare_count + 0.5) / (past_total_count + 1) * past_total_count / history_days < 5, false) as is_rare,
    sqrt(greatest(spread * spread, least(usual_variance, variance)) + greatest(variance - usual_variance, 0) + floor_spread * floor_spread) * widened as deviation
  from measured
),
dispersed as (
  select
    *, rare_share * total_count as mean_cases,
    rare_share * rare_share / (4 * rare_share * (1 - rare_share) * greatest(spread * spread - usual_variance, 0) * widened * widened + rare_share * (1 - rare_share) / past_total_count + case when rare_count > 0 then 0.00000025 else 0 end) as dispersion,
    case when cases > rare_share * total_count then greatest(cases - 0.5, 0.01) else cases + 0.5 end as nearer_cases
  from expected_cases
),
scored as (
  select *, case tail_class when 'null_rate' then 4.011 when 'null_rate_never' then 2.0 when 'null_rate_rare' then 2.89 when 'zero_rate' then 2.462 when 'zero_rate_never' then 2.0 when 'zero_rate_rare' then 2.731 when 'unseen_rate' then 2.496 when 'unseen_rate_never' then 2.0 when 'unseen_rate_rare' then 2.523 when 'top_rate' then 2.7 when 'top_rate_rare' then 2.0 when 'mean' then 2.691 when 'mean_hours' then 2.691 when 'stddev' then 2.505 when 'stddev_hours' then 2.505 when 'latest_hours' then 2.0 when 'distribution' then 2.646 when 'row_count' then 2.69 when 'row_distinct_count' then 2.773 when 'duplicate_rate' then 2.27 when 'duplicate_rate_never' then 2.0 when 'duplicate_rate_rare' then 2.0 else 2.7 end as tail_start, case tail_class when 'null_rate' then 0.02061 when 'null_rate_never' then 7e-05 when 'null_rate_rare' then 0.02246 when 'zero_rate' then 0.02054 when 'zero_rate_never' then 0.00025 when 'zero_rate_rare' then 0.02138 when 'unseen_rate' then 0.02508 when 'unseen_rate_never' then 0.00276 when 'unseen_rate_rare' then 0.02041 when 'top_rate' then 0.02 when 'top_rate_rare' then 0.00284 when 'mean' then 0.0202 when 'mean_hours' then 0.0202 when 'stddev' then 0.02016 when 'stddev_hours' then 0.02016 when 'latest_hours' then 0.00284 when 'distribution' then 0.02007 when 'row_count' then 0.02179 when 'row_distinct_count' then 0.02179 when 'duplicate_rate' then 0.02407 when 'duplicate_rate_never' then 0.00284 when 'duplicate_rate_rare' then 0.05263 else 0.02 end as tail_share, case tail_class when 'null_rate' then 0.291 when 'null_rate_never' then 0.3 when 'null_rate_rare' then 0.33 when 'zero_rate' then 0.226 when 'zero_rate_never' then 0.3 when 'zero_rate_rare' then 0.337 when 'unseen_rate' then 0.31 when 'unseen_rate_never' then 0.533 when 'unseen_rate_rare' then 0.3 when 'top_rate' then 0.3 when 'top_rate_rare' then 0.3 when 'mean' then 0.251 when 'mean_hours' then 0.251 when 'stddev' then 0.228 when 'stddev_hours' then 0.228 when 'latest_hours' then 0.3 when 'distribution' then 0.246 when 'row_count' then 0.367 when 'row_distinct_count' then 0.369 when 'duplicate_rate' then 0.242 when 'duplicate_rate_never' then 0.3 when 'duplicate_rate_rare' then 0.3 else 0.3 end as tail_weight
  from (
    select
      *,
      case
        when metric = 'distribution' then greatest(0, (miss - usual_miss) / (spread * widened))
        when not is_rare then miss / deviation
        when abs(cases - mean_cases) <= 0.5 then 0
        else sqrt(greatest(0, 2 * (nearer_cases * ln(nearer_cases / mean_cases) - (nearer_cases + dispersion) * ln((nearer_cases + dispersion) / (mean_cases + dispersion)))))
      end as score,
      case when not is_rare then metric when rare_count = 0 then concat(metric, '_never') else concat(metric, '_rare') end as tail_class
    from dispersed
  ) as classed
),
probable as (
  select
    s.*, tail_start * power(case when element_id = '' then 0.25 else 3 end * tail_share / cast(j.warn_p_value as float64), tail_weight) as threshold, j.label, cast(j.warn_p_value as float64) as warn_p_value, cast(j.fail_p_value as float64) as fail_p_value, cast(j.learning_days as float64) as learning_days,
    case
      when spread is null or value is null then null
      when metric = 'null_rate' and affected_count = total_count and total_count >= 20 and power(sin(expected), 2) < 0.5 then 0.000000000001
      when metric = 'row_count' and value < 0 and expected > 0 then 0.000000000001
      when effect < case metric when 'null_rate' then 0.01 when 'zero_rate' then 0.01 when 'unseen_rate' then 0.01 when 'top_rate' then 0.05 when 'mean' then 0.1 when 'mean_hours' then 0.1 when 'stddev' then 0.1 when 'stddev_hours' then 0.1 when 'latest_hours' then 1.0 when 'distribution' then 0.08 when 'row_count' then 0.1 when 'row_distinct_count' then 0.1 when 'duplicate_rate' then 0.05 else null end or score <= 0 then 1
      else greatest(0.000000000001, least(1, case when element_id = '' then 0.25 else 3 end * tail_share * power(score / tail_start, -1 / tail_weight)))
    end as p_value
  from scored as s
  join (select json_value(j, '$[0]') as instance_id, json_value(j, '$[1]') as label, json_value(j, '$[2]') as warn_p_value, json_value(j, '$[3]') as fail_p_value, json_value(j, '$[4]') as learning_days
from unnest(json_query_array('[["model.shop.orders", "orders", 0.003, 0.001, 14], ["model.shop.customers", "customers", 0.01, 0.001, 7]]')) as j) as j on j.instance_id = s.instance_id
),
bounded as (
  select
    *,
    case when kind = 'rate' then affected_count / total_count when kind = 'log' then exp(value) when kind = 'distance' then effect else value end as shown_value,
    case kind
      when 'rate' then greatest(0, least(power(sin(greatest(expected - reach, 0)), 2), power(sin(expected), 2) - least_effect))
      when 'log' then least(exp(expected - reach), exp(expected) * (1 - least_effect))
      when 'mean' then least(center + width * sinh(asinh((expected - center) / width) - reach), expected - least_effect * width)
      when 'distance' then 0
      else expected - greatest(reach, least_effect)
    end as expected_low,
    case kind
      when 'rate' then least(1, greatest(power(sin(least(expected + reach, 1.5707963)), 2), power(sin(expected), 2) + least_effect))
      when 'log' then greatest(exp(expected + reach), exp(expected) * (1 + least_effect))
      when 'mean' then greatest(center + width * sinh(asinh((expected - center) / width) + reach), expected + least_effect * width)
      when 'distance' then greatest(sqrt(greatest((usual_miss + reach) * (usual_miss + reach) * (chance + expected) - chance, 0) / ln(2)), least_effect)
      else expected + greatest(reach, least_effect)
    end as expected_high
  from (
    select
      *, case metric when 'null_rate' then 'rate' when 'zero_rate' then 'rate' when 'unseen_rate' then 'rate' when 'top_rate' then 'rate' when 'mean' then 'mean' when 'mean_hours' then 'mean' when 'stddev' then 'log' when 'stddev_hours' then 'log' when 'latest_hours' then 'plain' when 'distribution' then 'distance' when 'row_count' then 'log' when 'row_distinct_count' then 'log' when 'duplicate_rate' then 'rate' end as kind, case metric when 'null_rate' then 0.01 when 'zero_rate' then 0.01 when 'unseen_rate' then 0.01 when 'top_rate' then 0.05 when 'mean' then 0.1 when 'mean_hours' then 0.1 when 'stddev' then 0.1 when 'stddev_hours' then 0.1 when 'latest_hours' then 1.0 when 'distribution' then 0.08 when 'row_count' then 0.1 when 'row_distinct_count' then 0.1 when 'duplicate_rate' then 0.05 else null end as least_effect,
      least(threshold * case when metric = 'distribution' then spread * widened else deviation end, 20) as reach
    from probable
  ) as reaching
),
strongest as (
  select
    *, row_number() over (partition by run_id, instance_id, profile_day, element_id order by coalesce(p_value, 2), metric) as place
  from bounded
),
crowd as (
  select
    run_id, instance_id, profile_day, min(case when element_id <> '' then p_value end) as least_p_value,
    count(case when element_id <> '' and p_value <= 0.01 then 1 end) >= greatest(3, 0.1 * count(*)) as is_event,
    to_json_string(array_agg(case when element_id <> '' and p_value <= 0.01 then element_id end ignore nulls order by case when element_id <> '' and p_value <= 0.01 then element_id end)) as moved_columns
  from strongest
  where place = 1
  group by run_id, instance_id, profile_day
),
combined as (
  select run_id, instance_id, relation_name, element_id, partition_value, profile_ts, profile_day, metric, label, warn_p_value, fail_p_value, learning_days, seen_days, history_days, score, threshold, shown_value, expected_low, expected_high, metric as measure, p_value, cast(null as string) as moved_columns, cast(null as string) as event_columns
  from bounded
  union all
  select
    s.run_id, s.instance_id, s.relation_name, s.element_id, s.partition_value, s.profile_ts, s.profile_day, s.metric, s.label, s.warn_p_value, s.fail_p_value, s.learning_days, s.seen_days, s.history_days, s.score, s.threshold, s.shown_value, s.expected_low, s.expected_high, 'drift' as measure,
    case when c.is_event and s.element_id = '' then least(coalesce(s.p_value, 1), c.least_p_value) when c.is_event then least(1, 10 * s.p_value) else s.p_value end as p_value,
    case when c.is_event and s.element_id = '' and c.least_p_value < coalesce(s.p_value, 1) then c.moved_columns end as moved_columns,
    case when c.is_event and s.element_id = '' then c.moved_columns end as event_columns
  from strongest as s
  join crowd as c on c.run_id = s.run_id and c.instance_id = s.instance_id and c.profile_day = s.profile_day
  where s.place = 1
),
decided as (
  select
    *,
    case when value is null and seen_days >= learning_days then 'PASS' when p_value is null or seen_days < learning_days and p_value > 0.00000000001 then 'LEARNING' when p_value <= fail_p_value then 'FAIL' when p_value <= warn_p_value then 'WARN' when p_value <= 0.01 then 'INFO' else 'PASS' end as decision
  from (
    select
      *, shown_value as value,
      case
        when moved_columns is not null then concat('columns of ', label, ' changed at once: ', replace(replace(replace(replace(moved_columns, '","', ', '), '["', ''), '"]', ''), '\\"', '"'))
        else concat(metric, ' of ', label, case when element_id = '' then '' else '.' end, element_id, ' is ', coalesce(case when metric like '%rate' then concat(regexp_replace(cast(round(100 * shown_value, 1) as string), '[.]0$', ''), '%') when metric like '%count' then cast(cast(round(shown_value) as bigint) as string) else regexp_replace(cast(round(shown_value, 4) as string), '[.]0+$', '') end, 'unknown'))
      end as what,
      case
        when moved_columns is not null then concat('; most of all in ', cast(history_days as string), ' days')
        else concat(', expected ', case when metric like '%rate' then concat(regexp_replace(cast(round(100 * expected_low, 1) as string), '[.]0$', ''), '%') when metric like '%count' then cast(cast(round(expected_low) as bigint) as string) else regexp_replace(cast(round(expected_low, 4) as string), '[.]0+$', '') end, ' to ', case when metric like '%rate' then concat(regexp_replace(cast(round(100 * expected_high, 1) as string), '[.]0$', ''), '%') when metric like '%count' then cast(cast(round(expected_high) as bigint) as string) else regexp_replace(cast(round(expected_high, 4) as string), '[.]0+$', '') end, ' from ', cast(history_days as string), ' days')
      end as usual
    from combined
  ) as said
)
select
  run_id, instance_id, relation_name, element_id, partition_value, measure, profile_ts, metric, value, history_days, score, threshold, p_value, expected_low, expected_high, decision, event_columns as moved_columns,
  case decision when 'FAIL' then 3 when 'WARN' then 1 else 0 end as level, case when metric = 'distribution' then 'JSD' else 'Z' end as statistic,
  case when value is null then concat(what, ': there are no rows to tell') when decision = 'LEARNING' then concat(what, ', learning: ', cast(seen_days as string), ' of ', cast(cast(learning_days as int64) as string), ' days') else concat(what, usual) end as reason
from decided
) as of_metrics
union all
select instance_id, relation_name, element_id, partition_value, measure, profile_ts, metric, value, history_days, level, score, threshold, p_value, statistic, expected_low, expected_high, moved_columns, decision, reason from (
with relation_before as (
  select instance_id, any_value(run_id having max recorded_at) as run_id, any_value(profile_ts having max recorded_at) as profile_ts
  from `warehouse`.`shop_argos`.`run_profile_result`
  where instance_id in ('model.shop.orders', 'model.shop.customers') and partition_value is null and recorded_at >= timestamp '2025-11-27 06:00:00+00' and run_id <> '<run_id>' and cast(profile_ts as date) < cast(timestamp '2026-01-08 06:00:00+00' as date) and element_id = ''
  group by instance_id
),
relation_now as (
  select r.instance_id, r.relation_name, r.profile_ts, j.label, b.run_id as earlier_run, cast(b.profile_ts as date) as earlier_day, date_diff(cast(r.profile_ts as date), cast(b.profile_ts as date), day) + 1 as days_apart
  from (select instance_id, relation_name, profile_ts from `warehouse`.`shop_argos`.`run_profile_result` where instance_id in ('model.shop.orders', 'model.shop.customers') and partition_value is null and recorded_at >= timestamp '2025-11-27 06:00:00+00' and run_id = '<run_id>' and element_id = '') as r
  join (select json_value(j, '$[0]') as instance_id, json_value(j, '$[1]') as label, json_value(j, '$[2]') as warn_p_value, json_value(j, '$[3]') as fail_p_value, json_value(j, '$[4]') as learning_days
from unnest(json_query_array('[["model.shop.orders", "orders", 0.003, 0.001, 14], ["model.shop.customers", "customers", 0.01, 0.001, 7]]')) as j) as j on j.instance_id = r.instance_id
  left join relation_before as b on b.instance_id = r.instance_id
),
column_now as (
  select instance_id, element_id, data_type, type_family, ordinal, null_rate, p01, p50, p99, entropy, profile_hash, topk_values_hashed, topk_patterns from `warehouse`.`shop_argos`.`run_profile_result` where instance_id in ('model.shop.orders', 'model.shop.customers') and partition_value is null and recorded_at >= timestamp '2025-11-27 06:00:00+00' and run_id = '<run_id>' and element_id <> ''
),
column_before as (
  select e.instance_id, e.element_id, e.data_type, e.type_family, e.ordinal, e.null_rate, e.p01, e.p50, e.p99, e.entropy, e.profile_hash, e.topk_values_hashed, e.topk_patterns
  from (select run_id, instance_id, element_id, data_type, type_family, ordinal, null_rate, p01, p50, p99, entropy, profile_hash, topk_values_hashed, topk_patterns from `warehouse`.`shop_argos`.`run_profile_result` where instance_id in ('model.shop.orders', 'model.shop.customers') and partition_value is null and recorded_at >= timestamp '2025-11-27 06:00:00+00' and run_id <> '<run_id>' and cast(profile_ts as date) < cast(timestamp '2026-01-08 06:00:00+00' as date) and element_id <> '') as e
  join relation_before as b on b.instance_id = e.instance_id and b.run_id = e.run_id
),
paired as (
  select
    coalesce(n.instance_id, o.instance_id) as instance_id, n.element_id as new_name, o.element_id as old_name, n.data_type as new_type, o.data_type as old_type,
    row_number() over (partition by coalesce(n.instance_id, o.instance_id), n.element_id is null or o.element_id is null order by n.ordinal, n.element_id) as n_place,
    row_number() over (partition by coalesce(n.instance_id, o.instance_id), o.element_id is null or n.element_id is null order by o.ordinal, o.element_id) as o_place
  from column_now as n
  full join column_before as o on o.instance_id = n.instance_id and o.element_id = n.element_id
),
renamed as (
  select instance_id, new_name, old_name
  from (
    select
      *, row_number() over (partition by instance_id, new_name order by likeness, old_ordinal) as place_of_old, row_number() over (partition by instance_id, old_name order by likeness, new_ordinal) as place_of_new
    from (
      select
        n.instance_id, n.element_id as new_name, o.element_id as old_name, n.ordinal as new_ordinal, o.ordinal as old_ordinal,
        case
          when n.profile_hash = o.profile_hash then 1
          when abs(n.null_rate - o.null_rate) > 0.1 then null
          when n.p50 is not null or o.p50 is not null then
            case when greatest(abs(n.p01 - o.p01), abs(n.p50 - o.p50), abs(n.p99 - o.p99)) <= 0.1 * (o.p99 - o.p01) + r.days_apart * case n.type_family when 'date' then 1 when 'timestamp' then 86400 else 0 end then 2 end
          when n.entropy is not null or o.entropy is not null then case when abs(n.entropy - o.entropy) <= 0.1 * (1 + o.entropy) and (regexp_replace(n.topk_values_hashed, '",.*$', '') = regexp_replace(o.topk_values_hashed, '",.*$', '') or regexp_replace(n.topk_patterns, '",.*$', '') = regexp_replace(o.topk_patterns, '",.*$', '')) then 2 end
          when n.ordinal = o.ordinal then 3
        end as likeness
      from column_now as n
      join column_before as o on o.instance_id = n.instance_id and o.data_type = n.data_type
      join relation_now as r on r.instance_id = n.instance_id
      left join column_before as k on k.instance_id = n.instance_id and k.element_id = n.element_id
      left join column_now as g on g.instance_id = o.instance_id and g.element_id = o.element_id
      where k.element_id is null and g.element_id is null
    ) as alike
    where likeness is not null
  ) as nearest
  where place_of_old = 1 and place_of_new = 1
),
changed as (
  select
    p.instance_id, coalesce(p.new_name, p.old_name) as element_id, p.new_type, p.old_type, r.old_name as renamed_from,
    case when p.old_name is null and r.old_name is not null then 'renamed' when p.old_name is null then 'added' when p.new_name is null then 'removed' when p.new_type <> p.old_type then 'retyped' when p.n_place <> p.o_place then 'moved' end as change
  from paired as p
  left join renamed as r on r.instance_id = p.instance_id and r.new_name = p.new_name
  left join renamed as g on g.instance_id = p.instance_id and g.old_name = p.old_name
  where p.new_name is not null or g.old_name is null
),
summed as (
  select
    r.*, coalesce(c.changes, 0) as changes, coalesce(c.moves, 0) as moves, c.level, c.changed_columns, c.moved_columns, c.said
  from relation_now as r
  left join (
    select
      instance_id, count(case when change <> 'moved' then 1 end) as changes, count(case when change = 'moved' then 1 end) as moves, max(case when change in ('removed', 'renamed', 'retyped') then 3 else 1 end) as level,
      to_json_string(array_agg(case when change <> 'moved' then element_id end ignore nulls order by case when change <> 'moved' then element_id end)) as changed_columns, to_json_string(array_agg(case when change = 'moved' then element_id end ignore nulls order by case when change = 'moved' then element_id end)) as moved_columns,
      to_json_string(array_agg(case when change <> 'moved' then concat(element_id, ' ', case change when 'renamed' then concat('renamed from ', renamed_from) when 'retyped' then concat('now of the type ', new_type, ' after ', old_type) else change end) end ignore nulls order by case when change <> 'moved' then concat(element_id, ' ', case change when 'renamed' then concat('renamed from ', renamed_from) when 'retyped' then concat('now of the type ', new_type, ' after ', old_type) else change end) end)) as said
    from changed
    where change is not null
    group by instance_id
  ) as c on c.instance_id = r.instance_id and r.earlier_run is not null
)
select
  instance_id, relation_name, element_id, cast(null as string) as partition_value, 'schema' as measure, 'schema' as metric, profile_ts, cast(changes as float64) as value, case when earlier_run is null then 0 else 1 end as history_days, level, cast(null as float64) as score, cast(null as float64) as p_value, cast(null as string) as statistic, cast(null as float64) as threshold,
  case when earlier_run is null then cast(null as float64) else 0 end as expected_low, case when earlier_run is null then cast(null as float64) else 0 end as expected_high, case when earlier_run is null then 'LEARNING' when level = 3 then 'FAIL' when level = 1 then 'WARN' else 'PASS' end as decision, moved_columns, reason
from (
  select
    instance_id, relation_name, '' as element_id, profile_ts, earlier_run, changes + moves as changes, case when changes >= 3 then level when moves > 0 then 1 else 0 end as level,
    case when changes >= 3 then changed_columns when moves > 0 then moved_columns end as moved_columns,
    concat('columns of ', label, case
      when earlier_run is null then ', learning: there is no earlier day'
      when changes >= 3 then concat(' changed at once since ', cast(earlier_day as string), ': ', replace(replace(replace(replace(said, '","', ', '), '["', ''), '"]', ''), '\\"', '"'))
      when moves > 0 then concat(' are in another order since ', cast(earlier_day as string), ': ', replace(replace(replace(replace(moved_columns, '","', ', '), '["', ''), '"]', ''), '\\"', '"'))
      else concat(' are what they were on ', cast(earlier_day as string))
    end) as reason
  from summed
  where changes >= 3 or moves > 0 or changes = 0
  union all
  select
    s.instance_id, s.relation_name, c.element_id, s.profile_ts, s.earlier_run, 1 as changes, case when c.change = 'added' then 1 else 3 end as level, cast(null as string) as moved_columns,
    concat('column ', case c.change when 'renamed' then c.renamed_from else c.element_id end, ' of ', s.label, case c.change
      when 'removed' then concat(' was removed, of the type ', c.old_type)
      when 'renamed' then concat(' seems renamed to ', c.element_id)
      when 'retyped' then concat(' is of the type ', c.new_type, ', expected ', c.old_type)
      else concat(' was added, of the type ', c.new_type)
    end, ', since ', cast(s.earlier_day as string)) as reason
  from summed as s
  join changed as c on c.instance_id = s.instance_id and c.change <> 'moved'
  where s.changes between 1 and 2
) as told
) as of_schema
) as q;
