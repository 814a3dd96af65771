{{ config(enabled=argos.setting('enabled'), alias='argos_rca_case') }}
with nodes as (
    select
        instance_id,
        relation_name,
        owner,
        domain,
        criticality,
        descendants,
        exposures,
        row_number() over (partition by instance_id order by recorded_at desc) as age_rank
    from {{ source('argos', 'node_version').render() }}
),

opened as (
    select
        *,
        lead(recorded_at) over (partition by instance_id, element_id order by recorded_at, incident_id) as next_opened_at
    from {{ source('argos', 'incident_event').render() }}
    where event = 'OPENED'
),

closed as (
    select
        *,
        row_number() over (partition by incident_id order by recorded_at, fact_id) as place
    from {{ source('argos', 'incident_event').render() }}
    where event = 'CLOSED'
),

alarms as (
    select
        o.incident_id,
        count(*) as alarms,
        min(v.recorded_at) as first_seen_at,
        max(v.recorded_at) as last_seen_at
    from opened as o
    inner join {{ source('argos', 'column_verdict').render() }} as v
        on o.instance_id = v.instance_id and o.element_id = v.element_id
    where
        v.level > 0
        and (v.run_id = o.run_id or v.fact_id = o.event_id or v.recorded_at >= o.recorded_at)
        and (o.next_opened_at is null or v.recorded_at < o.next_opened_at)
    group by o.incident_id
)

select
    o.incident_id,
    case when c.incident_id is null then 'OPEN' else 'CLOSED' end as status,
    c.resolution,
    o.instance_id,
    n.relation_name,
    o.element_id,
    o.measure,
    o.gate_id,
    o.severity,
    o.severity_weight,
    o.severity_parts,
    o.reason,
    o.recorded_at as opened_at,
    coalesce(a.first_seen_at, o.recorded_at) as first_seen_at,
    coalesce(a.last_seen_at, o.recorded_at) as last_seen_at,
    coalesce(a.alarms, 0) as alarms,
    n.owner,
    n.domain,
    n.criticality,
    n.descendants,
    n.exposures,
    c.recorded_at as closed_at,
    c.given_by as closed_by,
    c.given_as as closed_as,
    c.reason as closing_reason
from opened as o
left join alarms as a on o.incident_id = a.incident_id
left join closed as c on o.incident_id = c.incident_id and c.place = 1
left join nodes as n on o.instance_id = n.instance_id and n.age_rank = 1
