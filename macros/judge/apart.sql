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
