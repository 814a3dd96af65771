{#- CTE `quantile_bin`: the share of today and of the past between the twentieths of the past, and far under and over it. Edges and
    today's quantiles walk up one line, on which each edge knows what lies below it. -#}
{% macro _binned(of_past) %}
  {%- set double = argos.types().double -%}
  {%- set span = 'case when past_greatest > past_least then past_greatest - past_least when past_greatest <> 0 then abs(past_greatest) else 1 end' -%}
  {%- set fractions = 'sum(case when ' ~ argos.has_fraction('x') ~ ' then points else 0 end) over (partition by series_id) / nullif(sum(points) over (partition by series_id), 0)' if argos.traits().quantiles_are_values else 'cast(null as ' ~ double ~ ')' -%}
  {%- set up = 'over (partition by series_id order by x, is_edge rows between unbounded preceding and current row)' -%}
  {%- set down = 'over (partition by series_id order by x desc, is_edge desc rows between unbounded preceding and current row)' -%}
point as (
  select series_id, age, valid_count, {{ argos.in_hours('item', 'type_family', 'day_number') }} as q
  from ({{ argos.json_elements(['series_id', 'age', 'type_family', 'valid_count', 'day_number'], 'select series_id, age, type_family, valid_count, ' ~ argos.day_number('profile_day') ~ ' as day_number, quantiles as items from seen where quantiles is not null and valid_count > 0') }}) as points
),
edge as (
  select
    series_id, center, upper - lower as width, past_greatest,
    case place when '0' then q when '1' then past_least - {{ span }} when '2' then past_least - ({{ span }}) / 1000000000 when '3' then past_greatest + {{ span }} when '4' then past_greatest + 10 * ({{ span }}) else 1e300 end as x
    {%- for name in of_past %},
    case when place = '0' then {{ name }} when place in ('1', '2') then 0 else all_{{ name }} end as {{ name }}
    {%- endfor %}
  from (
    select
      *, min(q) over (partition by series_id) as past_least, row_number() over (partition by series_id order by q) as step
      {%- for name, least in [('lower', 5), ('center', 10), ('upper', 15)] %}, min(case when twentieth >= {{ least }} then q end) over (partition by series_id) as {{ name }}{% endfor %}
      {%- for name in of_past %}, max(greatest_{{ name }}) over (partition by series_id) as all_{{ name }}{% endfor %}, max(greatest_q) over (partition by series_id) as past_greatest
    from (
      select series_id, twentieth, min(q) as q, max(q) as greatest_q{% for name in of_past %}, min({{ name }}) as {{ name }}, max({{ name }}) as greatest_{{ name }}{% endfor %}
      from (
        select *, floor(month * 20 + 0.000000001) as twentieth
        from (
          select series_id, q{% for name in of_past %}, coalesce(sum({{ name }}) over (partition by series_id order by q) / nullif(sum({{ name }}) over (partition by series_id), 0), 0) as {{ name }}{% endfor %}
          from (
            select series_id, q{% for name, ages in of_past.items() %}, sum(case when {{ ages }} then valid_count else 0 end) as {{ name }}{% endfor %}
            from point
            where age > 0
            group by series_id, q
          ) as weighted
        ) as pooled
      ) as cumulative
      group by series_id, twentieth
    ) as stepped
  ) as framed
  join ({{ argos.json_rows(['place'], [['0'], ['1'], ['2'], ['3'], ['4'], ['5']]) }}) as places on case when place = '0' then twentieth >= 1 else step = 1 end
),
quantile_bin as (
  select series_id, center, width, past_greatest, fraction_rate{% for name in ['today'] + of_past | list %}, {{ name }} - lag({{ name }}, 1, 0) over (partition by series_id order by x, month) as {{ name }}{% endfor %}
  from (
    select
      series_id, x, center, width, past_greatest, fraction_rate, month, week, weekday,
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
      from (
        select series_id, x, 1 as is_edge, month, week, weekday, center, width, past_greatest, 0 as points
        from edge
        union all
        select series_id, q as x, 0 as is_edge{% for name in of_past.keys() | list + ['center', 'width', 'past_greatest'] %}, cast(null as {{ double }}) as {{ name }}{% endfor %}, count(*) as points
        from point
        where age = 0
        group by series_id, q
      ) as line
    ) as walked
    where is_edge = 1
  ) as edges_of_today
)
{%- endmacro %}
