{#- Names of the columns that series_metrics() yields. -#}
{% macro series_metric_fields() %}
  {{ return(['instance_id', 'relation_name', 'element_id', 'partition_value', 'partition_key', 'profile_ts', 'metric', 'affected_count', 'total_count', 'value', 'variance', 'value_week', 'variance_week', 'value_weekday', 'variance_weekday', 'center', 'width', 'history_days', 'expected_month', 'expected_week', 'expected_weekday', 'miss_month', 'miss_week', 'miss_weekday', 'usual_variance', 'past_affected_count', 'past_total_count']) }}
{% endmacro %}

{#- The metrics of each observed day of some relations, what was to be expected of them on that day and how far they missed it: rows of
    series_metric. `facts` is a SELECT of run_profile_result; `ids` the literals of its relations; no day of it is before `since`;
    `frames` a SELECT of reference_frame on the same days, made on the spot where there is none. -#}
{% macro series_metrics(facts, ids, since, frames=none) %}
  {%- set names = [] -%}
  {%- for metric in argos.drift_metrics() -%}{%- do names.append([metric.name, metric.kind, metric.scope]) -%}{%- endfor -%}
with {{ argos.observed(facts) }},
today as (
  select
    o.*{% for name in argos.frame_fields()[5:] %}, f.{{ name }}{% endfor %}
  from observed as o
  left join (
    {{ frames or argos.reference_frames(facts, ids, since) }}
  ) as f on f.run_id = o.run_id and f.instance_id = o.instance_id and f.element_id = o.element_id and f.profile_ts = o.profile_ts and coalesce(f.partition_value, '') = coalesce(o.partition_value, '')
),
derived as (
  select
    *,
    case when kind <> 'rate' then g when n > 0 and x is not null then asin(sqrt(least(1, greatest(0, (x + 0.375) / (n + 0.75))))) end as value,
    case when kind = 'rate' then 1 / (4 * n + 2) else v end as variance
  from (
    select
      *, {{ argos.by_metric('applies', '1 = 0') }} as applies,
      {{ argos.by_metric('x') }} as x, {{ argos.by_metric('n') }} as n, {{ argos.by_metric('g') }} as g, {{ argos.by_metric('v') }} as v
    from today as t
    join ({{ argos.json_rows(['metric', 'kind', 'scope'], names) }}) as m on case when t.element_id = '' then 'relation' else 'column' end = m.scope
  ) as asked
  where applies
),
{{ argos._expected(ids, since) }}
select
  d.run_id, d.instance_id, d.relation_name, d.element_id, d.partition_value, d.partition_key, d.profile_ts, d.metric, d.x as affected_count, d.n as total_count, d.value, d.variance,
  {% for name in ['week', 'weekday'] %}case when kind = 'distance' then distance_{{ name }} end as value_{{ name }}, case when kind = 'distance' then chance_{{ name }} end as variance_{{ name }}, {% endfor %}d.center, d.width,
  e.history_days, e.usual_variance, e.past_affected_count, e.past_total_count
  {%- for name in ['month', 'week', 'weekday'] %},
  case when kind = 'distance' then e.between_{{ name }} else e.expected_{{ name }} end as expected_{{ name }},
  case
    when kind = 'distance' then sqrt(distance_{{ name }} / (chance_{{ name }} + e.between_{{ name }}))
    when kind = 'mean' then abs(asinh((d.value - d.center) / d.width) - asinh((e.expected_{{ name }} - d.center) / d.width))
    else abs(d.value - e.expected_{{ name }})
  end as miss_{{ name }}
  {%- endfor %}
from derived as d
left join expected as e on e.series_id = d.series_id and e.metric = d.metric
{%- endmacro %}
