-- An event that moved many columns is the verdict on their relation: what else alarms there is the same event.
with alarms as (
    select
        *,
        max(case when measure = 'drift' and moved_columns is not null then 1 else 0 end) over (
            partition by run_id, instance_id, profile_ts
        ) as has_event
    from warehouse.shop_argos.called_verdict
    where decision in ('INFO', 'WARN', 'FAIL')
),

-- The verdict `drift` on a column repeats that on its strongest metric, which says more.
events as (
    select
        *,
        row_number() over (
            partition by run_id, instance_id, profile_ts, element_id, case when measure = 'schema' then 1 else 0 end
            order by
                case when moved_columns is not null then 0 when measure <> 'drift' then 1 else 2 end asc,
                level desc,
                coalesce(p_value, 1) asc,
                measure asc,
                metric asc
        ) as place
    from alarms
    where measure = 'schema' or has_event = 0 or element_id = ''
),

queries as (
    select
        run_id,
        task_id,
        max(query_id) as query_id
    from warehouse.shop_argos.process_metrics
    group by run_id, task_id
)

select
    e.fact_id as event_id,
    e.instance_id,
    e.relation_name,
    e.element_id,
    e.partition_value,
    e.partition_key,
    e.profile_ts,
    e.measure,
    e.metric,
    case
        when e.measure = 'schema' or e.metric = 'type' then 'SCHEMA'
        when e.metric in ('null_rate', 'null_gap_rate', 'zero_rate') then 'SPARSITY'
        when e.metric in ('unseen_rate', 'lost_rate', 'top_rate') then 'PATTERN'
        when e.metric in ('row_count', 'row_distinct_count', 'duplicate_rate', 'latest_hours') then 'VOLUME'
        else 'DISTRIBUTION'
    end as drift_type,
    e.statistic,
    case when e.statistic in ('Z', 'IQR') then e.score else e.value end as stat_value,
    case when e.statistic in ('Z', 'IQR') then e.threshold else e.expected_high end as threshold,
    e.p_value,
    case when e.decision = 'INFO' then 'LOW' when e.decision = 'WARN' then 'MED' else 'HIGH' end as severity,
    case when e.decision = 'FAIL' then 'CRITICAL' when e.decision = 'INFO' then 'INFO' else 'WARN' end as decision,
    case when e.measure = 'schema' or e.metric = 'type' then 'PATCH_CONTRACT' when e.decision = 'FAIL' then 'OPEN_RCA' else 'NUDGE' end as action,
    e.value,
    e.expected_low,
    e.expected_high,
    e.history_days,
    e.moved_columns,
    concat('run ', e.run_id, ', node ', e.instance_id, case when q.query_id is null then '' else ', query ' end, coalesce(q.query_id, '')) as trace_ref,
    e.reason,
    e.run_id,
    e.recorded_at,
    e.target_name
from events as e
left join queries as q on e.run_id = q.run_id and e.instance_id = q.task_id
where e.place = 1
