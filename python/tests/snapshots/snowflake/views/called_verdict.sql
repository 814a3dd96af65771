select
    run_id,
    recorded_at,
    target_name,
    fact_id,
    instance_id,
    relation_name,
    element_id,
    measure,
    metric,
    partition_value,
    partition_key,
    profile_ts,
    value,
    expected_low,
    expected_high,
    statistic,
    score,
    threshold,
    p_value,
    case when given = 'WRONG' then 0 else level end as level, -- noqa: RF04
    moved_columns,
    case when given = 'WRONG' and level > 0 then 'PASS' else decision end as decision,
    reason,
    history_days,
    baseline_version,
    given
from (
select v.*, g.verdict as given
  from warehouse.shop_argos.column_verdict as v
  left join (
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, cast(profile_ts as date) as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), cast(profile_ts as date) order by recorded_at desc, fact_id) as place
    from warehouse.shop_argos.alarm_feedback
  ) as words
  where place = 1) as g
    on g.instance_id = v.instance_id and g.element_id = v.element_id and g.measure = v.measure and coalesce(v.measure <> 'baseline' or v.metric = g.metric, true) and g.partition_value = coalesce(v.partition_value, '') and g.profile_day = cast(v.profile_ts as date)
    and coalesce(case when v.p_value is not null then v.p_value >= 0.5 * g.p_value else v.score <= 1.1 * g.score end and (v.value < v.expected_low) = (g.value < v.expected_low), true)
  where true) as verdicts
