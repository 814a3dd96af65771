{#- CTEs: `bounded`, each metric as a person reads it, with the values between which it would be no alarm; `combined`, those and a row
    `drift` for each column and relation: that of its smallest p-value. Three columns or more that move on one day are one event, an
    alarm of the relation; each of them then needs ten times the evidence. -#}
{% macro combined() %}
  {%- set series = 'run_id, instance_id, profile_day' -%}
  {%- set kept = ['run_id', 'instance_id', 'relation_name', 'element_id', 'partition_value', 'profile_ts', 'profile_day', 'metric', 'label', 'warn_p_value', 'fail_p_value', 'learning_days', 'seen_days', 'history_days', 'score', 'threshold', 'shown_value', 'expected_low', 'expected_high'] -%}
bounded as (
  select
    *,
    case when kind = 'rate' then affected_count / total_count when metric in ('row_count', 'row_distinct_count') then floor(exp(value) + 0.25) when kind = 'log' then exp(value) when kind = 'distance' then effect else value end as shown_value,
    case kind
      when 'rate' then greatest(0, least(power(sin(greatest(expected - reach, 0)), 2), power(sin(expected), 2) - least_effect))
      when 'log' then least(exp(expected - reach), exp(expected) * (1 - least_effect))
      when 'mean' then least(center + width * sinh(asinh((expected - center) / width) - reach), expected - least_effect * width)
      when 'distance' then 0
      else expected - greatest(reach, least_effect)
    end as expected_low,
    case kind
      when 'rate' then least(1, greatest(power(sin(least(expected + reach, 1.5707963)), 2), power(sin(expected), 2) + least_effect))
      when 'log' then greatest(exp(expected + reach), exp(expected) * (1 + least_effect))
      when 'mean' then greatest(center + width * sinh(asinh((expected - center) / width) + reach), expected + least_effect * width)
      when 'distance' then greatest(sqrt(greatest((usual_miss + reach) * (usual_miss + reach) * (chance + expected) - chance, 0) / ln(2)), least_effect)
      else expected + greatest(reach, least_effect)
    end as expected_high
  from (
    select
      *, {{ argos._kinds() }} as kind, {{ argos.by_metric('least_effect') }} as least_effect,
      least(threshold * case when metric = 'distribution' then spread * widened else deviation end, 20) as reach
    from probable
  ) as reaching
),
strongest as (
  select
    *, row_number() over (partition by {{ series }}, element_id order by coalesce(p_value, 2), metric) as place
  from bounded
),
crowd as (
  select
    {{ series }}, min(case when element_id <> '' then p_value end) as least_p_value,
    count(case when element_id <> '' and p_value <= 0.01 then 1 end) >= greatest(3, 0.1 * count(*)) as is_event,
    {{ argos.json_sorted_list("case when element_id <> '' and p_value <= 0.01 then element_id end") }} as moved_columns
  from strongest
  where place = 1
  group by {{ series }}
),
combined as (
  select {{ kept | join(', ') }}, metric as measure, p_value, cast(null as {{ argos.types().text }}) as moved_columns, cast(null as {{ argos.types().text }}) as event_columns
  from bounded
  union all
  select
    s.{{ kept | join(', s.') }}, 'drift' as measure,
    case when c.is_event and s.element_id = '' then least(coalesce(s.p_value, 1), c.least_p_value) when c.is_event then least(1, 10 * s.p_value) else s.p_value end as p_value,
    case when c.is_event and s.element_id = '' and c.least_p_value < coalesce(s.p_value, 1) then c.moved_columns end as moved_columns,
    case when c.is_event and s.element_id = '' then c.moved_columns end as event_columns
  from strongest as s
  join crowd as c on c.run_id = s.run_id and c.instance_id = s.instance_id and c.profile_day = s.profile_day
  where s.place = 1
)
{%- endmacro %}

{#- The smallest of the p-values of a column is too small by a factor, since there are several. A relation stands for all its columns: it
    may spend six times the false alarms of one. -#}
{% macro several_looks() %}{{ return("case when element_id = '' then 0.25 else 3 end") }}{% endmacro %}

{% macro _kinds() %}
  {%- set branches = [] -%}
  {%- for metric in argos.drift_metrics() -%}{%- do branches.append("when '" ~ metric.name ~ "' then '" ~ metric.kind ~ "'") -%}{%- endfor -%}
  {{ return('case metric ' ~ branches | join(' ') ~ ' end') }}
{% endmacro %}
