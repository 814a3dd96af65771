{#- What a day of a relation or a column is judged by; times in hours from the end of the day. `kind`: `rate`, x of n; `log` and `plain`, a number g of variance v, shown as
    exp(g) or as it is; `mean`, compared on the scale of its own column; `distance`, of the distribution from those before it. `words` say it to a
    person, {} being the column. Only where `applies`. A departure under `least_effect` is none, however sure. `tails`: threshold, share beyond it and weight of the
    tail of its scores on ordinary days, where it varies, never strays far, is rare, or was never seen. -#}
{% macro drift_metrics() %}
  {#- As JSON, which dbt compiles in a tenth of the time. -#}
  {%- set metrics -%}
[
  {"name": "null_rate", "scope": "column", "kind": "rate", "x": "null_count", "n": "eval_count", "applies": "1 = 1", "least_effect": 0.01, "tails": {"": [4.011, 0.02061, 0.291], "steady": [2.462, 0.02054, 0.226], "never": [2.0, 7e-05, 0.3], "rare": [2.89, 0.02246, 0.33]}},
  {"name": "null_gap_rate", "words": "share of NULLs in {} beyond that of the column that usually has as many", "scope": "column", "kind": "plain", "x": "null_count", "n": "eval_count", "g": "null_gap", "v": "1 / nullif(eval_count * eval_count, 0)", "applies": "null_gap is not null", "least_effect": 0.01, "tails": {"": [2.691, 0.0202, 0.251]}},
  {"name": "zero_rate", "scope": "column", "kind": "rate", "x": "zero_count", "n": "valid_count", "applies": "shape = 'quantiles' and zero_count is not null", "least_effect": 0.01, "tails": {"": [2.462, 0.02054, 0.226], "never": [2.0, 0.00025, 0.3], "rare": [2.731, 0.02138, 0.337]}},
  {"name": "unseen_rate", "words": "share of values of {} never seen before", "scope": "column", "kind": "rate", "x": "case when past_count > 0 then unseen_count end", "n": "valid_count", "applies": "shape <> 'quantiles'", "least_effect": 0.01, "tails": {"": [2.496, 0.02508, 0.31], "never": [2.0, 0.00276, 0.533], "rare": [2.523, 0.02041, 0.3]}},
  {"name": "lost_rate", "words": "share of values of {} that came every day and are gone", "scope": "column", "kind": "rate", "x": "lost_rate * valid_count", "n": "valid_count", "applies": "type_family in ('text', 'boolean', 'number') and past_count > 0", "least_effect": 0.01, "tails": {"": [2.496, 0.02508, 0.31], "never": [2.0, 0.00276, 0.533], "rare": [2.523, 0.02041, 0.3]}},
  {"name": "fraction_rate", "words": "share of numbers of {} that are not whole", "scope": "column", "kind": "rate", "x": "fraction_rate * valid_count", "n": "valid_count", "applies": "type_family = 'number' and fraction_rate is not null", "least_effect": 0.1, "tails": {"": [2.496, 0.02508, 0.31], "never": [2.0, 0.00276, 0.533], "rare": [2.523, 0.02041, 0.3]}},
  {"name": "top_rate", "words": "share of the most frequent value of {}", "scope": "column", "kind": "rate", "x": "top_count", "n": "valid_count", "applies": "shape = 'shapes' and top_count > 0", "least_effect": 0.05, "tails": {"": [2.7, 0.02, 0.3], "rare": [2.0, 0.00284, 0.3]}},
  {"name": "mean", "scope": "column", "kind": "mean", "n": "valid_count", "g": "mean", "v": "stddev * stddev / nullif((width * width + (mean - center) * (mean - center)) * valid_count, 0)", "applies": "shape = 'quantiles' and type_family not in ('date', 'timestamp') and width > 0", "least_effect": 0.1, "floor": 0.01, "tails": {"": [2.691, 0.0202, 0.251]}},
  {"name": "mean_hours", "words": "the mean of {}", "scope": "column", "kind": "mean", "g": "mean", "v": "stddev * stddev / nullif((width * width + (mean - center) * (mean - center)) * valid_count, 0)", "applies": "type_family in ('date', 'timestamp') and width > 0", "least_effect": 0.1, "floor": 0.01, "tails": {"": [2.691, 0.0202, 0.251]}},
  {"name": "stddev", "scope": "column", "kind": "log", "g": "case when stddev > 0 then ln(stddev) end", "v": "2 / nullif(valid_count, 0)", "applies": "shape = 'quantiles' and type_family not in ('date', 'timestamp') and valid_count > 1 and not is_personal", "least_effect": 0.1, "floor": 0.01, "tails": {"": [2.505, 0.02016, 0.228]}},
  {"name": "stddev_hours", "words": "stddev of {} in hours", "scope": "column", "kind": "log", "g": "case when stddev > 0 then ln(stddev) end", "v": "2 / nullif(valid_count, 0)", "applies": "type_family in ('date', 'timestamp') and valid_count > 1 and not is_personal", "least_effect": 0.1, "floor": 0.01, "tails": {"": [2.505, 0.02016, 0.228]}},
  {"name": "latest_hours", "words": "the latest {}", "scope": "column", "kind": "plain", "g": "latest_hours", "v": "0.01", "applies": "type_family in ('date', 'timestamp') and coalesce(past_greatest between -72 and 24, true) and not is_personal", "least_effect": 1.0, "floor": 0.01, "tails": {"": [2.691, 0.0202, 0.251]}},
  {"name": "distribution", "words": "distance of the distribution of {} from the usual one", "scope": "column", "kind": "distance", "g": "distance_month", "v": "chance_month", "applies": "type_family <> 'other'", "least_effect": 0.08, "floor": 0.01, "tails": {"": [2.646, 0.02007, 0.246]}},
  {"name": "row_count", "scope": "relation", "kind": "log", "g": "ln(greatest(row_count, 0.5))", "v": "1 / (9 * greatest(row_count, 1))", "applies": "row_count is not null", "least_effect": 0.1, "floor": 0.02, "tails": {"": [2.69, 0.02179, 0.367]}},
  {"name": "row_distinct_count", "scope": "relation", "kind": "log", "g": "ln(greatest(row_distinct_count, 0.5))", "v": "1 / (9 * greatest(row_count, 1))", "applies": "row_distinct_count is not null", "least_effect": 0.1, "floor": 0.02, "tails": {"": [2.773, 0.02179, 0.369]}},
  {"name": "duplicate_rate", "scope": "relation", "kind": "rate", "x": "row_distinct_count - row_once_count", "n": "row_distinct_count", "applies": "row_distinct_count is not null", "least_effect": 0.05, "tails": {"": [2.27, 0.02407, 0.242], "never": [2.0, 0.00284, 0.3], "rare": [2.0, 0.05263, 0.3]}}
]
  {%- endset -%}
  {{ return(fromjson(metrics)) }}
{% endmacro %}

{#- A CASE over the metrics: `field` of each; without one, what it does where none is given. -#}
{% macro by_metric(field, none_given='null') %}
  {%- set branches = [] -%}
  {%- for metric in argos.drift_metrics() if field in metric -%}{%- do branches.append("when '" ~ metric.name ~ "' then " ~ metric[field]) -%}{%- endfor -%}
  {{ return('case metric ' ~ branches | join(' ') ~ ' else ' ~ none_given ~ ' end') }}
{% endmacro %}

{#- Days before a day that say what is normal. -#}
{% macro reference_days() %}{{ return(28) }}{% endmacro %}
{#- Days before a day whose misses say how far a normal day is from that. -#}
{% macro memory_days() %}{{ return(42) }}{% endmacro %}
