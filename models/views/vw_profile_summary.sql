{{ config(enabled=argos.setting('enabled'), alias='argos_vw_profile_summary') }}
{%- set double = argos.types().double %}
with profiles as (
    select
        *,
        row_number() over (partition by instance_id, element_id, partition_value order by profile_ts desc, recorded_at desc) as age_rank,
        first_value(run_id) over (partition by instance_id, partition_value order by profile_ts desc, recorded_at desc) as latest_run_id
    from {{ source('argos', 'run_profile_result').render() }}
),

nodes as (
    select
        *,
        row_number() over (partition by instance_id order by recorded_at desc) as age_rank
    from {{ source('argos', 'node_version').render() }}
),

-- A relation with daily partitions is judged by the newest of them: what that says stands beside the whole, too.
verdicts as (
    select
        *,
        first_value(run_id) over (partition by instance_id order by recorded_at desc, run_id asc) as latest_run_id,
        first_value(run_id) over (partition by instance_id, partition_value order by recorded_at desc, run_id asc) as latest_run_of_partition
    from {{ argos.fact('called_verdict') }}
),

judged as (
    select
        v.instance_id,
        v.element_id,
        case when w.is_whole = 'no' then v.partition_value end as partition_value,
        max(v.level) as greatest_level,
        max(case when v.measure = 'drift' then v.score end) as distance,
        max(case when v.measure = 'drift' then v.history_days end) as history_days,
        max(case when v.decision <> 'LEARNING' then v.profile_ts end) as judged_at
    from ({{ argos.json_rows(['is_whole'], [['yes'], ['no']]) }}) as w
    cross join verdicts as v
    where
        (v.measure <> 'schema' or v.level > 0)
        and v.run_id = case when w.is_whole = 'yes' then v.latest_run_id when v.partition_value is not null then v.latest_run_of_partition end
    group by v.instance_id, v.element_id, case when w.is_whole = 'no' then v.partition_value end
)

select
    p.instance_id,
    p.relation_name,
    p.element_id,
    p.partition_value,
    n.resource_type,
    n.domain,
    n.owner,
    n.criticality,
    p.data_type,
    p.type_family,
    p.ordinal,
    p.run_id = p.latest_run_id as is_current,
    case when j.greatest_level = 3 then 'RED' when j.greatest_level > 0 then 'YELLOW' when j.judged_at is null then 'GREY' else 'GREEN' end as light,
    j.distance,
    j.history_days,
    j.judged_at,
    p.profile_ts,
    p.recorded_at,
    p.run_id,
    p.target_name,
    p.row_count,
    p.row_distinct_count,
    p.row_distinct_count / cast(nullif(p.row_count, 0) as {{ double }}) as row_distinct_rate,
    p.row_once_count,
    p.row_once_count / cast(nullif(p.row_count, 0) as {{ double }}) as row_once_rate,
    p.latest_loaded_at,
    {% for name in argos.column_fields() -%}
        p.{{ name }},
    {% endfor -%}
    p.notes
from profiles as p
left join nodes as n on p.instance_id = n.instance_id and n.age_rank = 1
left join judged as j on p.instance_id = j.instance_id and p.element_id = j.element_id and coalesce(p.partition_value, '') = coalesce(j.partition_value, '')
where p.age_rank = 1
