{#- A rate with fewer than five cases expected a day is scored by the deviance of a negative binomial distribution, whose variance is
    that between days; any other metric by its miss. `_steady`: on the second worst of 42 days too no more than two and a half deviations were missed. -#}
{% macro _rare() %}
  {%- set double, tails, steady = argos.types().double, [], [] -%}
  {%- for metric in argos.drift_metrics() -%}{%- if metric.tails.steady -%}{%- do steady.append("'" ~ metric.name ~ "'") -%}{%- endif -%}{%- for name, tail in metric.tails.items() -%}{%- do tails.append([metric.name ~ ('_' if name) ~ name] + tail) -%}{%- endfor -%}{%- endfor -%}
expected_cases as (
  select
    *, (rare_count + 0.5) / (past_total_count + 1) as rare_share, case when is_mostly then total_count - affected_count else affected_count end as cases,
    coalesce(kind = 'rate' and past_total_count > 0 and (rare_count + 0.5) / (past_total_count + 1) * past_total_count / nullif(history_days, 0) < 5, false) as is_rare,
    sqrt(greatest(spread * spread, case when reference = 'companion' then 0 else coalesce(least(usual_variance, variance), usual_variance, variance, 0) end) + coalesce(greatest(variance - usual_variance, 0), 0) + floor_spread * floor_spread) * widened as deviation
  from measured
),
dispersed as (
  select
    *, nullif(rare_share * total_count, 0) as mean_cases,
    rare_share * rare_share / (4 * rare_share * (1 - rare_share) * greatest(least(spread * spread, coalesce(values_variance, spread * spread)) - usual_variance, 0) * widened * widened + rare_share * (1 - rare_share) / nullif(past_total_count, 0) + case when rare_count > 0 then 0.00000025 else 0 end) as dispersion,
    case when cases > rare_share * total_count then greatest(cases - 0.5, 0.01) else cases + 0.5 end as nearer_cases
  from expected_cases
),
scored as (
  select
    s.*, row_number() over (partition by s.series_id order by case when s.effect >= s.least_effect then s.score else 0 end desc, s.reference) as guide
    {%- for name, usual in [('tail_start', 2.7), ('tail_share', 0.02), ('tail_weight', 0.3)] %}, coalesce(cast(t.{{ name }} as {{ double }}), {{ usual }}) as {{ name }}{% endfor %}
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
      case when is_rare and rare_count = 0 then concat(metric, '_never') when metric in ({{ steady | join(', ') }}) and worst_miss <= 2.5 * deviation then concat(metric, '_steady') when is_rare then concat(metric, '_rare') else metric end as tail_class
    from dispersed
  ) as s
  left join ({{ argos.json_rows(['of_class', 'tail_start', 'tail_share', 'tail_weight'], tails) }}) as t on t.of_class = s.tail_class
)
{%- endmacro %}
