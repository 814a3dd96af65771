insert into `warehouse`.`shop_argos`.`alarm_feedback` (run_id, recorded_at, target_name, fact_id, called_event_id, event_id, instance_id, element_id, measure, metric, partition_value, profile_ts, value, score, p_value, verdict, given_by, given_as, reason)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00Z' as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array('alarm_feedback', '<run_id>', cast(q.event_id as string))) as string)) as fact_id,
  cast(q.called_event_id as string) as called_event_id,
  cast(q.event_id as string) as event_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.element_id as string) as element_id,
  cast(q.measure as string) as measure,
  cast(q.metric as string) as metric,
  cast(q.partition_value as string) as partition_value,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.value as double) as value,
  cast(q.score as double) as score,
  cast(q.p_value as double) as p_value,
  cast(q.verdict as string) as verdict,
  cast(q.given_by as string) as given_by,
  cast(q.given_as as string) as given_as,
  cast(q.reason as string) as reason
from (
select c.called_event_id, c.event_id, c.instance_id, c.element_id, c.measure, c.metric, c.partition_value, c.profile_ts, c.value, c.score, c.p_value, f.verdict, current_user() as given_by, f.given_as, f.reason
from (
  select event_id as called_event_id, event_id, instance_id, element_id, measure, metric, partition_value, profile_ts, value, score, p_value
  from (select *
from (
  select *, row_number() over (partition by event_id order by is_case) as place
  from (
    select 0 as is_case, fact_id as event_id, instance_id, element_id, measure, metric, partition_value, profile_ts, value, score, p_value, level, value < expected_low as is_low, moved_columns, reason as alarm, run_id as of_run
    from `warehouse`.`shop_argos`.`column_verdict`
    where fact_id = '0123456789abcdef0123456789abcdef' and recorded_at >= timestamp '2025-01-07 06:00:00Z'
    union all
    select 1, event_id, instance_id, element_id, measure, cast(null as string), cast(null as string), recorded_at, cast(null as double), cast(null as double), cast(null as double), 3, cast(null as boolean), cast(null as string), reason, run_id
    from `warehouse`.`shop_argos`.`incident_event`
    where event = 'OPENED' and event_id = '0123456789abcdef0123456789abcdef' and recorded_at >= timestamp '2025-01-07 06:00:00Z'
  ) as known
) as called
where place = 1) as a
  union all
  select a.event_id, v.fact_id, v.instance_id, v.element_id, v.measure, v.metric, v.partition_value, v.profile_ts, v.value, v.score, v.p_value
  from (select *
from (
  select *, row_number() over (partition by event_id order by is_case) as place
  from (
    select 0 as is_case, fact_id as event_id, instance_id, element_id, measure, metric, partition_value, profile_ts, value, score, p_value, level, value < expected_low as is_low, moved_columns, reason as alarm, run_id as of_run
    from `warehouse`.`shop_argos`.`column_verdict`
    where fact_id = '0123456789abcdef0123456789abcdef' and recorded_at >= timestamp '2025-01-07 06:00:00Z'
    union all
    select 1, event_id, instance_id, element_id, measure, cast(null as string), cast(null as string), recorded_at, cast(null as double), cast(null as double), cast(null as double), 3, cast(null as boolean), cast(null as string), reason, run_id
    from `warehouse`.`shop_argos`.`incident_event`
    where event = 'OPENED' and event_id = '0123456789abcdef0123456789abcdef' and recorded_at >= timestamp '2025-01-07 06:00:00Z'
  ) as known
) as called
where place = 1) as a
  join (
    select *, value < expected_low as is_low, sum(case when level > 0 and measure not in ('drift', 'schema', 'baseline') and coalesce(given <> 'WRONG', true) and not measure in ('row_count', 'row_distinct_count') then 1 else 0 end) over (partition by run_id, instance_id, element_id, profile_ts) + max(case when level > 0 and measure not in ('drift', 'schema', 'baseline') and coalesce(given <> 'WRONG', true) and measure in ('row_count', 'row_distinct_count') and value < expected_low then 1 else 0 end) over (partition by run_id, instance_id, element_id, profile_ts) + max(case when level > 0 and measure not in ('drift', 'schema', 'baseline') and coalesce(given <> 'WRONG', true) and measure in ('row_count', 'row_distinct_count') and not value < expected_low then 1 else 0 end) over (partition by run_id, instance_id, element_id, profile_ts) as alarming_metrics
    from (
select v.*, g.verdict as given
  from `warehouse`.`shop_argos`.`column_verdict` as v
  left join (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, cast(to_utc_timestamp(profile_ts, current_timezone()) as date) as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), cast(to_utc_timestamp(profile_ts, current_timezone()) as date) order by recorded_at desc, fact_id) as place
    from `warehouse`.`shop_argos`.`alarm_feedback`
  ) as words
  where place = 1) as g
    on g.instance_id = v.instance_id and g.element_id = v.element_id and g.measure = v.measure and coalesce(v.measure <> 'baseline' or v.metric = g.metric, true) and g.partition_value = coalesce(v.partition_value, '') and g.profile_day = cast(to_utc_timestamp(v.profile_ts, current_timezone()) as date)
    and coalesce(case when v.p_value is not null then v.p_value >= 0.5 * g.p_value else v.score <= 1.1 * g.score end and (v.value < v.expected_low) = (g.value < v.expected_low), true)
  where v.recorded_at >= timestamp '2025-01-07 06:00:00Z') as v
  ) as v
    on v.run_id = a.of_run and v.instance_id = a.instance_id and v.profile_ts = a.profile_ts and v.fact_id <> a.event_id
  where v.level > 0 and v.measure <> 'schema' and (
    (a.moved_columns is not null and v.element_id <> '')
    or (a.moved_columns is null and v.element_id = a.element_id and (a.measure = 'drift' or (a.measure not in ('schema', 'baseline') and v.measure = 'drift' and v.moved_columns is null and v.alarming_metrics <= 1)))
    or (a.measure in ('row_count', 'row_distinct_count') and v.measure in ('row_count', 'row_distinct_count') and v.is_low = a.is_low)
  )
) as c
cross join (select j[0] as verdict, j[1] as given_as, j[2] as reason
from (select explode(from_json('[["WRONG", "ann", "it\'s the sale"]]', 'array<array<string>>')) as j) as unpacked) as f
) as q;
insert into `warehouse`.`shop_argos`.`incident_event` (run_id, recorded_at, target_name, fact_id, incident_id, event, event_id, instance_id, element_id, measure, resolution, given_by, given_as, reason)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00Z' as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array('incident_event', '<run_id>', cast(q.incident_id as string), cast(q.event as string))) as string)) as fact_id,
  cast(q.incident_id as string) as incident_id,
  cast(q.event as string) as event,
  cast(q.event_id as string) as event_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.element_id as string) as element_id,
  cast(q.measure as string) as measure,
  cast(q.resolution as string) as resolution,
  cast(q.given_by as string) as given_by,
  cast(q.given_as as string) as given_as,
  cast(q.reason as string) as reason
from (
select incident_id, 'CLOSED' as event, event_id, instance_id, element_id, measure, verdict as resolution, given_by, given_as, reason
from (
  select
    o.incident_id, f.event_id, f.instance_id, f.element_id, f.measure, f.verdict, f.given_by, f.given_as, f.reason,
    row_number() over (partition by o.incident_id order by case when f.event_id = f.called_event_id then 0 else 1 end, f.event_id) as place
  from `warehouse`.`shop_argos`.`alarm_feedback` as f
  join (
    select incident_id, instance_id, element_id, max(case when event = 'OPENED' then run_id end) as run_id, min(recorded_at) as opened_at
    from `warehouse`.`shop_argos`.`incident_event`
    where recorded_at >= timestamp '2025-01-07 06:00:00Z'
    group by incident_id, instance_id, element_id
    having max(case when event = 'CLOSED' then 1 else 0 end) = 0
  ) as o on o.instance_id = f.instance_id and o.element_id = f.element_id
  left join `warehouse`.`shop_argos`.`column_verdict` as v on v.fact_id = f.event_id and v.recorded_at >= timestamp '2025-01-07 06:00:00Z'
  where f.run_id = '<run_id>' and (o.incident_id = f.event_id or v.run_id = o.run_id or v.recorded_at >= o.opened_at)
) as closed
where place = 1
) as q;
