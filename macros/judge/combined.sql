{#- CTEs: `bounded`, each metric as a person reads it, with the values between which it would be no alarm; `combined`, those and a row
    `drift` for each column and relation: that of its smallest p-value, of metrics that have learned where there are some, one that
    feedback distrusts counting for less, and of equal alarms not the distance, which says least to a person. Three columns or
    more that move on one day are one event, an alarm of the relation; each of them then needs ten times the evidence. -#}
{% macro combined() %}
  {%- set series = 'run_id, instance_id, profile_day' -%}
  {%- set kept = ['run_id', 'instance_id', 'relation_name', 'element_id', 'partition_value', 'partition_key', 'profile_ts', 'profile_day', 'metric', 'words', 'label', 'warn_p_value', 'fail_p_value', 'learning_days', 'seen_days', 'history_days', 'score', 'threshold', 'shown_value', 'expected_low', 'expected_high'] -%}
  {%- set signs = {'low': '-', 'high': '+'} -%}
  {%- set is_count = "metric in ('row_count', 'row_distinct_count')" -%}
  {#- No rows count as half of one. -#}
  {%- set fewest = 'least(low, usual * (1 - least_effect))' -%}
  {%- set share = '(((total_count + 0.75) * ({}) - 0.375) / nullif(total_count, 0))' -%}
  {#- `most_cases`, up to which the deviance of the negative binomial distribution stays below the square of `far`: by two steps of
      Newton's. -#}
  {%- set deviance = '2 * ({c} * ln({c} / mean_cases) - ({c} + dispersion) * ln(({c} + dispersion) / (mean_cases + dispersion)))' -%}
  {%- set slope = '(2 * ln({c} * (mean_cases + dispersion) / (mean_cases * ({c} + dispersion))))' -%}
  {%- set steps = ["select *, least(20, far * case when metric = 'distribution' then spread * widened else deviation end) as reach, mean_cases + far * sqrt(mean_cases) + far * far / nullif(2 * ln(1 + dispersion / mean_cases), 0) as near_0\n      from probable"] -%}
  {%- for name, next in [('near_0', 'near_1'), ('near_1', 'most_cases')] -%}
    {%- do steps.append('select *, ' ~ name ~ (' - (' ~ deviance ~ ' - far * far) / nullif(' ~ slope ~ ', 0)') | replace('{c}', name) ~ ' as ' ~ next ~ '\n      from (' ~ steps[-1] ~ ') as of_' ~ name) -%}
  {%- endfor -%}
bounded as (
  select
    *, far as threshold,
    case when kind = 'rate' then affected_count / nullif(total_count, 0) when {{ is_count }} then floor(exp(value) + 0.25) when kind = 'log' then exp(value) when kind = 'distance' then effect else value end as shown_value,
    case
      when far is null or expected is null or kind = 'rate' and value is null then null
      when kind = 'rate' then greatest(0, least(low, {{ share.format('usual - least_effect') }}))
      when {{ is_count }} then greatest(case when metric = 'row_count' and expected > 0 then 1 else 0 end, case when {{ fewest }} > 0.5 then ceil({{ fewest }} - 0.001) else 0 end)
      when kind = 'distance' then 0
      else least(low, case kind when 'log' then usual * (1 - least_effect) when 'mean' then usual - least_effect * width else usual - least_effect end)
    end as expected_low,
    case
      when far is null or expected is null or kind = 'rate' and value is null then null
      when metric = 'null_rate' and total_count >= 20 and usual < 0.5 then least(1 - 1 / total_count, greatest(high, {{ share.format('usual + least_effect') }}))
      when kind = 'rate' then least(1, greatest(high, {{ share.format('usual + least_effect') }}))
      when {{ is_count }} then floor(least(greatest(high, usual * (1 + least_effect)), 9e18) + 0.001)
      when kind = 'distance' then greatest(high, least_effect)
      else greatest(high, case kind when 'log' then usual * (1 + least_effect) when 'mean' then usual + least_effect * width else usual + least_effect end)
    end as expected_high
  from (
    select
      *, case kind when 'rate' then power(sin(expected), 2) when 'log' then exp(expected) else expected end as usual,
      {%- for name, sign in signs.items() %}
      case
        when kind = 'rate' and is_rare then case when is_mostly then {{ '1 - (most_cases + 0.5) / nullif(total_count, 0)' if name == 'low' else 1 }} else {{ 0 if name == 'low' else '(most_cases + 0.5) / nullif(total_count, 0)' }} end
        when kind = 'rate' then {{ share.format('power(sin(greatest(0, least(expected ' ~ sign ~ ' reach, 1.5707963))), 2)') }}
        when kind = 'log' then exp(expected {{ sign }} reach)
        when kind = 'mean' then center + width * sinh(asinh((expected - center) / width) {{ sign }} reach)
        when kind = 'distance' then sqrt(greatest((usual_miss {{ sign }} reach) * (usual_miss {{ sign }} reach) * (chance + expected) - chance, 0) / ln(2))
        else expected {{ sign }} reach
      end as {{ name }}{{ ',' if not loop.last }}
      {%- endfor %}
    from (
      {{ steps[-1] }}
    ) as reached
  ) as spanned
),
strongest as (
  select
    *, row_number() over (partition by {{ series }}, element_id order by is_learning, coalesce(p_value * power(10, -log10_shift), case when shown_value is null then 201 else 200 end), case when metric = 'distribution' and p_value < 0.01 then 1 else 0 end, metric) as place
  from (select *, case when {{ argos.learns() }} then 1 else 0 end as is_learning from bounded) as rated
),
crowd as (
  select
    *, min(p_value_of_column) over (partition by {{ series }}) as least_p_value,
    count(case when p_value_of_column <= 0.01 then 1 end) over (partition by {{ series }}) >= greatest(3, 0.1 * count(case when place = 1 then 1 end) over (partition by {{ series }})) as is_event,
    {{ argos.json_sorted_list('case when p_value_of_column <= 0.01 then element_id end', partition=series) }} as columns_of_event
  from (select *, case when place = 1 and element_id <> '' then p_value end as p_value_of_column from strongest) as best
),
combined as (
  select
    {{ kept | join(', ') }}, case when of_all = '1' then 'drift' else metric end as measure,
    case
      when of_all = '0' or not is_event then p_value
      when element_id = '' then least(coalesce(p_value, 1), least_p_value)
      when p_value is not null then least(1, 10 * p_value)
    end as p_value,
    case when of_all = '1' and is_event and element_id = '' and least_p_value < coalesce(p_value, 1) then columns_of_event end as moved_columns,
    case when of_all = '1' and is_event and element_id = '' then columns_of_event end as event_columns
  from crowd
  join ({{ argos.json_rows(['of_all'], [['0'], ['1']]) }}) as r on of_all = '0' or place = 1
)
{%- endmacro %}
