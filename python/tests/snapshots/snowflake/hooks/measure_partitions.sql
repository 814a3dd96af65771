select coalesce(p.partition_value, known.partition_value) as partition_value, coalesce(p.row_count, 0) as row_count, known.row_count as known_count, known.first_seen
from (
  select to_varchar(cast(argos_partition as date), 'YYYY-MM-DD') as partition_value, row_count
  from (select case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end as argos_partition, count(*) as row_count from warehouse.shop.orders as t group by 1) as counted
) as p
full outer join (
  select partition_value, max_by(row_count, recorded_at) as row_count, max(profile_ts) as ends_at, to_varchar(cast(min(case when replace(notes, '"partition": "backfilled"', '') = notes then cast(recorded_at as date) end) as date), 'YYYY-MM-DD') as first_seen
  from warehouse.shop_argos.run_profile_result as f
  cross join (select max(salt_id) as salt_id, max(salt_value) as salt_value from warehouse.shop_argos.salt) as salt
  where instance_id = 'model.shop.orders' and element_id = '' and partition_key = 'ordered_at by day' and replace(notes, concat('"salt_id": "', salt_id, '"'), '') <> notes
  group by partition_value
) as known on known.partition_value = p.partition_value
where p.row_count is not null or known.ends_at >= cast('2025-12-03 06:00:00' as timestamp_ntz)
order by 1
limit 5001;

insert into warehouse.shop_argos.run_profile_result (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, partition_value, partition_key, profile_ts, element_id, data_type, type_family, ordinal, notes, row_count, row_distinct_count, row_once_count, eval_count, null_count, null_rate, distinct_count, distinct_rate, min_value, max_value, mean, stddev, p01, p50, p95, p99, quantiles, zero_count, length_min, length_max, topk_patterns, topk_values_hashed, entropy, outlier_rate, profile_hash)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('run_profile_result'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.element_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.partition_value as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.partition_value as varchar) as partition_value,
  cast(q.partition_key as varchar) as partition_key,
  cast(q.profile_ts as timestamp_ntz) as profile_ts,
  cast(q.element_id as varchar) as element_id,
  cast(q.data_type as varchar) as data_type,
  cast(q.type_family as varchar) as type_family,
  cast(q.ordinal as bigint) as ordinal,
  cast(q.notes as varchar) as notes,
  cast(q.row_count as bigint) as row_count,
  cast(q.row_distinct_count as bigint) as row_distinct_count,
  cast(q.row_once_count as bigint) as row_once_count,
  cast(q.eval_count as bigint) as eval_count,
  cast(q.null_count as bigint) as null_count,
  cast(q.null_rate as double) as null_rate,
  cast(q.distinct_count as bigint) as distinct_count,
  cast(q.distinct_rate as double) as distinct_rate,
  cast(q.min_value as varchar) as min_value,
  cast(q.max_value as varchar) as max_value,
  cast(q.mean as double) as mean,
  cast(q.stddev as double) as stddev,
  cast(q.p01 as double) as p01,
  cast(q.p50 as double) as p50,
  cast(q.p95 as double) as p95,
  cast(q.p99 as double) as p99,
  cast(q.quantiles as varchar) as quantiles,
  cast(q.zero_count as bigint) as zero_count,
  cast(q.length_min as bigint) as length_min,
  cast(q.length_max as bigint) as length_max,
  cast(q.topk_patterns as varchar) as topk_patterns,
  cast(q.topk_values_hashed as varchar) as topk_values_hashed,
  cast(q.entropy as double) as entropy,
  cast(q.outlier_rate as double) as outlier_rate,
  cast(q.profile_hash as varchar) as profile_hash
from (
select f.instance_id, f.relation_name, f.partition_value, f.partition_key, coalesce(cast(p.ends_at as timestamp_ntz), f.profile_ts) as profile_ts, f.element_id, f.data_type, f.type_family, f.ordinal, replace(f.notes, '{partition}', p.why) as notes, f.row_count, f.row_distinct_count, f.row_once_count, f.eval_count, f.null_count, f.null_rate, f.distinct_count, f.distinct_rate, f.min_value, f.max_value, f.mean, f.stddev, f.p01, f.p50, f.p95, f.p99, f.quantiles, f.zero_count, f.length_min, f.length_max, f.topk_patterns, f.topk_values_hashed, f.entropy, f.outlier_rate, f.profile_hash
from (
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, to_varchar(cast(argos_partition as date), 'YYYY-MM-DD') as partition_value, 'ordered_at by day' as partition_key, cast('2026-01-08 06:00:00' as timestamp_ntz) as profile_ts,
  '' as element_id, cast(null as varchar) as data_type, cast(null as varchar) as type_family, cast(0 as bigint) as ordinal, replace('{"row_distinct_count": "exact", "settings": "241752eb", "salt_id": "{salt}", "partition": "{partition}"}', '{salt}', coalesce((select salt_id from (select max(salt_id) as salt_id, max(salt_value) as salt_value from warehouse.shop_argos.salt) as salt), '')) as notes,
  coalesce(sum(occurrences), 0) as row_count,
  count(*) as row_distinct_count,
  count(case when occurrences = 1 then 1 end) as row_once_count, null as eval_count, null as null_count, null as null_rate, null as distinct_count, null as distinct_rate, null as min_value, null as max_value, null as mean, null as stddev, null as p01, null as p50, null as p95, null as p99, null as quantiles, null as zero_count, null as length_min, null as length_max, null as topk_patterns, null as topk_values_hashed, null as entropy, null as outlier_rate, null as profile_hash
from (select r.argos_partition, count(*) as occurrences from (select case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end as argos_partition, t."order_id", t."status", t."ordered_at" from warehouse.shop.orders as t where t."ordered_at" >= cast('2026-01-30 00:00:00' as timestamp) and t."ordered_at" < cast('2026-02-01 00:00:00' as timestamp) and case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end in (cast('2026-01-30' as date), cast('2026-01-31' as date))) as r group by r.argos_partition, hash(r."order_id", r."status", r."ordered_at")) as r group by r.argos_partition
union all
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, to_varchar(cast(argos_partition as date), 'YYYY-MM-DD') as partition_value, 'ordered_at by day' as partition_key, cast('2026-01-08 06:00:00' as timestamp_ntz) as profile_ts,
  element_id, data_type, type_family, ordinal, replace(replace(replace(replace(case when is_identifier then notes_of_identifier else notes end, '{distinct}', case when is_complete then 'exact' else 'hll, error 1.6%' end), '{values}', case when is_complete then 'exact' else 'the most frequent, by a sketch' end), '{entropy}', case when is_complete then 'exact' else 'of the most frequent, the others as equally frequent' end), '{shapes}', case when is_complete and coalesce(listed_values, 0) < 2000 then 'exact' else 'the most frequent, by a sketch' end) as notes,
  null as row_count, null as row_distinct_count, null as row_once_count, row_count as eval_count, row_count - valid_count as null_count,
  (row_count - valid_count) / cast(nullif(row_count, 0) as double) as null_rate,
  distinct_count, distinct_count / cast(nullif(valid_count, 0) as double) as distinct_rate,
  case when not is_withheld then min_value end as min_value,
  case when not is_withheld then max_value end as max_value,
  case when not is_withheld then mean end as mean,
  case when not is_withheld then stddev end as stddev,
  case when not is_withheld then p01 end as p01,
  case when not is_withheld then p50 end as p50,
  case when not is_withheld then p95 end as p95,
  case when not is_withheld then p99 end as p99,
  case when not is_withheld then quantiles end as quantiles,
  case when type_family = 'number' then coalesce(zero_count, 0) end as zero_count, length_min, length_max, topk_patterns, topk_values_hashed,
  case when type_family <> 'other' then (ln(cast(nullif(valid_count, 0) as double)) - (coalesce(heavy_nlogn, 0) + coalesce(nullif(greatest(valid_count - coalesce(heavy_count, 0), 0), 0) * ln(nullif(greatest(valid_count - coalesce(heavy_count, 0), 0), 0) / cast(greatest(distinct_count - coalesce(listed_values, 0), 1) as double)), 0)) / cast(nullif(valid_count, 0) as double)) / ln(2) end as entropy,
  coalesce(beyond_count, outside_count) / cast(nullif(valid_count, 0) as double) as outlier_rate,
  case when type_family <> 'other' then substr(sha2(concat(salt_value, coalesce(content_hash, ''), ' ', cast(valid_count as varchar)), 256), 1, 16) end as profile_hash
from (
  select
    *,
    shown = 'personal' or (type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > valid_count) as is_withheld, (type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > valid_count) as is_identifier
  from (
    select
      *,
      coalesce(listed_count, 0) = valid_count and coalesce(listed_values, 0) <= 200 as is_complete,
      case when type_family = 'other' then null when coalesce(listed_count, 0) = valid_count and coalesce(listed_values, 0) <= 200 then coalesce(listed_values, 0) else least(distinct_sketch, valid_count) end as distinct_count
    from (
select
  ordinal, element_id, data_type, type_family, shown, notes, notes_of_identifier, argos_partition, row_count, salt_value, valid_count, distinct_sketch, min_value, max_value, max_number, mean, stddev, zero_count, fraction_count, length_min, length_max, content_hash, beyond_count, p01, p50, p95, p99, quantiles, outside_count,
  sum(case when kind = 'v' and v is not null then n end) as listed_count,
  count(case when kind = 'v' and v is not null then n end) as listed_values,
  sum(case when kind = 'v' and v is not null then n end) as heavy_count,
  sum(case when kind = 'v' and v is not null then n end * ln(case when kind = 'v' and v is not null then n end)) as heavy_nlogn,
  nullif(concat('[', coalesce(array_to_string(array_slice(array_agg(case when case when kind = 'v' then v end is not null then concat('["', substr(sha2(concat(salt_value, case when length(case when kind = 'v' then v end) > 200 then concat(left(case when kind = 'v' then v end, 136), sha2(case when kind = 'v' then v end, 256)) else case when kind = 'v' then v end end), 256), 1, 16), '",', cast(case when kind = 'v' and v is not null then n end as varchar), ']') end) within group (order by case when kind = 'v' and v is not null then n end desc, case when kind = 'v' then v end), 0, 50), ','), ''), ']'), '[]') as topk_values_hashed,
  nullif(concat('[', coalesce(array_to_string(array_slice(array_agg(case when case when kind = 's' then v end is not null then concat('["', replace(replace(case when kind = 's' then v end, '\\', '\\\\'), '"', '\\"'), '",', cast(case when kind = 's' and v is not null then n end as varchar), ']') end) within group (order by case when kind = 's' and v is not null then n end desc, case when kind = 's' then v end), 0, 20), ','), ''), ']'), '[]') as topk_patterns
from (
select listed.ordinal, listed.element_id, listed.data_type, listed.type_family, listed.shown, listed.notes, listed.notes_of_identifier, listed.argos_partition, listed.row_count, listed.salt_value, listed.valid_count, listed.distinct_sketch, listed.min_value, listed.max_value, listed.max_number, listed.mean, listed.stddev, listed.zero_count, listed.fraction_count, listed.length_min, listed.length_max, listed.content_hash, listed.beyond_count, listed.p01, listed.p50, listed.p95, listed.p99, listed.quantiles, listed.outside_count, listed.kind, cast(get(item.value, 0) as varchar) as v, cast(get(item.value, 1) as bigint) as n
from (
select
  ordinal, element_id, data_type, type_family, shown, notes, notes_of_identifier, argos_partition, row_count, salt_value, valid_count, distinct_sketch, min_value, max_value, max_number, mean, stddev, zero_count, fraction_count, length_min, length_max, content_hash, beyond_count,
  p01, q20 as p50, q38 as p95, p99,
  case when max_number is not null then to_json(array_construct(ifnull(to_variant(q0), parse_json('null')), ifnull(to_variant(q1), parse_json('null')), ifnull(to_variant(q2), parse_json('null')), ifnull(to_variant(q3), parse_json('null')), ifnull(to_variant(q4), parse_json('null')), ifnull(to_variant(q5), parse_json('null')), ifnull(to_variant(q6), parse_json('null')), ifnull(to_variant(q7), parse_json('null')), ifnull(to_variant(q8), parse_json('null')), ifnull(to_variant(q9), parse_json('null')), ifnull(to_variant(q10), parse_json('null')), ifnull(to_variant(q11), parse_json('null')), ifnull(to_variant(q12), parse_json('null')), ifnull(to_variant(q13), parse_json('null')), ifnull(to_variant(q14), parse_json('null')), ifnull(to_variant(q15), parse_json('null')), ifnull(to_variant(q16), parse_json('null')), ifnull(to_variant(q17), parse_json('null')), ifnull(to_variant(q18), parse_json('null')), ifnull(to_variant(q19), parse_json('null')), ifnull(to_variant(q20), parse_json('null')), ifnull(to_variant(q21), parse_json('null')), ifnull(to_variant(q22), parse_json('null')), ifnull(to_variant(q23), parse_json('null')), ifnull(to_variant(q24), parse_json('null')), ifnull(to_variant(q25), parse_json('null')), ifnull(to_variant(q26), parse_json('null')), ifnull(to_variant(q27), parse_json('null')), ifnull(to_variant(q28), parse_json('null')), ifnull(to_variant(q29), parse_json('null')), ifnull(to_variant(q30), parse_json('null')), ifnull(to_variant(q31), parse_json('null')), ifnull(to_variant(q32), parse_json('null')), ifnull(to_variant(q33), parse_json('null')), ifnull(to_variant(q34), parse_json('null')), ifnull(to_variant(q35), parse_json('null')), ifnull(to_variant(q36), parse_json('null')), ifnull(to_variant(q37), parse_json('null')), ifnull(to_variant(q38), parse_json('null')), ifnull(to_variant(q39), parse_json('null')), ifnull(to_variant(q40), parse_json('null')))) end as quantiles,
  case when max_number is not null then cast(round(valid_count * (case when q0 < q10 + 1.5 * (q10 - q30) or q0 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q1 < q10 + 1.5 * (q10 - q30) or q1 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q2 < q10 + 1.5 * (q10 - q30) or q2 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q3 < q10 + 1.5 * (q10 - q30) or q3 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q4 < q10 + 1.5 * (q10 - q30) or q4 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q5 < q10 + 1.5 * (q10 - q30) or q5 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q6 < q10 + 1.5 * (q10 - q30) or q6 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q7 < q10 + 1.5 * (q10 - q30) or q7 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q8 < q10 + 1.5 * (q10 - q30) or q8 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q9 < q10 + 1.5 * (q10 - q30) or q9 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q10 < q10 + 1.5 * (q10 - q30) or q10 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q11 < q10 + 1.5 * (q10 - q30) or q11 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q12 < q10 + 1.5 * (q10 - q30) or q12 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q13 < q10 + 1.5 * (q10 - q30) or q13 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q14 < q10 + 1.5 * (q10 - q30) or q14 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q15 < q10 + 1.5 * (q10 - q30) or q15 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q16 < q10 + 1.5 * (q10 - q30) or q16 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q17 < q10 + 1.5 * (q10 - q30) or q17 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q18 < q10 + 1.5 * (q10 - q30) or q18 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q19 < q10 + 1.5 * (q10 - q30) or q19 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q20 < q10 + 1.5 * (q10 - q30) or q20 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q21 < q10 + 1.5 * (q10 - q30) or q21 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q22 < q10 + 1.5 * (q10 - q30) or q22 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q23 < q10 + 1.5 * (q10 - q30) or q23 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q24 < q10 + 1.5 * (q10 - q30) or q24 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q25 < q10 + 1.5 * (q10 - q30) or q25 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q26 < q10 + 1.5 * (q10 - q30) or q26 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q27 < q10 + 1.5 * (q10 - q30) or q27 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q28 < q10 + 1.5 * (q10 - q30) or q28 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q29 < q10 + 1.5 * (q10 - q30) or q29 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q30 < q10 + 1.5 * (q10 - q30) or q30 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q31 < q10 + 1.5 * (q10 - q30) or q31 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q32 < q10 + 1.5 * (q10 - q30) or q32 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q33 < q10 + 1.5 * (q10 - q30) or q33 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q34 < q10 + 1.5 * (q10 - q30) or q34 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q35 < q10 + 1.5 * (q10 - q30) or q35 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q36 < q10 + 1.5 * (q10 - q30) or q36 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q37 < q10 + 1.5 * (q10 - q30) or q37 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q38 < q10 + 1.5 * (q10 - q30) or q38 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q39 < q10 + 1.5 * (q10 - q30) or q39 > q30 + 1.5 * (q30 - q10) then 1 else 0 end + case when q40 < q10 + 1.5 * (q10 - q30) or q40 > q30 + 1.5 * (q30 - q10) then 1 else 0 end) / 41.0) as bigint) end as outside_count, kind, items
from (
select
  picked.*,
  approx_percentile_estimate(quantiles_state, 0.01) as p01, approx_percentile_estimate(quantiles_state, 0.99) as p99,
  approx_percentile_estimate(quantiles_state, 0.0) as q0,
  approx_percentile_estimate(quantiles_state, 0.025) as q1,
  approx_percentile_estimate(quantiles_state, 0.05) as q2,
  approx_percentile_estimate(quantiles_state, 0.075) as q3,
  approx_percentile_estimate(quantiles_state, 0.1) as q4,
  approx_percentile_estimate(quantiles_state, 0.125) as q5,
  approx_percentile_estimate(quantiles_state, 0.15) as q6,
  approx_percentile_estimate(quantiles_state, 0.175) as q7,
  approx_percentile_estimate(quantiles_state, 0.2) as q8,
  approx_percentile_estimate(quantiles_state, 0.225) as q9,
  approx_percentile_estimate(quantiles_state, 0.25) as q10,
  approx_percentile_estimate(quantiles_state, 0.275) as q11,
  approx_percentile_estimate(quantiles_state, 0.3) as q12,
  approx_percentile_estimate(quantiles_state, 0.325) as q13,
  approx_percentile_estimate(quantiles_state, 0.35) as q14,
  approx_percentile_estimate(quantiles_state, 0.375) as q15,
  approx_percentile_estimate(quantiles_state, 0.4) as q16,
  approx_percentile_estimate(quantiles_state, 0.425) as q17,
  approx_percentile_estimate(quantiles_state, 0.45) as q18,
  approx_percentile_estimate(quantiles_state, 0.475) as q19,
  approx_percentile_estimate(quantiles_state, 0.5) as q20,
  approx_percentile_estimate(quantiles_state, 0.525) as q21,
  approx_percentile_estimate(quantiles_state, 0.55) as q22,
  approx_percentile_estimate(quantiles_state, 0.575) as q23,
  approx_percentile_estimate(quantiles_state, 0.6) as q24,
  approx_percentile_estimate(quantiles_state, 0.625) as q25,
  approx_percentile_estimate(quantiles_state, 0.65) as q26,
  approx_percentile_estimate(quantiles_state, 0.675) as q27,
  approx_percentile_estimate(quantiles_state, 0.7) as q28,
  approx_percentile_estimate(quantiles_state, 0.725) as q29,
  approx_percentile_estimate(quantiles_state, 0.75) as q30,
  approx_percentile_estimate(quantiles_state, 0.775) as q31,
  approx_percentile_estimate(quantiles_state, 0.8) as q32,
  approx_percentile_estimate(quantiles_state, 0.825) as q33,
  approx_percentile_estimate(quantiles_state, 0.85) as q34,
  approx_percentile_estimate(quantiles_state, 0.875) as q35,
  approx_percentile_estimate(quantiles_state, 0.9) as q36,
  approx_percentile_estimate(quantiles_state, 0.925) as q37,
  approx_percentile_estimate(quantiles_state, 0.95) as q38,
  approx_percentile_estimate(quantiles_state, 0.975) as q39,
  max_number as q40
from (
  select
    cast(k.ordinal as bigint) as ordinal, k.element_id, k.data_type, k.type_family, k.shown, k.notes, k.notes_of_identifier, scan.argos_partition, scan.row_count, salt.salt_value,
    case k.ordinal when '1' then c1_valid_count when '2' then c2_valid_count when '3' then c3_valid_count end as valid_count,
    case k.ordinal when '1' then c1_distinct_sketch when '2' then c2_distinct_sketch when '3' then c3_distinct_sketch end as distinct_sketch,
    case k.ordinal when '1' then cast(c1_min_value as varchar) when '3' then to_varchar(cast(c3_min_value as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6') end as min_value,
    case k.ordinal when '1' then cast(c1_max_value as varchar) when '3' then to_varchar(cast(c3_max_value as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6') end as max_value,
    case k.ordinal when '1' then c1_max_number when '3' then c3_max_number end as max_number,
    case k.ordinal when '1' then c1_mean when '3' then c3_mean end as mean,
    case k.ordinal when '1' then c1_stddev when '3' then c3_stddev end as stddev,
    case k.ordinal when '1' then c1_quantiles_state when '3' then c3_quantiles_state end as quantiles_state,
    case k.ordinal when '1' then c1_zero_count end as zero_count,
    case k.ordinal when '1' then c1_fraction_count end as fraction_count,
    case k.ordinal when '2' then c2_length_min end as length_min,
    case k.ordinal when '2' then c2_length_max end as length_max,
    case k.ordinal when '1' then c1_content_hash when '2' then c2_content_hash when '3' then c3_content_hash end as content_hash,
    case k.ordinal when '1' then c1_beyond_count when '3' then c3_beyond_count end as beyond_count,
    kinds.kind, case kinds.kind when 'm' then array_construct(array_construct(null, 0)) when 'v' then case k.ordinal when '1' then c1_v when '2' then c2_v when '3' then c3_v end else case k.ordinal when '2' then c2_s end end as items
  from (
    select
      r.argos_partition, count(*) as row_count,
      count(r."order_id") as c1_valid_count,
      least(count(r."order_id"), approx_count_distinct(r."order_id")) as c1_distinct_sketch,
      min(r."order_id") as c1_min_value,
      max(r."order_id") as c1_max_value,
      max(cast(r."order_id" as double)) as c1_max_number,
      avg(cast(r."order_id" as double)) as c1_mean,
      stddev_samp(cast(r."order_id" as double)) as c1_stddev,
      approx_percentile_accumulate(cast(r."order_id" as double)) as c1_quantiles_state,
      count(case when r."order_id" = 0 then 1 end) as c1_zero_count,
      count(case when case when abs(cast(r."order_id" as double)) < 9e15 then cast(r."order_id" as double) <> floor(cast(r."order_id" as double)) end then 1 end) as c1_fraction_count,
      cast(sum(mod(hash(cast(r."order_id" as varchar)), 2147483647)) as varchar) as c1_content_hash,
      sum(case when cast(r."order_id" as double) < f.low_1 or cast(r."order_id" as double) > f.high_1 then 1 when f.low_1 is not null and cast(r."order_id" as double) is not null then 0 end) as c1_beyond_count,
      count(r."status") as c2_valid_count,
      least(count(r."status"), approx_count_distinct(r."status")) as c2_distinct_sketch,
      min(length(cast(r."status" as varchar))) as c2_length_min,
      max(length(cast(r."status" as varchar))) as c2_length_max,
      cast(sum(mod(hash(cast(r."status" as varchar)), 2147483647)) as varchar) as c2_content_hash,
      count(r."ordered_at") as c3_valid_count,
      least(count(r."ordered_at"), approx_count_distinct(r."ordered_at")) as c3_distinct_sketch,
      min(r."ordered_at") as c3_min_value,
      max(r."ordered_at") as c3_max_value,
      max(cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000) as c3_max_number,
      avg(cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000) as c3_mean,
      stddev_samp((cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000 - 1767830400)) as c3_stddev,
      approx_percentile_accumulate(cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000) as c3_quantiles_state,
      cast(sum(mod(hash(to_varchar(cast(r."ordered_at" as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6')), 2147483647)) as varchar) as c3_content_hash,
      sum(case when cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000 < f.low_3 or cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000 > f.high_3 then 1 when f.low_3 is not null and cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000 is not null then 0 end) as c3_beyond_count,
      approx_top_k(cast(r."order_id" as varchar), 201, 10000) as c1_v,
      approx_top_k(case when length(cast(r."status" as varchar)) > 200 then concat(left(cast(r."status" as varchar), 136), sha2(cast(r."status" as varchar), 256)) else cast(r."status" as varchar) end, 201, 10000) as c2_v,
      approx_top_k(regexp_replace(regexp_replace(translate(left(cast(r."status" as varchar), 60), 'BCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁЂЃЄЅІЇЈЉЊЋЌЎЏҐ', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), '[0-9]', '9'), '[a-z]|[^ -~]', 'a'), 51, 10000) as c2_s,
      approx_top_k(to_varchar(cast(r."ordered_at" as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6'), 201, 10000) as c3_v
    from (select case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end as argos_partition, t."order_id", t."status", t."ordered_at" from warehouse.shop.orders as t where t."ordered_at" >= cast('2026-01-30 00:00:00' as timestamp) and t."ordered_at" < cast('2026-02-01 00:00:00' as timestamp) and case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end in (cast('2026-01-30' as date), cast('2026-01-31' as date))) as r
    cross join (select max(case when element_id = 'order_id' then low end) as low_1, max(case when element_id = 'order_id' then high end) as high_1, max(case when element_id = 'ordered_at' then low end) as low_3, max(case when element_id = 'ordered_at' then high end) as high_3 from (select element_id, cast(get(parse_json(quantiles), 10) as double) + 1.5 * (cast(get(parse_json(quantiles), 10) as double) - cast(get(parse_json(quantiles), 30) as double)) as low, cast(get(parse_json(quantiles), 30) as double) + 1.5 * (cast(get(parse_json(quantiles), 30) as double) - cast(get(parse_json(quantiles), 10) as double)) as high
from (
  select element_id, max_by(quantiles, profile_ts) as quantiles
  from warehouse.shop_argos.run_profile_result
  where instance_id = 'model.shop.orders' and quantiles is not null and partition_value not in ('2026-01-30', '2026-01-31') and type_family not in ('date', 'timestamp')
    and run_id <> '<run_id>' and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
  group by element_id
) as latest) as of_columns) as f group by r.argos_partition
  ) as scan
  cross join (select max(salt_id) as salt_id, max(salt_value) as salt_value from warehouse.shop_argos.salt) as salt
  cross join (
    select cast(get(unpacked.value, 0) as varchar) as ordinal, cast(get(unpacked.value, 1) as varchar) as element_id, cast(get(unpacked.value, 2) as varchar) as data_type, cast(get(unpacked.value, 3) as varchar) as type_family, cast(get(unpacked.value, 4) as varchar) as shown, cast(get(unpacked.value, 5) as varchar) as notes, cast(get(unpacked.value, 6) as varchar) as notes_of_identifier
from table(flatten(input => parse_json('[[1, "order_id", "bigint", "number", "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"quantiles\\": \\"approximate, by a t-digest\\"}", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"quantiles\\": \\"withheld: looks like an identifier\\", \\"bounds\\": \\"withheld: looks like an identifier\\"}"], [2, "status", "varchar", "text", "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"bounds\\": \\"withheld: text\\", \\"shapes\\": \\"{shapes}\\"}", null], [3, "ordered_at", "timestamp", "timestamp", "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"quantiles\\": \\"approximate, by a t-digest\\"}", null]]'))) as unpacked
  ) as k
  cross join (select 'm' as kind union all select 'v' union all select 's') as kinds
) as picked
) as of_points
) as listed, lateral flatten(input => listed.items) as item
) as items
group by ordinal, element_id, data_type, type_family, shown, notes, notes_of_identifier, argos_partition, row_count, salt_value, valid_count, distinct_sketch, min_value, max_value, max_number, mean, stddev, zero_count, fraction_count, length_min, length_max, content_hash, beyond_count, p01, p50, p95, p99, quantiles, outside_count
    ) as of_columns
  ) as counted
) as judged
) as f
join (select cast(get(unpacked.value, 0) as varchar) as partition_value, cast(get(unpacked.value, 1) as varchar) as ends_at, cast(get(unpacked.value, 2) as varchar) as why
from table(flatten(input => parse_json('[["2026-01-30", "2026-01-31 00:00:00+00:00", "new"], ["2026-01-31", "2026-02-01 00:00:00+00:00", "new"]]'))) as unpacked) as p on p.partition_value = f.partition_value
) as q;

select distinct to_varchar(cast(cast(recorded_at as date) as date), 'YYYY-MM-DD') as looked_on
from warehouse.shop_argos.run_profile_result
where instance_id = 'model.shop.orders' and element_id = '' and partition_value is null and recorded_at >= cast('2025-10-20 06:00:00' as timestamp_ntz);

insert into warehouse.shop_argos.run_profile_result (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, partition_value, partition_key, profile_ts, element_id, notes, row_count, row_distinct_count, row_once_count)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('run_profile_result'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.element_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.partition_value as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.partition_value as varchar) as partition_value,
  cast(q.partition_key as varchar) as partition_key,
  cast(q.profile_ts as timestamp_ntz) as profile_ts,
  cast(q.element_id as varchar) as element_id,
  cast(q.notes as varchar) as notes,
  cast(q.row_count as bigint) as row_count,
  cast(q.row_distinct_count as bigint) as row_distinct_count,
  cast(q.row_once_count as bigint) as row_once_count
from (
select 'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, '2026-01-31' as partition_value, 'ordered_at by day' as partition_key, cast('2026-02-01 00:00:00' as timestamp_ntz) as profile_ts, '' as element_id, '{"settings": "241752eb", "partition": "should have rows by now"}' as notes, 0 as row_count, 0 as row_distinct_count, 0 as row_once_count
) as q;

insert into warehouse.shop_argos.run_profile_result (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, partition_value, partition_key, profile_ts, element_id, data_type, type_family, ordinal, notes, row_count, row_distinct_count, row_once_count, eval_count, null_count, null_rate, distinct_count, distinct_rate, min_value, max_value, mean, stddev, p01, p50, p95, p99, quantiles, zero_count, length_min, length_max, topk_patterns, topk_values_hashed, entropy, outlier_rate, profile_hash)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('run_profile_result'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.element_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.partition_value as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.partition_value as varchar) as partition_value,
  cast(q.partition_key as varchar) as partition_key,
  cast(q.profile_ts as timestamp_ntz) as profile_ts,
  cast(q.element_id as varchar) as element_id,
  cast(q.data_type as varchar) as data_type,
  cast(q.type_family as varchar) as type_family,
  cast(q.ordinal as bigint) as ordinal,
  cast(q.notes as varchar) as notes,
  cast(q.row_count as bigint) as row_count,
  cast(q.row_distinct_count as bigint) as row_distinct_count,
  cast(q.row_once_count as bigint) as row_once_count,
  cast(q.eval_count as bigint) as eval_count,
  cast(q.null_count as bigint) as null_count,
  cast(q.null_rate as double) as null_rate,
  cast(q.distinct_count as bigint) as distinct_count,
  cast(q.distinct_rate as double) as distinct_rate,
  cast(q.min_value as varchar) as min_value,
  cast(q.max_value as varchar) as max_value,
  cast(q.mean as double) as mean,
  cast(q.stddev as double) as stddev,
  cast(q.p01 as double) as p01,
  cast(q.p50 as double) as p50,
  cast(q.p95 as double) as p95,
  cast(q.p99 as double) as p99,
  cast(q.quantiles as varchar) as quantiles,
  cast(q.zero_count as bigint) as zero_count,
  cast(q.length_min as bigint) as length_min,
  cast(q.length_max as bigint) as length_max,
  cast(q.topk_patterns as varchar) as topk_patterns,
  cast(q.topk_values_hashed as varchar) as topk_values_hashed,
  cast(q.entropy as double) as entropy,
  cast(q.outlier_rate as double) as outlier_rate,
  cast(q.profile_hash as varchar) as profile_hash
from (
with latest as (
select
    c.element_id, c.data_type, c.type_family, cast(c.ordinal as bigint) as ordinal, c.shown, c.notes, c.notes_of_withheld, f.partition_value, f.row_count, coalesce(c.element_id = '' and f.measure_notes not like '%"row_distinct_count": "exact%', false) as is_sampled,
    coalesce(f.eval_count - f.null_count, 0) as valid_count, f.row_distinct_count, f.row_once_count, f.eval_count, f.null_count, f.min_value, f.max_value, f.mean, f.stddev, f.quantiles, f.distinct_count, f.zero_count, f.length_min, f.length_max, f.topk_patterns, f.topk_values_hashed, f.outlier_rate, f.profile_hash
  from (select cast(get(unpacked.value, 0) as varchar) as element_id, cast(get(unpacked.value, 1) as varchar) as data_type, cast(get(unpacked.value, 2) as varchar) as type_family, cast(get(unpacked.value, 3) as varchar) as ordinal, cast(get(unpacked.value, 4) as varchar) as shown, cast(get(unpacked.value, 5) as varchar) as notes, cast(get(unpacked.value, 6) as varchar) as notes_of_withheld
from table(flatten(input => parse_json('[["", null, "", 0, "plain", null, null], ["order_id", "bigint", "number", 1, "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{distinct}\\", \\"quantiles\\": \\"of those of the partitions, less than 2.5 points of rank beyond their error\\", \\"merged\\": \\"from {merged} of 2 partitions\\"}", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{distinct}\\", \\"quantiles\\": \\"{bounds}\\", \\"merged\\": \\"from {merged} of 2 partitions\\", \\"bounds\\": \\"{bounds}\\"}"], ["status", "varchar", "text", 2, "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{distinct}\\", \\"bounds\\": \\"withheld: text\\", \\"shapes\\": \\"{shapes}\\", \\"merged\\": \\"from {merged} of 2 partitions\\"}", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{distinct}\\", \\"bounds\\": \\"{bounds}\\", \\"shapes\\": \\"{shapes}\\", \\"merged\\": \\"from {merged} of 2 partitions\\", \\"quantiles\\": \\"{bounds}\\"}"], ["ordered_at", "timestamp", "timestamp", 3, "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{distinct}\\", \\"quantiles\\": \\"of those of the partitions, less than 2.5 points of rank beyond their error\\", \\"merged\\": \\"from {merged} of 2 partitions\\"}", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{distinct}\\", \\"quantiles\\": \\"{bounds}\\", \\"merged\\": \\"from {merged} of 2 partitions\\", \\"bounds\\": \\"{bounds}\\"}"]]'))) as unpacked) as c
  left join (
    select facts.element_id, facts.type_family, facts.partition_value, facts.row_count, facts.row_distinct_count, facts.row_once_count, facts.eval_count, facts.null_count, facts.min_value, facts.max_value, facts.mean, facts.stddev, facts.quantiles, facts.distinct_count, facts.zero_count, facts.length_min, facts.length_max, facts.topk_patterns, facts.topk_values_hashed, facts.outlier_rate, facts.profile_hash, facts.notes as measure_notes, row_number() over (partition by facts.element_id, facts.partition_value order by facts.recorded_at desc) as age
    from warehouse.shop_argos.run_profile_result as facts
    join (select cast(get(unpacked.value, 0) as varchar) as partition_value
from table(flatten(input => parse_json('[["2026-01-30"], ["2026-01-31"]]'))) as unpacked) as p on p.partition_value = facts.partition_value
    where facts.instance_id = 'model.shop.orders' and facts.partition_key = 'ordered_at by day'
  ) as f on f.element_id = c.element_id and coalesce(f.type_family, '') = c.type_family and f.age = 1
)
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name,
  cast(null as varchar) as partition_value, cast(null as varchar) as partition_key, cast('2026-01-08 06:00:00' as timestamp_ntz) as profile_ts,
  element_id, data_type, nullif(type_family, '') as type_family, ordinal,
  replace(case when element_id = '' then replace(replace('{"merged": "from {merged} of 2 partitions", "row_distinct_count": "{whole}", "settings": "241752eb", "salt_id": "{salt}"}', '{salt}', coalesce(salt_id, '')), '{whole}', case when not is_whole then 'unknown: not all partitions are measured' when is_sampled then 'of estimates' else 'exact' end) else replace(replace(replace(replace(case when has_withheld then notes_of_withheld else notes end, '{bounds}', case when is_withheld then 'withheld: as in most partitions' else 'of partitions that show theirs' end), '{distinct}', case when is_complete then 'exact' else 'unknown' end), '{values}', case when is_complete then 'exact' else 'of lists that are cut' end), '{shapes}', 'of lists') end, '{merged}', cast(partition_count as varchar)) as notes,
  case when element_id = '' then 200 end as row_count,
  case when is_whole then row_distinct_count end as row_distinct_count,
  case when is_whole then row_once_count end as row_once_count,
  eval_count, null_count, null_count / cast(nullif(eval_count, 0) as double) as null_rate,
  distinct_count, distinct_count / cast(nullif(valid_count, 0) as double) as distinct_rate,
  case when not is_withheld then min_value end as min_value,
  case when not is_withheld then max_value end as max_value,
  case when not is_withheld then mean end as mean,
  case when not is_withheld then stddev end as stddev,
  case when not is_withheld then p01 end as p01,
  case when not is_withheld then p50 end as p50,
  case when not is_withheld then p95 end as p95,
  case when not is_withheld then p99 end as p99,
  case when not is_withheld then quantiles end as quantiles,
  zero_count, length_min, length_max, topk_patterns, topk_values_hashed,
  case when is_complete then (ln(cast(nullif(valid_count, 0) as double)) - listed_nlogn / cast(nullif(valid_count, 0) as double)) / ln(2) end as entropy,
  outlier_rate, case when is_whole then profile_hash end as profile_hash
from (
  select
    m.*, l.topk_values_hashed, l.listed_nlogn, s.topk_patterns, q.p01, q.p50, q.p95, q.p99, q.quantiles, salt.salt_id, coalesce(m.row_count, m.eval_count) = 200 as is_whole,
    m.type_family not in ('', 'other') and coalesce(l.listed_count, 0) = m.valid_count and m.eval_count = 200 as is_complete,
    case when m.type_family not in ('', 'other') and coalesce(l.listed_count, 0) = m.valid_count and m.eval_count = 200 then coalesce(l.listed_values, 0) end as distinct_count
  from (

    select
      element_id, max(data_type) as data_type, type_family, max(ordinal) as ordinal, max(notes) as notes, max(notes_of_withheld) as notes_of_withheld,
      count(partition_value) as partition_count, sum(row_count) as row_count, sum(row_distinct_count) as row_distinct_count, sum(row_once_count) as row_once_count, sum(eval_count) as eval_count, sum(null_count) as null_count, sum(valid_count) as valid_count, sum(zero_count) as zero_count, min(length_min) as length_min, max(length_max) as length_max,
      max(case when shown = 'personal' then 1 else 0 end) = 1 or 2 * sum(withheld_count) > sum(valid_count) as is_withheld, sum(withheld_count) > 0 as has_withheld, max(case when is_sampled then 1 else 0 end) = 1 as is_sampled,
      case when type_family = 'number' then max_by(min_value, min_order) else min(min_value) end as min_value,
      case when type_family = 'number' then max_by(max_value, max_order) else max(max_value) end as max_value,
      max(center) as mean,
      sqrt(sum((valid_count - 1) * coalesce(stddev * stddev, 0) + valid_count * (mean - center) * (mean - center)) / nullif(sum(case when mean is not null then valid_count end) - 1, 0)) as stddev,
      sum(outlier_rate * valid_count) / nullif(sum(case when outlier_rate is not null then valid_count end), 0) as outlier_rate,
      case when type_family not in ('', 'other') then substr(sha2(to_json(array_agg(concat(partition_value, ' ', profile_hash)) within group (order by concat(partition_value, ' ', profile_hash))), 256), 1, 16) end as profile_hash
    from (
      select *, case when type_family = 'number' then -cast(min_value as double) end as min_order, case when type_family = 'number' then cast(max_value as double) end as max_order,
        case when quantiles is null and type_family in ('number', 'date', 'time', 'timestamp') then valid_count else 0 end as withheld_count,
        sum(mean * valid_count) over (partition by element_id) / nullif(sum(case when mean is not null then valid_count end) over (partition by element_id), 0) as center
      from latest
    ) as centered
    group by element_id, type_family
  ) as m
  left join (
select element_id, min(case when reached > 0.5 * total then point end) as p50, min(case when reached > 0.95 * total then point end) as p95, to_json(array_construct(ifnull(to_variant(min(point)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.025 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.05 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.075 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.1 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.125 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.15 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.175 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.2 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.225 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.25 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.275 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.3 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.325 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.35 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.375 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.4 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.425 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.45 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.475 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.5 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.525 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.55 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.575 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.6 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.625 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.65 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.675 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.7 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.725 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.75 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.775 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.8 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.825 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.85 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.875 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.9 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.925 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.95 * total then point end)), parse_json('null')), ifnull(to_variant(min(case when reached > 0.975 * total then point end)), parse_json('null')), ifnull(to_variant(max(point)), parse_json('null')))) as quantiles,
      min(case when reached > 0.01 * total then point end) as p01, min(case when reached > 0.99 * total then point end) as p99
    from (
      select element_id, point, sum(weight) over (partition by element_id order by point rows between unbounded preceding and current row) as reached, sum(weight) over (partition by element_id) as total
      from (
        select element_id, item as point, sum(weight) as weight
        from (select element_id, weight, cast(element as double) as item
from (select listed.element_id, listed.weight, of_list.value as element
from (select element_id, valid_count as weight, quantiles as items from latest where quantiles is not null) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as of_partitions
        group by 1, 2
      ) as weighted
    ) as ranked
    group by element_id
  ) as q on q.element_id = m.element_id
  left join (
    select element_id, sum(n) as listed_count, count(*) as listed_values, sum(n * ln(n)) as listed_nlogn, nullif(concat('[', coalesce(array_to_string(array_slice(array_agg(case when v is not null then concat('["', v, '",', cast(n as varchar), ']') end) within group (order by n desc, v), 0, 50), ','), ''), ']'), '[]') as topk_values_hashed
    from (
select element_id, entry as v, cast(sum(entry_count) as bigint) as n
      from (select element_id, cast(get(element, 0) as varchar) as entry, cast(get(element, 1) as double) as entry_count
from (select listed.element_id, of_list.value as element
from (select element_id, topk_values_hashed as items from latest where topk_values_hashed is not null and coalesce(distinct_count <= 100 or distinct_count < valid_count, true)) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as of_partitions
      group by 1, 2) as summed
    group by element_id
  ) as l on l.element_id = m.element_id
  left join (
    select element_id, nullif(concat('[', coalesce(array_to_string(array_slice(array_agg(case when v is not null then concat('["', replace(replace(v, '\\', '\\\\'), '"', '\\"'), '",', cast(n as varchar), ']') end) within group (order by n desc, v), 0, 20), ','), ''), ']'), '[]') as topk_patterns
    from (
select element_id, entry as v, cast(sum(entry_count) as bigint) as n
      from (select element_id, cast(get(element, 0) as varchar) as entry, cast(get(element, 1) as double) as entry_count
from (select listed.element_id, of_list.value as element
from (select element_id, topk_patterns as items from latest where topk_patterns is not null) as listed, lateral flatten(input => parse_json(listed.items)) as of_list) as elements) as of_partitions
      group by 1, 2) as summed
    group by element_id
  ) as s on s.element_id = m.element_id
  cross join (select max(salt_id) as salt_id, max(salt_value) as salt_value from warehouse.shop_argos.salt) as salt
) as merged
) as q
