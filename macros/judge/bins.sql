{#- CTEs of the columns compared by quantiles: `frame`, the pooled distribution of the past in a few numbers; `binned`, the share of today
    and of the past between the twentieths of that, far under and far over it. -#}
{% macro _binned(double) %}
point as (
  select s.series_id, s.age, s.valid_count, {{ argos.in_hours('s.q', 's.type_family', 's.day_number') }} as q
  from (
    select series_id, age, type_family, valid_count, day_number, cast(item as {{ double }}) as q
    from ({{ argos.json_elements(['series_id', 'age', 'type_family', 'valid_count', 'day_number'], 'select s.series_id, s.age, s.type_family, s.valid_count, ' ~ argos.day_number('s.profile_day') ~ ' as day_number, s.quantiles as items from seen as s where s.quantiles is not null and s.valid_count > 0') }}) as points
  ) as s
  join compared as c on c.series_id = s.series_id and c.shape = 'quantiles'
),
pooled as (
  select series_id, q, sum(weight) over (partition by series_id order by q) / sum(weight) over (partition by series_id) as share
  from (
    select series_id, q, sum(valid_count) as weight
    from point
    where age > 0
    group by series_id, q
  ) as weighted
),
frame as (
  select series_id, min(q) as past_least, max(q) as past_greatest, min(case when share >= 0.5 then q end) as center, min(case when share >= 0.75 then q end) - min(case when share >= 0.25 then q end) as width
  from pooled
  group by series_id
),
edge as (
  select series_id, min(q) as x, min(share) as month
  from pooled
  where share * 20 + 0.000000001 >= 1
  group by series_id, floor(share * 20 + 0.000000001)
  union all
  select
    f.series_id,
    case e.place when '1' then past_least - span when '2' then past_least - span / 1000000000 when '3' then past_greatest + span when '4' then past_greatest + 10 * span else 1e300 end as x,
    case when e.place in ('1', '2') then 0 else 1 end as month
  from (
    select series_id, past_least, past_greatest, case when past_greatest > past_least then past_greatest - past_least when past_greatest <> 0 then abs(past_greatest) else 1 end as span
    from frame
  ) as f
  cross join ({{ argos.json_rows(['place'], [['1'], ['2'], ['3'], ['4'], ['5']]) }}) as e
),
knot as (
  select series_id, q, age, count(*) as points, sum(valid_count) as weight
  from point
  where age <= 7 or mod(age, 7) = 0
  group by series_id, q, age
),
reached as (
  select
    e.series_id, e.x, e.month,
    sum(case when k.age = 0 and k.q <= e.x then k.points end) as points,
    max(case when k.age = 0 and k.q <= e.x then k.q end) as q0,
    max(case when k.age = 0 and k.q <= e.x and k.points > 1 then k.q end) as atom0,
    min(case when k.age = 0 and k.q > e.x then k.q end) as q1,
    min(case when k.age = 0 and k.q > e.x and k.points > 1 then k.q end) as atom1,
    sum(case when k.age between 1 and 7 and k.q <= e.x then k.weight else 0 end) / nullif(sum(case when k.age between 1 and 7 then k.weight end), 0) as week,
    sum(case when k.age > 0 and mod(k.age, 7) = 0 and k.q <= e.x then k.weight else 0 end) / nullif(sum(case when k.age > 0 and mod(k.age, 7) = 0 then k.weight end), 0) as weekday
  from edge as e
  join knot as k on k.series_id = e.series_id
  group by e.series_id, e.x, e.month
),
binned as (
  select series_id{% for name in ['today', 'month', 'week', 'weekday'] %}, {{ name }} - lag({{ name }}, 1, 0) over (partition by series_id order by x) as {{ name }}{% endfor %}
  from (
    select
      series_id, x, month, coalesce(week, 0) as week, coalesce(weekday, 0) as weekday,
      case
        when q0 is null then 0
        when q1 is null then 1
        when q0 = atom0 or q1 = atom1 then (points - 0.5) / 40
        else (points - 1 + (x - q0) / (q1 - q0)) / 40
      end as today
    from reached
  ) as cumulative
)
{%- endmacro %}
