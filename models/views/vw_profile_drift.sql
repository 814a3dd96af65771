{{ config(enabled=argos.setting('enabled'), alias='argos_vw_profile_drift') }}
with verdicts as (
    select
        *,
        case
            when partition_value is null then {{ argos.day_of('profile_ts') }}
            else {{ argos.day_before(argos.day_of('profile_ts')) }}
        end as profile_day,
        row_number() over (
            partition by instance_id, element_id, measure, partition_value, {{ argos.day_of('profile_ts') }}
            order by recorded_at desc, run_id asc
        ) as age_rank
    from {{ argos.fact('called_verdict') }}
),

nodes as (
    select
        instance_id,
        domain,
        owner,
        row_number() over (partition by instance_id order by recorded_at desc) as age_rank
    from {{ source('argos', 'node_version').render() }}
)

select
    v.instance_id,
    v.relation_name,
    v.element_id,
    n.domain,
    n.owner,
    v.profile_day,
    coalesce(v.statistic, 'SCHEMA') as statistic,
    coalesce(e.severity, 'NONE') as severity,
    count(*) as verdict_count,
    count(e.event_id) as event_count,
    count(case when v.decision = 'LEARNING' then 1 end) as learning_count,
    max(v.score) as greatest_score,
    min(v.p_value) as least_p_value
from verdicts as v
left join {{ argos.fact('profile_drift_event') }} as e on v.fact_id = e.event_id
left join nodes as n on v.instance_id = n.instance_id and n.age_rank = 1
where v.age_rank = 1 and (v.measure <> 'drift' or e.event_id is not null)
group by
    v.instance_id,
    v.relation_name,
    v.element_id,
    n.domain,
    n.owner,
    v.profile_day,
    coalesce(v.statistic, 'SCHEMA'),
    coalesce(e.severity, 'NONE')
