insert into `warehouse`.`shop_argos`.`reference_frame` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, partition_value, profile_ts, shape, past_count, top_count, unseen_count, center, width, past_greatest, latest_hours, distance_month, chance_month, distance_week, chance_week, distance_weekday, chance_weekday, null_gap, lost_rate, fraction_rate)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['reference_frame', '<run_id>', cast(q.instance_id as string), cast(q.element_id as string), cast(q.partition_value as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.element_id as string) as element_id,
  cast(q.partition_value as string) as partition_value,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.shape as string) as shape,
  cast(q.past_count as float64) as past_count,
  cast(q.top_count as float64) as top_count,
  cast(q.unseen_count as float64) as unseen_count,
  cast(q.center as float64) as center,
  cast(q.width as float64) as width,
  cast(q.past_greatest as float64) as past_greatest,
  cast(q.latest_hours as float64) as latest_hours,
  cast(q.distance_month as float64) as distance_month,
  cast(q.chance_month as float64) as chance_month,
  cast(q.distance_week as float64) as distance_week,
  cast(q.chance_week as float64) as chance_week,
  cast(q.distance_weekday as float64) as distance_weekday,
  cast(q.chance_weekday as float64) as chance_weekday,
  cast(q.null_gap as float64) as null_gap,
  cast(q.lost_rate as float64) as lost_rate,
  cast(q.fraction_rate as float64) as fraction_rate
from (
with observed as (
  select
    fact_id as series_id, run_id, instance_id, relation_name, element_id, coalesce(type_family, '') as type_family, partition_value, partition_key, is_daily, profile_ts, profile_day,
    cast(row_count as float64) as row_count, cast(row_distinct_count as float64) as row_distinct_count, cast(row_once_count as float64) as row_once_count, cast(eval_count as float64) as eval_count, cast(null_count as float64) as null_count, cast(zero_count as float64) as zero_count, cast(eval_count - null_count as float64) as valid_count, cast(distinct_count as float64) as distinct_count, quantiles, topk_values_hashed, topk_patterns, coalesce(notes, '') like '%withheld: personal%' as is_personal,
    case type_family when 'date' then 24 * (mean - date_diff(profile_day, cast('1970-01-01' as date), day)) when 'timestamp' then (mean - 86400 * date_diff(profile_day, cast('1970-01-01' as date), day)) / 3600 else mean end as mean, case type_family when 'date' then 24 * (stddev - 0) when 'timestamp' then (stddev - 86400 * 0) / 3600 else stddev end as stddev
  from (
    select *, max(is_daily) over (partition by run_id, instance_id) as has_days
    from (select facts.*, date(profile_ts, 'UTC') as profile_day, case when partition_value is null then 0 when replace(partition_value, '-', '') = replace(cast(date_sub(date(profile_ts, 'UTC'), interval 1 day) as string), '-', '') then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`run_profile_result`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2026-01-07 06:00:00+00' and profile_ts > timestamp '2025-11-27 00:00:00+00' and profile_ts <= timestamp '2026-01-08 06:00:00+00') as facts) as of_days
  ) as facts
  where is_daily = has_days and is_daily >= 0
),
seen as (
  select series_id, 0 as age, type_family, profile_day, eval_count, valid_count, zero_count, distinct_count, quantiles, topk_values_hashed, topk_patterns
  from observed
  where element_id <> ''
  union all
  select series_id, age, type_family, profile_day, cast(eval_count as float64) as eval_count, cast(eval_count - null_count as float64) as valid_count, cast(zero_count as float64) as zero_count, cast(distinct_count as float64) as distinct_count, case when not is_personal then quantiles end as quantiles, topk_values_hashed, topk_patterns
  from (
    select
      o.series_id, o.is_personal, date_diff(o.profile_day, p.profile_day, day) as age, p.type_family, p.profile_day, p.eval_count, p.null_count, p.zero_count, p.distinct_count, p.quantiles, p.topk_values_hashed, p.topk_patterns,
      p.run_id = '<run_id>' as is_new, count(case when p.run_id <> '<run_id>' then 1 end) over (partition by o.series_id) as known_days
    from observed as o
    join (
      select *, row_number() over (partition by instance_id, element_id, is_daily, profile_day order by case when run_id = '<run_id>' then 2e12 when date(recorded_at, 'UTC') < profile_day then 1e12 else 0 end + 172800.0 * date_diff(date(recorded_at, 'UTC'), cast('1970-01-01' as date), day) - timestamp_diff(recorded_at, timestamp '1970-01-01 00:00:00+00', microsecond) / 1e6) as place
      from (select of_days.*, bad.instance_id is not null or stopped.instance_id is not null as is_bad
    from (select known.*
    from (select facts.*, date(profile_ts, 'UTC') as profile_day, case when partition_value is null then 0 when replace(partition_value, '-', '') = replace(cast(date_sub(date(profile_ts, 'UTC'), interval 1 day) as string), '-', '') then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`run_profile_result`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and element_id <> '' and recorded_at >= timestamp '2025-10-29 00:00:00+00' and profile_ts >= timestamp '2025-10-29 00:00:00+00') as facts) as known
    where known.is_daily <> 1 or known.partition_key is null or concat(known.instance_id, ' ', lower(known.partition_key)) in ('')) as of_days
    left join (select instance_id, profile_day, max(run_id) as stopped_run
from (
  select instance_id, profile_day, run_id, 1 as is_bad, 0 as is_good
  from (
    select instance_id, run_id, date(profile_ts, 'UTC') as profile_day, blocking, row_number() over (partition by gate_id, date(profile_ts, 'UTC') order by recorded_at desc) as place
    from `warehouse`.`shop_argos`.`gate_decision`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and level is not null and profile_ts is not null and recorded_at >= timestamp '2025-10-29 00:00:00+00'
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, cast(null as string), case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, date(profile_ts, 'UTC') as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), date(profile_ts, 'UTC') order by recorded_at desc, fact_id) as place
    from `warehouse`.`shop_argos`.`alarm_feedback`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-29 00:00:00+00'
  ) as words
  where place = 1) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0) as bad on bad.instance_id = of_days.instance_id and bad.profile_day = of_days.profile_day
    left join (select distinct instance_id, stopped_run from (select instance_id, profile_day, max(run_id) as stopped_run
from (
  select instance_id, profile_day, run_id, 1 as is_bad, 0 as is_good
  from (
    select instance_id, run_id, date(profile_ts, 'UTC') as profile_day, blocking, row_number() over (partition by gate_id, date(profile_ts, 'UTC') order by recorded_at desc) as place
    from `warehouse`.`shop_argos`.`gate_decision`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and level is not null and profile_ts is not null and recorded_at >= timestamp '2025-10-29 00:00:00+00'
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, cast(null as string), case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, date(profile_ts, 'UTC') as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), date(profile_ts, 'UTC') order by recorded_at desc, fact_id) as place
    from `warehouse`.`shop_argos`.`alarm_feedback`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-29 00:00:00+00'
  ) as words
  where place = 1) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0) as bad_days) as stopped on stopped.instance_id = of_days.instance_id and stopped.stopped_run = of_days.run_id) as of_days
    ) as p on p.instance_id = o.instance_id and p.element_id = o.element_id and p.type_family = o.type_family and p.is_daily = o.is_daily
    where p.place = 1 and not p.is_bad and date_diff(o.profile_day, p.profile_day, day) between 1 and 28
  ) as days
  where (not is_new or known_days < 14)
),

item as (
  select series_id, age, 'values' as kind, entry, entry_count, entry_count / nullif(valid_count, 0) as entry_share
  from (select series_id, age, valid_count, json_value(element, '$[0]') as entry, cast(json_value(element, '$[1]') as float64) as entry_count
from (select listed.series_id, listed.age, listed.valid_count, of_list as element
from (select series_id, age, valid_count, topk_values_hashed as items from seen where topk_values_hashed is not null and (type_family in ('text', 'boolean') or type_family = 'number' and distinct_count <= 50)) as listed cross join unnest(json_query_array(listed.items)) as of_list) as elements) as of_values
  union all
  select series_id, age, 'shapes' as kind, entry, entry_count, entry_count / nullif(valid_count, 0) as entry_share
  from (select series_id, age, valid_count, json_value(element, '$[0]') as entry, cast(json_value(element, '$[1]') as float64) as entry_count
from (select listed.series_id, listed.age, listed.valid_count, of_list as element
from (select series_id, age, valid_count, topk_patterns as items from seen where topk_patterns is not null and type_family = 'text') as listed cross join unnest(json_query_array(listed.items)) as of_list) as elements) as of_shapes
),
list_bin as (
  select
    series_id, kind, sum(today) as today, sum(month) as month, sum(week) as week, sum(weekday) as weekday,
    max(frequent_count) as frequent_count, max(different_count) as different_count, max(top_count) as top_count, max(unseen_count) as unseen_count, min(least_share) as least_share, min(present_days) as present_days
  from (
    select
      *, sum(case when place <= 30 then month end) over (partition by series_id, kind) as frequent_count, count(case when month > 0 then 1 end) over (partition by series_id, kind) as different_count,
      max(today) over (partition by series_id, kind) as top_count, sum(case when month = 0 and (listed_today > 0.999999 or today >= 2 * least_today) then today else 0 end) over (partition by series_id, kind) as unseen_count
    from (
      select
        *, row_number() over (partition by series_id, kind order by month desc, entry) as place,
        sum(today_share) over (partition by series_id, kind) as listed_today, min(case when today > 0 then today end) over (partition by series_id, kind) as least_today
      from (
        select
          series_id, kind, entry, sum(case when age = 0 then entry_count else 0 end) as today, sum(case when age = 0 then entry_share else 0 end) as today_share, min(case when age > 0 then entry_share end) as least_share, count(case when age > 0 then 1 end) as present_days, sum(case when age > 0 then entry_count else 0 end) as month, sum(case when age between 1 and 7 then entry_count else 0 end) as week, sum(case when age > 0 and mod(age, 7) = 0 then entry_count else 0 end) as weekday
        from item
        group by series_id, kind, entry
      ) as counted
    ) as placed
  ) as listed
  group by series_id, kind, case when place <= 30 and month > 0 then place else 0 end
),
point as (
  select series_id, age, valid_count, case type_family when 'date' then 24 * (item - day_number) when 'timestamp' then (item - 86400 * day_number) / 3600 else item end as q
  from (select series_id, age, type_family, valid_count, day_number, cast(element as float64) as item
from (select listed.series_id, listed.age, listed.type_family, listed.valid_count, listed.day_number, of_list as element
from (select series_id, age, type_family, valid_count, date_diff(profile_day, cast('1970-01-01' as date), day) as day_number, quantiles as items from seen where quantiles is not null and valid_count > 0) as listed cross join unnest(json_query_array(listed.items)) as of_list) as elements) as points
),
edge as (
  select
    series_id, center, upper - lower as width, past_greatest,
    case place when '0' then q when '1' then past_least - case when past_greatest > past_least then past_greatest - past_least when past_greatest <> 0 then abs(past_greatest) else 1 end when '2' then past_least - (case when past_greatest > past_least then past_greatest - past_least when past_greatest <> 0 then abs(past_greatest) else 1 end) / 1000000000 when '3' then past_greatest + case when past_greatest > past_least then past_greatest - past_least when past_greatest <> 0 then abs(past_greatest) else 1 end when '4' then past_greatest + 10 * (case when past_greatest > past_least then past_greatest - past_least when past_greatest <> 0 then abs(past_greatest) else 1 end) else 1e300 end as x,
    case when place = '0' then month when place in ('1', '2') then 0 else all_month end as month,
    case when place = '0' then week when place in ('1', '2') then 0 else all_week end as week,
    case when place = '0' then weekday when place in ('1', '2') then 0 else all_weekday end as weekday
  from (
    select
      *, min(q) over (partition by series_id) as past_least, row_number() over (partition by series_id order by q) as step, min(case when twentieth >= 5 then q end) over (partition by series_id) as lower, min(case when twentieth >= 10 then q end) over (partition by series_id) as center, min(case when twentieth >= 15 then q end) over (partition by series_id) as upper, max(greatest_month) over (partition by series_id) as all_month, max(greatest_week) over (partition by series_id) as all_week, max(greatest_weekday) over (partition by series_id) as all_weekday, max(greatest_q) over (partition by series_id) as past_greatest
    from (
      select series_id, twentieth, min(q) as q, max(q) as greatest_q, min(month) as month, max(month) as greatest_month, min(week) as week, max(week) as greatest_week, min(weekday) as weekday, max(weekday) as greatest_weekday
      from (
        select *, floor(month * 20 + 0.000000001) as twentieth
        from (
          select series_id, q, coalesce(sum(month) over (partition by series_id order by q) / nullif(sum(month) over (partition by series_id), 0), 0) as month, coalesce(sum(week) over (partition by series_id order by q) / nullif(sum(week) over (partition by series_id), 0), 0) as week, coalesce(sum(weekday) over (partition by series_id order by q) / nullif(sum(weekday) over (partition by series_id), 0), 0) as weekday
          from (
            select series_id, q, sum(case when age > 0 then valid_count else 0 end) as month, sum(case when age between 1 and 7 then valid_count else 0 end) as week, sum(case when age > 0 and mod(age, 7) = 0 then valid_count else 0 end) as weekday
            from point
            where age > 0
            group by series_id, q
          ) as weighted
        ) as pooled
      ) as cumulative
      group by series_id, twentieth
    ) as stepped
  ) as framed
  join (select json_value(j, '$[0]') as place
from unnest(json_query_array('[["0"], ["1"], ["2"], ["3"], ["4"], ["5"]]')) as j) as places on case when place = '0' then twentieth >= 1 else step = 1 end
),
quantile_bin as (
  select series_id, center, width, past_greatest, fraction_rate, today - lag(today, 1, 0) over (partition by series_id order by x, month) as today, month - lag(month, 1, 0) over (partition by series_id order by x, month) as month, week - lag(week, 1, 0) over (partition by series_id order by x, month) as week, weekday - lag(weekday, 1, 0) over (partition by series_id order by x, month) as weekday
  from (
    select
      series_id, x, center, width, past_greatest, fraction_rate, month, week, weekday,
      case
        when q0 is null then 0
        when q1 is null then 1
        when q0 = atom0 or q1 = atom1 then (below - 0.5) / 40
        else (below - 1 + (x - q0) / (q1 - q0)) / 40
      end as today
    from (
      select
        *, sum(case when case when abs(x) < 9e15 then x <> floor(x) end then points else 0 end) over (partition by series_id) / nullif(sum(points) over (partition by series_id), 0) as fraction_rate, sum(points) over (partition by series_id order by x, is_edge rows between unbounded preceding and current row) as below, max(case when points > 0 then x end) over (partition by series_id order by x, is_edge rows between unbounded preceding and current row) as q0, max(case when points > 1 then x end) over (partition by series_id order by x, is_edge rows between unbounded preceding and current row) as atom0,
        min(case when points > 0 then x end) over (partition by series_id order by x desc, is_edge desc rows between unbounded preceding and current row) as q1, min(case when points > 1 then x end) over (partition by series_id order by x desc, is_edge desc rows between unbounded preceding and current row) as atom1
      from (
        select series_id, x, 1 as is_edge, month, week, weekday, center, width, past_greatest, 0 as points
        from edge
        union all
        select series_id, q as x, 0 as is_edge, cast(null as float64) as month, cast(null as float64) as week, cast(null as float64) as weekday, cast(null as float64) as center, cast(null as float64) as width, cast(null as float64) as past_greatest, count(*) as points
        from point
        where age = 0
        group by series_id, q
      ) as line
    ) as walked
    where is_edge = 1
  ) as edges_of_today
),
total as (
  select
    series_id, max(type_family) as type_family, sum(case when age = 0 then valid_count else 0 end) as today, 1 - sum(case when age > 0 then valid_count end) / nullif(sum(case when age > 0 then eval_count end), 0) as usual_nulls,
    sum(case when age = 0 then zero_count end) / nullif(sum(case when age = 0 then valid_count end), 0) as zeros, min(case when age > 0 and valid_count > 0 then zero_count / valid_count end) as least_zeros, sum(case when age > 0 then valid_count else 0 end) as month, count(distinct case when age > 0 and valid_count > 0 then age end) as month_days, count(distinct case when age > 0 and valid_count > 0 and quantiles is not null then age end) as month_shown_days, sum(case when age between 1 and 7 then valid_count else 0 end) as week, count(distinct case when age between 1 and 7 and valid_count > 0 then age end) as week_days, count(distinct case when age between 1 and 7 and valid_count > 0 and quantiles is not null then age end) as week_shown_days, sum(case when age > 0 and mod(age, 7) = 0 then valid_count else 0 end) as weekday, count(distinct case when age > 0 and mod(age, 7) = 0 and valid_count > 0 then age end) as weekday_days, count(distinct case when age > 0 and mod(age, 7) = 0 and valid_count > 0 and quantiles is not null then age end) as weekday_shown_days
  from seen
  group by series_id
),
share_of as (
  select
    b.series_id, b.kind, b.frequent_count, b.different_count, b.top_count, b.unseen_count, case when b.present_days = t.month_days then b.least_share end as least_share, b.center, b.width, b.past_greatest, b.fraction_rate, t.type_family, t.month as past_count, t.usual_nulls, t.zeros, t.least_zeros, t.today as rows_today, b.today / nullif(greatest(sum(b.today) over (partition by b.series_id, b.kind), case when b.kind = 'quantiles' then 0 else t.today end), 0) as today, t.month as rows_month, b.month / nullif(greatest(sum(b.month) over (partition by b.series_id, b.kind), case when b.kind = 'quantiles' then 0 else t.month end), 0) as month, t.week as rows_week, b.week / nullif(greatest(sum(b.week) over (partition by b.series_id, b.kind), case when b.kind = 'quantiles' then 0 else t.week end), 0) as week, t.weekday as rows_weekday, b.weekday / nullif(greatest(sum(b.weekday) over (partition by b.series_id, b.kind), case when b.kind = 'quantiles' then 0 else t.weekday end), 0) as weekday, case when b.kind = 'quantiles' then t.month_shown_days else t.month_days end as days_month, case when b.kind = 'quantiles' then t.week_shown_days else t.week_days end as days_week, case when b.kind = 'quantiles' then t.weekday_shown_days else t.weekday_days end as days_weekday
  from (
    select series_id, kind, today, month, week, weekday, frequent_count, different_count, top_count, unseen_count, least_share, present_days, cast(null as float64) as center, cast(null as float64) as width, cast(null as float64) as past_greatest, cast(null as float64) as fraction_rate
    from list_bin
    union all
    select series_id, 'quantiles' as kind, greatest(today, 0) as today, month, week, weekday, cast(null as float64) as frequent_count, cast(null as float64) as different_count, cast(null as float64) as top_count, cast(null as float64) as unseen_count, cast(null as float64) as least_share, 0 as present_days, center, width, past_greatest, fraction_rate
    from quantile_bin
  ) as b
  join total as t on t.series_id = b.series_id
),
distance as (
  select
    *, greatest(lost_share - rest_today, case when zeros < 0.2 * least_zeros and least_zeros * rows_today >= 3 then least_zeros - zeros else 0 end, 0) as lost_rate,
    case when days_month >= 3 and rows_month > 0 and all_today is not null then greatest(apart_month + case when rest_today > 0 then 0.5 * rest_today * ln(2 * rest_today / (rest_today + rest_month)) else 0 end + case when rest_month > 0 then 0.5 * rest_month * ln(2 * rest_month / (rest_today + rest_month)) else 0 end, 0) end as distance_month,
    greatest(bins_month + least(1, (rest_today * rows_today + rest_month * rows_month) / nullif(rows_today + rows_month, 0) * least(rows_today, rows_month)) - 1, 0.5) / 8 * (1 / nullif(rows_today, 0) + 1 / nullif(rows_month, 0)) as chance_month,
    case when days_week >= 3 and rows_week > 0 and all_today is not null then greatest(apart_week + case when rest_today > 0 then 0.5 * rest_today * ln(2 * rest_today / (rest_today + rest_week)) else 0 end + case when rest_week > 0 then 0.5 * rest_week * ln(2 * rest_week / (rest_today + rest_week)) else 0 end, 0) end as distance_week,
    greatest(bins_week + least(1, (rest_today * rows_today + rest_week * rows_week) / nullif(rows_today + rows_week, 0) * least(rows_today, rows_week)) - 1, 0.5) / 8 * (1 / nullif(rows_today, 0) + 1 / nullif(rows_week, 0)) as chance_week,
    case when days_weekday >= 1 and rows_weekday > 0 and all_today is not null then greatest(apart_weekday + case when rest_today > 0 then 0.5 * rest_today * ln(2 * rest_today / (rest_today + rest_weekday)) else 0 end + case when rest_weekday > 0 then 0.5 * rest_weekday * ln(2 * rest_weekday / (rest_today + rest_weekday)) else 0 end, 0) end as distance_weekday,
    greatest(bins_weekday + least(1, (rest_today * rows_today + rest_weekday * rows_weekday) / nullif(rows_today + rows_weekday, 0) * least(rows_today, rows_weekday)) - 1, 0.5) / 8 * (1 / nullif(rows_today, 0) + 1 / nullif(rows_weekday, 0)) as chance_weekday
  from (
    select
      series_id, kind, sum(today) as all_today, sum(case when today < 0.2 * least_share and least_share * rows_today >= 3 then least_share - today else 0 end) as lost_share, max(frequent_count) as frequent_count, max(different_count) as different_count, max(top_count) as top_count, max(unseen_count) as unseen_count, max(center) as center, max(width) as width, max(past_greatest) as past_greatest, max(fraction_rate) as fraction_rate, max(type_family) as type_family, max(past_count) as past_count, max(usual_nulls) as usual_nulls, max(zeros) as zeros, max(least_zeros) as least_zeros, max(rows_today) as rows_today, max(rows_month) as rows_month, max(rows_week) as rows_week, max(rows_weekday) as rows_weekday, max(days_month) as days_month, max(days_week) as days_week, max(days_weekday) as days_weekday, case when sum(today) < 0.999999999 then 1 - sum(today) else 0 end as rest_today, case when sum(month) < 0.999999999 then 1 - sum(month) else 0 end as rest_month, case when sum(week) < 0.999999999 then 1 - sum(week) else 0 end as rest_week, case when sum(weekday) < 0.999999999 then 1 - sum(weekday) else 0 end as rest_weekday,
      sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + month)) else 0 end + case when month > 0 then 0.5 * month * ln(2 * month / (today + month)) else 0 end) as apart_month,
      sum(least(1, (today * rows_today + month * rows_month) / nullif(rows_today + rows_month, 0) * least(rows_today, rows_month))) as bins_month,
      sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + week)) else 0 end + case when week > 0 then 0.5 * week * ln(2 * week / (today + week)) else 0 end) as apart_week,
      sum(least(1, (today * rows_today + week * rows_week) / nullif(rows_today + rows_week, 0) * least(rows_today, rows_week))) as bins_week,
      sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + weekday)) else 0 end + case when weekday > 0 then 0.5 * weekday * ln(2 * weekday / (today + weekday)) else 0 end) as apart_weekday,
      sum(least(1, (today * rows_today + weekday * rows_weekday) / nullif(rows_today + rows_weekday, 0) * least(rows_today, rows_weekday))) as bins_weekday
    from share_of
    group by series_id, kind
  ) as summed
),
chosen as (
  select *, row_number() over (partition by series_id order by case when kind = shape then 0 else 1 end, kind) as place
  from (
    select
      *,
      case
        when type_family = 'boolean' or max(case when kind = 'values' then frequent_count end) over (partition by series_id) >= 0.5 * past_count and (type_family = 'text' or max(case when kind = 'values' then different_count end) over (partition by series_id) <= 12) then 'values'
        when type_family = 'text' then 'shapes'
        else 'quantiles'
      end as shape,
      max(case when kind = 'values' then top_count end) over (partition by series_id) as most_today, max(case when kind = 'shapes' then unseen_count end) over (partition by series_id) as of_new_shapes, max(lost_rate) over (partition by series_id) as most_lost, max(fraction_rate) over (partition by series_id) as fractions
    from distance
  ) as shaped
),
compared as (
  select
    o.run_id, o.instance_id, o.relation_name, o.element_id, o.partition_value, o.profile_ts,
    coalesce(c.shape, case o.type_family when 'boolean' then 'values' when 'text' then 'shapes' else 'quantiles' end) as shape,
    coalesce(c.past_count, 0) as past_count, c.most_today as top_count, c.most_lost as lost_rate, c.fractions as fraction_rate,
    case when c.kind = c.shape then case when c.of_new_shapes > c.unseen_count then c.of_new_shapes else c.unseen_count end end as unseen_count,
    case when c.kind = c.shape then c.center end as center,
    case when c.kind = c.shape then c.width end as width,
    case when c.kind = c.shape then c.past_greatest end as past_greatest,
    case when c.kind = c.shape then c.distance_month end as distance_month,
    case when c.kind = c.shape then c.chance_month end as chance_month,
    case when c.kind = c.shape then c.distance_week end as distance_week,
    case when c.kind = c.shape then c.chance_week end as chance_week,
    case when c.kind = c.shape then c.distance_weekday end as distance_weekday,
    case when c.kind = c.shape then c.chance_weekday end as chance_weekday,
    case o.type_family when 'date' then 24 * (cast(json_value(o.quantiles, '$[40]') as float64) - date_diff(o.profile_day, cast('1970-01-01' as date), day)) when 'timestamp' then (cast(json_value(o.quantiles, '$[40]') as float64) - 86400 * date_diff(o.profile_day, cast('1970-01-01' as date), day)) / 3600 else cast(json_value(o.quantiles, '$[40]') as float64) end as latest_hours,
    o.null_count / nullif(o.eval_count, 0) as null_share, c.usual_nulls
  from observed as o
  left join chosen as c on c.series_id = o.series_id and c.place = 1
  where o.element_id <> ''
)
select
  *, case when least(far_before, far_after) < 0.2 * usual_nulls then risen - case when far_after < far_before then risen_after else risen_before end end as null_gap
from (
  select
    *, coalesce(usual_nulls - lag(usual_nulls) over (partition by run_id, instance_id, partition_value, profile_ts, case when usual_nulls > 0 then 1 else 0 end order by usual_nulls, element_id), 1) as far_before, coalesce(lead(usual_nulls) over (partition by run_id, instance_id, partition_value, profile_ts, case when usual_nulls > 0 then 1 else 0 end order by usual_nulls, element_id) - usual_nulls, 1) as far_after,
    lag(risen) over (partition by run_id, instance_id, partition_value, profile_ts, case when usual_nulls > 0 then 1 else 0 end order by usual_nulls, element_id) as risen_before, lead(risen) over (partition by run_id, instance_id, partition_value, profile_ts, case when usual_nulls > 0 then 1 else 0 end order by usual_nulls, element_id) as risen_after
  from (select *, null_share - usual_nulls as risen from compared) as shares
) as neighbours
) as q;
insert into `warehouse`.`shop_argos`.`series_metric` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, partition_value, partition_key, profile_ts, metric, affected_count, total_count, value, variance, value_week, variance_week, value_weekday, variance_weekday, center, width, history_days, expected_month, expected_week, expected_weekday, miss_month, miss_week, miss_weekday, usual_variance, past_affected_count, past_total_count)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['series_metric', '<run_id>', cast(q.instance_id as string), cast(q.element_id as string), cast(q.metric as string), cast(q.partition_value as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.element_id as string) as element_id,
  cast(q.partition_value as string) as partition_value,
  cast(q.partition_key as string) as partition_key,
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
    fact_id as series_id, run_id, instance_id, relation_name, element_id, coalesce(type_family, '') as type_family, partition_value, partition_key, is_daily, profile_ts, profile_day,
    cast(row_count as float64) as row_count, cast(row_distinct_count as float64) as row_distinct_count, cast(row_once_count as float64) as row_once_count, cast(eval_count as float64) as eval_count, cast(null_count as float64) as null_count, cast(zero_count as float64) as zero_count, cast(eval_count - null_count as float64) as valid_count, cast(distinct_count as float64) as distinct_count, quantiles, topk_values_hashed, topk_patterns, coalesce(notes, '') like '%withheld: personal%' as is_personal,
    case type_family when 'date' then 24 * (mean - date_diff(profile_day, cast('1970-01-01' as date), day)) when 'timestamp' then (mean - 86400 * date_diff(profile_day, cast('1970-01-01' as date), day)) / 3600 else mean end as mean, case type_family when 'date' then 24 * (stddev - 0) when 'timestamp' then (stddev - 86400 * 0) / 3600 else stddev end as stddev
  from (
    select *, max(is_daily) over (partition by run_id, instance_id) as has_days
    from (select facts.*, date(profile_ts, 'UTC') as profile_day, case when partition_value is null then 0 when replace(partition_value, '-', '') = replace(cast(date_sub(date(profile_ts, 'UTC'), interval 1 day) as string), '-', '') then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`run_profile_result`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2026-01-07 06:00:00+00' and profile_ts > timestamp '2025-11-27 00:00:00+00' and profile_ts <= timestamp '2026-01-08 06:00:00+00') as facts) as of_days
  ) as facts
  where is_daily = has_days and is_daily >= 0
),
today as (
  select
    o.*, f.shape, f.past_count, f.top_count, f.unseen_count, f.center, f.width, f.past_greatest, f.latest_hours, f.distance_month, f.chance_month, f.distance_week, f.chance_week, f.distance_weekday, f.chance_weekday, f.null_gap, f.lost_rate, f.fraction_rate
  from observed as o
  left join (
    select * from `warehouse`.`shop_argos`.`reference_frame`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2026-01-07 06:00:00+00'
  ) as f on f.run_id = o.run_id and f.instance_id = o.instance_id and f.element_id = o.element_id and f.profile_ts = o.profile_ts and coalesce(f.partition_value, '') = coalesce(o.partition_value, '')
),
derived as (
  select
    *,
    case when kind <> 'rate' then g when n > 0 and x is not null then asin(sqrt(least(1, greatest(0, (x + 0.375) / (n + 0.75))))) end as value,
    case when kind = 'rate' then 1 / (4 * n + 2) else v end as variance
  from (
    select
      *, case metric when 'null_rate' then 1 = 1 when 'null_gap_rate' then null_gap is not null when 'zero_rate' then shape = 'quantiles' and zero_count is not null when 'unseen_rate' then shape <> 'quantiles' when 'lost_rate' then type_family in ('text', 'boolean', 'number') and past_count > 0 when 'fraction_rate' then type_family = 'number' and fraction_rate is not null when 'top_rate' then shape = 'shapes' and top_count > 0 when 'mean' then shape = 'quantiles' and type_family not in ('date', 'timestamp') and width > 0 when 'mean_hours' then type_family in ('date', 'timestamp') and width > 0 when 'stddev' then shape = 'quantiles' and type_family not in ('date', 'timestamp') and valid_count > 1 and not is_personal when 'stddev_hours' then type_family in ('date', 'timestamp') and valid_count > 1 and not is_personal when 'latest_hours' then type_family in ('date', 'timestamp') and coalesce(past_greatest between -72 and 24, true) and not is_personal when 'distribution' then type_family <> 'other' when 'row_count' then row_count is not null when 'row_distinct_count' then row_distinct_count is not null when 'duplicate_rate' then row_distinct_count is not null else 1 = 0 end as applies,
      case metric when 'null_rate' then null_count when 'null_gap_rate' then null_count when 'zero_rate' then zero_count when 'unseen_rate' then case when past_count > 0 then unseen_count end when 'lost_rate' then lost_rate * valid_count when 'fraction_rate' then fraction_rate * valid_count when 'top_rate' then top_count when 'duplicate_rate' then row_distinct_count - row_once_count else null end as x, case metric when 'null_rate' then eval_count when 'null_gap_rate' then eval_count when 'zero_rate' then valid_count when 'unseen_rate' then valid_count when 'lost_rate' then valid_count when 'fraction_rate' then valid_count when 'top_rate' then valid_count when 'mean' then valid_count when 'duplicate_rate' then row_distinct_count else null end as n, case metric when 'null_gap_rate' then null_gap when 'mean' then mean when 'mean_hours' then mean when 'stddev' then case when stddev > 0 then ln(stddev) end when 'stddev_hours' then case when stddev > 0 then ln(stddev) end when 'latest_hours' then latest_hours when 'distribution' then distance_month when 'row_count' then ln(greatest(row_count, 0.5)) when 'row_distinct_count' then ln(greatest(row_distinct_count, 0.5)) else null end as g, case metric when 'null_gap_rate' then 1 / nullif(eval_count * eval_count, 0) when 'mean' then stddev * stddev / nullif((width * width + (mean - center) * (mean - center)) * valid_count, 0) when 'mean_hours' then stddev * stddev / nullif((width * width + (mean - center) * (mean - center)) * valid_count, 0) when 'stddev' then 2 / nullif(valid_count, 0) when 'stddev_hours' then 2 / nullif(valid_count, 0) when 'latest_hours' then 0.01 when 'distribution' then chance_month when 'row_count' then 1 / (9 * greatest(row_count, 1)) when 'row_distinct_count' then 1 / (9 * greatest(row_count, 1)) else null end as v
    from today as t
    join (select json_value(j, '$[0]') as metric, json_value(j, '$[1]') as kind, json_value(j, '$[2]') as scope
from unnest(json_query_array('[["null_rate", "rate", "column"], ["null_gap_rate", "plain", "column"], ["zero_rate", "rate", "column"], ["unseen_rate", "rate", "column"], ["lost_rate", "rate", "column"], ["fraction_rate", "rate", "column"], ["top_rate", "rate", "column"], ["mean", "mean", "column"], ["mean_hours", "mean", "column"], ["stddev", "log", "column"], ["stddev_hours", "log", "column"], ["latest_hours", "plain", "column"], ["distribution", "distance", "column"], ["row_count", "log", "relation"], ["row_distinct_count", "log", "relation"], ["duplicate_rate", "rate", "relation"]]')) as j) as m on case when t.element_id = '' then 'relation' else 'column' end = m.scope
  ) as asked
  where applies
),
stored as (
  select instance_id, element_id, metric, profile_day, is_daily, affected_count, total_count, value, variance, value_week, variance_week, value_weekday, variance_weekday, is_bad
  from (
    select *, row_number() over (partition by instance_id, element_id, metric, is_daily, profile_day order by case when run_id = '<run_id>' then 2e12 when date(recorded_at, 'UTC') < profile_day then 1e12 else 0 end + 172800.0 * date_diff(date(recorded_at, 'UTC'), cast('1970-01-01' as date), day) - timestamp_diff(recorded_at, timestamp '1970-01-01 00:00:00+00', microsecond) / 1e6) as place
    from (select of_days.*, bad.instance_id is not null or stopped.instance_id is not null as is_bad
    from (select known.*
    from (select facts.*, date(profile_ts, 'UTC') as profile_day, case when partition_value is null then 0 when replace(partition_value, '-', '') = replace(cast(date_sub(date(profile_ts, 'UTC'), interval 1 day) as string), '-', '') then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`series_metric`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-15 00:00:00+00' and profile_ts >= timestamp '2025-10-15 00:00:00+00') as facts) as known
    where known.is_daily <> 1 or known.partition_key is null or concat(known.instance_id, ' ', lower(known.partition_key)) in ('')) as of_days
    left join (select instance_id, profile_day, max(run_id) as stopped_run
from (
  select instance_id, profile_day, run_id, 1 as is_bad, 0 as is_good
  from (
    select instance_id, run_id, date(profile_ts, 'UTC') as profile_day, blocking, row_number() over (partition by gate_id, date(profile_ts, 'UTC') order by recorded_at desc) as place
    from `warehouse`.`shop_argos`.`gate_decision`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and level is not null and profile_ts is not null and recorded_at >= timestamp '2025-10-15 00:00:00+00'
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, cast(null as string), case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, date(profile_ts, 'UTC') as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), date(profile_ts, 'UTC') order by recorded_at desc, fact_id) as place
    from `warehouse`.`shop_argos`.`alarm_feedback`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-15 00:00:00+00'
  ) as words
  where place = 1) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0) as bad on bad.instance_id = of_days.instance_id and bad.profile_day = of_days.profile_day
    left join (select distinct instance_id, stopped_run from (select instance_id, profile_day, max(run_id) as stopped_run
from (
  select instance_id, profile_day, run_id, 1 as is_bad, 0 as is_good
  from (
    select instance_id, run_id, date(profile_ts, 'UTC') as profile_day, blocking, row_number() over (partition by gate_id, date(profile_ts, 'UTC') order by recorded_at desc) as place
    from `warehouse`.`shop_argos`.`gate_decision`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and level is not null and profile_ts is not null and recorded_at >= timestamp '2025-10-15 00:00:00+00'
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, cast(null as string), case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, date(profile_ts, 'UTC') as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), date(profile_ts, 'UTC') order by recorded_at desc, fact_id) as place
    from `warehouse`.`shop_argos`.`alarm_feedback`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-15 00:00:00+00'
  ) as words
  where place = 1) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0) as bad_days) as stopped on stopped.instance_id = of_days.instance_id and stopped.stopped_run = of_days.run_id) as of_days
  ) as stored
  where place = 1
),
known as (
  select cast(null as string) as observed_run, instance_id, element_id, metric, profile_day, is_daily, affected_count, total_count, value, variance, value_week, variance_week, value_weekday, variance_weekday
  from stored
  where not is_bad
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
    case when weekdays >= 1 then (values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))] + (values_weekday[safe_offset(cast(ceil(0.5 * (array_length(values_weekday) - 1)) as int64))] - values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))]) * (0.5 * (array_length(values_weekday) - 1) - floor(0.5 * (array_length(values_weekday) - 1)))) end as expected_weekday,
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
      select *
      from (
        select
          d.series_id, d.metric, date_diff(d.profile_day, k.profile_day, day) as age, k.affected_count, k.total_count, k.value, k.variance, k.value_week, k.variance_week, k.value_weekday, k.variance_weekday, k.observed_run is not null as is_new,
          count(case when k.observed_run is null and date_diff(d.profile_day, k.profile_day, day) <= 28 then 1 end) over (partition by d.series_id, d.metric) as known_days
        from derived as d
        join known as k on k.instance_id = d.instance_id and k.element_id = d.element_id and k.metric = d.metric and k.is_daily = d.is_daily
        left join (select distinct instance_id, is_daily, profile_day from stored) as o on o.instance_id = k.instance_id and o.is_daily = k.is_daily and o.profile_day = k.profile_day
        where (k.observed_run is null or k.observed_run = d.run_id and o.instance_id is null) and date_diff(d.profile_day, k.profile_day, day) between 1 and 42
      ) as days
      where (not is_new or known_days < 14)
    ) as aged
    group by series_id, metric
  ) as collected
)
select
  d.run_id, d.instance_id, d.relation_name, d.element_id, d.partition_value, d.partition_key, d.profile_ts, d.metric, d.x as affected_count, d.n as total_count, d.value, d.variance,
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
insert into `warehouse`.`shop_argos`.`column_verdict` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, partition_value, partition_key, measure, profile_ts, metric, value, history_days, level, score, threshold, p_value, statistic, expected_low, expected_high, moved_columns, decision, reason)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['column_verdict', '<run_id>', cast(q.instance_id as string), cast(q.element_id as string), cast(q.measure as string), cast(q.metric as string), cast(q.partition_value as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.element_id as string) as element_id,
  cast(q.partition_value as string) as partition_value,
  cast(q.partition_key as string) as partition_key,
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
select instance_id, relation_name, element_id, partition_value, partition_key, measure, profile_ts, metric, value, history_days, level, score, threshold, p_value, statistic, expected_low, expected_high, moved_columns, decision, reason from (
with judged as (
  select fact_id as series_id, metrics.* from (select facts.*, date(profile_ts, 'UTC') as profile_day, case when partition_value is null then 0 when replace(partition_value, '-', '') = replace(cast(date_sub(date(profile_ts, 'UTC'), interval 1 day) as string), '-', '') then 1 else -1 end as is_daily
    from (select * from (select *, max(profile_ts) over (partition by instance_id, element_id) as newest_ts from (select * from `warehouse`.`shop_argos`.`series_metric`
    where run_id = '<run_id>' and instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2026-01-07 06:00:00+00') as of_run) as m where profile_ts = newest_ts) as facts) as metrics
),
past as (
  select run_id, instance_id, element_id, metric, is_daily, profile_day, value, value_week, value_weekday, miss_month, miss_week, miss_weekday, is_bad
  from (
    select *, row_number() over (partition by instance_id, element_id, metric, is_daily, profile_day order by case when run_id = '<run_id>' then 2e12 when date(recorded_at, 'UTC') < profile_day then 1e12 else 0 end + 172800.0 * date_diff(date(recorded_at, 'UTC'), cast('1970-01-01' as date), day) - timestamp_diff(recorded_at, timestamp '1970-01-01 00:00:00+00', microsecond) / 1e6) as place
    from (select of_days.*, bad.instance_id is not null or stopped.instance_id is not null as is_bad
    from (select known.*
    from (select facts.*, date(profile_ts, 'UTC') as profile_day, case when partition_value is null then 0 when replace(partition_value, '-', '') = replace(cast(date_sub(date(profile_ts, 'UTC'), interval 1 day) as string), '-', '') then 1 else -1 end as is_daily
    from (select * from `warehouse`.`shop_argos`.`series_metric`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-15 00:00:00+00' and profile_ts >= timestamp '2025-10-15 00:00:00+00') as facts) as known
    where known.is_daily <> 1 or known.partition_key is null or concat(known.instance_id, ' ', lower(known.partition_key)) in ('')) as of_days
    left join (select instance_id, profile_day, max(run_id) as stopped_run
from (
  select instance_id, profile_day, run_id, 1 as is_bad, 0 as is_good
  from (
    select instance_id, run_id, date(profile_ts, 'UTC') as profile_day, blocking, row_number() over (partition by gate_id, date(profile_ts, 'UTC') order by recorded_at desc) as place
    from `warehouse`.`shop_argos`.`gate_decision`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and level is not null and profile_ts is not null and recorded_at >= timestamp '2025-10-15 00:00:00+00'
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, cast(null as string), case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, date(profile_ts, 'UTC') as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), date(profile_ts, 'UTC') order by recorded_at desc, fact_id) as place
    from `warehouse`.`shop_argos`.`alarm_feedback`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-15 00:00:00+00'
  ) as words
  where place = 1) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0) as bad on bad.instance_id = of_days.instance_id and bad.profile_day = of_days.profile_day
    left join (select distinct instance_id, stopped_run from (select instance_id, profile_day, max(run_id) as stopped_run
from (
  select instance_id, profile_day, run_id, 1 as is_bad, 0 as is_good
  from (
    select instance_id, run_id, date(profile_ts, 'UTC') as profile_day, blocking, row_number() over (partition by gate_id, date(profile_ts, 'UTC') order by recorded_at desc) as place
    from `warehouse`.`shop_argos`.`gate_decision`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and level is not null and profile_ts is not null and recorded_at >= timestamp '2025-10-15 00:00:00+00'
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, cast(null as string), case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, date(profile_ts, 'UTC') as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), date(profile_ts, 'UTC') order by recorded_at desc, fact_id) as place
    from `warehouse`.`shop_argos`.`alarm_feedback`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-15 00:00:00+00'
  ) as words
  where place = 1) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0) as bad_days) as stopped on stopped.instance_id = of_days.instance_id and stopped.stopped_run = of_days.run_id) as of_days
  ) as stored
  where place = 1
),
spreads as (
  select
    series_id, observed_days, values_variance, misses_month, (missed_month[safe_offset(cast(floor(0.25 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.25 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.25 * (array_length(missed_month) - 1)) as int64))]) * (0.25 * (array_length(missed_month) - 1) - floor(0.25 * (array_length(missed_month) - 1)))) as q25_month, (missed_month[safe_offset(cast(floor(0.5 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.5 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.5 * (array_length(missed_month) - 1)) as int64))]) * (0.5 * (array_length(missed_month) - 1) - floor(0.5 * (array_length(missed_month) - 1)))) as q50_month, (missed_month[safe_offset(cast(floor(0.75 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.75 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.75 * (array_length(missed_month) - 1)) as int64))]) * (0.75 * (array_length(missed_month) - 1) - floor(0.75 * (array_length(missed_month) - 1)))) as q75_month, (missed_month[safe_offset(cast(floor(0.9 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.9 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.9 * (array_length(missed_month) - 1)) as int64))]) * (0.9 * (array_length(missed_month) - 1) - floor(0.9 * (array_length(missed_month) - 1)))) as q90_month, (missed_month[safe_offset(cast(floor(0.97 * (array_length(missed_month) - 1)) as int64))] + (missed_month[safe_offset(cast(ceil(0.97 * (array_length(missed_month) - 1)) as int64))] - missed_month[safe_offset(cast(floor(0.97 * (array_length(missed_month) - 1)) as int64))]) * (0.97 * (array_length(missed_month) - 1) - floor(0.97 * (array_length(missed_month) - 1)))) as q97_month, (values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))] + (values_month[safe_offset(cast(ceil(0.5 * (array_length(values_month) - 1)) as int64))] - values_month[safe_offset(cast(floor(0.5 * (array_length(values_month) - 1)) as int64))]) * (0.5 * (array_length(values_month) - 1) - floor(0.5 * (array_length(values_month) - 1)))) as usual_month, misses_week, (missed_week[safe_offset(cast(floor(0.25 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.25 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.25 * (array_length(missed_week) - 1)) as int64))]) * (0.25 * (array_length(missed_week) - 1) - floor(0.25 * (array_length(missed_week) - 1)))) as q25_week, (missed_week[safe_offset(cast(floor(0.5 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.5 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.5 * (array_length(missed_week) - 1)) as int64))]) * (0.5 * (array_length(missed_week) - 1) - floor(0.5 * (array_length(missed_week) - 1)))) as q50_week, (missed_week[safe_offset(cast(floor(0.75 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.75 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.75 * (array_length(missed_week) - 1)) as int64))]) * (0.75 * (array_length(missed_week) - 1) - floor(0.75 * (array_length(missed_week) - 1)))) as q75_week, (missed_week[safe_offset(cast(floor(0.9 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.9 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.9 * (array_length(missed_week) - 1)) as int64))]) * (0.9 * (array_length(missed_week) - 1) - floor(0.9 * (array_length(missed_week) - 1)))) as q90_week, (missed_week[safe_offset(cast(floor(0.97 * (array_length(missed_week) - 1)) as int64))] + (missed_week[safe_offset(cast(ceil(0.97 * (array_length(missed_week) - 1)) as int64))] - missed_week[safe_offset(cast(floor(0.97 * (array_length(missed_week) - 1)) as int64))]) * (0.97 * (array_length(missed_week) - 1) - floor(0.97 * (array_length(missed_week) - 1)))) as q97_week, (values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))] + (values_week[safe_offset(cast(ceil(0.5 * (array_length(values_week) - 1)) as int64))] - values_week[safe_offset(cast(floor(0.5 * (array_length(values_week) - 1)) as int64))]) * (0.5 * (array_length(values_week) - 1) - floor(0.5 * (array_length(values_week) - 1)))) as usual_week, misses_weekday, (missed_weekday[safe_offset(cast(floor(0.25 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.25 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.25 * (array_length(missed_weekday) - 1)) as int64))]) * (0.25 * (array_length(missed_weekday) - 1) - floor(0.25 * (array_length(missed_weekday) - 1)))) as q25_weekday, (missed_weekday[safe_offset(cast(floor(0.5 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.5 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.5 * (array_length(missed_weekday) - 1)) as int64))]) * (0.5 * (array_length(missed_weekday) - 1) - floor(0.5 * (array_length(missed_weekday) - 1)))) as q50_weekday, (missed_weekday[safe_offset(cast(floor(0.75 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.75 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.75 * (array_length(missed_weekday) - 1)) as int64))]) * (0.75 * (array_length(missed_weekday) - 1) - floor(0.75 * (array_length(missed_weekday) - 1)))) as q75_weekday, (missed_weekday[safe_offset(cast(floor(0.9 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.9 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.9 * (array_length(missed_weekday) - 1)) as int64))]) * (0.9 * (array_length(missed_weekday) - 1) - floor(0.9 * (array_length(missed_weekday) - 1)))) as q90_weekday, (missed_weekday[safe_offset(cast(floor(0.97 * (array_length(missed_weekday) - 1)) as int64))] + (missed_weekday[safe_offset(cast(ceil(0.97 * (array_length(missed_weekday) - 1)) as int64))] - missed_weekday[safe_offset(cast(floor(0.97 * (array_length(missed_weekday) - 1)) as int64))]) * (0.97 * (array_length(missed_weekday) - 1) - floor(0.97 * (array_length(missed_weekday) - 1)))) as q97_weekday, (values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))] + (values_weekday[safe_offset(cast(ceil(0.5 * (array_length(values_weekday) - 1)) as int64))] - values_weekday[safe_offset(cast(floor(0.5 * (array_length(values_weekday) - 1)) as int64))]) * (0.5 * (array_length(values_weekday) - 1) - floor(0.5 * (array_length(values_weekday) - 1)))) as usual_weekday
  from (
    select
      series_id, count(*) as observed_days, var_samp(value) as values_variance,
      count(miss_month) as misses_month, array_agg(miss_month ignore nulls order by miss_month) as missed_month, array_agg(case when metric = 'distribution' then value end ignore nulls order by case when metric = 'distribution' then value end) as values_month,
      count(miss_week) as misses_week, array_agg(miss_week ignore nulls order by miss_week) as missed_week, array_agg(case when metric = 'distribution' then value_week end ignore nulls order by case when metric = 'distribution' then value_week end) as values_week,
      count(miss_weekday) as misses_weekday, array_agg(miss_weekday ignore nulls order by miss_weekday) as missed_weekday, array_agg(case when metric = 'distribution' then value_weekday end ignore nulls order by case when metric = 'distribution' then value_weekday end) as values_weekday
    from (
      select j.series_id, j.metric, p.value, p.value_week, p.value_weekday, p.miss_month, p.miss_week, p.miss_weekday, p.run_id = '<run_id>' as is_new, count(case when not (p.run_id = '<run_id>') and date_diff(j.profile_day, p.profile_day, day) <= 28 then 1 end) over (partition by j.series_id) as known_days
      from judged as j
      join past as p on p.instance_id = j.instance_id and p.element_id = j.element_id and p.metric = j.metric and p.is_daily = j.is_daily
      where not p.is_bad and date_diff(j.profile_day, p.profile_day, day) between 1 and 42
    ) as days
    where (not is_new or known_days < 14)
    group by series_id
  ) as collected
),
forecasts as (
  select instance_id, element_id, metric, profile_day, is_daily, companion_id, expected, expected_spread, usual_miss, trained_days, intercept, slope
  from (
    select *, max(trained_until) over (partition by instance_id, element_id, metric, is_daily, profile_day) as newest
    from (select known.*
    from (select * from `warehouse`.`shop_argos`.`series_forecast`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-10-16 00:00:00+00' and profile_day >= date(timestamp '2025-10-16 00:00:00+00', 'UTC') and trained_until < profile_day) as known
    where known.is_daily <> 1 or known.partition_key is null or concat(known.instance_id, ' ', lower(known.partition_key)) in ('')) as forecasts
  ) as known
  where trained_until = newest
),
foretold as (
  select
    series_id, reference, max(trained_days) as misses, max(expected_spread) as spread, max(usual_miss) as usual_miss,
    case when count(foretold_value) = 3 then sum(foretold_value) - min(foretold_value) - max(foretold_value) else avg(foretold_value) end as expected
  from (
    select
      j.series_id, case when f.companion_id = '' then 'forecast' else 'companion' end as reference, f.trained_days, f.expected_spread, case when j.metric = 'distribution' then f.expected else f.usual_miss end as usual_miss,
      case when j.metric = 'distribution' then j.expected_month when f.companion_id = '' then f.expected else f.intercept + f.slope * o.value end as foretold_value
    from judged as j
    join forecasts as f on f.instance_id = j.instance_id and f.element_id = j.element_id and f.metric = j.metric and f.is_daily = j.is_daily and f.profile_day = j.profile_day
    left join judged as o on o.run_id = j.run_id and o.instance_id = j.instance_id and o.profile_day = j.profile_day and o.metric = j.metric and o.element_id = f.companion_id
  ) as values_of_day
  group by series_id, reference
),
chosen as (
  select *, row_number() over (partition by series_id, case when reference = 'companion' then 1 else 0 end order by case when usable then 0 else 1 end, case when is_foretold then 0 else 1 end, usual * case when reference = 'month' then 1 else 1.1 end, reference) as place
  from (
    select
      *, misses >= case when reference = 'weekday' then 14 else 3 end and miss is not null as usable,
      case when metric = 'distribution' then greatest(coalesce(foretold_spread, 0), coalesce((q75 - q25) / 1.349, 0), coalesce((q90 - q50) / 1.2816, 0), 0.12) when foretold_spread is not null then foretold_spread else greatest(1.4826 * q50, q90 / 1.645, q97 / 4) end as spread,
      case when foretold_spread is not null then foretold_spread when metric = 'distribution' then usual_distance else greatest(1.4826 * q50, q90 / 1.645, q97 / 4) end as usual
    from (
      select
        j.*, s.observed_days, s.values_variance, r.reference, f.spread as foretold_spread,
        case r.reference when 'month' then s.q25_month when 'week' then s.q25_week when 'weekday' then s.q25_weekday end as q25,
        case r.reference when 'month' then s.q75_month when 'week' then s.q75_week when 'weekday' then s.q75_weekday end as q75,
        case r.reference when 'month' then s.q90_month when 'week' then s.q90_week when 'weekday' then s.q90_weekday end as q90,
        case r.reference when 'month' then s.q97_month when 'week' then s.q97_week when 'weekday' then s.q97_weekday end as q97,
        case r.reference when 'month' then s.usual_month when 'week' then s.usual_week when 'weekday' then s.usual_weekday end as usual_distance,
        case r.reference when 'month' then s.misses_month when 'week' then s.misses_week when 'weekday' then s.misses_weekday else f.misses end as misses,
        case r.reference when 'month' then s.q50_month when 'week' then s.q50_week when 'weekday' then s.q50_weekday else f.usual_miss end as q50,
        case r.reference when 'month' then j.expected_month when 'week' then j.expected_week when 'weekday' then j.expected_weekday else f.expected end as expected,
        case r.reference when 'month' then j.miss_month when 'week' then j.miss_week when 'weekday' then j.miss_weekday else case when j.metric = 'distribution' then j.miss_month else case when j.metric in ('mean', 'mean_hours') then abs(asinh((j.value - j.center) / j.width) - asinh((f.expected - j.center) / j.width)) else abs(j.value - f.expected) end end end as miss,
        r.reference = 'forecast' and (j.metric = 'distribution' or case when j.metric in ('mean', 'mean_hours') then abs(asinh((j.expected_month - j.center) / j.width) - asinh((f.expected - j.center) / j.width)) else abs(j.expected_month - f.expected) end > 3 * least(f.spread, coalesce(greatest(1.4826 * s.q50_month, s.q90_month / 1.645), f.spread))) as is_foretold,
        case r.reference when 'week' then j.value_week when 'weekday' then j.value_weekday else j.value end as distance,
        case r.reference when 'week' then j.variance_week when 'weekday' then j.variance_weekday else j.variance end as chance
      from judged as j
      left join spreads as s on s.series_id = j.series_id
      cross join (select json_value(j, '$[0]') as reference
from unnest(json_query_array('[["month"], ["week"], ["weekday"], ["forecast"], ["companion"]]')) as j) as r
      left join foretold as f on f.series_id = j.series_id and f.reference = r.reference
    ) as of_references
  ) as choices
),
measured as (
  select
    series_id, reference, run_id, instance_id, relation_name, element_id, partition_value, partition_key, profile_ts, profile_day, metric, kind, words, cast(least_effect as float64) as least_effect, cast(floor_spread as float64) as floor_spread, case when element_id = '' then 0.25 else 3.0 end as looks, affected_count, total_count, value, case when metric in ('row_count', 'row_distinct_count') then usual_variance else variance end as variance, usual_variance, coalesce(history_days, 0) as history_days, center, width,
    coalesce(observed_days, 0) as seen_days, case when usable then misses end as misses, case when usable then miss end as miss, case when usable then expected end as expected, case when usable then spread end as spread, case when usable then distance end as distance, case when usable then chance end as chance, case when usable then q50 end as usual_miss, case when usable then q97 end as worst_miss, values_variance,
    least(past_affected_count, past_total_count - past_affected_count) as rare_count, past_total_count, past_affected_count > past_total_count / 2 as is_mostly,
    sqrt(1 + 3.0 / case when usable then misses else 3 end) as widened,
    case
      when not usable then null
      when metric = 'distribution' and value_weekday - variance_weekday < least(power(cast(least_effect as float64), 2) * ln(2), distance - chance) then sqrt(greatest(value_weekday - variance_weekday, 0) / ln(2))
      when metric = 'distribution' then sqrt(case when distance > chance then distance - chance else 0 end / ln(2))
      when kind = 'rate' then abs(power(sin(value), 2) - power(sin(expected), 2))
      when metric in ('mean', 'mean_hours') then abs(value - expected) / width
      when metric = 'null_gap_rate' then least(value - expected, affected_count / nullif(total_count, 0) - past_affected_count / nullif(past_total_count, 0))
      when metric in ('row_count', 'row_distinct_count') then abs(exp(value - expected) - 1)
      else abs(value - expected)
    end as effect
  from chosen
  join (select json_value(j, '$[0]') as metric_name, json_value(j, '$[1]') as kind, json_value(j, '$[2]') as words, json_value(j, '$[3]') as least_effect, json_value(j, '$[4]') as floor_spread
from unnest(json_query_array('[["null_rate", "rate", "null_rate of {}", 0.01, 0.004], ["null_gap_rate", "plain", "share of NULLs in {} beyond that of the column that usually has as many", 0.01, 0.004], ["zero_rate", "rate", "zero_rate of {}", 0.01, 0.004], ["unseen_rate", "rate", "share of values of {} never seen before", 0.01, 0.004], ["lost_rate", "rate", "share of values of {} that came every day and are gone", 0.01, 0.004], ["fraction_rate", "rate", "share of numbers of {} that are not whole", 0.1, 0.004], ["top_rate", "rate", "share of the most frequent value of {}", 0.05, 0.004], ["mean", "mean", "mean of {}", 0.1, 0.01], ["mean_hours", "mean", "the mean of {}", 0.1, 0.01], ["stddev", "log", "stddev of {}", 0.1, 0.01], ["stddev_hours", "log", "stddev of {} in hours", 0.1, 0.01], ["latest_hours", "plain", "the latest {}", 1.0, 0.01], ["distribution", "distance", "distance of the distribution of {} from the usual one", 0.08, 0.01], ["row_count", "log", "row_count of {}", 0.1, 0.02], ["row_distinct_count", "log", "row_distinct_count of {}", 0.1, 0.02], ["duplicate_rate", "rate", "duplicate_rate of {}", 0.05, 0.004]]')) as j) as m on metric_name = metric
  where place = 1 and (reference <> 'companion' or usable)
),
expected_cases as (
  select
    *, (rare_count + 0.5) / (past_total_count + 1) as rare_share, case when is_mostly then total_count - affected_count else affected_count end as cases,
    coalesce(kind = 'rate' and past_total_count > 0 and (rare_count + 0.5) / (past_total_count + 1) * past_total_count / nullif(history_days, 0) < 5, false) as is_rare,
    sqrt(greatest(spread * spread, case when reference = 'companion' then 0 else coalesce(least(usual_variance, variance), usual_variance, variance, 0) end) + coalesce(greatest(variance - usual_variance, 0), 0) + floor_spread * floor_spread) * widened as deviation
  from measured
),
dispersed as (
  select
    *, nullif(rare_share * total_count, 0) as mean_cases,
    rare_share * rare_share / (4 * rare_share * (1 - rare_share) * greatest(least(spread * spread, coalesce(values_variance, spread * spread)) - usual_variance, 0) * widened * widened + rare_share * (1 - rare_share) / nullif(past_total_count, 0) + case when rare_count > 0 then 0.00000025 else 0 end) as dispersion,
    case when cases > rare_share * total_count then greatest(cases - 0.5, 0.01) else cases + 0.5 end as nearer_cases
  from expected_cases
),
scored as (
  select
    s.*, row_number() over (partition by s.series_id order by case when s.effect >= s.least_effect then s.score else 0 end desc, s.reference) as guide, coalesce(cast(t.tail_start as float64), 2.7) as tail_start, coalesce(cast(t.tail_share as float64), 0.02) as tail_share, coalesce(cast(t.tail_weight as float64), 0.3) as tail_weight
  from (
    select
      *,
      case
        when spread is null or value is null then null
        when metric = 'distribution' then greatest(0, (miss - usual_miss) / (spread * widened))
        when not is_rare then miss / deviation
        when abs(cases - mean_cases) <= 0.5 then 0
        else sqrt(greatest(0, 2 * (nearer_cases * ln(nearer_cases / mean_cases) - (nearer_cases + dispersion) * ln((nearer_cases + dispersion) / (mean_cases + dispersion)))))
      end as score,
      case when is_rare and rare_count = 0 then concat(metric, '_never') when metric in ('null_rate') and worst_miss <= 2.5 * deviation then concat(metric, '_steady') when is_rare then concat(metric, '_rare') else metric end as tail_class
    from dispersed
  ) as s
  left join (select json_value(j, '$[0]') as of_class, json_value(j, '$[1]') as tail_start, json_value(j, '$[2]') as tail_share, json_value(j, '$[3]') as tail_weight
from unnest(json_query_array('[["null_rate", 4.011, 0.02061, 0.291], ["null_rate_steady", 2.462, 0.02054, 0.226], ["null_rate_never", 2.0, 7e-05, 0.3], ["null_rate_rare", 2.89, 0.02246, 0.33], ["null_gap_rate", 2.691, 0.0202, 0.251], ["zero_rate", 2.462, 0.02054, 0.226], ["zero_rate_never", 2.0, 0.00025, 0.3], ["zero_rate_rare", 2.731, 0.02138, 0.337], ["unseen_rate", 2.496, 0.02508, 0.31], ["unseen_rate_never", 2.0, 0.00276, 0.533], ["unseen_rate_rare", 2.523, 0.02041, 0.3], ["lost_rate", 2.496, 0.02508, 0.31], ["lost_rate_never", 2.0, 0.00276, 0.533], ["lost_rate_rare", 2.523, 0.02041, 0.3], ["fraction_rate", 2.496, 0.02508, 0.31], ["fraction_rate_never", 2.0, 0.00276, 0.533], ["fraction_rate_rare", 2.523, 0.02041, 0.3], ["top_rate", 2.7, 0.02, 0.3], ["top_rate_rare", 2.0, 0.00284, 0.3], ["mean", 2.691, 0.0202, 0.251], ["mean_hours", 2.691, 0.0202, 0.251], ["stddev", 2.505, 0.02016, 0.228], ["stddev_hours", 2.505, 0.02016, 0.228], ["latest_hours", 2.691, 0.0202, 0.251], ["distribution", 2.646, 0.02007, 0.246], ["row_count", 2.69, 0.02179, 0.367], ["row_distinct_count", 2.773, 0.02179, 0.369], ["duplicate_rate", 2.27, 0.02407, 0.242], ["duplicate_rate_never", 2.0, 0.00284, 0.3], ["duplicate_rate_rare", 2.0, 0.05263, 0.3]]')) as j) as t on t.of_class = s.tail_class
),
probable as (
  select
    s.*, j.label, cast(j.warn_p_value as float64) * power(10, coalesce(l.log10_shift, 0)) as warn_p_value, cast(j.fail_p_value as float64) * power(10, coalesce(l.log10_shift, 0)) as fail_p_value, cast(j.learning_days as float64) as learning_days,
    case
      when value is null and metric = 'mean' and total_count >= 20 and history_days >= 0.9 * least(seen_days, 28) then 0.0001
      when spread is null or value is null or score is null then null
      when metric = 'null_rate' and affected_count = total_count and total_count >= 20 and power(sin(expected), 2) < 0.5 then 0.000000000001
      when metric = 'row_count' and value < 0 and expected > 0 then 0.000000000001
      when effect < least_effect or score <= 0 then 1
      else greatest(0.000000000001, least(1, looks * tail_share * power(score / tail_start, -1 / tail_weight)))
    end as p_value,
    tail_start * power(looks * tail_share / nullif(cast(j.warn_p_value as float64) * power(10, coalesce(l.log10_shift, 0)), 0), tail_weight) as far,
    coalesce(l.log10_shift, 0) as log10_shift
  from (select * from scored where guide = 1) as s
  join (select json_value(j, '$[0]') as instance_id, json_value(j, '$[1]') as label, json_value(j, '$[2]') as warn_p_value, json_value(j, '$[3]') as fail_p_value, json_value(j, '$[4]') as learning_days
from unnest(json_query_array('[["model.shop.orders", "orders", 0.003, 0.001, 14], ["model.shop.customers", "customers", 0.01, 0.001, 7]]')) as j) as j on j.instance_id = s.instance_id
  left join (
    select instance_id, element_id, measure, any_value(log10_shift having max recorded_at) as log10_shift
    from `warehouse`.`shop_argos`.`learned_threshold`
    where instance_id in ('model.shop.orders', 'model.shop.customers') and recorded_at >= timestamp '2025-11-27 06:00:00+00'
    group by instance_id, element_id, measure
  ) as l on l.instance_id = s.instance_id and l.element_id = s.element_id and l.measure = s.metric
),
bounded as (
  select
    *, far as threshold,
    case when kind = 'rate' then affected_count / nullif(total_count, 0) when metric in ('row_count', 'row_distinct_count') then floor(exp(value) + 0.25) when kind = 'log' then exp(value) when kind = 'distance' then effect else value end as shown_value,
    case
      when far is null or expected is null or kind = 'rate' and value is null then null
      when kind = 'rate' then greatest(0, least(low, (((total_count + 0.75) * (usual - least_effect) - 0.375) / nullif(total_count, 0))))
      when metric in ('row_count', 'row_distinct_count') then greatest(case when metric = 'row_count' and expected > 0 then 1 else 0 end, case when least(low, usual * (1 - least_effect)) > 0.5 then ceil(least(low, usual * (1 - least_effect)) - 0.001) else 0 end)
      when kind = 'distance' then 0
      else least(low, case kind when 'log' then usual * (1 - least_effect) when 'mean' then usual - least_effect * width else usual - least_effect end)
    end as expected_low,
    case
      when far is null or expected is null or kind = 'rate' and value is null then null
      when metric = 'null_rate' and total_count >= 20 and usual < 0.5 then least(1 - 1 / total_count, greatest(high, (((total_count + 0.75) * (usual + least_effect) - 0.375) / nullif(total_count, 0))))
      when kind = 'rate' then least(1, greatest(high, (((total_count + 0.75) * (usual + least_effect) - 0.375) / nullif(total_count, 0))))
      when metric in ('row_count', 'row_distinct_count') then floor(least(greatest(high, usual * (1 + least_effect)), 9e18) + 0.001)
      when kind = 'distance' then greatest(high, least_effect)
      else greatest(high, case kind when 'log' then usual * (1 + least_effect) when 'mean' then usual + least_effect * width else usual + least_effect end)
    end as expected_high
  from (
    select
      *, case kind when 'rate' then power(sin(expected), 2) when 'log' then exp(expected) else expected end as usual,
      case
        when kind = 'rate' and is_rare then case when is_mostly then 1 - (most_cases + 0.5) / nullif(total_count, 0) else 0 end
        when kind = 'rate' then (((total_count + 0.75) * (power(sin(greatest(0, least(expected - reach, 1.5707963))), 2)) - 0.375) / nullif(total_count, 0))
        when kind = 'log' then exp(expected - reach)
        when kind = 'mean' then center + width * sinh(asinh((expected - center) / width) - reach)
        when kind = 'distance' then sqrt(greatest((usual_miss - reach) * (usual_miss - reach) * (chance + expected) - chance, 0) / ln(2))
        else expected - reach
      end as low,
      case
        when kind = 'rate' and is_rare then case when is_mostly then 1 else (most_cases + 0.5) / nullif(total_count, 0) end
        when kind = 'rate' then (((total_count + 0.75) * (power(sin(greatest(0, least(expected + reach, 1.5707963))), 2)) - 0.375) / nullif(total_count, 0))
        when kind = 'log' then exp(expected + reach)
        when kind = 'mean' then center + width * sinh(asinh((expected - center) / width) + reach)
        when kind = 'distance' then sqrt(greatest((usual_miss + reach) * (usual_miss + reach) * (chance + expected) - chance, 0) / ln(2))
        else expected + reach
      end as high
    from (
      select *, near_1 - (2 * (near_1 * ln(near_1 / mean_cases) - (near_1 + dispersion) * ln((near_1 + dispersion) / (mean_cases + dispersion))) - far * far) / nullif((2 * ln(near_1 * (mean_cases + dispersion) / (mean_cases * (near_1 + dispersion)))), 0) as most_cases
      from (select *, near_0 - (2 * (near_0 * ln(near_0 / mean_cases) - (near_0 + dispersion) * ln((near_0 + dispersion) / (mean_cases + dispersion))) - far * far) / nullif((2 * ln(near_0 * (mean_cases + dispersion) / (mean_cases * (near_0 + dispersion)))), 0) as near_1
      from (select *, least(20, far * case when metric = 'distribution' then spread * widened else deviation end) as reach, mean_cases + far * sqrt(mean_cases) + far * far / nullif(2 * ln(1 + dispersion / mean_cases), 0) as near_0
      from probable) as of_near_0) as of_near_1
    ) as reached
  ) as spanned
),
strongest as (
  select
    *, row_number() over (partition by run_id, instance_id, profile_day, element_id order by is_learning, coalesce(p_value * power(10, -log10_shift), case when shown_value is null then 201 else 200 end), case when metric = 'distribution' and p_value < 0.01 then 1 else 0 end, metric) as place
  from (select *, case when (p_value is null or seen_days < learning_days and p_value > 0.00000000001) then 1 else 0 end as is_learning from bounded) as rated
),
crowd as (
  select
    *, min(p_value_of_column) over (partition by run_id, instance_id, profile_day) as least_p_value,
    count(case when p_value_of_column <= 0.01 then 1 end) over (partition by run_id, instance_id, profile_day) >= greatest(3, 0.1 * count(case when place = 1 then 1 end) over (partition by run_id, instance_id, profile_day)) as is_event,
    concat('[', string_agg(case when case when p_value_of_column <= 0.01 then element_id end is not null then to_json_string(case when p_value_of_column <= 0.01 then element_id end) end, ',') over (partition by run_id, instance_id, profile_day order by case when p_value_of_column <= 0.01 then element_id end rows between unbounded preceding and unbounded following), ']') as columns_of_event
  from (select *, case when place = 1 and element_id <> '' then p_value end as p_value_of_column from strongest) as best
),
combined as (
  select
    run_id, instance_id, relation_name, element_id, partition_value, partition_key, profile_ts, profile_day, metric, words, label, warn_p_value, fail_p_value, learning_days, seen_days, history_days, score, threshold, shown_value, expected_low, expected_high, case when of_all = '1' then 'drift' else metric end as measure,
    case
      when of_all = '0' or not is_event then p_value
      when element_id = '' then least(coalesce(p_value, 1), least_p_value)
      when p_value is not null then least(1, 10 * p_value)
    end as p_value,
    case when of_all = '1' and is_event and element_id = '' and least_p_value < coalesce(p_value, 1) then columns_of_event end as moved_columns,
    case when of_all = '1' and is_event and element_id = '' then columns_of_event end as event_columns
  from crowd
  join (select json_value(j, '$[0]') as of_all
from unnest(json_query_array('[["0"], ["1"]]')) as j) as r on of_all = '0' or place = 1
)
select
  run_id, instance_id, relation_name, element_id, partition_value, partition_key, measure, profile_ts, metric, value, score, threshold, p_value, expected_low, expected_high, decision, case when decision = 'LEARNING' then seen_days else history_days end as history_days, event_columns as moved_columns,
  case decision when 'FAIL' then 3 when 'WARN' then 1 else 0 end as level, case when metric = 'distribution' then 'JSD' else 'Z' end as statistic,
  case when decision = 'LEARNING' and seen_days >= learning_days then concat(what, ', learning: too few days that it can be compared with') when decision = 'LEARNING' then concat(what, ', learning: ', cast(seen_days as string), ' of ', cast(cast(learning_days as int64) as string), ' days') when value is null and p_value is not null then concat(what, ': it looks like an identifier now, whole numbers most of which differ, of which no value is kept; list it under plain_values if its values may be shown') when value is null then concat(what, ': there are no rows to tell') else concat(what, usual) end as reason
from (
  select
      *, shown_value as value,
      case
        when moved_columns is not null then concat('columns of ', label, ' changed at once: ', replace(replace(replace(replace(moved_columns, '","', ', '), '["', ''), '"]', ''), '\\"', '"'))
        else concat(replace(words, '{}', concat(label, case when element_id = '' then '' else '.' end, element_id)), ' is ', coalesce(case when metric like '%rate' then case when shown_value is not null then concat(regexp_replace(cast(round(100 * shown_value, 1) + 0 as string), '[.]0$', ''), '%') end when metric like '%count' then cast(cast(round(shown_value) as bigint) as string) when metric in ('mean_hours', 'latest_hours') then case when shown_value is not null then concat(case when abs(shown_value) < 72 then concat(regexp_replace(cast(round(abs(shown_value), 1) as string), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(shown_value) / 24, 1) as string), '[.]0+$', ''), ' days') end, case when shown_value > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(shown_value, 4) + 0 as string), '[.]0+$', '') end, 'unknown'), case when metric in ('mean_hours', 'latest_hours') and shown_value is not null then ' the end of its day' else '' end)
      end as what,
      case
        when moved_columns is not null then concat('; most of all in ', cast(history_days as string), ' days')
        else concat(', expected ', case when metric like '%rate' then case when expected_low is not null then concat(regexp_replace(cast(round(100 * expected_low, 1) + 0 as string), '[.]0$', ''), '%') end when metric like '%count' then cast(cast(round(expected_low) as bigint) as string) when metric in ('mean_hours', 'latest_hours') then case when expected_low is not null then concat(case when abs(expected_low) < 72 then concat(regexp_replace(cast(round(abs(expected_low), 1) as string), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(expected_low) / 24, 1) as string), '[.]0+$', ''), ' days') end, case when expected_low > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(expected_low, 4) + 0 as string), '[.]0+$', '') end, ' to ', case when metric like '%rate' then case when expected_high is not null then concat(regexp_replace(cast(round(100 * expected_high, 1) + 0 as string), '[.]0$', ''), '%') end when metric like '%count' then cast(cast(round(expected_high) as bigint) as string) when metric in ('mean_hours', 'latest_hours') then case when expected_high is not null then concat(case when abs(expected_high) < 72 then concat(regexp_replace(cast(round(abs(expected_high), 1) as string), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(expected_high) / 24, 1) as string), '[.]0+$', ''), ' days') end, case when expected_high > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(expected_high, 4) + 0 as string), '[.]0+$', '') end, ' from ', cast(history_days as string), ' days')
      end as usual,
      case
        when shown_value is null and p_value is null and seen_days >= learning_days then 'PASS'
        when (p_value is null or seen_days < learning_days and p_value > 0.00000000001) then 'LEARNING'
        when p_value <= fail_p_value then 'FAIL'
        when p_value <= warn_p_value then 'WARN'
        when p_value <= 0.01 then 'INFO'
        else 'PASS'
      end as decision
    from combined
) as said
) as of_metrics
union all
select instance_id, relation_name, element_id, partition_value, partition_key, measure, profile_ts, metric, value, history_days, level, score, threshold, p_value, statistic, expected_low, expected_high, moved_columns, decision, reason from (
with described as (
  select
    instance_id, element_id, max(relation_name) as relation_name, max(type_family) as type_family, max(case when is_now = 1 then data_type end) as new_data_type, max(case when is_now = 0 then data_type end) as old_data_type, max(case when is_now = 1 then ordinal end) as new_ordinal, max(case when is_now = 0 then ordinal end) as old_ordinal, max(case when is_now = 1 then profile_ts end) as new_profile_ts, max(case when is_now = 0 then profile_ts end) as old_profile_ts, max(case when is_now = 1 then null_rate end) as new_null_rate, max(case when is_now = 0 then null_rate end) as old_null_rate, max(case when is_now = 1 then p01 end) as new_p01, max(case when is_now = 0 then p01 end) as old_p01, max(case when is_now = 1 then p50 end) as new_p50, max(case when is_now = 0 then p50 end) as old_p50, max(case when is_now = 1 then p99 end) as new_p99, max(case when is_now = 0 then p99 end) as old_p99, max(case when is_now = 1 then entropy end) as new_entropy, max(case when is_now = 0 then entropy end) as old_entropy, max(case when is_now = 1 then profile_hash end) as new_profile_hash, max(case when is_now = 0 then profile_hash end) as old_profile_hash, max(case when is_now = 1 then plain_type end) as new_plain_type, max(case when is_now = 0 then plain_type end) as old_plain_type, max(case when is_now = 1 then top_value end) as new_top_value, max(case when is_now = 0 then top_value end) as old_top_value, max(case when is_now = 1 then top_shape end) as new_top_shape, max(case when is_now = 0 then top_shape end) as old_top_shape, max(case when is_now = 1 then is_cut end) as new_is_cut, max(case when is_now = 0 then is_cut end) as old_is_cut
  from (
    select *, first_value(run_id) over (partition by instance_id, is_now order by recorded_at desc, run_id) as latest_run
    from (
      select run_id, recorded_at, instance_id, relation_name, element_id, type_family, data_type, ordinal, profile_ts, null_rate, p01, p50, p99, entropy, profile_hash, case when type_family = 'text' or lower(data_type) like 'binary%' then regexp_replace(data_type, '[(].*$', '') else data_type end as plain_type, substr(topk_values_hashed, 1, 20) as top_value, substr(topk_patterns, 1, 66) as top_shape, case when element_id = '' and notes like '%"skipped":%' then 1 else 0 end as is_cut, case when run_id = '<run_id>' then 1 else 0 end as is_now from `warehouse`.`shop_argos`.`run_profile_result` where instance_id in ('model.shop.orders', 'model.shop.customers') and partition_value is null and recorded_at >= timestamp '2025-11-27 06:00:00+00' and (run_id = '<run_id>' or date(profile_ts, 'UTC') < date(timestamp '2026-01-08 06:00:00+00', 'UTC'))
    ) as facts
  ) as timed
  where run_id = latest_run
  group by instance_id, element_id
),
placed as (
  select
    d.*, j.label, max(case when d.element_id = '' then d.new_profile_ts end) over (partition by d.instance_id) as profile_ts, max(case when d.element_id = '' then date(d.old_profile_ts, 'UTC') end) over (partition by d.instance_id) as earlier_day,
    max(d.new_is_cut) over (partition by d.instance_id) as new_cut,
    row_number() over (partition by d.instance_id, d.new_ordinal is null or d.old_ordinal is null order by d.new_ordinal, d.element_id) as new_place,
    max(d.old_is_cut) over (partition by d.instance_id) as old_cut,
    row_number() over (partition by d.instance_id, d.new_ordinal is null or d.old_ordinal is null order by d.old_ordinal, d.element_id) as old_place
  from described as d
  join (select json_value(j, '$[0]') as instance_id, json_value(j, '$[1]') as label, json_value(j, '$[2]') as warn_p_value, json_value(j, '$[3]') as fail_p_value, json_value(j, '$[4]') as learning_days
from unnest(json_query_array('[["model.shop.orders", "orders", 0.003, 0.001, 14], ["model.shop.customers", "customers", 0.01, 0.001, 7]]')) as j) as j on j.instance_id = d.instance_id
),
renamed as (
  select instance_id, new_name, old_name
  from (
    select *, row_number() over (partition by instance_id, new_name order by likeness, old_ordinal) as place_of_old, row_number() over (partition by instance_id, old_name order by likeness, new_ordinal) as place_of_new
    from (
      select
        n.instance_id, n.element_id as new_name, o.element_id as old_name, n.new_ordinal, o.old_ordinal,
        case
          when new_profile_hash = old_profile_hash then 1
          when abs(new_null_rate - old_null_rate) > 0.1 then null
          when new_p50 is not null or old_p50 is not null then
            case when greatest(abs(new_p01 - old_p01), abs(new_p50 - old_p50), abs(new_p99 - old_p99)) <= 0.1 * (old_p99 - old_p01) + days_apart * case type_family when 'date' then 1 when 'timestamp' then 86400 else 0 end then 2 end
          when new_entropy is not null or old_entropy is not null then case when abs(new_entropy - old_entropy) <= 0.1 * (1 + old_entropy) and (new_top_value = old_top_value or regexp_replace(new_top_shape, '",.*$', '') = regexp_replace(old_top_shape, '",.*$', '')) then 2 end
          when new_ordinal = old_ordinal then 3
        end as likeness
      from (
        select instance_id, element_id, type_family, date_diff(date(profile_ts, 'UTC'), earlier_day, day) + 1 as days_apart, new_data_type, new_ordinal, new_profile_ts, new_null_rate, new_p01, new_p50, new_p99, new_entropy, new_profile_hash, new_plain_type, new_top_value, new_top_shape, new_is_cut from placed where old_ordinal is null and new_cut + old_cut = 0
      ) as n
      join (select instance_id, element_id, old_data_type, old_ordinal, old_profile_ts, old_null_rate, old_p01, old_p50, old_p99, old_entropy, old_profile_hash, old_plain_type, old_top_value, old_top_shape, old_is_cut from placed where new_ordinal is null) as o on o.instance_id = n.instance_id and o.old_plain_type = n.new_plain_type
    ) as alike
    where likeness is not null
  ) as nearest
  where place_of_old = 1 and place_of_new = 1
),
changed as (
  select
    p.instance_id, p.relation_name, p.element_id, p.label, p.profile_ts, p.earlier_day, greatest(p.new_cut, p.old_cut) as is_cut, p.new_data_type as new_type, p.old_data_type as old_type, r.old_name as renamed_from,
    case when p.element_id = '' or p.earlier_day is null then null when r.old_name is not null then 'renamed' when p.old_ordinal is null then case when p.old_cut = 0 then 'added' end when p.new_ordinal is null then case when p.new_cut = 0 then 'removed' end when p.new_plain_type <> p.old_plain_type then 'retyped' when p.new_place <> p.old_place then 'moved' end as change
  from placed as p
  left join renamed as r on r.instance_id = p.instance_id and p.element_id in (r.new_name, r.old_name)
  where p.profile_ts is not null and (r.old_name is null or r.old_name <> p.element_id)
),
counted as (
  select
    *, count(case when change <> 'moved' then 1 end) over (partition by instance_id) as changes,
    case when change in ('removed', 'renamed', 'retyped') then 3 when change is not null then 1 else 0 end as level_of_change,
    case change
      when 'renamed' then concat(element_id, ' renamed from ', renamed_from)
      when 'retyped' then concat(element_id, ' now of the type ', new_type, ' after ', old_type)
      else concat(element_id, ' ', change)
    end as said
  from changed
)
select
  instance_id, relation_name, element_id, cast(null as string) as partition_value, cast(null as string) as partition_key, 'schema' as measure, 'schema' as metric, profile_ts, cast(changes as float64) as value, case when earlier_day is null then 0 else 1 end as history_days, level, cast(null as float64) as score, cast(null as float64) as p_value, cast(null as string) as statistic, cast(null as float64) as threshold,
  case when earlier_day is null then cast(null as float64) else 0 end as expected_low, case when earlier_day is null then cast(null as float64) else 0 end as expected_high, case when earlier_day is null then 'LEARNING' when level = 3 then 'FAIL' when level = 1 then 'WARN' else 'PASS' end as decision, moved_columns, reason
from (
  select
    instance_id, relation_name, '' as element_id, profile_ts, earlier_day, changes + moves as changes, case when changes >= 3 then level when moves > 0 then 1 else 0 end as level,
    case when changes >= 3 then changed_columns when moves > 0 then reordered_columns end as moved_columns,
    concat('columns of ', label, case
      when earlier_day is null then ', learning: there is no earlier day'
      when changes >= 3 then concat(' changed at once since ', cast(earlier_day as string), ': ', replace(replace(replace(replace(said, '","', ', '), '["', ''), '"]', ''), '\\"', '"'))
      when moves > 0 then concat(' are in another order since ', cast(earlier_day as string), ': ', replace(replace(replace(replace(reordered_columns, '","', ', '), '["', ''), '"]', ''), '\\"', '"'))
      else concat(' are what they were on ', cast(earlier_day as string), case when is_cut = 1 then ', as far as they are measured' else '' end)
    end) as reason
  from (
    select
      instance_id, relation_name, label, profile_ts, earlier_day, is_cut, changes, count(case when change = 'moved' then 1 end) as moves, max(level_of_change) as level,
      to_json_string(array_agg(case when change <> 'moved' then element_id end ignore nulls order by case when change <> 'moved' then element_id end)) as changed_columns, to_json_string(array_agg(case when change = 'moved' then element_id end ignore nulls order by case when change = 'moved' then element_id end)) as reordered_columns,
      to_json_string(array_agg(case when change <> 'moved' then said end ignore nulls order by case when change <> 'moved' then said end)) as said
    from counted
    group by instance_id, relation_name, label, profile_ts, earlier_day, is_cut, changes
  ) as summed
  where changes >= 3 or moves > 0 or changes = 0
  union all
  select
    instance_id, relation_name, element_id, profile_ts, earlier_day, 1 as changes, level_of_change as level, cast(null as string) as moved_columns,
    concat('column ', case change when 'renamed' then renamed_from else element_id end, ' of ', label, case change
      when 'removed' then concat(' was removed, of the type ', old_type)
      when 'renamed' then concat(' seems renamed to ', element_id)
      when 'retyped' then concat(' is of the type ', new_type, ', expected ', old_type)
      else concat(' was added, of the type ', new_type)
    end, ', since ', cast(earlier_day as string)) as reason
  from counted
  where changes between 1 and 2 and change <> 'moved'
) as told
) as of_schema
) as q;
