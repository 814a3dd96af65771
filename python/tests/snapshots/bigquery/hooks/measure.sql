insert into `warehouse`.`shop_argos`.`run_profile_result` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, element_id, data_type, type_family, ordinal, profile_ts, row_count, eval_count, null_rate, distinct_rate, notes, null_count, distinct_count, min_value, max_value, row_distinct_count, row_once_count)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['run_profile_result', '<run_id>', cast(q.instance_id as string), cast(q.element_id as string), cast(null as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.element_id as string) as element_id,
  cast(q.data_type as string) as data_type,
  cast(q.type_family as string) as type_family,
  cast(q.ordinal as int64) as ordinal,
  cast(q.profile_ts as timestamp) as profile_ts,
  cast(q.row_count as int64) as row_count,
  cast(q.eval_count as int64) as eval_count,
  cast(q.null_rate as float64) as null_rate,
  cast(q.distinct_rate as float64) as distinct_rate,
  cast(q.notes as string) as notes,
  cast(q.null_count as int64) as null_count,
  cast(q.distinct_count as int64) as distinct_count,
  cast(q.min_value as string) as min_value,
  cast(q.max_value as string) as max_value,
  cast(q.row_distinct_count as int64) as row_distinct_count,
  cast(q.row_once_count as int64) as row_once_count
from (
select
  'model.shop.orders' as instance_id,
  'warehouse.shop.orders' as relation_name,
  element_id, data_type, type_family, ordinal,
  timestamp '2026-01-08 06:00:00+00' as profile_ts,
  case when ordinal = 0 then row_count end as row_count,
  case when ordinal = 0 then row_distinct_count end as row_distinct_count,
  case when ordinal = 0 then row_once_count end as row_once_count,
  row_count as eval_count,
  null_count / cast(nullif(row_count, 0) as float64) as null_rate,
  distinct_count / cast(nullif(row_count - null_count, 0) as float64) as distinct_rate,
  null_count as null_count,
  distinct_count as distinct_count,
  case when not (type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > row_count - null_count) then min_value end as min_value,
  case when not (type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > row_count - null_count) then max_value end as max_value,
  case when type_family = 'number' and shown = 'guarded' and coalesce(fraction_count, 0) = 0 and 2 * distinct_count > row_count - null_count then notes_of_identifier else notes end as notes
from (
  select
    element_id, data_type, type_family, shown, notes, notes_of_identifier,
    cast(k.ordinal as int64) as ordinal,
    row_count, row_distinct_count, row_once_count,
    case k.ordinal when '1' then c1_null_count when '2' then c2_null_count when '3' then c3_null_count when '4' then c4_null_count when '5' then c5_null_count when '6' then c6_null_count when '7' then c7_null_count end as null_count,
    case k.ordinal when '1' then c1_distinct_count when '2' then c2_distinct_count when '3' then c3_distinct_count when '4' then c4_distinct_count when '5' then c5_distinct_count when '6' then c6_distinct_count end as distinct_count,
    case k.ordinal when '1' then cast(c1_min_value as string) when '2' then cast(c2_min_value as string) when '6' then format_timestamp('%E4Y-%m-%d %H:%M:%E6S', c6_min_value, 'UTC') end as min_value,
    case k.ordinal when '1' then cast(c1_max_value as string) when '2' then cast(c2_max_value as string) when '6' then format_timestamp('%E4Y-%m-%d %H:%M:%E6S', c6_max_value, 'UTC') end as max_value,
    case k.ordinal when '1' then c1_fraction_count when '2' then c2_fraction_count end as fraction_count
  from (
    select
      count(*) as row_count,
      count(*) - count(`order_id`) as c1_null_count,
      least(count(`order_id`), approx_count_distinct(`order_id`)) as c1_distinct_count,
      min(`order_id`) as c1_min_value,
      max(`order_id`) as c1_max_value,
      count(case when `order_id` <> floor(`order_id`) then 1 end) as c1_fraction_count,
      count(*) - count(`amount`) as c2_null_count,
      least(count(`amount`), approx_count_distinct(`amount`)) as c2_distinct_count,
      min(`amount`) as c2_min_value,
      max(`amount`) as c2_max_value,
      count(case when `amount` <> floor(`amount`) then 1 end) as c2_fraction_count,
      count(*) - count(`the customer's name`) as c3_null_count,
      least(count(`the customer's name`), approx_count_distinct(`the customer's name`)) as c3_distinct_count,
      count(*) - count(`paid`) as c4_null_count,
      least(count(`paid`), approx_count_distinct(`paid`)) as c4_distinct_count,
      count(*) - count(`born_on`) as c5_null_count,
      least(count(`born_on`), approx_count_distinct(`born_on`)) as c5_distinct_count,
      count(*) - count(`ordered_at`) as c6_null_count,
      least(count(`ordered_at`), approx_count_distinct(`ordered_at`)) as c6_distinct_count,
      min(`ordered_at`) as c6_min_value,
      max(`ordered_at`) as c6_max_value,
      count(*) - count(`lines`) as c7_null_count
    from `warehouse`.`shop`.`orders`
  ) as scan
  cross join (
    select count(*) as row_distinct_count, count(case when occurrences = 1 then 1 end) as row_once_count from (select count(*) as occurrences from `warehouse`.`shop`.`orders` group by farm_fingerprint(to_json_string(struct(`order_id`, `amount`, `the customer's name`, `paid`, `born_on`, `ordered_at`)))) as distinct_rows
  ) as relation_wide
  cross join (
    select json_value(j, '$[0]') as ordinal, json_value(j, '$[1]') as element_id, json_value(j, '$[2]') as data_type, json_value(j, '$[3]') as type_family, json_value(j, '$[4]') as shown, json_value(j, '$[5]') as notes, json_value(j, '$[6]') as notes_of_identifier
from unnest(json_query_array('[[0, "", null, null, "guarded", "{\\"row_distinct_count\\": \\"exact, without 1 column of other types\\", \\"settings\\": \\"af859989\\"}", null], [1, "order_id", "bigint", "number", "guarded", "{\\"distinct_count\\": \\"hll, error about 1%\\"}", "{\\"distinct_count\\": \\"hll, error about 1%\\", \\"bounds\\": \\"withheld: looks like an identifier\\"}"], [2, "amount", "decimal(10,2)", "number", "guarded", "{\\"distinct_count\\": \\"hll, error about 1%\\"}", "{\\"distinct_count\\": \\"hll, error about 1%\\", \\"bounds\\": \\"withheld: looks like an identifier\\"}"], [3, "the customer\'s name", "varchar", "text", "guarded", "{\\"distinct_count\\": \\"hll, error about 1%\\", \\"bounds\\": \\"withheld: text\\"}", null], [4, "paid", "boolean", "boolean", "guarded", "{\\"distinct_count\\": \\"hll, error about 1%\\"}", null], [5, "born_on", "date", "date", "personal", "{\\"distinct_count\\": \\"hll, error about 1%\\", \\"bounds\\": \\"withheld: personal\\"}", null], [6, "ordered_at", "timestamp", "timestamp", "guarded", "{\\"distinct_count\\": \\"hll, error about 1%\\"}", null], [7, "lines", "struct", "other", "guarded", "{\\"skipped\\": \\"nested, binary and other types: counted only\\"}", null]]')) as j
  ) as k
) as measured
) as q
