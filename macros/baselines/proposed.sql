{#- The next version of the baselines of some relations, out of the latest facts of each good day since `since`: rows of baseline_version.
    A column's days count while it had its present type; of one that is personal now, no values. `nodes`: rows of [instance_id, mode, owner, proposed_as]. -#}
{% macro proposed_baselines(nodes, since) %}
  {%- set types = argos.types() -%}
  {%- set key = 'instance_id, element_id' -%}
  {%- set ids, points, personal = [], [], [argos.string_literal('')] -%}
  {%- for row in nodes -%}
    {%- do ids.append(argos.string_literal(row[0])) -%}
    {%- for name in argos._lowered(argos.meta_of(graph.nodes.get(row[0]) or graph.sources.get(row[0]) or {}).get('personal'), in_sql=true) -%}{%- do personal.append('concat(' ~ argos.string_literal(row[0] ~ ' ') ~ ', ' ~ name ~ ')') -%}{%- endfor -%}
  {%- endfor -%}
  {%- for k in range(41) -%}{%- do points.append('min(case when share * 40 + 0.000000001 >= ' ~ k ~ ' then q end)') -%}{%- endfor -%}
  {%- set facts = 'select * from ' ~ argos.history('run_profile_result') ~ '\n    where instance_id in (' ~ ids | join(', ') ~ ') and recorded_at >= ' ~ argos.timestamp_literal(since) ~ ' and profile_ts > ' ~ argos.timestamp_literal(since) ~ ' and profile_ts <= ' ~ argos.timestamp_literal(argos.clock()) -%}
  {%- set has_scale = "(l.is_daily = 1 or l.newest_family not in ('date', 'timestamp')) and not l.is_personal" -%}
  {%- set lists = {'values': ["type_family in ('text', 'boolean') or type_family = 'number' and distinct_count <= 50", 'topk_values_hashed'], 'shapes': ["type_family = 'text'", 'topk_patterns']} -%}
with latest as (
  select
    *, max(profile_day) over (partition by instance_id) as newest_day, max(profile_day) over (partition by {{ key }}) as newest_of_element,
    first_value(coalesce(type_family, '')) over (partition by {{ key }} order by profile_day desc) as newest_family, first_value(data_type) over (partition by {{ key }} order by profile_day desc) as newest_type,
    first_value({{ argos.is_personal() }} or concat(instance_id, ' ', lower(element_id)) in ({{ personal | join(', ') }})) over (partition by {{ key }} order by profile_day desc) as is_personal
  from (
    select *, max(is_daily) over (partition by instance_id) as has_days, row_number() over (partition by {{ key }}, is_daily, profile_day order by {{ argos.known_before() }}) as place
    from ({{ argos._with_day(facts, ids) }}) as of_days
  ) as ranked
  where is_daily = has_days and is_daily >= 0 and place = 1
),
day as (
  select
    l.instance_id, l.element_id, l.relation_name, l.is_daily, l.newest_type, l.newest_family as type_family, l.profile_day, {{ argos.day_number('l.profile_day') }} as day_number,
    l.is_bad, coalesce(l.type_family, '') <> l.newest_family as is_other_type, l.null_rate, l.distinct_rate, l.distinct_count, l.topk_values_hashed, l.topk_patterns,
    coalesce(l.row_count, l.eval_count) as row_count, cast(l.eval_count - l.null_count as {{ types.double }}) as valid_count, case when {{ has_scale }} then l.quantiles end as quantiles
    {%- for name in ['mean', 'p01', 'p99'] %}, case when {{ has_scale }} then {{ argos.in_hours('l.' ~ name, 'l.newest_family', argos.day_number('l.profile_day')) }} end as {{ name }}{% endfor %}
  from latest as l
  where l.newest_of_element = l.newest_day
),
good as (
  select *, case when element_id = '' then ln(greatest(cast(row_count as {{ types.double }}), 0.5)) else mean end as figure
  from day
  where not is_bad and not is_other_type
),
pooled as (
  select {{ key }}, {{ argos.json_array(points) }} as quantiles
  from (
    select {{ key }}, q, sum(weight) over (partition by {{ key }} order by q) / sum(weight) over (partition by {{ key }}) as share
    from (
      select {{ key }}, {{ argos.in_hours('item', 'type_family', 'day_number') }} as q, sum(valid_count) as weight
      from ({{ argos.json_elements(['instance_id', 'element_id', 'type_family', 'valid_count', 'day_number'], 'select instance_id, element_id, type_family, valid_count, day_number, quantiles as items from good where quantiles is not null and valid_count > 0') }}) as point
      group by 1, 2, 3
    ) as weighted
  ) as cumulative
  group by {{ key }}
),
entry as (
  {%- for kind, rule in lists.items() %}
  select {{ key }}, '{{ kind }}' as kind, entry as v, cast(sum(entry_count) as {{ types.bigint }}) as n
  from ({{ argos.json_elements(['instance_id', 'element_id'], 'select instance_id, element_id, ' ~ rule[1] ~ ' as items from good where ' ~ rule[1] ~ ' is not null and (' ~ rule[0] ~ ')', true) }}) as {{ kind }}_of_days
  group by 1, 2, 3, 4
  {{- '\n  union all' if not loop.last }}
  {%- endfor %}
),
listed as (
  select {{ key }}, kind, count(*) as different_count, sum(n) as listed_count, sum(case when place <= 30 then n end) as frequent_count, sum(case when place <= 20 then n end) as shown_count, {{ argos.top_list('{v}', 'v', 'n', 50) }} as value_items, {{ argos.shapes_measure('v', 'n') }} as shape_items
  from (select *, row_number() over (partition by {{ key }}, kind order by n desc, v) as place from entry) as ranked
  group by {{ key }}, kind
),
usual as (
  select
    {{ key }}, max(relation_name) as relation_name, max(is_daily) as is_daily, max(newest_type) as data_type, max(type_family) as type_family, min(profile_day) as first_day, max(profile_day) as last_day,
    count(*) as history_days, count(quantiles) as shown_days, count(case when valid_count > 0 then 1 end) as valued_days, sum(row_count) as row_count, sum(valid_count) as value_count, avg(figure) as usual_mean, stddev(figure) as usual_stddev, max(null_rate) as null_rate_max, min(distinct_rate) as distinct_rate_min, max(distinct_rate) as distinct_rate_max
    {%- for name in ['null_rate', 'distinct_rate', 'p01', 'p99', 'figure', 'valid_count'] %}, {{ argos.exact_quantiles(name) }} as {{ name }}s{% endfor %}
  from good
  group by {{ key }}
),
ranged as (
  select
    u.*, x.bad_days, x.other_days, x.lost_columns, x.lost_names, case when 2 * u.shown_days >= u.valued_days then q.quantiles end as quantiles, v.value_items, s.shape_items, coalesce(s.shown_count >= 0.5 * u.value_count, false) as has_shapes, {{ argos.quantile_of('u.valid_counts', 0.5) }} as usual_values,
    coalesce(u.type_family = 'boolean' or u.type_family = 'text' and v.frequent_count >= 0.5 * u.value_count or u.type_family = 'number' and v.different_count <= 12 and v.listed_count >= u.value_count, false) as is_recurring
    {%- for name in ['null_rate', 'distinct_rate', 'figure'] -%}{%- for share in [25, 50, 75] %}, {{ argos.quantile_of('u.' ~ name ~ 's', share / 100) }} as {{ name }}_q{{ share }}{% endfor -%}{%- endfor %}
  from usual as u
  join (
    {%- set lost = 'case when good_days = 0 then element_id end' %}
    select *, count({{ lost }}) over (partition by instance_id) as lost_columns, {{ argos.json_sorted_list(lost, partition='instance_id') }} as lost_names
    from (
      select {{ key }}, count(case when is_bad then 1 end) as bad_days, count(case when is_other_type then 1 end) as other_days, count(case when not is_bad and not is_other_type then 1 end) as good_days
      from day
      group by {{ key }}
    ) as counted
  ) as x on x.instance_id = u.instance_id and x.element_id = u.element_id
  left join pooled as q on q.instance_id = u.instance_id and q.element_id = u.element_id
  {%- for kind in lists %}
  left join listed as {{ kind[0] }} on {{ kind[0] }}.instance_id = u.instance_id and {{ kind[0] }}.element_id = u.element_id and {{ kind[0] }}.kind = '{{ kind }}'
  {%- endfor %}
)
{{ argos._baselines_of(nodes, ids) }}
{%- endmacro %}
