{#- CTEs that compare each observed column with its 28 days before, with the last 7 of them and with the same weekday: `listed`, its
    values and shapes; `compared`, by which of quantiles, values and shapes it is compared; `frame`, the scale of a number;
    `distance`, how far apart the distributions are. -#}
{% macro distances() %}
  {%- set double = argos.types().double -%}
  {%- set of_past = {'month': 'age > 0', 'week': 'age between 1 and 7', 'weekday': 'age > 0 and mod(age, 7) = 0'} -%}
total as (
  select
    series_id, sum(case when age = 0 then valid_count else 0 end) as today
    {%- for name, ages in of_past.items() %}, sum(case when {{ ages }} then valid_count else 0 end) as {{ name }}, count(distinct case when {{ ages }} and valid_count > 0 then age end) as {{ name }}_days{% endfor %}
  from seen
  group by series_id
),
item as (
  select series_id, age, 'values' as kind, {{ argos.json_text('item', 0) }} as entry, {{ argos.json_number('item', 1) }} as entry_count
  from ({{ argos.json_elements(['series_id', 'age'], "select series_id, age, topk_values_hashed as items from seen where topk_values_hashed is not null and (type_family in ('text', 'boolean') or type_family = 'number' and distinct_count <= 50)") }}) as of_values
  union all
  select series_id, age, 'shapes' as kind, {{ argos.json_text('item', 0) }} as entry, {{ argos.json_number('item', 1) }} as entry_count
  from ({{ argos.json_elements(['series_id', 'age'], "select series_id, age, topk_patterns as items from seen where topk_patterns is not null and type_family = 'text'") }}) as of_shapes
),
listed as (
  select *, row_number() over (partition by series_id, kind order by month desc, entry) as place
  from (
    select
      series_id, kind, entry, sum(case when age = 0 then entry_count else 0 end) as today
      {%- for name, ages in of_past.items() %}, sum(case when {{ ages }} then entry_count else 0 end) as {{ name }}{% endfor %}
    from item
    group by series_id, kind, entry
  ) as counted
),
compared as (
  select
    o.series_id, coalesce(t.month, 0) as past_count, l.top_count,
    case
      when o.type_family in ('text', 'boolean') and (o.type_family = 'boolean' or l.frequent_count >= 0.5 * t.month) then 'values'
      when o.type_family = 'text' then 'shapes'
      when o.type_family = 'number' and l.different_count <= 12 then 'values'
      else 'quantiles'
    end as shape
  from observed as o
  join total as t on t.series_id = o.series_id
  left join (
    select series_id, sum(case when place <= 30 then month end) as frequent_count, count(case when month > 0 then 1 end) as different_count, max(today) as top_count
    from listed
    where kind = 'values'
    group by series_id
  ) as l on l.series_id = o.series_id
),
{{ argos._binned(double) }},
share_of as (
  select
    series_id
    {%- for name in ['today', 'month', 'week', 'weekday'] %}, {{ name }} / nullif(sum({{ name }}) over (partition by series_id), 0) as {{ name }}{% endfor %}
  from (
    select series_id, greatest(today, 0) as today, month, week, weekday from binned
    union all
    select l.series_id, sum(l.today) as today, sum(l.month) as month, sum(l.week) as week, sum(l.weekday) as weekday
    from listed as l
    join compared as c on c.series_id = l.series_id and c.shape = l.kind
    group by l.series_id, case when l.place <= 30 and l.month > 0 then l.place else 0 end
    union all
    select t.series_id, greatest(t.today - l.today, 0) as today, greatest(t.month - l.month, 0) as month, greatest(t.week - l.week, 0) as week, greatest(t.weekday - l.weekday, 0) as weekday
    from total as t
    join compared as c on c.series_id = t.series_id
    join (
      select series_id, kind, sum(today) as today, sum(month) as month, sum(week) as week, sum(weekday) as weekday
      from listed
      group by series_id, kind
    ) as l on l.series_id = c.series_id and l.kind = c.shape
  ) as bins
),
distance as (
  select
    series_id
    {%- for name in of_past %},
    case when max(days_{{ name }}) >= {{ 2 if name == 'weekday' else 3 }} and max(rows_{{ name }}) > 0 and max(rows_today) > 0 then greatest(sum(case when today > 0 then 0.5 * today * ln(2 * today / (today + {{ name }})) else 0 end + case when {{ name }} > 0 then 0.5 * {{ name }} * ln(2 * {{ name }} / (today + {{ name }})) else 0 end), 0) end as distance_{{ name }},
    greatest(sum(least(1, (today * rows_today + {{ name }} * rows_{{ name }}) / (rows_today + rows_{{ name }}) * least(rows_today, rows_{{ name }}))) - 1, 0.5) / 8 * (1 / nullif(max(rows_today), 0) + 1 / nullif(max(rows_{{ name }}), 0)) as chance_{{ name }}
    {%- endfor %}
  from (
    select s.series_id, s.today, t.today as rows_today{% for name in of_past %}, s.{{ name }}, t.{{ name }} as rows_{{ name }}, t.{{ name }}_days as days_{{ name }}{% endfor %}
    from share_of as s
    join total as t on t.series_id = s.series_id
  ) as paired
  group by series_id
)
{%- endmacro %}
