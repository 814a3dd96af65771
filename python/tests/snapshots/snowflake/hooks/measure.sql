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
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, cast(null as varchar) as partition_value, cast(null as varchar) as partition_key, cast('2026-01-08 06:00:00' as timestamp_ntz) as profile_ts,
  '' as element_id, cast(null as varchar) as data_type, cast(null as varchar) as type_family, cast(0 as bigint) as ordinal, replace('{"row_distinct_count": "exact, without 1 column of other types", "settings": "241752eb", "salt_id": "{salt}"}', '{salt}', coalesce((select salt_id from (select max(salt_id) as salt_id, max(salt_value) as salt_value from warehouse.shop_argos.salt) as salt), '')) as notes,
  coalesce(sum(occurrences), 0) as row_count,
  count(*) as row_distinct_count,
  count(case when occurrences = 1 then 1 end) as row_once_count, null as eval_count, null as null_count, null as null_rate, null as distinct_count, null as distinct_rate, null as min_value, null as max_value, null as mean, null as stddev, null as p01, null as p50, null as p95, null as p99, null as quantiles, null as zero_count, null as length_min, null as length_max, null as topk_patterns, null as topk_values_hashed, null as entropy, null as outlier_rate, null as profile_hash
from (select count(*) as occurrences from warehouse.shop.orders as r group by hash(r."order_id", r."amount", r."the customer's name", r."paid", r."born_on", r."ordered_at")) as r
union all
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, cast(null as varchar) as partition_value, cast(null as varchar) as partition_key, cast('2026-01-08 06:00:00' as timestamp_ntz) as profile_ts,
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
  ordinal, element_id, data_type, type_family, shown, notes, notes_of_identifier, row_count, salt_value, valid_count, distinct_sketch, min_value, max_value, max_number, mean, stddev, zero_count, fraction_count, length_min, length_max, content_hash, beyond_count, p01, p50, p95, p99, quantiles, outside_count,
  sum(case when kind = 'v' and v is not null then n end) as listed_count,
  count(case when kind = 'v' and v is not null then n end) as listed_values,
  sum(case when kind = 'v' and v is not null then n end) as heavy_count,
  sum(case when kind = 'v' and v is not null then n end * ln(case when kind = 'v' and v is not null then n end)) as heavy_nlogn,
  nullif(concat('[', coalesce(array_to_string(array_slice(array_agg(case when case when kind = 'v' then v end is not null then concat('["', substr(sha2(concat(salt_value, case when length(case when kind = 'v' then v end) > 200 then concat(left(case when kind = 'v' then v end, 136), sha2(case when kind = 'v' then v end, 256)) else case when kind = 'v' then v end end), 256), 1, 16), '",', cast(case when kind = 'v' and v is not null then n end as varchar), ']') end) within group (order by case when kind = 'v' and v is not null then n end desc, case when kind = 'v' then v end), 0, 50), ','), ''), ']'), '[]') as topk_values_hashed,
  nullif(concat('[', coalesce(array_to_string(array_slice(array_agg(case when case when kind = 's' then v end is not null then concat('["', replace(replace(case when kind = 's' then v end, '\\', '\\\\'), '"', '\\"'), '",', cast(case when kind = 's' and v is not null then n end as varchar), ']') end) within group (order by case when kind = 's' and v is not null then n end desc, case when kind = 's' then v end), 0, 20), ','), ''), ']'), '[]') as topk_patterns
from (
select listed.ordinal, listed.element_id, listed.data_type, listed.type_family, listed.shown, listed.notes, listed.notes_of_identifier, listed.row_count, listed.salt_value, listed.valid_count, listed.distinct_sketch, listed.min_value, listed.max_value, listed.max_number, listed.mean, listed.stddev, listed.zero_count, listed.fraction_count, listed.length_min, listed.length_max, listed.content_hash, listed.beyond_count, listed.p01, listed.p50, listed.p95, listed.p99, listed.quantiles, listed.outside_count, listed.kind, cast(get(item.value, 0) as varchar) as v, cast(get(item.value, 1) as bigint) as n
from (
select
  ordinal, element_id, data_type, type_family, shown, notes, notes_of_identifier, row_count, salt_value, valid_count, distinct_sketch, min_value, max_value, max_number, mean, stddev, zero_count, fraction_count, length_min, length_max, content_hash, beyond_count,
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
    cast(k.ordinal as bigint) as ordinal, k.element_id, k.data_type, k.type_family, k.shown, k.notes, k.notes_of_identifier, scan.row_count, salt.salt_value,
    case k.ordinal when '1' then c1_valid_count when '2' then c2_valid_count when '3' then c3_valid_count when '4' then c4_valid_count when '5' then c5_valid_count when '6' then c6_valid_count when '7' then c7_valid_count end as valid_count,
    case k.ordinal when '1' then c1_distinct_sketch when '2' then c2_distinct_sketch when '3' then c3_distinct_sketch when '4' then c4_distinct_sketch when '5' then c5_distinct_sketch when '6' then c6_distinct_sketch end as distinct_sketch,
    case k.ordinal when '1' then cast(c1_min_value as varchar) when '2' then cast(c2_min_value as varchar) when '6' then to_varchar(cast(c6_min_value as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6') end as min_value,
    case k.ordinal when '1' then cast(c1_max_value as varchar) when '2' then cast(c2_max_value as varchar) when '6' then to_varchar(cast(c6_max_value as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6') end as max_value,
    case k.ordinal when '1' then c1_max_number when '2' then c2_max_number when '6' then c6_max_number end as max_number,
    case k.ordinal when '1' then c1_mean when '2' then c2_mean when '6' then c6_mean end as mean,
    case k.ordinal when '1' then c1_stddev when '2' then c2_stddev when '6' then c6_stddev end as stddev,
    case k.ordinal when '1' then c1_quantiles_state when '2' then c2_quantiles_state when '6' then c6_quantiles_state end as quantiles_state,
    case k.ordinal when '1' then c1_zero_count when '2' then c2_zero_count end as zero_count,
    case k.ordinal when '1' then c1_fraction_count when '2' then c2_fraction_count end as fraction_count,
    case k.ordinal when '3' then c3_length_min end as length_min,
    case k.ordinal when '3' then c3_length_max end as length_max,
    case k.ordinal when '1' then c1_content_hash when '2' then c2_content_hash when '3' then c3_content_hash when '4' then c4_content_hash when '5' then c5_content_hash when '6' then c6_content_hash end as content_hash,
    case k.ordinal when '1' then c1_beyond_count when '2' then c2_beyond_count when '5' then c5_beyond_count when '6' then c6_beyond_count end as beyond_count,
    kinds.kind, case kinds.kind when 'm' then array_construct(array_construct(null, 0)) when 'v' then case k.ordinal when '1' then c1_v when '2' then c2_v when '3' then c3_v when '4' then c4_v when '5' then c5_v when '6' then c6_v end else case k.ordinal when '3' then c3_s end end as items
  from (
    select
      count(*) as row_count,
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
      count(r."amount") as c2_valid_count,
      least(count(r."amount"), approx_count_distinct(r."amount")) as c2_distinct_sketch,
      min(r."amount") as c2_min_value,
      max(r."amount") as c2_max_value,
      max(cast(r."amount" as double)) as c2_max_number,
      avg(cast(r."amount" as double)) as c2_mean,
      stddev_samp(cast(r."amount" as double)) as c2_stddev,
      approx_percentile_accumulate(cast(r."amount" as double)) as c2_quantiles_state,
      count(case when r."amount" = 0 then 1 end) as c2_zero_count,
      count(case when case when abs(cast(r."amount" as double)) < 9e15 then cast(r."amount" as double) <> floor(cast(r."amount" as double)) end then 1 end) as c2_fraction_count,
      cast(sum(mod(hash(cast(r."amount" as varchar)), 2147483647)) as varchar) as c2_content_hash,
      sum(case when cast(r."amount" as double) < f.low_2 or cast(r."amount" as double) > f.high_2 then 1 when f.low_2 is not null and cast(r."amount" as double) is not null then 0 end) as c2_beyond_count,
      count(r."the customer's name") as c3_valid_count,
      least(count(r."the customer's name"), approx_count_distinct(r."the customer's name")) as c3_distinct_sketch,
      min(length(cast(r."the customer's name" as varchar))) as c3_length_min,
      max(length(cast(r."the customer's name" as varchar))) as c3_length_max,
      cast(sum(mod(hash(cast(r."the customer's name" as varchar)), 2147483647)) as varchar) as c3_content_hash,
      count(r."paid") as c4_valid_count,
      least(count(r."paid"), approx_count_distinct(r."paid")) as c4_distinct_sketch,
      cast(sum(mod(hash(cast(r."paid" as varchar)), 2147483647)) as varchar) as c4_content_hash,
      count(r."born_on") as c5_valid_count,
      least(count(r."born_on"), approx_count_distinct(r."born_on")) as c5_distinct_sketch,
      cast(sum(mod(hash(to_varchar(cast(r."born_on" as date), 'YYYY-MM-DD')), 2147483647)) as varchar) as c5_content_hash,
      sum(case when cast(datediff(day, cast('1970-01-01' as date), r."born_on") as double) < f.low_5 or cast(datediff(day, cast('1970-01-01' as date), r."born_on") as double) > f.high_5 then 1 when f.low_5 is not null and cast(datediff(day, cast('1970-01-01' as date), r."born_on") as double) is not null then 0 end) as c5_beyond_count,
      count(r."ordered_at") as c6_valid_count,
      least(count(r."ordered_at"), approx_count_distinct(r."ordered_at")) as c6_distinct_sketch,
      min(r."ordered_at") as c6_min_value,
      max(r."ordered_at") as c6_max_value,
      max(cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000) as c6_max_number,
      avg(cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000) as c6_mean,
      stddev_samp((cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000 - 1767830400)) as c6_stddev,
      approx_percentile_accumulate(cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000) as c6_quantiles_state,
      cast(sum(mod(hash(to_varchar(cast(r."ordered_at" as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6')), 2147483647)) as varchar) as c6_content_hash,
      sum(case when cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000 < f.low_6 or cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000 > f.high_6 then 1 when f.low_6 is not null and cast(date_part(epoch_microsecond, cast(r."ordered_at" as timestamp_ntz)) as double) / 1000000 is not null then 0 end) as c6_beyond_count,
      count(r."lines") as c7_valid_count,
      approx_top_k(cast(r."order_id" as varchar), 201, 10000) as c1_v,
      approx_top_k(cast(r."amount" as varchar), 201, 10000) as c2_v,
      approx_top_k(case when length(cast(r."the customer's name" as varchar)) > 200 then concat(left(cast(r."the customer's name" as varchar), 136), sha2(cast(r."the customer's name" as varchar), 256)) else cast(r."the customer's name" as varchar) end, 201, 10000) as c3_v,
      approx_top_k(regexp_replace(regexp_replace(translate(left(cast(r."the customer's name" as varchar), 60), 'BCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁЂЃЄЅІЇЈЉЊЋЌЎЏҐ', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), '[0-9]', '9'), '[a-z]|[^ -~]', 'a'), 51, 10000) as c3_s,
      approx_top_k(cast(r."paid" as varchar), 201, 10000) as c4_v,
      approx_top_k(to_varchar(cast(r."born_on" as date), 'YYYY-MM-DD'), 201, 10000) as c5_v,
      approx_top_k(to_varchar(cast(r."ordered_at" as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6'), 201, 10000) as c6_v
    from warehouse.shop.orders as r
    cross join (select max(case when element_id = 'order_id' then low end) as low_1, max(case when element_id = 'order_id' then high end) as high_1, max(case when element_id = 'amount' then low end) as low_2, max(case when element_id = 'amount' then high end) as high_2, max(case when element_id = 'born_on' then low end) as low_5, max(case when element_id = 'born_on' then high end) as high_5, max(case when element_id = 'ordered_at' then low end) as low_6, max(case when element_id = 'ordered_at' then high end) as high_6 from (select element_id, cast(get(parse_json(quantiles), 10) as double) + 1.5 * (cast(get(parse_json(quantiles), 10) as double) - cast(get(parse_json(quantiles), 30) as double)) as low, cast(get(parse_json(quantiles), 30) as double) + 1.5 * (cast(get(parse_json(quantiles), 30) as double) - cast(get(parse_json(quantiles), 10) as double)) as high
from (
  select element_id, max_by(quantiles, recorded_at) as quantiles
  from warehouse.shop_argos.run_profile_result
  where instance_id = 'model.shop.orders' and quantiles is not null and partition_value is null
    and run_id <> '<run_id>' and recorded_at >= cast('2025-11-27 06:00:00' as timestamp_ntz)
  group by element_id
) as latest) as of_columns) as f
  ) as scan
  cross join (select max(salt_id) as salt_id, max(salt_value) as salt_value from warehouse.shop_argos.salt) as salt
  cross join (
    select cast(get(unpacked.value, 0) as varchar) as ordinal, cast(get(unpacked.value, 1) as varchar) as element_id, cast(get(unpacked.value, 2) as varchar) as data_type, cast(get(unpacked.value, 3) as varchar) as type_family, cast(get(unpacked.value, 4) as varchar) as shown, cast(get(unpacked.value, 5) as varchar) as notes, cast(get(unpacked.value, 6) as varchar) as notes_of_identifier
from table(flatten(input => parse_json('[[1, "order_id", "bigint", "number", "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"quantiles\\": \\"approximate, by a t-digest\\"}", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"quantiles\\": \\"withheld: looks like an identifier\\", \\"bounds\\": \\"withheld: looks like an identifier\\"}"], [2, "amount", "decimal(10,2)", "number", "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"quantiles\\": \\"approximate, by a t-digest\\"}", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"quantiles\\": \\"withheld: looks like an identifier\\", \\"bounds\\": \\"withheld: looks like an identifier\\"}"], [3, "the customer\'s name", "varchar", "text", "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"bounds\\": \\"withheld: text\\", \\"shapes\\": \\"{shapes}\\"}", null], [4, "paid", "boolean", "boolean", "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\"}", null], [5, "born_on", "date", "date", "personal", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"bounds\\": \\"withheld: personal\\"}", null], [6, "ordered_at", "timestamp", "timestamp", "guarded", "{\\"distinct_count\\": \\"{distinct}\\", \\"values\\": \\"{values}\\", \\"entropy\\": \\"{entropy}\\", \\"quantiles\\": \\"approximate, by a t-digest\\"}", null], [7, "lines", "struct", "other", "guarded", "{\\"skipped\\": \\"nested, binary and other types: counted only\\"}", null]]'))) as unpacked
  ) as k
  cross join (select 'm' as kind union all select 'v' union all select 's') as kinds
) as picked
) as of_points
) as listed, lateral flatten(input => listed.items) as item
) as items
group by ordinal, element_id, data_type, type_family, shown, notes, notes_of_identifier, row_count, salt_value, valid_count, distinct_sketch, min_value, max_value, max_number, mean, stddev, zero_count, fraction_count, length_min, length_max, content_hash, beyond_count, p01, p50, p95, p99, quantiles, outside_count
    ) as of_columns
  ) as counted
) as judged
) as q
