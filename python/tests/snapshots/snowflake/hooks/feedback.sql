insert into warehouse.shop_argos.alarm_feedback (run_id, recorded_at, target_name, fact_id, event_id, instance_id, element_id, measure, partition_value, profile_ts, value, p_value, verdict, given_by, given_as, reason)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('alarm_feedback'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.event_id as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.event_id as varchar) as event_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.element_id as varchar) as element_id,
  cast(q.measure as varchar) as measure,
  cast(q.partition_value as varchar) as partition_value,
  cast(q.profile_ts as timestamp_ntz) as profile_ts,
  cast(q.value as double) as value,
  cast(q.p_value as double) as p_value,
  cast(q.verdict as varchar) as verdict,
  cast(q.given_by as varchar) as given_by,
  cast(q.given_as as varchar) as given_as,
  cast(q.reason as varchar) as reason
from (
select a.event_id, a.instance_id, a.element_id, a.measure, a.partition_value, a.profile_ts, a.value, a.p_value, f.verdict, current_user() as given_by, f.given_as, f.reason
from (select *
from (
  select *, row_number() over (partition by event_id order by is_case) as place
  from (
    select 0 as is_case, fact_id as event_id, instance_id, element_id, measure, partition_value, profile_ts, value, p_value, level, reason as alarm, run_id as of_run, recorded_at as alarmed_at
    from warehouse.shop_argos.column_verdict
    where fact_id = '0123456789abcdef0123456789abcdef' and recorded_at >= cast('2025-01-07 06:00:00' as timestamp_ntz)
    union all
    select 1, event_id, instance_id, element_id, measure, cast(null as varchar), recorded_at, cast(null as double), cast(null as double), 3, reason, run_id, recorded_at
    from warehouse.shop_argos.incident_event
    where event = 'OPENED' and event_id = '0123456789abcdef0123456789abcdef' and recorded_at >= cast('2025-01-07 06:00:00' as timestamp_ntz)
  ) as known
) as called
where place = 1) as a
cross join (select cast(get(unpacked.value, 0) as varchar) as verdict, cast(get(unpacked.value, 1) as varchar) as given_as, cast(get(unpacked.value, 2) as varchar) as reason
from table(flatten(input => parse_json('[["WRONG", "ann", "it\'s the sale"]]'))) as unpacked) as f
) as q;
insert into warehouse.shop_argos.incident_event (run_id, recorded_at, target_name, fact_id, incident_id, event, event_id, instance_id, element_id, measure, resolution, given_by, given_as, reason)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('incident_event'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.incident_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.event as varchar)), parse_json('null')))) as TEXT)) as fact_id,
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
select o.incident_id, 'CLOSED' as event, a.event_id, o.instance_id, o.element_id, a.measure, f.verdict as resolution, current_user() as given_by, f.given_as, f.reason
from (
  select incident_id, instance_id, element_id, max(case when event = 'OPENED' then run_id end) as run_id, min(recorded_at) as opened_at
  from warehouse.shop_argos.incident_event
  where recorded_at >= cast('2025-01-07 06:00:00' as timestamp_ntz)
  group by incident_id, instance_id, element_id
  having max(case when event = 'CLOSED' then 1 else 0 end) = 0
) as o
join (select *
from (
  select *, row_number() over (partition by event_id order by is_case) as place
  from (
    select 0 as is_case, fact_id as event_id, instance_id, element_id, measure, partition_value, profile_ts, value, p_value, level, reason as alarm, run_id as of_run, recorded_at as alarmed_at
    from warehouse.shop_argos.column_verdict
    where fact_id = '0123456789abcdef0123456789abcdef' and recorded_at >= cast('2025-01-07 06:00:00' as timestamp_ntz)
    union all
    select 1, event_id, instance_id, element_id, measure, cast(null as varchar), recorded_at, cast(null as double), cast(null as double), 3, reason, run_id, recorded_at
    from warehouse.shop_argos.incident_event
    where event = 'OPENED' and event_id = '0123456789abcdef0123456789abcdef' and recorded_at >= cast('2025-01-07 06:00:00' as timestamp_ntz)
  ) as known
) as called
where place = 1) as a on a.instance_id = o.instance_id and a.element_id = o.element_id and (a.of_run = o.run_id or a.alarmed_at >= o.opened_at)
cross join (select cast(get(unpacked.value, 0) as varchar) as verdict, cast(get(unpacked.value, 1) as varchar) as given_as, cast(get(unpacked.value, 2) as varchar) as reason
from table(flatten(input => parse_json('[["WRONG", "ann", "it\'s the sale"]]'))) as unpacked) as f
) as q;
