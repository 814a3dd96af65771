{{ config(enabled=argos.setting('enabled'), alias='argos_called_verdict') }}
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
from ({{ argos.verdicts_called('true') }}) as verdicts
