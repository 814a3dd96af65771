{#- SQL of a fence, `low` or `high`, out of a quantile vector: one and a half interquartile ranges beyond its quartile. -#}
{% macro fence(quantiles, side) %}
  {%- set near, far = argos.json_number(quantiles, 10), argos.json_number(quantiles, 30) -%}
  {%- if side == 'high' -%}{%- set near, far = far, near -%}{%- endif -%}
  {#- In this order a column whose quartiles are equal has them as its fences, to the last bit. -#}
  {{ return(near ~ ' + 1.5 * (' ~ near ~ ' - ' ~ far ~ ')') }}
{% endmacro %}

{#- The fences of the columns of a relation by its latest profile before this run, or by that of its latest partition before those
    that are profiled: but for dates and timestamps, which move on with the partitions. They are values of the data: joined in the
    warehouse, never rendered. -#}
{% macro fences(instance_id, scope) -%}
select element_id, {{ argos.fence('quantiles', 'low') }} as low, {{ argos.fence('quantiles', 'high') }} as high
from (
  select element_id, {{ argos.latest_value('quantiles', 'profile_ts' if scope.by else 'recorded_at') }} as quantiles
  from {{ argos.history('run_profile_result') }}
  where instance_id = {{ argos.string_literal(instance_id) }} and quantiles is not null and partition_value {{ 'not in (' ~ scope.partition_values | join(', ') ~ ") and type_family not in ('date', 'timestamp')" if scope.by else 'is null' }}
    and run_id <> {{ argos.string_literal(invocation_id) }} and recorded_at >= {{ argos.ago(days=argos.memory_days()) }}
  group by element_id
) as latest
{%- endmacro %}
