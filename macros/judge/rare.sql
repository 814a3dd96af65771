{#- A rate with fewer than five cases expected a day is scored by the deviance of a negative binomial distribution, whose variance is
    that between days; any other metric by its miss. -#}
{% macro _rare() %}
  {%- set tails = {} -%}
  {%- for part in [0, 1, 2] -%}
    {%- set branches = [] -%}
    {%- for metric in argos.drift_metrics() -%}{%- for name, tail in metric.tails.items() -%}{%- do branches.append("when '" ~ metric.name ~ ('_' if name) ~ name ~ "' then " ~ tail[part]) -%}{%- endfor -%}{%- endfor -%}
    {%- do tails.update({part: 'case tail_class ' ~ branches | join(' ') ~ ' else ' ~ [2.7, 0.02, 0.3][part] ~ ' end'}) -%}
  {%- endfor -%}
expected_cases as (
  select
    *, (rare_count + 0.5) / (past_total_count + 1) as rare_share, case when is_mostly then total_count - affected_count else affected_count end as cases,
    coalesce(total_count is not null and past_total_count > 0 and (rare_count + 0.5) / (past_total_count + 1) * past_total_count / nullif(history_days, 0) < 5, false) as is_rare,
    sqrt(greatest(spread * spread, case when reference = 'companion' then 0 else least(usual_variance, variance) end) + greatest(variance - usual_variance, 0) + floor_spread * floor_spread) * widened as deviation
  from measured
),
dispersed as (
  select
    *, nullif(rare_share * total_count, 0) as mean_cases,
    rare_share * rare_share / (4 * rare_share * (1 - rare_share) * greatest(spread * spread - usual_variance, 0) * widened * widened + rare_share * (1 - rare_share) / nullif(past_total_count, 0) + case when rare_count > 0 then 0.00000025 else 0 end) as dispersion,
    case when cases > rare_share * total_count then greatest(cases - 0.5, 0.01) else cases + 0.5 end as nearer_cases
  from expected_cases
),
scored as (
  select *, {{ tails[0] }} as tail_start, {{ tails[1] }} as tail_share, {{ tails[2] }} as tail_weight, row_number() over (partition by series_id order by case when effect >= {{ argos.by_metric('least_effect') }} then score else 0 end desc, reference) as guide
  from (
    select
      *,
      case
        when spread is null or value is null then null
        when metric = 'distribution' then greatest(0, (miss - usual_miss) / (spread * widened))
        when not is_rare then miss / deviation
        when abs(cases - mean_cases) <= 0.5 then 0
        else sqrt(greatest(0, 2 * (nearer_cases * ln(nearer_cases / mean_cases) - (nearer_cases + dispersion) * ln((nearer_cases + dispersion) / (mean_cases + dispersion)))))
      end as score,
      case when not is_rare then metric when rare_count = 0 then concat(metric, '_never') else concat(metric, '_rare') end as tail_class
    from dispersed
  ) as classed
)
{%- endmacro %}

{#- SELECT of a query with `most_cases`, up to which the deviance stays below the square of `far`: by two steps of Newton's. -#}
{% macro most_cases(query) %}
  {%- set deviance = '2 * ({c} * ln({c} / mean_cases) - ({c} + dispersion) * ln(({c} + dispersion) / (mean_cases + dispersion)))' -%}
  {%- set slope = '(2 * ln({c} * (mean_cases + dispersion) / (mean_cases * ({c} + dispersion))))' -%}
  {%- set first = 'select *, mean_cases + far * sqrt(mean_cases) + far * far / nullif(2 * ln(1 + dispersion / mean_cases), 0) as near_0\n      from (' ~ query ~ ') as reached' -%}
  {%- set steps = [first] -%}
  {%- for name, next in [('near_0', 'near_1'), ('near_1', 'most_cases')] -%}
    {%- do steps.append('select *, ' ~ name ~ (' - (' ~ deviance ~ ' - far * far) / nullif(' ~ slope ~ ', 0)') | replace('{c}', name) ~ ' as ' ~ next ~ '\n      from (' ~ steps[-1] ~ ') as of_' ~ name) -%}
  {%- endfor -%}
  {{ return(steps[-1]) }}
{% endmacro %}
