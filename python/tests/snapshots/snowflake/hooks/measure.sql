insert into warehouse.shop_argos.run_profile_result (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, data_type, type_family, ordinal, profile_ts, row_count, eval_count, null_rate, distinct_rate, notes, null_count, distinct_count, min_value, max_value, row_distinct_count, row_once_count)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('run_profile_result'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')), ifnull(to_variant(cast(q.element_id as varchar)), parse_json('null')), ifnull(to_variant(cast(null as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.element_id as varchar) as element_id,
  cast(q.data_type as varchar) as data_type,
  cast(q.type_family as varchar) as type_family,
  cast(q.ordinal as bigint) as ordinal,
  cast(q.profile_ts as timestamp_ntz) as profile_ts,
  cast(q.row_count as bigint) as row_count,
  cast(q.eval_count as bigint) as eval_count,
  cast(q.null_rate as double) as null_rate,
  cast(q.distinct_rate as double) as distinct_rate,
  cast(q.notes as varchar) as notes,
  cast(q.null_count as bigint) as null_count,
  cast(q.distinct_count as bigint) as distinct_count,
  cast(q.min_value as varchar) as min_value,
  cast(q.max_value as varchar) as max_value,
  cast(q.row_distinct_count as bigint) as row_distinct_count,
  cast(q.row_once_count as bigint) as row_once_count
from (
select
  'model.shop.orders' as instance_id,
  'warehouse.shop.orders' as relation_name,
  element_id, data_type, type_family, ordinal,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as profile_ts,
  case when ordinal = 0 then row_count end as row_count,
  case when ordinal = 0 then row_distinct_count end as row_distinct_count,
  case when ordinal = 0 then row_once_count end as row_once_count,
  row_count as eval_count,
  null_count / cast(nullif(row_count, 0) as double) as null_rate,
  distinct_count / cast(nullif(row_count - null_count, 0) as double) as distinct_rate,
  null_count as null_count,
  distinct_count as distinct_count,
  case when not (type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > row_count - null_count) then min_value end as min_value,
  case when not (type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > row_count - null_count) then max_value end as max_value,
  case when type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > row_count - null_count then notes_of_identifier else notes end as notes
from (
  select
    element_id, data_type, type_family, shown, notes, notes_of_identifier,
    cast(k.ordinal as bigint) as ordinal,
    row_count, row_distinct_count, row_once_count,
    case k.ordinal when '1' then c1_null_count when '2' then c2_null_count when '3' then c3_null_count when '4' then c4_null_count when '5' then c5_null_count when '6' then c6_null_count when '7' then c7_null_count end as null_count,
    case k.ordinal when '1' then c1_distinct_count when '2' then c2_distinct_count when '3' then c3_distinct_count when '4' then c4_distinct_count when '5' then c5_distinct_count when '6' then c6_distinct_count end as distinct_count,
    case k.ordinal when '1' then cast(c1_min_value as varchar) when '2' then cast(c2_min_value as varchar) when '6' then to_varchar(cast(c6_min_value as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6') end as min_value,
    case k.ordinal when '1' then cast(c1_max_value as varchar) when '2' then cast(c2_max_value as varchar) when '6' then to_varchar(cast(c6_max_value as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6') end as max_value,
    case k.ordinal when '1' then c1_fraction_count when '2' then c2_fraction_count end as fraction_count
  from (
    select
      count(*) as row_count,
      count(*) - count("order_id") as c1_null_count,
      least(count("order_id"), approx_count_distinct("order_id")) as c1_distinct_count,
      min("order_id") as c1_min_value,
      max("order_id") as c1_max_value,
      count(case when "order_id" <> floor("order_id") then 1 end) as c1_fraction_count,
      count(*) - count("amount") as c2_null_count,
      least(count("amount"), approx_count_distinct("amount")) as c2_distinct_count,
      min("amount") as c2_min_value,
      max("amount") as c2_max_value,
      count(case when "amount" <> floor("amount") then 1 end) as c2_fraction_count,
      count(*) - count("the customer's name") as c3_null_count,
      least(count("the customer's name"), approx_count_distinct("the customer's name")) as c3_distinct_count,
      count(*) - count("paid") as c4_null_count,
      least(count("paid"), approx_count_distinct("paid")) as c4_distinct_count,
      count(*) - count("born_on") as c5_null_count,
      least(count("born_on"), approx_count_distinct("born_on")) as c5_distinct_count,
      count(*) - count("ordered_at") as c6_null_count,
      least(count("ordered_at"), approx_count_distinct("ordered_at")) as c6_distinct_count,
      min("ordered_at") as c6_min_value,
      max("ordered_at") as c6_max_value,
      count(*) - count("lines") as c7_null_count
    from warehouse.shop.orders
  ) as scan
  cross join (
    select count(*) as row_distinct_count, count(case when occurrences = 1 then 1 end) as row_once_count from (select count(*) as occurrences from warehouse.shop.orders group by hash("order_id", "amount", "the customer's name", "paid", "born_on", "ordered_at")) as distinct_rows
  ) as relation_wide
  cross join (
    select cast(get(unpacked.value, 0) as varchar) as ordinal, cast(get(unpacked.value, 1) as varchar) as element_id, cast(get(unpacked.value, 2) as varchar) as data_type, cast(get(unpacked.value, 3) as varchar) as type_family, cast(get(unpacked.value, 4) as varchar) as shown, cast(get(unpacked.value, 5) as varchar) as notes, cast(get(unpacked.value, 6) as varchar) as notes_of_identifier
from table(flatten(input => parse_json('[[0, "", null, null, "guarded", "{\\"row_distinct_count\\": \\"exact, without 1 column of other types\\", \\"settings\\": \\"af859989\\"}", null], [1, "order_id", "bigint", "number", "guarded", "{\\"distinct_count\\": \\"hll, error 1.6%\\"}", "{\\"distinct_count\\": \\"hll, error 1.6%\\", \\"bounds\\": \\"withheld: looks like an identifier\\"}"], [2, "amount", "decimal(10,2)", "number", "guarded", "{\\"distinct_count\\": \\"hll, error 1.6%\\"}", "{\\"distinct_count\\": \\"hll, error 1.6%\\", \\"bounds\\": \\"withheld: looks like an identifier\\"}"], [3, "the customer\'s name", "varchar", "text", "guarded", "{\\"distinct_count\\": \\"hll, error 1.6%\\", \\"bounds\\": \\"withheld: text\\"}", null], [4, "paid", "boolean", "boolean", "guarded", "{\\"distinct_count\\": \\"hll, error 1.6%\\"}", null], [5, "born_on", "date", "date", "personal", "{\\"distinct_count\\": \\"hll, error 1.6%\\", \\"bounds\\": \\"withheld: personal\\"}", null], [6, "ordered_at", "timestamp", "timestamp", "guarded", "{\\"distinct_count\\": \\"hll, error 1.6%\\"}", null], [7, "lines", "struct", "other", "guarded", "{\\"skipped\\": \\"nested, binary and other types: counted only\\"}", null]]'))) as unpacked
  ) as k
) as measured
) as q
