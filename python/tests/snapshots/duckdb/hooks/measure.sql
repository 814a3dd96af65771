insert into "warehouse"."shop_argos"."run_profile_result" (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, partition_value, partition_key, profile_ts, element_id, data_type, type_family, ordinal, notes, row_count, row_distinct_count, row_once_count, eval_count, null_count, null_rate, distinct_count, distinct_rate, min_value, max_value, mean, stddev, p01, p50, p95, p99, quantiles, zero_count, length_min, length_max, topk_patterns, topk_values_hashed, entropy, outlier_rate, profile_hash)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00' as recorded_at,
  'dev' as target_name,
  md5(cast(cast(to_json(['run_profile_result', '<run_id>', cast(q.instance_id as varchar), cast(q.element_id as varchar), cast(q.partition_value as varchar)]) as varchar) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.partition_value as varchar) as partition_value,
  cast(q.partition_key as varchar) as partition_key,
  cast(q.profile_ts as timestamp) as profile_ts,
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
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, cast(null as varchar) as partition_value, cast(null as varchar) as partition_key, timestamp '2026-01-08 06:00:00' as profile_ts,
  '' as element_id, cast(null as varchar) as data_type, cast(null as varchar) as type_family, cast(0 as bigint) as ordinal, replace('{"row_distinct_count": "exact, without 1 column of other types", "settings": "241752eb", "salt_id": "{salt}"}', '{salt}', coalesce((select salt_id from (select max(salt_id) as salt_id, max(salt_value) as salt_value from "warehouse"."shop_argos"."salt") as salt), '')) as notes,
  coalesce(sum(occurrences), 0) as row_count,
  count(*) as row_distinct_count,
  count(case when occurrences = 1 then 1 end) as row_once_count, null as eval_count, null as null_count, null as null_rate, null as distinct_count, null as distinct_rate, null as min_value, null as max_value, null as mean, null as stddev, null as p01, null as p50, null as p95, null as p99, null as quantiles, null as zero_count, null as length_min, null as length_max, null as topk_patterns, null as topk_values_hashed, null as entropy, null as outlier_rate, null as profile_hash
from (select count(*) as occurrences from "warehouse"."shop"."orders" as r group by hash(r."order_id", r."amount", r."the customer's name", r."paid", r."born_on", r."ordered_at")) as r
union all
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, cast(null as varchar) as partition_value, cast(null as varchar) as partition_key, timestamp '2026-01-08 06:00:00' as profile_ts,
  element_id, data_type, type_family, ordinal, replace(replace(replace(replace(case when is_identifier then notes_of_identifier else notes end, '{distinct}', case when is_complete then 'exact' else 'exact' end), '{values}', case when is_complete then 'exact' else 'the most frequent of 1 in 1 rows, error about  points of share' end), '{entropy}', case when is_complete then 'exact' else 'of all rows of some values, error about 0.2 bits' end), '{shapes}', case when is_complete and coalesce(listed_values, 0) < 2000 then 'exact' else 'of a sample' end) as notes,
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
  case when type_family <> 'other' then (ln(cast(nullif(valid_count, 0) as double)) - (coalesce(heavy_nlogn, 0) + coalesce(nullif(greatest(valid_count - coalesce(heavy_count, 0), 0), 0) * coalesce(light_log, ln(nullif(greatest(valid_count - coalesce(heavy_count, 0), 0), 0) / cast(greatest(distinct_count - coalesce(listed_values, 0), 1) as double))), 0)) / cast(nullif(valid_count, 0) as double)) / ln(2) end as entropy,
  coalesce(beyond_count, outside_count) / cast(nullif(valid_count, 0) as double) as outlier_rate,
  case when type_family <> 'other' then substr(sha256(concat(salt_value, coalesce(content_hash, ''), ' ', cast(valid_count as varchar))), 1, 16) end as profile_hash
from (
  select
    *,
    shown = 'personal' or (type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > valid_count) as is_withheld, (type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > valid_count) as is_identifier
  from (
    select
      *,
      coalesce(listed_count, 0) = valid_count as is_complete,
      case when type_family = 'other' then null when coalesce(listed_count, 0) = valid_count then coalesce(listed_values, 0) else least(distinct_sketch, valid_count) end as distinct_count
    from (
with value_counts as materialized (
select 1 as ordinal, cast(r."order_id" as varchar) as v, cast(r."order_id" as double) as z, count(*) as n from "warehouse"."shop"."orders" as r where r."order_id" is not null group by r."order_id"
union all select 2 as ordinal, case when cast(r."amount" as varchar) like '%.%' then regexp_replace(cast(r."amount" as varchar), '[.]?0+$', '') else cast(r."amount" as varchar) end as v, cast(r."amount" as double) as z, count(*) as n from "warehouse"."shop"."orders" as r where r."amount" is not null group by r."amount"
union all select 3 as ordinal, cast(r."the customer's name" as varchar) as v, cast(null as double) as z, count(*) as n from "warehouse"."shop"."orders" as r where r."the customer's name" is not null group by r."the customer's name"
union all select 4 as ordinal, cast(r."paid" as varchar) as v, cast(null as double) as z, count(*) as n from "warehouse"."shop"."orders" as r where r."paid" is not null group by r."paid"
union all select 5 as ordinal, cast(r."born_on" as varchar) as v, case when r."born_on" > '-infinity' and r."born_on" < 'infinity' then cast(r."born_on" - date '1970-01-01' as double) end as z, count(*) as n from "warehouse"."shop"."orders" as r where r."born_on" is not null group by r."born_on"
union all select 6 as ordinal, strftime(cast(r."ordered_at" as timestamp), '%Y-%m-%d %H:%M:%S.%f') as v, case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end as z, count(*) as n from "warehouse"."shop"."orders" as r where r."ordered_at" is not null group by r."ordered_at"
), scanned as materialized (
select
  g.ordinal, k.element_id, k.data_type, k.type_family, k.shown, k.notes, k.notes_of_identifier, g.row_count, salt.salt_value, g.valid_count as valid_count, cast(null as bigint) as distinct_sketch, g.min_value as min_value, g.max_value as max_value, cast(null as double) as max_number, cast(null as double) as mean, cast(null as double) as stddev, cast(null as bigint) as zero_count, cast(null as bigint) as fraction_count, cast(null as bigint) as length_min, cast(null as bigint) as length_max, cast(null as varchar) as content_hash, cast(null as bigint) as beyond_count, cast(null as double) as light_log,
  quantiles_state[1] as p01, quantiles_state[23] as p50, quantiles_state[41] as p95, quantiles_state[2] as p99, cast(to_json(quantiles_state[3:]) as varchar) as quantiles,
  coalesce(f.low, cast(json_extract_string(quantiles, '$[10]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[10]') as double) - cast(json_extract_string(quantiles, '$[30]') as double))) as low, coalesce(f.high, cast(json_extract_string(quantiles, '$[30]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[30]') as double) - cast(json_extract_string(quantiles, '$[10]') as double))) as high
from (
select unnest([1, 2, 3, 4, 5, 6, 7]) as ordinal, count(*) as row_count, unnest([null, null, null, null, null, null, count(r."lines")]) as valid_count, unnest([cast(min(r."order_id") as varchar), case when cast(min(r."amount") as varchar) like '%.%' then regexp_replace(cast(min(r."amount") as varchar), '[.]?0+$', '') else cast(min(r."amount") as varchar) end, null, null, null, strftime(cast(min(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then r."ordered_at" end) as timestamp), '%Y-%m-%d %H:%M:%S.%f'), null]) as min_value, unnest([cast(max(r."order_id") as varchar), case when cast(max(r."amount") as varchar) like '%.%' then regexp_replace(cast(max(r."amount") as varchar), '[.]?0+$', '') else cast(max(r."amount") as varchar) end, null, null, null, strftime(cast(max(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then r."ordered_at" end) as timestamp), '%Y-%m-%d %H:%M:%S.%f'), null]) as max_value, unnest([quantile_disc(cast(r."order_id" as double), list_transform(range(43), lambda k: case k when 0 then 0.01 when 1 then 0.99 else (k - 2) * 0.025 end)), quantile_disc(cast(r."amount" as double), list_transform(range(43), lambda k: case k when 0 then 0.01 when 1 then 0.99 else (k - 2) * 0.025 end)), null, null, null, quantile_disc(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end, list_transform(range(43), lambda k: case k when 0 then 0.01 when 1 then 0.99 else (k - 2) * 0.025 end)), null]) as quantiles_state from "warehouse"."shop"."orders" as r
) as g
join (select j[1] as ordinal, j[2] as element_id, j[3] as data_type, j[4] as type_family, j[5] as shown, j[6] as notes, j[7] as notes_of_identifier
from (select unnest(from_json('[[1, "order_id", "bigint", "number", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"exact\"}", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"withheld: looks like an identifier\", \"bounds\": \"withheld: looks like an identifier\"}"], [2, "amount", "decimal(10,2)", "number", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"exact\"}", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"withheld: looks like an identifier\", \"bounds\": \"withheld: looks like an identifier\"}"], [3, "the customer''s name", "varchar", "text", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"bounds\": \"withheld: text\", \"shapes\": \"{shapes}\"}", null], [4, "paid", "boolean", "boolean", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\"}", null], [5, "born_on", "date", "date", "personal", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"bounds\": \"withheld: personal\"}", null], [6, "ordered_at", "timestamp", "timestamp", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"exact\"}", null], [7, "lines", "struct", "other", "guarded", "{\"skipped\": \"nested, binary and other types: counted only\"}", null]]', '[["varchar"]]')) as j) as unpacked) as k on cast(k.ordinal as bigint) = g.ordinal
left join (select element_id, cast(json_extract_string(quantiles, '$[10]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[10]') as double) - cast(json_extract_string(quantiles, '$[30]') as double)) as low, cast(json_extract_string(quantiles, '$[30]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[30]') as double) - cast(json_extract_string(quantiles, '$[10]') as double)) as high
from (
  select element_id, max_by(quantiles, recorded_at) as quantiles
  from "warehouse"."shop_argos"."run_profile_result"
  where instance_id = 'model.shop.orders' and quantiles is not null and partition_value is null
    and run_id <> '<run_id>' and recorded_at >= timestamp '2025-11-27 06:00:00'
  group by element_id
) as latest) as f on f.element_id = k.element_id
cross join (select max(salt_id) as salt_id, max(salt_value) as salt_value from "warehouse"."shop_argos"."salt") as salt
), listed as materialized (
  select
    v.ordinal,
    sum(v.n) as valid_count,
    s.p50 + sum(v.n * (v.z - s.p50)) / sum(case when v.z is not null then v.n end) as mean,
    sqrt(greatest(0, sum(v.n * (v.z - s.p50) * (v.z - s.p50)) - sum(v.n * (v.z - s.p50)) * (sum(v.n * (v.z - s.p50)) / sum(case when v.z is not null then v.n end))) / nullif(sum(case when v.z is not null then v.n end) - 1, 0)) as stddev,
    sum(case when v.z = 0 then v.n end) as zero_count,
    sum(case when case when abs(v.z) < 9e15 then v.z <> floor(v.z) end then v.n end) as fraction_count,
    min(case when s.type_family = 'text' then length(v.v) end) as length_min,
    max(case when s.type_family = 'text' then length(v.v) end) as length_max,
    cast(sum(cast(hash(v.v, v.n) >> 33 as bigint)) as varchar) as content_hash,
    sum(v.n) as listed_count,
    count(v.n) as listed_values,
    sum(v.n) as heavy_count,
    sum(v.n * ln(v.n)) as heavy_nlogn,
    nullif(concat('[', coalesce(array_to_string(list_transform(min(case when v.v is not null then {m: -v.n, v: v.v} end, 50), lambda e: concat('["', substr(sha256(concat(salt_value, case when length(e.v) > 200 then concat(left(e.v, 136), sha256(e.v)) else e.v end)), 1, 16), '",', cast(-e.m as varchar), ']')), ','), ''), ']'), '[]') as topk_values_hashed,
    sum(case when v.z < s.low or v.z > s.high then v.n when v.z is not null and s.low is not null then 0 end) as outside_count, count(*) as value_rows
  from value_counts as v
  join scanned as s on s.ordinal = v.ordinal
  group by v.ordinal, s.type_family, s.salt_value, s.p50
)
select
  s.ordinal as ordinal,
  s.element_id as element_id,
  s.data_type as data_type,
  s.type_family as type_family,
  s.shown as shown,
  s.notes as notes,
  s.notes_of_identifier as notes_of_identifier,
  s.row_count as row_count,
  s.salt_value as salt_value,
  coalesce(s.valid_count, l.valid_count, 0) as valid_count,
  s.distinct_sketch as distinct_sketch,
  s.min_value as min_value,
  s.max_value as max_value,
  s.max_number as max_number,
  coalesce(s.mean, l.mean) as mean,
  coalesce(s.stddev, l.stddev) as stddev,
  coalesce(s.zero_count, l.zero_count) as zero_count,
  coalesce(s.fraction_count, l.fraction_count) as fraction_count,
  coalesce(s.length_min, l.length_min) as length_min,
  coalesce(s.length_max, l.length_max) as length_max,
  coalesce(s.content_hash, l.content_hash) as content_hash,
  s.beyond_count as beyond_count,
  s.light_log as light_log,
  s.p01 as p01,
  s.p50 as p50,
  s.p95 as p95,
  s.p99 as p99,
  s.quantiles as quantiles,
  l.listed_count, l.listed_values, l.heavy_count, l.heavy_nlogn, l.topk_values_hashed, l.outside_count as outside_count, t.topk_patterns
from scanned as s
left join listed as l on l.ordinal = s.ordinal
left join (
  select ordinal, nullif(concat('[', coalesce(array_to_string(list_transform(min(case when shape is not null then {m: -n, v: shape} end, 20), lambda e: concat('["', replace(replace(e.v, '\', '\\'), '"', '\"'), '",', cast(-e.m as varchar), ']')), ','), ''), ']'), '[]') as topk_patterns
  from (
    select v.ordinal, array_to_string(list_transform(string_split(left(v.v, 60), ''), lambda c: case when ord(c) between 97 and 122 then 'a' when ord(c) between 48 and 57 then '9' when ord(c) between 65 and 90 then 'A' when ord(c) between 32 and 126 then c when regexp_matches(c, '\p{Lu}') then 'A' else 'a' end), '') as shape, cast(sum(v.n * case when v.n > 1 + floor(l.value_rows / 2000) then 1 else 1 + floor(l.value_rows / 2000) end) as bigint) as n
    from value_counts as v
    join listed as l on l.ordinal = v.ordinal
    where v.ordinal in (3) and (v.n > 1 + floor(l.value_rows / 2000) or hash(v.v) <= cast(18446744073709551615 as ubigint) // cast(1 + floor(l.value_rows / 2000) as ubigint))
    group by all
  ) as shapes
  group by ordinal
) as t on t.ordinal = s.ordinal
    ) as of_columns
  ) as counted
) as judged
) as q
