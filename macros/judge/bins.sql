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

{#- CTE `quantile_bin`: the share of today and of the past between the twentieths of the past, and far under and over it. Edges and
    quantiles walk up one line, on which each edge knows what lies below it. -#}
{% macro _binned(double) %}
  {%- set span = 'case when past_greatest > past_least then past_greatest - past_least when past_greatest <> 0 then abs(past_greatest) else 1 end' -%}
  {%- set fractions = 'sum(case when x <> floor(x) then points else 0 end) over (partition by series_id) / nullif(sum(points) over (partition by series_id), 0)' if argos.traits().quantiles_are_values else 'cast(null as ' ~ double ~ ')' -%}
  {%- set up = 'over (partition by series_id order by x, is_edge rows between unbounded preceding and current row)' -%}
  {%- set down = 'over (partition by series_id order by x desc, is_edge desc rows between unbounded preceding and current row)' -%}
point as (
  select series_id, age, valid_count, {{ argos.in_hours('item', 'type_family', 'day_number') }} as q
  from ({{ argos.json_elements(['series_id', 'age', 'type_family', 'valid_count', 'day_number'], 'select series_id, age, type_family, valid_count, ' ~ argos.day_number('profile_day') ~ ' as day_number, quantiles as items from seen where quantiles is not null and valid_count > 0') }}) as points
),
edge as (
  select
    series_id, max(center) as center, max(upper) - max(lower) as width, max(past_greatest) as past_greatest,
    min(case place when '0' then q when '1' then past_least - {{ span }} when '2' then past_least - ({{ span }}) / 1000000000 when '3' then past_greatest + {{ span }} when '4' then past_greatest + 10 * ({{ span }}) else 1e300 end) as x,
    min(case when place = '0' then share when place in ('1', '2') then 0 else 1 end) as month
  from (
    select
      *, min(q) over (partition by series_id) as past_least, max(q) over (partition by series_id) as past_greatest, row_number() over (partition by series_id order by q) as step
      {%- for name, share in [('lower', 0.25), ('center', 0.5), ('upper', 0.75)] %}, min(case when share >= {{ share }} then q end) over (partition by series_id) as {{ name }}{% endfor %}
    from (
      select series_id, q, sum(weight) over (partition by series_id order by q) / sum(weight) over (partition by series_id) as share
      from (
        select series_id, q, sum(valid_count) as weight
        from point
        where age > 0
        group by series_id, q
      ) as weighted
    ) as pooled
  ) as framed
  join ({{ argos.json_rows(['place'], [['0'], ['1'], ['2'], ['3'], ['4'], ['5']]) }}) as places on case when place = '0' then share * 20 + 0.000000001 >= 1 else step = 1 end
  group by series_id, place, case when place = '0' then floor(share * 20 + 0.000000001) else 0 end
),
quantile_bin as (
  select series_id, center, width, past_greatest, fraction_rate{% for name in ['today', 'month', 'week', 'weekday'] %}, {{ name }} - lag({{ name }}, 1, 0) over (partition by series_id order by x, month) as {{ name }}{% endfor %}
  from (
    select
      series_id, x, is_edge, center, width, past_greatest, fraction_rate, month, coalesce(below_week / nullif(all_week, 0), 0) as week, coalesce(below_weekday / nullif(all_weekday, 0), 0) as weekday,
      case
        when q0 is null then 0
        when q1 is null then 1
        when q0 = atom0 or q1 = atom1 then (below - 0.5) / 40
        else (below - 1 + (x - q0) / (q1 - q0)) / 40
      end as today
    from (
      select
        *, {{ fractions }} as fraction_rate, sum(points) {{ up }} as below, max(case when points > 0 then x end) {{ up }} as q0, max(case when points > 1 then x end) {{ up }} as atom0,
        min(case when points > 0 then x end) {{ down }} as q1, min(case when points > 1 then x end) {{ down }} as atom1
        {%- for name in ['week', 'weekday'] %}, sum(weight_{{ name }}) {{ up }} as below_{{ name }}, sum(weight_{{ name }}) over (partition by series_id) as all_{{ name }}{% endfor %}
      from (
        select series_id, x, 1 as is_edge, month, center, width, past_greatest, 0 as points, 0 as weight_week, 0 as weight_weekday
        from edge
        union all
        select
          series_id, q as x, 0 as is_edge, cast(null as {{ double }}) as month, cast(null as {{ double }}) as center, cast(null as {{ double }}) as width, cast(null as {{ double }}) as past_greatest, count(case when age = 0 then 1 end) as points,
          sum(case when age between 1 and 7 then valid_count else 0 end) as weight_week, sum(case when age > 0 and mod(age, 7) = 0 then valid_count else 0 end) as weight_weekday
        from point
        group by series_id, q
      ) as line
    ) as walked
    where is_edge = 1
  ) as cumulative
)
{%- endmacro %}
