insert into "warehouse"."shop_argos"."alarm_feedback" (run_id, recorded_at, target_name, fact_id, event_id, instance_id, element_id, measure, partition_value, profile_ts, value, p_value, verdict, given_by, given_as, reason)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00' as recorded_at,
  'dev' as target_name,
  md5(cast(cast(to_json(['alarm_feedback', '<run_id>', cast(q.event_id as varchar)]) as varchar) as TEXT)) as fact_id,
  cast(q.event_id as varchar) as event_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.element_id as varchar) as element_id,
  cast(q.measure as varchar) as measure,
  cast(q.partition_value as varchar) as partition_value,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.value as double) as value,
  cast(q.p_value as double) as p_value,
  cast(q.verdict as varchar) as verdict,
  cast(q.given_by as varchar) as given_by,
  cast(q.given_as as varchar) as given_as,
  cast(q.reason as varchar) as reason
from (
select a.event_id, a.instance_id, a.element_id, a.measure, a.partition_value, a.profile_ts, a.value, a.p_value, f.verdict, current_user as given_by, f.given_as, f.reason
from (select *
from (
  select *, row_number() over (partition by event_id order by is_case) as place
  from (
    select 0 as is_case, fact_id as event_id, instance_id, element_id, measure, partition_value, profile_ts, value, p_value, level, reason as alarm, run_id as of_run, recorded_at as alarmed_at
    from "warehouse"."shop_argos"."column_verdict"
    where fact_id = '0123456789abcdef0123456789abcdef' and recorded_at >= timestamp '2025-01-07 06:00:00'
    union all
    select 1, event_id, instance_id, element_id, measure, cast(null as varchar), recorded_at, cast(null as double), cast(null as double), 3, reason, run_id, recorded_at
    from "warehouse"."shop_argos"."incident_event"
    where event = 'OPENED' and event_id = '0123456789abcdef0123456789abcdef' and recorded_at >= timestamp '2025-01-07 06:00:00'
  ) as known
) as called
where place = 1) as a
cross join (select j[1] as verdict, j[2] as given_as, j[3] as reason
from (select unnest(from_json('[["WRONG", "ann", "it''s the sale"]]', '[["varchar"]]')) as j) as unpacked) as f
) as q;
insert into "warehouse"."shop_argos"."incident_event" (run_id, recorded_at, target_name, fact_id, incident_id, event, event_id, instance_id, element_id, measure, resolution, given_by, given_as, reason)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00' as recorded_at,
  'dev' as target_name,
  md5(cast(cast(to_json(['incident_event', '<run_id>', cast(q.incident_id as varchar), cast(q.event as varchar)]) as varchar) as TEXT)) as fact_id,
  cast(q.incident_id as varchar) as incident_id,
  cast(q.event as varchar) as event,
  cast(q.event_id as varchar) as event_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.element_id as varchar) as element_id,
  cast(q.measure as varchar) as measure,
  cast(q.resolution as varchar) as resolution,
  cast(q.given_by as varchar) as given_by,
  cast(q.given_as as varchar) as given_as,
  cast(q.reason as varchar) as reason
from (
select o.incident_id, 'CLOSED' as event, a.event_id, o.instance_id, o.element_id, a.measure, f.verdict as resolution, current_user as given_by, f.given_as, f.reason
from (
  select incident_id, instance_id, element_id, max(case when event = 'OPENED' then run_id end) as run_id, min(recorded_at) as opened_at
  from "warehouse"."shop_argos"."incident_event"
  where recorded_at >= timestamp '2025-01-07 06:00:00'
  group by incident_id, instance_id, element_id
  having max(case when event = 'CLOSED' then 1 else 0 end) = 0
) as o
join (select *
from (
  select *, row_number() over (partition by event_id order by is_case) as place
  from (
    select 0 as is_case, fact_id as event_id, instance_id, element_id, measure, partition_value, profile_ts, value, p_value, level, reason as alarm, run_id as of_run, recorded_at as alarmed_at
    from "warehouse"."shop_argos"."column_verdict"
    where fact_id = '0123456789abcdef0123456789abcdef' and recorded_at >= timestamp '2025-01-07 06:00:00'
    union all
    select 1, event_id, instance_id, element_id, measure, cast(null as varchar), recorded_at, cast(null as double), cast(null as double), 3, reason, run_id, recorded_at
    from "warehouse"."shop_argos"."incident_event"
    where event = 'OPENED' and event_id = '0123456789abcdef0123456789abcdef' and recorded_at >= timestamp '2025-01-07 06:00:00'
  ) as known
) as called
where place = 1) as a on a.instance_id = o.instance_id and a.element_id = o.element_id and (a.of_run = o.run_id or a.alarmed_at >= o.opened_at)
cross join (select j[1] as verdict, j[2] as given_as, j[3] as reason
from (select unnest(from_json('[["WRONG", "ann", "it''s the sale"]]', '[["varchar"]]')) as j) as unpacked) as f
) as q;
