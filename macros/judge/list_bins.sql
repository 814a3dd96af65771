{#- CTE `list_bin`: of each kind of list, values and shapes, the 30 entries that were most frequent, and the others together. An entry that
    was not listed before is unseen where today's list is whole, or it comes twice as often as what a list just takes in. -#}
{% macro _listed(of_past) %}
item as (
  select series_id, age, 'values' as kind, entry, entry_count, entry_count / nullif(valid_count, 0) as entry_share
  from ({{ argos.json_elements(['series_id', 'age', 'valid_count'], "select series_id, age, valid_count, topk_values_hashed as items from seen where topk_values_hashed is not null and (type_family in ('text', 'boolean') or type_family = 'number' and distinct_count <= 50)", true) }}) as of_values
  union all
  select series_id, age, 'shapes' as kind, entry, entry_count, entry_count / nullif(valid_count, 0) as entry_share
  from ({{ argos.json_elements(['series_id', 'age', 'valid_count'], "select series_id, age, valid_count, topk_patterns as items from seen where topk_patterns is not null and type_family = 'text'", true) }}) as of_shapes
),
list_bin as (
  select
    series_id, kind, sum(today) as today, sum(month) as month, sum(week) as week, sum(weekday) as weekday,
    max(frequent_count) as frequent_count, max(different_count) as different_count, max(top_count) as top_count, max(unseen_count) as unseen_count, min(least_share) as least_share, min(present_days) as present_days
  from (
    select
      *, sum(case when place <= 30 then month end) over (partition by series_id, kind) as frequent_count, count(case when month > 0 then 1 end) over (partition by series_id, kind) as different_count,
      max(today) over (partition by series_id, kind) as top_count, sum(case when month = 0 and (listed_today > 0.999999 or today >= 2 * least_today) then today else 0 end) over (partition by series_id, kind) as unseen_count
    from (
      select
        *, row_number() over (partition by series_id, kind order by month desc, entry) as place,
        sum(today_share) over (partition by series_id, kind) as listed_today, min(case when today > 0 then today end) over (partition by series_id, kind) as least_today
      from (
        select
          series_id, kind, entry, sum(case when age = 0 then entry_count else 0 end) as today, sum(case when age = 0 then entry_share else 0 end) as today_share, min(case when age > 0 then entry_share end) as least_share, count(case when age > 0 then 1 end) as present_days
          {%- for name, ages in of_past.items() %}, sum(case when {{ ages }} then entry_count else 0 end) as {{ name }}{% endfor %}
        from item
        group by series_id, kind, entry
      ) as counted
    ) as placed
  ) as listed
  group by series_id, kind, case when place <= 30 and month > 0 then place else 0 end
)
{%- endmacro %}
