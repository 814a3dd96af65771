select
    instance_id,
    relation_name,
    element_id,
    version,
    status,
    mode,
    is_daily,
    data_type,
    type_family,
    baseline_window_start,
    baseline_window_end,
    history_days,
    left_out_days,
    row_count,
    value_count,
    target_p01,
    target_p99,
    target_null_rate_max,
    distinct_rate_low,
    distinct_rate_high,
    case when distinct_rate_low is not null then to_json(array_construct(ifnull(to_variant(distinct_rate_low), parse_json('null')), ifnull(to_variant(distinct_rate_high), parse_json('null')))) end as distinct_rate_range,
    pattern_set,
    drift_test,
    quantiles,
    topk,
    usual_mean,
    usual_stddev,
    usual_q25,
    usual_q75,
    owner,
    proposed_by,
    proposed_as,
    recorded_at as proposed_at,
    attested_by,
    attested_as,
    attested_at,
    coalesce(attested_at, recorded_at) as updated_at,
    notes
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
) as steps
) as versions
