{#- The profile of a whole relation out of the latest facts of its partitions: nothing of the relation is scanned. Counts, bounds and
    moments are exact; values, shapes and what follows from them where each partition's list of them is complete; quantiles are
    read from those of the partitions, weighted. -#}
{% macro merged_profile(instance_id, relation, columns, partitions) %}
  {%- set types = argos.types() -%}
  {%- set has_key = partitions.column in columns | map(attribute='name') | list -%}
  {%- set merged = 'from {merged} of ' ~ argos.counted(partitions.found | length, 'partition') -%}
  {%- set notes = {'merged': merged, 'row_distinct_count': '{whole}', 'settings': argos.settings_hash(), 'salt_id': '{salt}'} -%}
  {%- if argos.columns_beyond(columns) -%}{%- do notes.update({'skipped': argos.columns_beyond(columns)}) -%}{%- endif -%}
  {%- set valid = 'cast(nullif(valid_count, 0) as ' ~ types.double ~ ')' -%}
  {#- Fifty of many values that each occur once say nothing of the whole. -#}
  {%- set repeated = 'coalesce(distinct_count <= 100 or distinct_count < valid_count, true)' -%}
  {%- set complete = "m.type_family not in ('', 'other') and coalesce(l.listed_count, 0) = m.valid_count and m.eval_count = " ~ partitions.all_rows -%}
  {#- The least point of all partitions' vectors up to which a share of the values lies. -#}
  {%- set points = ['min(point)'] -%}
  {%- for k in range(1, 40) -%}{%- do points.append('min(case when reached > ' ~ k / 40 ~ ' * total then point end)') -%}{%- endfor -%}
  {%- do points.append('max(point)') -%}
with latest as (
{{ argos._latest_of_partitions(instance_id, columns, partitions, merged) }}
)
select
  {{ argos.string_literal(instance_id) }} as instance_id, {{ argos.string_literal(argos.plain_name(relation)) }} as relation_name,
  cast(null as {{ types.text }}) as partition_value, cast(null as {{ types.text }}) as partition_key, {{ argos.timestamp_literal(argos.clock()) }} as profile_ts,
  element_id, data_type, nullif(type_family, '') as type_family, ordinal,
  replace(case when element_id = '' then replace(replace({{ argos.string_literal(tojson(notes)) }}, '{salt}', coalesce(salt_id, '')), '{whole}', {{ "case when not is_whole then 'unknown: not all partitions are measured' when is_sampled then 'of estimates' else 'exact' end" if has_key else "'unknown: the column of the partition is not measured'" }}) else replace(replace(replace(replace(case when has_withheld then notes_of_withheld else notes end, '{bounds}', case when is_withheld then 'withheld: as in most partitions' else 'of partitions that show theirs' end), '{distinct}', case when is_complete then 'exact' else 'unknown' end), '{values}', case when is_complete then 'exact' else 'of lists that are cut' end), '{shapes}', 'of lists') end, '{merged}', cast(partition_count as {{ types.text }})) as notes,
  case when element_id = '' then {{ partitions.all_rows }} end as row_count,
  {%- for measure in argos.relation_measures() %}
  {{ 'case when is_whole then ' ~ measure.name ~ ' end' if has_key else 'cast(null as ' ~ types.bigint ~ ')' }} as {{ measure.name }},
  {%- endfor %}
  eval_count, null_count, null_count / cast(nullif(eval_count, 0) as {{ types.double }}) as null_rate,
  distinct_count, distinct_count / {{ valid }} as distinct_rate,
  {%- for name in ['min_value', 'max_value', 'mean', 'stddev', 'p01', 'p50', 'p95', 'p99', 'quantiles'] %}
  case when not is_withheld then {{ name }} end as {{ name }},
  {%- endfor %}
  zero_count, length_min, length_max, topk_patterns, topk_values_hashed,
  case when is_complete then (ln({{ valid }}) - listed_nlogn / {{ valid }}) / ln(2) end as entropy,
  outlier_rate, case when is_whole then profile_hash end as profile_hash
from (
  select
    m.*, l.topk_values_hashed, l.listed_nlogn, s.topk_patterns, q.p01, q.p50, q.p95, q.p99, q.quantiles, salt.salt_id, coalesce(m.row_count, m.eval_count) = {{ partitions.all_rows }} as is_whole,
    {{ complete }} as is_complete,
    case when {{ complete }} then coalesce(l.listed_values, 0) end as distinct_count
  from (
{{ argos._merged_moments(types) }}
  ) as m
  left join (
select element_id, {{ points[20] }} as p50, {{ points[38] }} as p95, {{ argos.json_array(points) }} as quantiles,
      {% for share, name in [(0.01, 'p01'), (0.99, 'p99')] %}min(case when reached > {{ share }} * total then point end) as {{ name }}{{ ', ' if not loop.last }}{% endfor %}
    from (
      select element_id, point, sum(weight) over (partition by element_id order by point rows between unbounded preceding and current row) as reached, sum(weight) over (partition by element_id) as total
      from (
        select element_id, item as point, sum(weight) as weight
        from ({{ argos.json_elements(['element_id', 'weight'], "select element_id, valid_count as weight, quantiles as items from latest where quantiles is not null") }}) as of_partitions
        group by 1, 2
      ) as weighted
    ) as ranked
    group by element_id
  ) as q on q.element_id = m.element_id
  left join (
    select element_id, sum(n) as listed_count, count(*) as listed_values, sum(n * ln(n)) as listed_nlogn, {{ argos.top_list('{v}', 'v', 'n', 50) }} as topk_values_hashed
    from ({{ argos._summed_items('topk_values_hashed', types, repeated) }}) as summed
    group by element_id
  ) as l on l.element_id = m.element_id
  left join (
    select element_id, {{ argos.shapes_measure('v', 'n') }} as topk_patterns
    from ({{ argos._summed_items('topk_patterns', types) }}) as summed
    group by element_id
  ) as s on s.element_id = m.element_id
  cross join {{ argos._salt() }}
) as merged
{%- endmacro %}
