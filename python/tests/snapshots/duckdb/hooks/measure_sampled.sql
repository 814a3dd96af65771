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
  '' as element_id, cast(null as varchar) as data_type, cast(null as varchar) as type_family, cast(0 as bigint) as ordinal, replace('{"row_distinct_count": "1 in 25 row hashes", "settings": "241752eb", "salt_id": "{salt}"}', '{salt}', coalesce((select salt_id from (select max(salt_id) as salt_id, max(salt_value) as salt_value from "warehouse"."shop_argos"."salt") as salt), '')) as notes,
  max(of_all.row_count) as row_count,
  least(25 * count(*), max(of_all.row_count)) as row_distinct_count,
  least(25 * count(case when occurrences = 1 then 1 end), max(of_all.row_count)) as row_once_count, null as eval_count, null as null_count, null as null_rate, null as distinct_count, null as distinct_rate, null as min_value, null as max_value, null as mean, null as stddev, null as p01, null as p50, null as p95, null as p99, null as quantiles, null as zero_count, null as length_min, null as length_max, null as topk_patterns, null as topk_values_hashed, null as entropy, null as outlier_rate, null as profile_hash
from (with keyed as materialized (select hash(r."order_id", r."ordered_at") as h, count(*) as n from "warehouse"."shop"."orders" as r where hash(r."order_id", r."ordered_at") <= 737869762948382064::ubigint group by all) select n as occurrences from keyed where n = 1 union all select count(*) as occurrences from "warehouse"."shop"."orders" as r where hash(r."order_id", r."ordered_at") <= 737869762948382064::ubigint and hash(r."order_id", r."ordered_at") in (select h from keyed where n > 1) group by hash(r."order_id", r."name", r."paid", r."ordered_at")) as r
cross join (select count(*) as row_count from "warehouse"."shop"."orders" as r) as of_all
union all
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, cast(null as varchar) as partition_value, cast(null as varchar) as partition_key, timestamp '2026-01-08 06:00:00' as profile_ts,
  element_id, data_type, type_family, ordinal, replace(replace(replace(replace(case when is_identifier then notes_of_identifier else notes end, '{distinct}', case when is_complete then 'exact' else concat('by their hashes, error about ', round(200 / sqrt(distinct_count / 20), 1), '%') end), '{values}', case when is_complete then 'exact' else 'the most frequent of 1 in 25 rows, error about 0.5 points of share' end), '{entropy}', case when is_complete then 'exact' else 'of all rows of some values, error about 0.2 bits' end), '{shapes}', case when is_complete and coalesce(listed_values, 0) < 2000 then 'exact' else 'of a sample' end) as notes,
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
with sampled_text_2_scan as materialized (
select count(*) as row_count, count(r."name") as c2_valid_count, min(length(cast(r."name" as varchar))) as c2_length_min, max(length(cast(r."name" as varchar))) as c2_length_max, cast(sum(cast(hash(r."name") >> 33 as bigint)) as varchar) as c2_content_hash, list(hash(r."name")) filter (hash(r."name") <= 922337203685477580::ubigint and r."name" is not null) as sampled_hashes, list(r."name") filter (hash(r.rowid) <= 737869762948382064::ubigint) as sampled_values, list(r."name") filter (hash(r.rowid) <= 35136655378494384::ubigint) as shaped_values from "warehouse"."shop"."orders" as r
), sampled_text_2 as (
select unnest(sampled_values) as "name" from sampled_text_2_scan
), sampled as materialized (
select r."order_id", r."ordered_at" from "warehouse"."shop"."orders" as r where hash(r.rowid) <= 737869762948382064::ubigint
), value_counts as materialized (
select 1 as ordinal, cast(r."order_id" as varchar) as v, cast(r."order_id" as double) as z, 25 * count(*) as n from sampled as r where r."order_id" is not null group by r."order_id" having count(*) > 2
union all select 2 as ordinal, cast(r."name" as varchar) as v, cast(null as double) as z, 25 * count(*) as n from sampled_text_2 as r where r."name" is not null group by r."name" having count(*) > 2
union all select 3 as ordinal, cast(r."paid" as varchar) as v, cast(null as double) as z, count(*) as n from "warehouse"."shop"."orders" as r where r."paid" is not null group by r."paid"
union all select 4 as ordinal, strftime(cast(r."ordered_at" as timestamp), '%Y-%m-%d %H:%M:%S.%f') as v, case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end as z, 25 * count(*) as n from sampled as r where r."ordered_at" is not null group by r."ordered_at" having count(*) > 2
), scanned as materialized (
select
  g.ordinal, k.element_id, k.data_type, k.type_family, k.shown, k.notes, k.notes_of_identifier, g.row_count, salt.salt_value, g.valid_count as valid_count, h.distinct_sketch as distinct_sketch, g.min_value as min_value, g.max_value as max_value, cast(null as double) as max_number, g.mean as mean, g.stddev as stddev, g.zero_count as zero_count, cast(null as bigint) as fraction_count, g.length_min as length_min, g.length_max as length_max, g.content_hash as content_hash, cast(null as bigint) as beyond_count, h.light_log as light_log,
  quantiles_state[1] as p01, quantiles_state[23] as p50, quantiles_state[41] as p95, quantiles_state[2] as p99, cast(to_json(quantiles_state[3:]) as varchar) as quantiles,
  coalesce(f.low, cast(json_extract_string(quantiles, '$[10]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[10]') as double) - cast(json_extract_string(quantiles, '$[30]') as double))) as low, coalesce(f.high, cast(json_extract_string(quantiles, '$[30]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[30]') as double) - cast(json_extract_string(quantiles, '$[10]') as double))) as high, kept_numbers
from (
select unnest([3]) as ordinal, count(*) as row_count, unnest([null]) as valid_count, unnest([null]) as min_value, unnest([null]) as max_value, unnest([null]) as mean, unnest([null]) as stddev, unnest([null]) as zero_count, unnest([null]) as length_min, unnest([null]) as length_max, unnest([null]) as content_hash from "warehouse"."shop"."orders" as r
union all select unnest([1, 4]) as ordinal, count(*) as row_count, unnest([count(r."order_id"), count(r."ordered_at")]) as valid_count, unnest([cast(min(r."order_id") as varchar), strftime(cast(min(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then r."ordered_at" end) as timestamp), '%Y-%m-%d %H:%M:%S.%f')]) as min_value, unnest([cast(max(r."order_id") as varchar), strftime(cast(max(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then r."ordered_at" end) as timestamp), '%Y-%m-%d %H:%M:%S.%f')]) as max_value, unnest([any_value(m.c1) + sum((cast(r."order_id" as double) - m.c1)) / count((cast(r."order_id" as double) - m.c1)), any_value(m.c4) + sum((case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end - m.c4)) / count((case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end - m.c4))]) as mean, unnest([sqrt(greatest(0, sum((cast(r."order_id" as double) - m.c1) * (cast(r."order_id" as double) - m.c1)) - sum((cast(r."order_id" as double) - m.c1)) * (sum((cast(r."order_id" as double) - m.c1)) / count((cast(r."order_id" as double) - m.c1)))) / nullif(count((cast(r."order_id" as double) - m.c1)) - 1, 0)), sqrt(greatest(0, sum((case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end - m.c4) * (case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end - m.c4)) - sum((case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end - m.c4)) * (sum((case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end - m.c4)) / count((case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end - m.c4)))) / nullif(count((case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end - m.c4)) - 1, 0))]) as stddev, unnest([count(case when r."order_id" = 0 then 1 end), null]) as zero_count, unnest([null, null]) as length_min, unnest([null, null]) as length_max, unnest([cast(sum(cast(hash(r."order_id") >> 33 as bigint)) as varchar), cast(sum(cast(hash(r."ordered_at") >> 33 as bigint)) as varchar)]) as content_hash from "warehouse"."shop"."orders" as r cross join (select coalesce(avg(cast(r."order_id" as double)), 0) as c1, coalesce(avg(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end), 0) as c4 from sampled as r) as m
union all select unnest([2]) as ordinal, r.row_count, unnest([r.c2_valid_count]) as valid_count, unnest([null]) as min_value, unnest([null]) as max_value, unnest([null]) as mean, unnest([null]) as stddev, unnest([null]) as zero_count, unnest([r.c2_length_min]) as length_min, unnest([r.c2_length_max]) as length_max, unnest([r.c2_content_hash]) as content_hash from sampled_text_2_scan as r
) as g
join (select j[1] as ordinal, j[2] as element_id, j[3] as data_type, j[4] as type_family, j[5] as shown, j[6] as notes, j[7] as notes_of_identifier
from (select unnest(from_json('[[1, "order_id", "bigint", "number", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"of 1 in 25 rows, error about 0.5 points of rank\"}", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"withheld: looks like an identifier\", \"bounds\": \"withheld: looks like an identifier\"}"], [2, "name", "varchar", "text", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"bounds\": \"withheld: text\", \"shapes\": \"{shapes}\"}", null], [3, "paid", "boolean", "boolean", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\"}", null], [4, "ordered_at", "timestamp", "timestamp", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"of 1 in 25 rows, error about 0.5 points of rank\"}", null]]', '[["varchar"]]')) as j) as unpacked) as k on cast(k.ordinal as bigint) = g.ordinal
left join (select unnest([1, 4]) as ordinal, count(*) as row_count, unnest([quantile_disc(cast(r."order_id" as double), list_transform(range(43), lambda k: case k when 0 then 0.01 when 1 then 0.99 else (k - 2) * 0.025 end)), quantile_disc(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end, list_transform(range(43), lambda k: case k when 0 then 0.01 when 1 then 0.99 else (k - 2) * 0.025 end))]) as quantiles_state, unnest([list(cast(r."order_id" as double)), list(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end)]) as kept_numbers from sampled as r) as q on q.ordinal = g.ordinal
left join (
select 1 as ordinal, nullif(20 * count(*), 0) as distinct_sketch, sum(case when n < 250 then n * ln(n) end) / sum(case when n < 250 then n end) as light_log from (select count(*) as n from "warehouse"."shop"."orders" as r where hash(r."order_id") <= 922337203685477580::ubigint and r."order_id" is not null group by hash(r."order_id")) as r
union all select 4 as ordinal, nullif(20 * count(*), 0) as distinct_sketch, sum(case when n < 250 then n * ln(n) end) / sum(case when n < 250 then n end) as light_log from (select count(*) as n from "warehouse"."shop"."orders" as r where hash(r."ordered_at") <= 922337203685477580::ubigint and r."ordered_at" is not null group by hash(r."ordered_at")) as r
union all select 2 as ordinal, nullif(20 * count(*), 0) as distinct_sketch, sum(case when n < 250 then n * ln(n) end) / sum(case when n < 250 then n end) as light_log from (select count(*) as n from (select unnest(sampled_hashes) as h from sampled_text_2_scan) as r group by r.h) as r
) as h on h.ordinal = g.ordinal
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
    sum(case when s.light_log is null or v.n >= 250 then v.n end) as heavy_count,
    sum(case when s.light_log is null or v.n >= 250 then v.n end * ln(v.n)) as heavy_nlogn,
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
  l.listed_count, l.listed_values, l.heavy_count, l.heavy_nlogn, l.topk_values_hashed, case when s.kept_numbers is null then l.outside_count when s.low is not null then least(s.valid_count, 25 * case when s.low is not null then len(list_filter(s.kept_numbers, lambda z: z < s.low or z > s.high)) end) end as outside_count, t.topk_patterns
from scanned as s
left join listed as l on l.ordinal = s.ordinal
left join (
  select ordinal, nullif(concat('[', coalesce(array_to_string(list_transform(min(case when shape is not null then {m: -n, v: shape} end, 20), lambda e: concat('["', replace(replace(e.v, '\', '\\'), '"', '\"'), '",', cast(-e.m as varchar), ']')), ','), ''), ']'), '[]') as topk_patterns
  from (
    select 2 as ordinal, array_to_string(list_transform(string_split(left(cast(r."name" as varchar), 60), ''), lambda c: case when ord(c) between 97 and 122 then 'a' when ord(c) between 48 and 57 then '9' when ord(c) between 65 and 90 then 'A' when ord(c) between 32 and 126 then c when regexp_matches(c, '\p{Lu}') then 'A' else 'a' end), '') as shape, 525 * count(*) as n from (select unnest(shaped_values) as "name" from sampled_text_2_scan) as r where r."name" is not null group by all
  ) as shapes
  group by ordinal
) as t on t.ordinal = s.ordinal
    ) as of_columns
  ) as counted
) as judged
) as q
