{#- How each column of an observed day stands against the 28 days before it, the last 7 of them and the same weekday: rows of
    reference_frame. The parameters are those of series_metrics(). No CTE here is read by two that are joined later: Spark and BigQuery
    would compute it as often as it is named. -#}
{% macro reference_frames(facts, ids, since) %}
  {%- set double = argos.types().double -%}
  {%- set of_past = {'month': 'age > 0', 'week': 'age between 1 and 7', 'weekday': 'age > 0 and mod(age, 7) = 0'} -%}
with {{ argos.observed(facts) }},
{{ argos.seen_days(ids, since) }},
{{ argos._listed(of_past) }},
{{ argos._binned(of_past) }},
total as (
  select
    series_id, max(type_family) as type_family, sum(case when age = 0 then valid_count else 0 end) as today, 1 - sum(case when age > 0 then valid_count end) / nullif(sum(case when age > 0 then eval_count end), 0) as usual_nulls,
    sum(case when age = 0 then zero_count end) / nullif(sum(case when age = 0 then valid_count end), 0) as zeros, min(case when age > 0 and valid_count > 0 then zero_count / valid_count end) as least_zeros
    {%- for name, ages in of_past.items() %}, sum(case when {{ ages }} then valid_count else 0 end) as {{ name }}, count(distinct case when {{ ages }} and valid_count > 0 then age end) as {{ name }}_days, count(distinct case when {{ ages }} and valid_count > 0 and quantiles is not null then age end) as {{ name }}_shown_days{% endfor %}
  from seen
  group by series_id
),
share_of as (
  select
    b.series_id, b.kind, b.frequent_count, b.different_count, b.top_count, b.unseen_count, case when b.present_days = t.month_days then b.least_share end as least_share, b.center, b.width, b.past_greatest, b.fraction_rate, t.type_family, t.month as past_count, t.usual_nulls, t.zeros, t.least_zeros
    {%- for name in ['today', 'month', 'week', 'weekday'] %}, t.{{ name }} as rows_{{ name }}, b.{{ name }} / nullif(greatest(sum(b.{{ name }}) over (partition by b.series_id, b.kind), case when b.kind = 'quantiles' then 0 else t.{{ name }} end), 0) as {{ name }}{% endfor %}
    {%- for name in of_past %}, case when b.kind = 'quantiles' then t.{{ name }}_shown_days else t.{{ name }}_days end as days_{{ name }}{% endfor %}
  from (
    select series_id, kind, today, month, week, weekday, frequent_count, different_count, top_count, unseen_count, least_share, present_days, cast(null as {{ double }}) as center, cast(null as {{ double }}) as width, cast(null as {{ double }}) as past_greatest, cast(null as {{ double }}) as fraction_rate
    from list_bin
    union all
    select series_id, 'quantiles' as kind, greatest(today, 0) as today, month, week, weekday, cast(null as {{ double }}) as frequent_count, cast(null as {{ double }}) as different_count, cast(null as {{ double }}) as top_count, cast(null as {{ double }}) as unseen_count, cast(null as {{ double }}) as least_share, 0 as present_days, center, width, past_greatest, fraction_rate
    from quantile_bin
  ) as b
  join total as t on t.series_id = b.series_id
),
{{ argos._apart(of_past) }},
chosen as (
  select *, row_number() over (partition by series_id order by case when kind = shape then 0 else 1 end, kind) as place
  from (
    select
      *,
      case
        when type_family = 'boolean' or max(case when kind = 'values' then frequent_count end) over (partition by series_id) >= 0.5 * past_count and (type_family = 'text' or max(case when kind = 'values' then different_count end) over (partition by series_id) <= 12) then 'values'
        when type_family = 'text' then 'shapes'
        else 'quantiles'
      end as shape,
      max(case when kind = 'values' then top_count end) over (partition by series_id) as most_today, max(case when kind = 'shapes' then unseen_count end) over (partition by series_id) as of_new_shapes, max(lost_rate) over (partition by series_id) as most_lost, max(fraction_rate) over (partition by series_id) as fractions
    from distance
  ) as shaped
),
compared as (
  select
    o.run_id, o.instance_id, o.relation_name, o.element_id, o.partition_value, o.profile_ts,
    coalesce(c.shape, case o.type_family when 'boolean' then 'values' when 'text' then 'shapes' else 'quantiles' end) as shape,
    coalesce(c.past_count, 0) as past_count, c.most_today as top_count, c.most_lost as lost_rate, c.fractions as fraction_rate,
    case when c.kind = c.shape then case when c.of_new_shapes > c.unseen_count then c.of_new_shapes else c.unseen_count end end as unseen_count,
    {%- for name in ['center', 'width', 'past_greatest', 'distance_month', 'chance_month', 'distance_week', 'chance_week', 'distance_weekday', 'chance_weekday'] %}
    case when c.kind = c.shape then c.{{ name }} end as {{ name }},
    {%- endfor %}
    {{ argos.in_hours(argos.json_number('o.quantiles', 40), 'o.type_family', argos.day_number('o.profile_day')) }} as latest_hours,
    o.null_count / nullif(o.eval_count, 0) as null_share, c.usual_nulls
  from observed as o
  left join chosen as c on c.series_id = o.series_id and c.place = 1
  where o.element_id <> ''
)
{{ argos._with_null_gap() }}
{%- endmacro %}

{#- CTE `distance`: how far apart the shares of today and of each past are, and how far chance alone would bring them. What the bins
    leave of 1 is one bin more. -#}
{% macro _apart(of_past) %}
  {%- set apart = 'case when {p} > 0 then 0.5 * {p} * ln(2 * {p} / ({p} + {q})) else 0 end + case when {q} > 0 then 0.5 * {q} * ln(2 * {q} / ({p} + {q})) else 0 end' -%}
  {%- set seen_bins = 'least(1, ({p} * rows_today + {q} * rows_{name}) / nullif(rows_today + rows_{name}, 0) * least(rows_today, rows_{name}))' -%}
  {#- What came on every day of the past, three times at least in so many rows as today's, and is gone or all but gone. -#}
  {%- set lost = 'case when {now} < 0.2 * {least} and {least} * rows_today >= 3 then {least} - {now} else 0 end' -%}
  {%- set constants = ['frequent_count', 'different_count', 'top_count', 'unseen_count', 'center', 'width', 'past_greatest', 'fraction_rate', 'type_family', 'past_count', 'usual_nulls', 'zeros', 'least_zeros', 'rows_today', 'rows_month', 'rows_week', 'rows_weekday', 'days_month', 'days_week', 'days_weekday'] -%}
distance as (
  select
    *, greatest(lost_share - rest_today, {{ lost | replace('{now}', 'zeros') | replace('{least}', 'least_zeros') }}, 0) as lost_rate
    {%- for name in of_past %},
    case when days_{{ name }} >= {{ 1 if name == 'weekday' else 3 }} and rows_{{ name }} > 0 and all_today is not null then greatest(apart_{{ name }} + {{ apart | replace('{p}', 'rest_today') | replace('{q}', 'rest_' ~ name) }}, 0) end as distance_{{ name }},
    greatest(bins_{{ name }} + {{ seen_bins | replace('{p}', 'rest_today') | replace('{q}', 'rest_' ~ name) | replace('{name}', name) }} - 1, 0.5) / 8 * (1 / nullif(rows_today, 0) + 1 / nullif(rows_{{ name }}, 0)) as chance_{{ name }}
    {%- endfor %}
  from (
    select
      series_id, kind, sum(today) as all_today, sum({{ lost | replace('{now}', 'today') | replace('{least}', 'least_share') }}) as lost_share{% for name in constants %}, max({{ name }}) as {{ name }}{% endfor %}
      {%- for name in ['today', 'month', 'week', 'weekday'] %}, case when sum({{ name }}) < 0.999999999 then 1 - sum({{ name }}) else 0 end as rest_{{ name }}{% endfor %}
      {%- for name in of_past %},
      sum({{ apart | replace('{p}', 'today') | replace('{q}', name) }}) as apart_{{ name }},
      sum({{ seen_bins | replace('{p}', 'today') | replace('{q}', name) | replace('{name}', name) }}) as bins_{{ name }}
      {%- endfor %}
    from share_of
    group by series_id, kind
  ) as summed
)
{%- endmacro %}
