select
  relation, column_name, measure, value, expected, reason, severity, severity_weight, severity_parts, event_id,
  case when level = 3 and strength < 1 and severity <> 'HIGH' and coalesce(given <> 'RIGHT', true) then 2 else level end as level
from (select
    *, case when severity_weight >= high_from then 'HIGH' when severity_weight >= med_from then 'MED' when severity_weight is not null then 'LOW' end as severity
  from (
    select *, strength + critical_column + exposures + descendants + recurrence + owner as severity_weight, concat('{"strength": ', regexp_replace(cast(round(strength, 4) as varchar), '[.]0+$', ''), ', "critical_column": ', regexp_replace(cast(round(critical_column, 4) as varchar), '[.]0+$', ''), ', "exposures": ', regexp_replace(cast(round(exposures, 4) as varchar), '[.]0+$', ''), ', "descendants": ', regexp_replace(cast(round(descendants, 4) as varchar), '[.]0+$', ''), ', "recurrence": ', regexp_replace(cast(round(recurrence, 4) as varchar), '[.]0+$', ''), ', "owner": ', regexp_replace(cast(round(owner, 4) as varchar), '[.]0+$', ''), '}') as severity_parts
    from (
      select
        r.*, cast(3 * r.strength as double) as strength, cast(2 * 0 as double) as critical_column, cast(1 * case when n.exposures <> '[]' then 1 else 0 end as double) as exposures, cast(1 * least(1, coalesce(n.descendants, 0) / 10.0) as double) as descendants, cast(1 * case when r.alarm_days > 1 then least(1, (r.alarm_days - 1) / 3.0) else 0 end as double) as recurrence, 4 as high_from, 2 as med_from
        , cast(0 as double) as owner
      from (select
  'orders' as relation,
  nullif(coalesce(v.element_id, ''), '') as column_name,
  coalesce(v.measure, 'schema') as measure,
  case when v.measure like '%rate' then concat(regexp_replace(cast(round(100 * v.value, 1) as varchar), '[.]0$', ''), '%') when v.measure like '%count' then cast(cast(round(v.value) as bigint) as varchar) else regexp_replace(cast(round(v.value, 4) as varchar), '[.]0+$', '') end as value,
  concat(case when v.measure like '%rate' then concat(regexp_replace(cast(round(100 * v.expected_low, 1) as varchar), '[.]0$', ''), '%') when v.measure like '%count' then cast(cast(round(v.expected_low) as bigint) as varchar) else regexp_replace(cast(round(v.expected_low, 4) as varchar), '[.]0+$', '') end, ' to ', case when v.measure like '%rate' then concat(regexp_replace(cast(round(100 * v.expected_high, 1) as varchar), '[.]0$', ''), '%') when v.measure like '%count' then cast(cast(round(v.expected_high) as bigint) as varchar) else regexp_replace(cast(round(v.expected_high, 4) as varchar), '[.]0+$', '') end) as expected,
  case when level is null then 'schema of orders was never judged: add the post-hook "{{ argos.measure() }}" to it' when recorded_at < timestamp '2026-01-06 06:00:00' then concat('the verdict on schema of orders is older than 48 hours', concat(', last judged at ', cast(recorded_at as varchar))) else reason end as reason,
  case when level is null then 1 when recorded_at < timestamp '2026-01-06 06:00:00' then 1 else level end as level,
  case when not (level is null or recorded_at < timestamp '2026-01-06 06:00:00') then 1 end as strength,
  cast(null as varchar) as event_id, cast(null as varchar) as given, 0 as alarm_days
from (
  select coalesce(max(case when run_id = '<run_id>' then run_id end), max_by(run_id, recorded_at)) as latest_run
  from (
    with described as (
      select
        element_id,
        max(case when age = 1 then data_type end) as new_type, max(case when age = 1 then ordinal end) as new_ordinal,
        max(case when age = 2 then data_type end) as old_type, max(case when age = 2 then ordinal end) as old_ordinal,
        max(newest_run) as run_id, max(newest_at) as recorded_at, max(runs) as runs
      from (select *, first_value(run_id) over (order by age, run_id) as newest_run, first_value(run_at) over (order by age, run_id) as newest_at, max(age) over () as runs from (select *, dense_rank() over (order by run_at desc, run_id) as age from (select *, max(recorded_at) over (partition by run_id) as run_at from (select run_id, recorded_at, element_id, data_type, ordinal from "warehouse"."shop_argos"."run_profile_result" where instance_id = 'model.shop.orders' and partition_value is null and element_id <> '' and recorded_at >= timestamp '2025-11-27 06:00:00') as facts) as timed) as ranked where age <= 2) as columns_of_runs
      group by element_id
    ),
    placed as (
      select
        *, case when new_type is null then 'gone' when old_type is null then 'new' else 'kept' end as presence,
        row_number() over (partition by new_type is null or old_type is null order by new_ordinal, element_id) as new_place,
        row_number() over (partition by new_type is null or old_type is null order by old_ordinal, element_id) as old_place
      from described
    )
    select
      'model.shop.orders' as instance_id, run_id, recorded_at, element_id, 'schema' as measure,
      cast(null as double) as value, cast(null as double) as expected_low, cast(null as double) as expected_high,
      case when change in ('removed', 'renamed', 'retyped') then 3 when change in ('added', 'moved') then 1 else 0 end as level,
      case change
        when 'removed' then concat('column ', element_id, ' of orders', ' was removed, of the type ', old_type)
        when 'renamed' then concat('column ', old_name, ' of orders', ' seems renamed to ', element_id)
        when 'retyped' then concat('column ', element_id, ' of orders', ' is of the type ', new_type, ', expected ', old_type)
        when 'added' then concat('column ', element_id, ' of orders', ' was added, of the type ', new_type)
        when 'moved' then concat('column ', element_id, ' of orders', ' moved from position ', cast(old_ordinal as varchar), ' to ', cast(new_ordinal as varchar))
        else concat('column ', element_id, ' of orders', ' is what it was')
      end as reason
    from (
      select
        p.element_id, p.run_id, p.recorded_at, p.old_type, p.new_type, p.old_ordinal, p.new_ordinal, o.element_id as old_name,
        case
          when p.runs < 2 then 'none'
          when p.presence = 'gone' then case when n.element_id is null then 'removed' else 'none' end
          when p.presence = 'new' then case when o.element_id is null then 'added' else 'renamed' end
          when p.new_type <> p.old_type then 'retyped'
          when p.new_place <> p.old_place then 'moved'
        end as change
      from placed as p
      left join placed as o on p.presence = 'new' and o.presence = 'gone' and o.old_ordinal = p.new_ordinal and o.old_type = p.new_type
      left join placed as n on p.presence = 'gone' and n.presence = 'new' and n.new_ordinal = p.old_ordinal and n.new_type = p.old_type
    ) as changes
  ) as held
  where instance_id = 'model.shop.orders'
    and measure in ('schema')
    and recorded_at >= timestamp '2025-11-27 06:00:00'
) as latest
left join (
  select run_id, recorded_at, element_id, measure, value, expected_low, expected_high, level, reason
  from (
    with described as (
      select
        element_id,
        max(case when age = 1 then data_type end) as new_type, max(case when age = 1 then ordinal end) as new_ordinal,
        max(case when age = 2 then data_type end) as old_type, max(case when age = 2 then ordinal end) as old_ordinal,
        max(newest_run) as run_id, max(newest_at) as recorded_at, max(runs) as runs
      from (select *, first_value(run_id) over (order by age, run_id) as newest_run, first_value(run_at) over (order by age, run_id) as newest_at, max(age) over () as runs from (select *, dense_rank() over (order by run_at desc, run_id) as age from (select *, max(recorded_at) over (partition by run_id) as run_at from (select run_id, recorded_at, element_id, data_type, ordinal from "warehouse"."shop_argos"."run_profile_result" where instance_id = 'model.shop.orders' and partition_value is null and element_id <> '' and recorded_at >= timestamp '2025-11-27 06:00:00') as facts) as timed) as ranked where age <= 2) as columns_of_runs
      group by element_id
    ),
    placed as (
      select
        *, case when new_type is null then 'gone' when old_type is null then 'new' else 'kept' end as presence,
        row_number() over (partition by new_type is null or old_type is null order by new_ordinal, element_id) as new_place,
        row_number() over (partition by new_type is null or old_type is null order by old_ordinal, element_id) as old_place
      from described
    )
    select
      'model.shop.orders' as instance_id, run_id, recorded_at, element_id, 'schema' as measure,
      cast(null as double) as value, cast(null as double) as expected_low, cast(null as double) as expected_high,
      case when change in ('removed', 'renamed', 'retyped') then 3 when change in ('added', 'moved') then 1 else 0 end as level,
      case change
        when 'removed' then concat('column ', element_id, ' of orders', ' was removed, of the type ', old_type)
        when 'renamed' then concat('column ', old_name, ' of orders', ' seems renamed to ', element_id)
        when 'retyped' then concat('column ', element_id, ' of orders', ' is of the type ', new_type, ', expected ', old_type)
        when 'added' then concat('column ', element_id, ' of orders', ' was added, of the type ', new_type)
        when 'moved' then concat('column ', element_id, ' of orders', ' moved from position ', cast(old_ordinal as varchar), ' to ', cast(new_ordinal as varchar))
        else concat('column ', element_id, ' of orders', ' is what it was')
      end as reason
    from (
      select
        p.element_id, p.run_id, p.recorded_at, p.old_type, p.new_type, p.old_ordinal, p.new_ordinal, o.element_id as old_name,
        case
          when p.runs < 2 then 'none'
          when p.presence = 'gone' then case when n.element_id is null then 'removed' else 'none' end
          when p.presence = 'new' then case when o.element_id is null then 'added' else 'renamed' end
          when p.new_type <> p.old_type then 'retyped'
          when p.new_place <> p.old_place then 'moved'
        end as change
      from placed as p
      left join placed as o on p.presence = 'new' and o.presence = 'gone' and o.old_ordinal = p.new_ordinal and o.old_type = p.new_type
      left join placed as n on p.presence = 'gone' and n.presence = 'new' and n.new_ordinal = p.old_ordinal and n.new_type = p.old_type
    ) as changes
  ) as held
  where instance_id = 'model.shop.orders'
    and measure in ('schema')
    and recorded_at >= timestamp '2025-11-27 06:00:00'
) as v on v.run_id = latest.latest_run
where level is null or level > 0 or recorded_at < timestamp '2026-01-06 06:00:00') as r
      cross join (
        select max_by(exposures, recorded_at) as exposures, max_by(descendants, recorded_at) as descendants
        from "warehouse"."shop_argos"."node_version"
        where instance_id = 'model.shop.orders'
      ) as n
    ) as parts
  ) as summed) as weighed
