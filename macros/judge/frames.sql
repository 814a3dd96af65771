{#- Names of the columns that reference_frames() yields. -#}
{% macro frame_fields() %}
  {{ return(['instance_id', 'relation_name', 'element_id', 'partition_value', 'profile_ts', 'shape', 'past_count', 'top_count', 'unseen_count', 'center', 'width', 'past_greatest', 'latest_hours', 'distance_month', 'chance_month', 'distance_week', 'chance_week', 'distance_weekday', 'chance_weekday', 'null_gap', 'lost_rate', 'fraction_rate']) }}
{% endmacro %}

{#- How each column of an observed day stands against the 28 days before it, the last 7 of them and the same weekday: rows of
    reference_frame. The parameters are those of series_metrics(). No CTE here is read by two that are joined later: Spark and BigQuery
    would compute it as often as it is named. -#}
{% macro reference_frames(facts, ids, since) %}
  {%- set double = argos.types().double -%}
  {#- `null_gap`: how much further the share of NULLs rose over the usual one than that of the column of the relation whose usual share is
      nearest, and within a fifth. Columns that are filled together rise together, and a day on which they do is no fault of one. -#}
  {%- set in_order = "over (partition by run_id, instance_id, partition_value, profile_ts, case when usual_nulls > 0 then 1 else 0 end order by usual_nulls, element_id)" -%}
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
select
  *, case when least(far_before, far_after) < 0.2 * usual_nulls then risen - case when far_after < far_before then risen_after else risen_before end end as null_gap
from (
  select
    *, coalesce(usual_nulls - lag(usual_nulls) {{ in_order }}, 1) as far_before, coalesce(lead(usual_nulls) {{ in_order }} - usual_nulls, 1) as far_after,
    lag(risen) {{ in_order }} as risen_before, lead(risen) {{ in_order }} as risen_after
  from (select *, null_share - usual_nulls as risen from compared) as shares
) as neighbours
{%- endmacro %}
