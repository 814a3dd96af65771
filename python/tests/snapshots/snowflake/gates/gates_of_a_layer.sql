with asked as (
select cast(get(unpacked.value, 0) as varchar) as gate_id, cast(get(unpacked.value, 1) as varchar) as instance_id, cast(get(unpacked.value, 2) as varchar) as relation, cast(get(unpacked.value, 3) as varchar) as owner, cast(get(unpacked.value, 4) as varchar) as column_name, cast(get(unpacked.value, 5) as varchar) as measure, cast(get(unpacked.value, 6) as varchar) as measures, cast(get(unpacked.value, 7) as varchar) as bounds, cast(get(unpacked.value, 8) as varchar) as at_least, cast(get(unpacked.value, 9) as varchar) as at_most, cast(get(unpacked.value, 10) as varchar) as of_relation, cast(get(unpacked.value, 11) as varchar) as is_held, cast(get(unpacked.value, 12) as varchar) as max_age_hours, cast(get(unpacked.value, 13) as varchar) as unjudged, cast(get(unpacked.value, 14) as varchar) as elsewhere, cast(get(unpacked.value, 15) as varchar) as too_old, cast(get(unpacked.value, 16) as varchar) as left_out
from table(flatten(input => parse_json('[["bounds", "model.shop.every_type", "every_type", "types", "Amount", "null_rate", "[\\"null_rate\\"]", "at most 5%", null, 0.05, "no", "no", "48", "null_rate of every_type.Amount was not judged in the last 42 days: build it first, and see that the column exists", null, "the verdict on null_rate of every_type.Amount is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"], ["held", "model.shop.every_type", "every_type", "types", null, "drift", "[\\"drift\\", \\"baseline\\"]", null, null, null, "no", "yes", "24", "drift of every_type was not judged in the last 42 days: build it first", null, "the verdict on drift of every_type is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"], ["distribution_expected", "model.shop.every_type", "every_type", "types", null, "distribution", "[\\"distribution\\", \\"mean\\", \\"mean_hours\\", \\"stddev\\", \\"stddev_hours\\", \\"zero_rate\\", \\"fraction_rate\\"]", null, null, null, "no", "no", "48", "distribution of every_type was not judged in the last 42 days: build it first", null, "the verdict on distribution of every_type is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"], ["duplicates_expected", "model.shop.every_type", "every_type", "types", null, "duplicate_rate", "[\\"duplicate_rate\\"]", null, null, null, "no", "no", "48", "duplicate_rate of every_type was not judged in the last 42 days: build it first", null, "the verdict on duplicate_rate of every_type is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"], ["freshness_expected", "model.shop.every_type", "every_type", "types", null, "latest_hours", "[\\"latest_hours\\"]", null, null, null, "no", "no", "48", "latest_hours of every_type was not judged in the last 42 days: build it first", null, "the verdict on latest_hours of every_type is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"], ["no_drift", "model.shop.every_type", "every_type", "types", null, "drift", "[\\"drift\\", \\"baseline\\"]", null, null, null, "no", "no", "48", "drift of every_type was not judged in the last 42 days: build it first", null, "the verdict on drift of every_type is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"], ["null_rate_expected", "model.shop.every_type", "every_type", "types", null, "null_rate", "[\\"null_rate\\"]", null, null, null, "no", "no", "48", "null_rate of every_type was not judged in the last 42 days: build it first", null, "the verdict on null_rate of every_type is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"], ["patterns_expected", "model.shop.every_type", "every_type", "types", null, "unseen_rate", "[\\"unseen_rate\\", \\"lost_rate\\", \\"top_rate\\"]", null, null, null, "no", "no", "48", "unseen_rate of every_type was not judged in the last 42 days: build it first", null, "the verdict on unseen_rate of every_type is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"], ["schema_unchanged", "model.shop.every_type", "every_type", "types", null, "schema", "[\\"schema\\"]", null, null, null, "no", "no", "48", "schema of every_type was not judged in the last 42 days: build it first", null, "the verdict on schema of every_type is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"], ["volume_expected", "model.shop.every_type", "every_type", "types", null, "row_count", "[\\"row_count\\"]", null, null, null, "yes", "no", "48", "row_count of every_type was not judged in the last 42 days: build it first", null, "the verdict on row_count of every_type is older than 48 hours, last judged at {at}", "every_type was measured, but not judged since: build it again, last judged at {at}"]]'))) as unpacked
), found as (
  select
    c.gate_id, c.run_id, c.recorded_at, c.element_id, c.measure, c.value, c.level, c.reason, c.fact_id, c.metric, c.partition_value, c.profile_ts, c.baseline_version, c.expected_low, c.expected_high, c.score, c.threshold, c.p_value
  from (
    select a.gate_id, coalesce(max(case when c.run_id = '<run_id>' then c.run_id end), max_by(c.run_id, c.recorded_at)) as latest_run
    from asked as a
    inner join warehouse.shop_argos.column_verdict as c
      on c.instance_id = a.instance_id and a.measures like concat('%"', c.measure, '"%') and (a.column_name is null or lower(c.element_id) = lower(a.column_name))
    where a.bounds is null and c.instance_id in ('model.shop.every_type') and c.recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    group by a.gate_id
  ) as latest
  inner join (
    select a.gate_id, c.run_id, c.recorded_at, c.element_id, c.measure, c.value, c.level, c.reason, c.fact_id, c.metric, c.partition_value, c.profile_ts, c.baseline_version, c.expected_low, c.expected_high, c.score, c.threshold, c.p_value
    from asked as a
    inner join warehouse.shop_argos.column_verdict as c
      on c.instance_id = a.instance_id and a.measures like concat('%"', c.measure, '"%') and (a.column_name is null or lower(c.element_id) = lower(a.column_name))
    where a.bounds is null and c.instance_id in ('model.shop.every_type') and c.recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
  ) as c on c.gate_id = latest.gate_id and c.run_id = latest.latest_run
  union all select
    gate_id, run_id, recorded_at, element_id, measure, value, case when value is null then 1 when value < at_least or value > at_most then 3 else 0 end as level,
    concat(measure, ' of ', relation, case when element_id = '' then '' else '.' end, element_id, case when value is null then ' is unknown' else concat(' is ', case when measure like '%rate' then case when value is not null then concat(regexp_replace(cast(round(100 * value, 1) + 0 as varchar), '[.]0$', ''), '%') end when measure like '%count' then cast(cast(round(value) as bigint) as varchar) when measure in ('mean_hours', 'latest_hours') then case when value is not null then concat(case when abs(value) < 72 then concat(regexp_replace(cast(round(abs(value), 1) as varchar), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(value) / 24, 1) as varchar), '[.]0+$', ''), ' days') end, case when value > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(value, 4) + 0 as varchar), '[.]0+$', '') end) end, ', expected ', bounds) as reason,
    cast(null as varchar) as fact_id, cast(null as varchar) as metric, cast(null as varchar) as partition_value, cast(null as timestamp_ntz) as profile_ts, cast(null as varchar) as baseline_version, cast(null as double) as expected_low, cast(null as double) as expected_high, cast(null as double) as score, cast(null as double) as threshold, cast(null as double) as p_value
  from (
    select *, first_value(run_id) over (partition by gate_id order by case when run_id = '<run_id>' then 0 else 1 end, recorded_at desc) as latest_run
    from (
      select
        a.gate_id, a.relation, a.column_name, a.of_relation, a.measure, a.bounds, cast(a.at_least as double) as at_least, cast(a.at_most as double) as at_most, f.run_id, f.recorded_at, f.element_id,
        case a.measure when 'null_rate' then cast(f.null_rate as double) end as value
      from asked as a
      inner join warehouse.shop_argos.run_profile_result as f
        on f.instance_id = a.instance_id and (a.of_relation = 'yes') = (f.element_id = '') and (a.column_name is null or lower(f.element_id) = lower(a.column_name))
      where a.bounds is not null and f.instance_id in ('model.shop.every_type') and f.partition_value is null and f.recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
    ) as facts
    where value is not null or of_relation = 'yes' or column_name is not null
  ) as measured
  where run_id = latest_run
)
select gate_id, relation, column_name, measure, value, expected, reason, severity, severity_parts, event_id, severity_weight, level
from (
  select
    gate_id, relation, column_name, measure, value, expected, reason, severity, severity_parts, event_id, severity_weight,
    case when level = 3 and certainty < 1 and severity <> 'HIGH' and coalesce(given <> 'RIGHT', true) then 2 else level end as level
  from (select
    *, case when severity_weight is not null then concat('{"strength": ', regexp_replace(cast(round(strength, 4) + 0 as varchar), '[.]0+$', ''), ', "critical_column": ', regexp_replace(cast(round(critical_column, 4) + 0 as varchar), '[.]0+$', ''), ', "exposures": ', regexp_replace(cast(round(exposures, 4) + 0 as varchar), '[.]0+$', ''), ', "descendants": ', regexp_replace(cast(round(descendants, 4) + 0 as varchar), '[.]0+$', ''), ', "recurrence": ', regexp_replace(cast(round(recurrence, 4) + 0 as varchar), '[.]0+$', ''), ', "owner": ', regexp_replace(cast(round(owner_weight, 4) + 0 as varchar), '[.]0+$', ''), '}') end as severity_parts,
    case when severity_weight >= high_from then 'HIGH' when severity_weight >= med_from then 'MED' when severity_weight is not null then 'LOW' end as severity
  from (
    select *, round(strength + critical_column + exposures + descendants + recurrence + owner_weight, 4) as severity_weight
    from (
      select
        r.*, cast(3 * r.certainty as double) as strength, cast(2 * 0 as double) as critical_column, cast(1 * case when n.exposures <> '[]' then 1 else 0 end as double) as exposures, cast(1 * least(1, coalesce(n.descendants, 0) / 10.0) as double) as descendants, cast(1 * case when r.alarm_days > 1 then least(1, (r.alarm_days - 1) / 3.0) else 0 end as double) as recurrence, 4 as high_from, 2 as med_from
        , cast(0 as double) as owner_weight
      from (select
  v.gate_id, v.instance_id, v.relation, v.owner, coalesce(nullif(v.element_id, ''), v.asked_column) as column_name, coalesce(v.measure, v.asked_measure) as measure,
  case when v.measure like '%rate' then case when v.value is not null then concat(regexp_replace(cast(round(100 * v.value, 1) + 0 as varchar), '[.]0$', ''), '%') end when v.measure like '%count' then cast(cast(round(v.value) as bigint) as varchar) when v.measure in ('mean_hours', 'latest_hours') then case when v.value is not null then concat(case when abs(v.value) < 72 then concat(regexp_replace(cast(round(abs(v.value), 1) as varchar), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(v.value) / 24, 1) as varchar), '[.]0+$', ''), ' days') end, case when v.value > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(v.value, 4) + 0 as varchar), '[.]0+$', '') end as value,
  coalesce(v.bounds, case when v.expected_high is not null then concat(case when v.measure like '%rate' then case when v.expected_low is not null then concat(regexp_replace(cast(round(100 * v.expected_low, 1) + 0 as varchar), '[.]0$', ''), '%') end when v.measure like '%count' then cast(cast(round(v.expected_low) as bigint) as varchar) when v.measure in ('mean_hours', 'latest_hours') then case when v.expected_low is not null then concat(case when abs(v.expected_low) < 72 then concat(regexp_replace(cast(round(abs(v.expected_low), 1) as varchar), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(v.expected_low) / 24, 1) as varchar), '[.]0+$', ''), ' days') end, case when v.expected_low > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(v.expected_low, 4) + 0 as varchar), '[.]0+$', '') end, ' to ', case when v.measure like '%rate' then case when v.expected_high is not null then concat(regexp_replace(cast(round(100 * v.expected_high, 1) + 0 as varchar), '[.]0$', ''), '%') end when v.measure like '%count' then cast(cast(round(v.expected_high) as bigint) as varchar) when v.measure in ('mean_hours', 'latest_hours') then case when v.expected_high is not null then concat(case when abs(v.expected_high) < 72 then concat(regexp_replace(cast(round(abs(v.expected_high), 1) as varchar), '[.]0+$', ''), ' h') else concat(regexp_replace(cast(round(abs(v.expected_high) / 24, 1) as varchar), '[.]0+$', ''), ' days') end, case when v.expected_high > 0 then ' after' else ' before' end) end else regexp_replace(cast(round(v.expected_high, 4) + 0 as varchar), '[.]0+$', '') end) end) as expected,
  case when v.level is null then v.unjudged when v.elsewhere is not null and v.run_id <> '<run_id>' then replace(v.elsewhere, '{at}', cast(v.recorded_at as varchar)) when v.is_old then replace(v.too_old, '{at}', cast(v.recorded_at as varchar)) when v.is_left then replace(v.left_out, '{at}', cast(v.recorded_at as varchar)) when v.is_held = 'yes' and v.level > 0 and coalesce(cast(v.baseline_version as bigint) < b.attested_version, false) then concat(v.reason, '; version ', cast(b.attested_version as varchar), ' was attested since, build it again') else v.reason end as reason,
  case when v.level is null then 1 when v.elsewhere is not null and v.run_id <> '<run_id>' then 1 when v.is_old then 1 when v.is_left then 1 when v.is_held = 'yes' and v.level > 0 and coalesce(cast(v.baseline_version as bigint) < b.attested_version, false) then 1 else v.level end as level,
  case when not (v.level is null or v.elsewhere is not null and v.run_id <> '<run_id>' or v.is_old or v.is_left) then case when v.bounds is not null then case when v.value is not null then 1 end when v.p_value is not null then least(1, greatest(0, -ln(v.p_value) / 9.210340372 - 0.5)) when v.threshold > 0 then least(1, v.score / (4 * v.threshold)) else 1 end end as certainty,
  case when not (v.level is null or v.elsewhere is not null and v.run_id <> '<run_id>' or v.is_old or v.is_left or v.is_held = 'yes' and v.level > 0 and coalesce(cast(v.baseline_version as bigint) < b.attested_version, false)) then v.fact_id end as event_id, g.verdict as given, r.alarm_days
from (
  select
    a.gate_id, a.instance_id, a.relation, a.owner, a.column_name as asked_column, a.measure as asked_measure, a.bounds, a.is_held, a.unjudged, a.elsewhere, a.too_old, a.left_out,
    f.run_id, f.recorded_at, f.element_id, f.measure, f.value, f.level, f.reason, f.fact_id, f.metric, f.partition_value, f.profile_ts, f.baseline_version, f.expected_low, f.expected_high, f.score, f.threshold, f.p_value,
    coalesce(f.recorded_at < case a.max_age_hours when '48' then cast('2026-01-06 06:00:00' as timestamp_ntz) when '24' then cast('2026-01-07 06:00:00' as timestamp_ntz) end, false) as is_old,
    coalesce(a.bounds is null and a.elsewhere is null and m.measured_at > m.judged_at, false) as is_left
  from asked as a left join found as f on f.gate_id = a.gate_id
  left join (
    select instance_id, max(case what when 'measured' then recorded_at end) as measured_at, max(case what when 'judged' then recorded_at end) as judged_at
    from (
      select instance_id, 'measured' as what, recorded_at from warehouse.shop_argos.run_profile_result where element_id = '' and partition_value is null
      union all select instance_id, 'judged' as what, recorded_at from warehouse.shop_argos.column_verdict
    ) as steps
    where instance_id in ('model.shop.every_type') and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz) group by instance_id
  ) as m on m.instance_id = a.instance_id
) as v
left join (
  select instance_id, max(attested_version) as attested_version
  from (
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
) as steps) as versions group by instance_id
) as b on b.instance_id = v.instance_id
left join (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, cast(profile_ts as date) as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), cast(profile_ts as date) order by recorded_at desc, fact_id) as place
    from warehouse.shop_argos.alarm_feedback
    where instance_id in ('model.shop.every_type') and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
  ) as words
  where place = 1) as g on g.instance_id = v.instance_id and g.element_id = v.element_id and g.measure = v.measure and coalesce(v.measure <> 'baseline' or v.metric = g.metric, true) and g.partition_value = coalesce(v.partition_value, '') and g.profile_day = cast(v.profile_ts as date)
    and coalesce(case when v.p_value is not null then v.p_value >= 0.5 * g.p_value else v.score <= 1.1 * g.score end and (v.value < v.expected_low) = (g.value < v.expected_low), true)
left join (
  select instance_id, element_id, measure, count(distinct cast(profile_ts as date)) as alarm_days
  from warehouse.shop_argos.column_verdict
  where instance_id in ('model.shop.every_type') and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz) and level > 0 and profile_ts >= cast('2026-01-01 06:00:00' as timestamp_ntz)
  group by instance_id, element_id, measure
) as r on r.instance_id = v.instance_id and r.element_id = v.element_id and r.measure = v.measure and v.bounds is null
where v.level is null or v.level > 0 and coalesce(g.verdict <> 'WRONG', true) or v.elsewhere is not null and v.run_id <> '<run_id>' or v.is_old or v.is_left) as r
      left join (
        select instance_id, max_by(exposures, recorded_at) as exposures, max_by(descendants, recorded_at) as descendants
        from warehouse.shop_argos.node_version
        where instance_id in ('model.shop.every_type')
        group by instance_id
      ) as n on n.instance_id = r.instance_id
    ) as parts
  ) as summed) as weighed
) as decided
order by level desc, coalesce(severity_weight, 0) desc, reason
