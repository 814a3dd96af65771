with profiles as (
    select
        *,
        row_number() over (
            partition by instance_id, element_id, partition_value order by profile_ts desc, recorded_at desc
        ) as age_rank,
        first_value(run_id) over (
            partition by instance_id, partition_value order by profile_ts desc, recorded_at desc
        ) as latest_run_id
    from warehouse.shop_argos.run_profile_result
),

nodes as (
    select
        instance_id,
        resource_type,
        domain,
        owner,
        criticality,
        row_number() over (partition by instance_id order by recorded_at desc) as age_rank
    from warehouse.shop_argos.node_version
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
    p.profile_ts,
    p.recorded_at,
    p.run_id,
    p.target_name,
    p.row_count,
    p.row_distinct_count,
    p.row_distinct_count / cast(nullif(p.row_count, 0) as double) as row_distinct_rate,
    p.row_once_count,
    p.row_once_count / cast(nullif(p.row_count, 0) as double) as row_once_rate,
    p.latest_loaded_at,
    p.eval_count,
    p.null_count,
    p.null_rate,
    p.distinct_count,
    p.distinct_rate,
    p.min_value,
    p.max_value,
    p.mean,
    p.stddev,
    p.p01,
    p.p50,
    p.p95,
    p.p99,
    p.quantiles,
    p.zero_count,
    p.length_min,
    p.length_max,
    p.topk_patterns,
    p.topk_values_hashed,
    p.entropy,
    p.outlier_rate,
    p.profile_hash,
    p.notes
from profiles as p
left join nodes as n on p.instance_id = n.instance_id and n.age_rank = 1
where p.age_rank = 1
