select coalesce(p.partition_value, known.partition_value) as partition_value, coalesce(p.row_count, 0) as row_count, known.row_count as known_count, known.first_seen
from (
  select cast(argos_partition as varchar) as partition_value, row_count
  from (select case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end as argos_partition, count(*) as row_count from "warehouse"."shop"."orders" as t group by 1) as counted
) as p
full outer join (
  select partition_value, max_by(row_count, recorded_at) as row_count, max(profile_ts) as ends_at, cast(min(case when replace(notes, '"partition": "backfilled"', '') = notes then cast(recorded_at as date) end) as varchar) as first_seen
  from "warehouse"."shop_argos"."run_profile_result" as f
  cross join (select max(salt_id) as salt_id, max(salt_value) as salt_value from "warehouse"."shop_argos"."salt") as salt
  where instance_id = 'model.shop.orders' and element_id = '' and partition_key = 'ordered_at by day' and replace(notes, concat('"salt_id": "', salt_id, '"'), '') <> notes
  group by partition_value
) as known on known.partition_value = p.partition_value
where p.row_count is not null or known.ends_at >= timestamp '2025-12-03 06:00:00'
order by 1
limit 5001;

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
select f.instance_id, f.relation_name, f.partition_value, f.partition_key, coalesce(cast(p.ends_at as timestamp), f.profile_ts) as profile_ts, f.element_id, f.data_type, f.type_family, f.ordinal, replace(f.notes, '{partition}', p.why) as notes, f.row_count, f.row_distinct_count, f.row_once_count, f.eval_count, f.null_count, f.null_rate, f.distinct_count, f.distinct_rate, f.min_value, f.max_value, f.mean, f.stddev, f.p01, f.p50, f.p95, f.p99, f.quantiles, f.zero_count, f.length_min, f.length_max, f.topk_patterns, f.topk_values_hashed, f.entropy, f.outlier_rate, f.profile_hash
from (
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, cast(argos_partition as varchar) as partition_value, 'ordered_at by day' as partition_key, timestamp '2026-01-08 06:00:00' as profile_ts,
  '' as element_id, cast(null as varchar) as data_type, cast(null as varchar) as type_family, cast(0 as bigint) as ordinal, replace('{"row_distinct_count": "exact", "settings": "241752eb", "salt_id": "{salt}", "partition": "{partition}"}', '{salt}', coalesce((select salt_id from (select max(salt_id) as salt_id, max(salt_value) as salt_value from "warehouse"."shop_argos"."salt") as salt), '')) as notes,
  coalesce(sum(occurrences), 0) as row_count,
  count(*) as row_distinct_count,
  count(case when occurrences = 1 then 1 end) as row_once_count, null as eval_count, null as null_count, null as null_rate, null as distinct_count, null as distinct_rate, null as min_value, null as max_value, null as mean, null as stddev, null as p01, null as p50, null as p95, null as p99, null as quantiles, null as zero_count, null as length_min, null as length_max, null as topk_patterns, null as topk_values_hashed, null as entropy, null as outlier_rate, null as profile_hash
from (select r.argos_partition, count(*) as occurrences from (select case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end as argos_partition, t."order_id", t."status", t."ordered_at" from "warehouse"."shop"."orders" as t where t."ordered_at" >= cast('2026-01-30 00:00:00' as timestamp) and t."ordered_at" < cast('2026-02-01 00:00:00' as timestamp) and case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end in (cast('2026-01-30' as date), cast('2026-01-31' as date))) as r group by r.argos_partition, hash(r."order_id", r."status", r."ordered_at")) as r group by r.argos_partition
union all
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, cast(argos_partition as varchar) as partition_value, 'ordered_at by day' as partition_key, timestamp '2026-01-08 06:00:00' as profile_ts,
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
select 1 as ordinal, r.argos_partition, cast(r."order_id" as varchar) as v, cast(r."order_id" as double) as z, count(*) as n from (select case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end as argos_partition, t."order_id", t."status", t."ordered_at" from "warehouse"."shop"."orders" as t where t."ordered_at" >= cast('2026-01-30 00:00:00' as timestamp) and t."ordered_at" < cast('2026-02-01 00:00:00' as timestamp) and case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end in (cast('2026-01-30' as date), cast('2026-01-31' as date))) as r where r."order_id" is not null group by r.argos_partition, r."order_id"
union all select 2 as ordinal, r.argos_partition, cast(r."status" as varchar) as v, cast(null as double) as z, count(*) as n from (select case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end as argos_partition, t."order_id", t."status", t."ordered_at" from "warehouse"."shop"."orders" as t where t."ordered_at" >= cast('2026-01-30 00:00:00' as timestamp) and t."ordered_at" < cast('2026-02-01 00:00:00' as timestamp) and case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end in (cast('2026-01-30' as date), cast('2026-01-31' as date))) as r where r."status" is not null group by r.argos_partition, r."status"
union all select 3 as ordinal, r.argos_partition, strftime(cast(r."ordered_at" as timestamp), '%Y-%m-%d %H:%M:%S.%f') as v, case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end as z, count(*) as n from (select case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end as argos_partition, t."order_id", t."status", t."ordered_at" from "warehouse"."shop"."orders" as t where t."ordered_at" >= cast('2026-01-30 00:00:00' as timestamp) and t."ordered_at" < cast('2026-02-01 00:00:00' as timestamp) and case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end in (cast('2026-01-30' as date), cast('2026-01-31' as date))) as r where r."ordered_at" is not null group by r.argos_partition, r."ordered_at"
), scanned as materialized (
select
  g.ordinal, k.element_id, k.data_type, k.type_family, k.shown, k.notes, k.notes_of_identifier, g.argos_partition, g.row_count, salt.salt_value, cast(null as bigint) as valid_count, cast(null as bigint) as distinct_sketch, g.min_value as min_value, g.max_value as max_value, cast(null as double) as max_number, cast(null as double) as mean, cast(null as double) as stddev, cast(null as bigint) as zero_count, cast(null as bigint) as fraction_count, cast(null as bigint) as length_min, cast(null as bigint) as length_max, cast(null as varchar) as content_hash, cast(null as bigint) as beyond_count, cast(null as double) as light_log,
  quantiles_state[1] as p01, quantiles_state[23] as p50, quantiles_state[41] as p95, quantiles_state[2] as p99, cast(to_json(quantiles_state[3:]) as varchar) as quantiles,
  coalesce(f.low, cast(json_extract_string(quantiles, '$[10]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[10]') as double) - cast(json_extract_string(quantiles, '$[30]') as double))) as low, coalesce(f.high, cast(json_extract_string(quantiles, '$[30]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[30]') as double) - cast(json_extract_string(quantiles, '$[10]') as double))) as high
from (
select unnest([1, 2, 3]) as ordinal, r.argos_partition, count(*) as row_count, unnest([cast(min(r."order_id") as varchar), null, strftime(cast(min(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then r."ordered_at" end) as timestamp), '%Y-%m-%d %H:%M:%S.%f')]) as min_value, unnest([cast(max(r."order_id") as varchar), null, strftime(cast(max(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then r."ordered_at" end) as timestamp), '%Y-%m-%d %H:%M:%S.%f')]) as max_value, unnest([quantile_disc(cast(r."order_id" as double), list_transform(range(43), lambda k: case k when 0 then 0.01 when 1 then 0.99 else (k - 2) * 0.025 end)), null, quantile_disc(case when r."ordered_at" > '-infinity' and r."ordered_at" < 'infinity' then epoch_us(cast(r."ordered_at" as timestamp)) / 1e6 end, list_transform(range(43), lambda k: case k when 0 then 0.01 when 1 then 0.99 else (k - 2) * 0.025 end))]) as quantiles_state from (select case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end as argos_partition, t."order_id", t."status", t."ordered_at" from "warehouse"."shop"."orders" as t where t."ordered_at" >= cast('2026-01-30 00:00:00' as timestamp) and t."ordered_at" < cast('2026-02-01 00:00:00' as timestamp) and case when t."ordered_at" >= cast('1000-01-01 00:00:00' as timestamp) and t."ordered_at" < cast('9999-01-01 00:00:00' as timestamp) then cast(t."ordered_at" as date) end in (cast('2026-01-30' as date), cast('2026-01-31' as date))) as r group by r.argos_partition
) as g
join (select j[1] as ordinal, j[2] as element_id, j[3] as data_type, j[4] as type_family, j[5] as shown, j[6] as notes, j[7] as notes_of_identifier
from (select unnest(from_json('[[1, "order_id", "bigint", "number", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"exact\"}", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"withheld: looks like an identifier\", \"bounds\": \"withheld: looks like an identifier\"}"], [2, "status", "varchar", "text", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"bounds\": \"withheld: text\", \"shapes\": \"{shapes}\"}", null], [3, "ordered_at", "timestamp", "timestamp", "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{entropy}\", \"quantiles\": \"exact\"}", null]]', '[["varchar"]]')) as j) as unpacked) as k on cast(k.ordinal as bigint) = g.ordinal
left join (select element_id, cast(json_extract_string(quantiles, '$[10]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[10]') as double) - cast(json_extract_string(quantiles, '$[30]') as double)) as low, cast(json_extract_string(quantiles, '$[30]') as double) + 1.5 * (cast(json_extract_string(quantiles, '$[30]') as double) - cast(json_extract_string(quantiles, '$[10]') as double)) as high
from (
  select element_id, max_by(quantiles, profile_ts) as quantiles
  from "warehouse"."shop_argos"."run_profile_result"
  where instance_id = 'model.shop.orders' and quantiles is not null and partition_value not in ('2026-01-30', '2026-01-31') and type_family not in ('date', 'timestamp')
    and run_id <> '<run_id>' and recorded_at >= timestamp '2025-11-27 06:00:00'
  group by element_id
) as latest) as f on f.element_id = k.element_id
cross join (select max(salt_id) as salt_id, max(salt_value) as salt_value from "warehouse"."shop_argos"."salt") as salt
), listed as materialized (
  select
    v.ordinal, v.argos_partition,
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
  join scanned as s on s.ordinal = v.ordinal and s.argos_partition = v.argos_partition
  group by v.ordinal, v.argos_partition, s.type_family, s.salt_value, s.p50
)
select
  s.ordinal as ordinal,
  s.element_id as element_id,
  s.data_type as data_type,
  s.type_family as type_family,
  s.shown as shown,
  s.notes as notes,
  s.notes_of_identifier as notes_of_identifier,
  s.argos_partition as argos_partition,
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
left join listed as l on l.ordinal = s.ordinal and l.argos_partition = s.argos_partition
left join (
  select ordinal, argos_partition, nullif(concat('[', coalesce(array_to_string(list_transform(min(case when shape is not null then {m: -n, v: shape} end, 20), lambda e: concat('["', replace(replace(e.v, '\', '\\'), '"', '\"'), '",', cast(-e.m as varchar), ']')), ','), ''), ']'), '[]') as topk_patterns
  from (
    select v.ordinal, v.argos_partition, array_to_string(list_transform(string_split(left(v.v, 60), ''), lambda c: case when ord(c) between 97 and 122 then 'a' when ord(c) between 48 and 57 then '9' when ord(c) between 65 and 90 then 'A' when ord(c) between 32 and 126 then c when regexp_matches(c, '\p{Lu}') then 'A' else 'a' end), '') as shape, cast(sum(v.n * case when v.n > 1 + floor(l.value_rows / 2000) then 1 else 1 + floor(l.value_rows / 2000) end) as bigint) as n
    from value_counts as v
    join listed as l on l.ordinal = v.ordinal and l.argos_partition = v.argos_partition
    where v.ordinal in (2) and (v.n > 1 + floor(l.value_rows / 2000) or hash(v.v) <= cast(18446744073709551615 as ubigint) // cast(1 + floor(l.value_rows / 2000) as ubigint))
    group by all
  ) as shapes
  group by argos_partition, ordinal
) as t on t.ordinal = s.ordinal and t.argos_partition = s.argos_partition
    ) as of_columns
  ) as counted
) as judged
) as f
join (select j[1] as partition_value, j[2] as ends_at, j[3] as why
from (select unnest(from_json('[["2026-01-30", "2026-01-31 00:00:00+00:00", "new"], ["2026-01-31", "2026-02-01 00:00:00+00:00", "new"]]', '[["varchar"]]')) as j) as unpacked) as p on p.partition_value = f.partition_value
) as q;

select distinct cast(cast(recorded_at as date) as varchar) as looked_on
from "warehouse"."shop_argos"."run_profile_result"
where instance_id = 'model.shop.orders' and element_id = '' and partition_value is null and recorded_at >= timestamp '2025-10-20 06:00:00';

insert into "warehouse"."shop_argos"."run_profile_result" (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, partition_value, partition_key, profile_ts, element_id, notes, row_count, row_distinct_count, row_once_count)
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
  cast(q.notes as varchar) as notes,
  cast(q.row_count as bigint) as row_count,
  cast(q.row_distinct_count as bigint) as row_distinct_count,
  cast(q.row_once_count as bigint) as row_once_count
from (
select 'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name, '2026-01-31' as partition_value, 'ordered_at by day' as partition_key, timestamp '2026-02-01 00:00:00' as profile_ts, '' as element_id, '{"settings": "241752eb", "partition": "should have rows by now"}' as notes, 0 as row_count, 0 as row_distinct_count, 0 as row_once_count
) as q;

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
with latest as (
select
    c.element_id, c.data_type, c.type_family, cast(c.ordinal as bigint) as ordinal, c.shown, c.notes, c.notes_of_withheld, f.partition_value, f.row_count, coalesce(c.element_id = '' and f.measure_notes not like '%"row_distinct_count": "exact%', false) as is_sampled,
    coalesce(f.eval_count - f.null_count, 0) as valid_count, f.row_distinct_count, f.row_once_count, f.eval_count, f.null_count, f.min_value, f.max_value, f.mean, f.stddev, f.quantiles, f.distinct_count, f.zero_count, f.length_min, f.length_max, f.topk_patterns, f.topk_values_hashed, f.outlier_rate, f.profile_hash
  from (select j[1] as element_id, j[2] as data_type, j[3] as type_family, j[4] as ordinal, j[5] as shown, j[6] as notes, j[7] as notes_of_withheld
from (select unnest(from_json('[["", null, "", 0, "plain", null, null], ["order_id", "bigint", "number", 1, "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{distinct}\", \"quantiles\": \"of those of the partitions, less than 2.5 points of rank beyond their error\", \"merged\": \"from {merged} of 2 partitions\"}", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{distinct}\", \"quantiles\": \"{bounds}\", \"merged\": \"from {merged} of 2 partitions\", \"bounds\": \"{bounds}\"}"], ["status", "varchar", "text", 2, "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{distinct}\", \"bounds\": \"withheld: text\", \"shapes\": \"{shapes}\", \"merged\": \"from {merged} of 2 partitions\"}", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{distinct}\", \"bounds\": \"{bounds}\", \"shapes\": \"{shapes}\", \"merged\": \"from {merged} of 2 partitions\", \"quantiles\": \"{bounds}\"}"], ["ordered_at", "timestamp", "timestamp", 3, "guarded", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{distinct}\", \"quantiles\": \"of those of the partitions, less than 2.5 points of rank beyond their error\", \"merged\": \"from {merged} of 2 partitions\"}", "{\"distinct_count\": \"{distinct}\", \"values\": \"{values}\", \"entropy\": \"{distinct}\", \"quantiles\": \"{bounds}\", \"merged\": \"from {merged} of 2 partitions\", \"bounds\": \"{bounds}\"}"]]', '[["varchar"]]')) as j) as unpacked) as c
  left join (
    select facts.element_id, facts.type_family, facts.partition_value, facts.row_count, facts.row_distinct_count, facts.row_once_count, facts.eval_count, facts.null_count, facts.min_value, facts.max_value, facts.mean, facts.stddev, facts.quantiles, facts.distinct_count, facts.zero_count, facts.length_min, facts.length_max, facts.topk_patterns, facts.topk_values_hashed, facts.outlier_rate, facts.profile_hash, facts.notes as measure_notes, row_number() over (partition by facts.element_id, facts.partition_value order by facts.recorded_at desc) as age
    from "warehouse"."shop_argos"."run_profile_result" as facts
    join (select j[1] as partition_value
from (select unnest(from_json('[["2026-01-30"], ["2026-01-31"]]', '[["varchar"]]')) as j) as unpacked) as p on p.partition_value = facts.partition_value
    where facts.instance_id = 'model.shop.orders' and facts.partition_key = 'ordered_at by day'
  ) as f on f.element_id = c.element_id and coalesce(f.type_family, '') = c.type_family and f.age = 1
)
select
  'model.shop.orders' as instance_id, 'warehouse.shop.orders' as relation_name,
  cast(null as varchar) as partition_value, cast(null as varchar) as partition_key, timestamp '2026-01-08 06:00:00' as profile_ts,
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
      case when type_family not in ('', 'other') then substr(sha256(cast(to_json(list(concat(partition_value, ' ', profile_hash) order by concat(partition_value, ' ', profile_hash)) filter (concat(partition_value, ' ', profile_hash) is not null)) as varchar)), 1, 16) end as profile_hash
    from (
      select *, case when type_family = 'number' then -cast(min_value as double) end as min_order, case when type_family = 'number' then cast(max_value as double) end as max_order,
        case when quantiles is null and type_family in ('number', 'date', 'time', 'timestamp') then valid_count else 0 end as withheld_count,
        sum(mean * valid_count) over (partition by element_id) / nullif(sum(case when mean is not null then valid_count end) over (partition by element_id), 0) as center
      from latest
    ) as centered
    group by element_id, type_family
  ) as m
  left join (
select element_id, min(case when reached > 0.5 * total then point end) as p50, min(case when reached > 0.95 * total then point end) as p95, cast(to_json([min(point), min(case when reached > 0.025 * total then point end), min(case when reached > 0.05 * total then point end), min(case when reached > 0.075 * total then point end), min(case when reached > 0.1 * total then point end), min(case when reached > 0.125 * total then point end), min(case when reached > 0.15 * total then point end), min(case when reached > 0.175 * total then point end), min(case when reached > 0.2 * total then point end), min(case when reached > 0.225 * total then point end), min(case when reached > 0.25 * total then point end), min(case when reached > 0.275 * total then point end), min(case when reached > 0.3 * total then point end), min(case when reached > 0.325 * total then point end), min(case when reached > 0.35 * total then point end), min(case when reached > 0.375 * total then point end), min(case when reached > 0.4 * total then point end), min(case when reached > 0.425 * total then point end), min(case when reached > 0.45 * total then point end), min(case when reached > 0.475 * total then point end), min(case when reached > 0.5 * total then point end), min(case when reached > 0.525 * total then point end), min(case when reached > 0.55 * total then point end), min(case when reached > 0.575 * total then point end), min(case when reached > 0.6 * total then point end), min(case when reached > 0.625 * total then point end), min(case when reached > 0.65 * total then point end), min(case when reached > 0.675 * total then point end), min(case when reached > 0.7 * total then point end), min(case when reached > 0.725 * total then point end), min(case when reached > 0.75 * total then point end), min(case when reached > 0.775 * total then point end), min(case when reached > 0.8 * total then point end), min(case when reached > 0.825 * total then point end), min(case when reached > 0.85 * total then point end), min(case when reached > 0.875 * total then point end), min(case when reached > 0.9 * total then point end), min(case when reached > 0.925 * total then point end), min(case when reached > 0.95 * total then point end), min(case when reached > 0.975 * total then point end), max(point)]) as varchar) as quantiles,
      min(case when reached > 0.01 * total then point end) as p01, min(case when reached > 0.99 * total then point end) as p99
    from (
      select element_id, point, sum(weight) over (partition by element_id order by point rows between unbounded preceding and current row) as reached, sum(weight) over (partition by element_id) as total
      from (
        select element_id, item as point, sum(weight) as weight
        from (select element_id, weight, element as item
from (select listed.element_id, listed.weight, unnest(from_json(listed.items, '["double"]')) as element
from (select element_id, valid_count as weight, quantiles as items from latest where quantiles is not null) as listed) as elements) as of_partitions
        group by 1, 2
      ) as weighted
    ) as ranked
    group by element_id
  ) as q on q.element_id = m.element_id
  left join (
    select element_id, sum(n) as listed_count, count(*) as listed_values, sum(n * ln(n)) as listed_nlogn, nullif(concat('[', coalesce(array_to_string(list_transform(min(case when v is not null then {m: -n, v: v} end, 50), lambda e: concat('["', e.v, '",', cast(-e.m as varchar), ']')), ','), ''), ']'), '[]') as topk_values_hashed
    from (
select element_id, entry as v, cast(sum(entry_count) as bigint) as n
      from (select element_id, element[1] as entry, cast(element[2] as double) as entry_count
from (select listed.element_id, unnest(from_json(listed.items, '[["varchar"]]')) as element
from (select element_id, topk_values_hashed as items from latest where topk_values_hashed is not null and coalesce(distinct_count <= 100 or distinct_count < valid_count, true)) as listed) as elements) as of_partitions
      group by 1, 2) as summed
    group by element_id
  ) as l on l.element_id = m.element_id
  left join (
    select element_id, nullif(concat('[', coalesce(array_to_string(list_transform(min(case when v is not null then {m: -n, v: v} end, 20), lambda e: concat('["', replace(replace(e.v, '\', '\\'), '"', '\"'), '",', cast(-e.m as varchar), ']')), ','), ''), ']'), '[]') as topk_patterns
    from (
select element_id, entry as v, cast(sum(entry_count) as bigint) as n
      from (select element_id, element[1] as entry, cast(element[2] as double) as entry_count
from (select listed.element_id, unnest(from_json(listed.items, '[["varchar"]]')) as element
from (select element_id, topk_patterns as items from latest where topk_patterns is not null) as listed) as elements) as of_partitions
      group by 1, 2) as summed
    group by element_id
  ) as s on s.element_id = m.element_id
  cross join (select max(salt_id) as salt_id, max(salt_value) as salt_value from "warehouse"."shop_argos"."salt") as salt
) as merged
) as q
