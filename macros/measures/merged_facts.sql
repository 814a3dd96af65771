{#- The latest facts of each partition that is still there, of the columns as they are now. -#}
{% macro _latest_of_partitions(instance_id, columns, partitions, coverage) %}
  {%- set merged = argos.relation_measures() | map(attribute='name') | list + ['eval_count', 'null_count', 'min_value', 'max_value', 'mean', 'stddev', 'quantiles', 'distinct_count', 'zero_count', 'length_min', 'length_max', 'topk_patterns', 'topk_values_hashed', 'outlier_rate', 'profile_hash'] -%}
  {%- set labels, values = [['', none, '', 0, 'plain', none, none]], [] -%}
  {%- for column in columns[:argos.traits().most_columns] -%}
    {%- set shown = 'personal' if column.is_personal else 'guarded' -%}
    {%- set notes = dict(argos._notes(column.family, shown, 'of those of the partitions, less than 2.5 points of rank beyond their error'), merged=coverage) -%}
    {%- set told = [tojson(notes), tojson(notes if shown == 'personal' else dict(notes, bounds='{bounds}', quantiles='{bounds}'))] | map('replace', '{entropy}', '{distinct}') | list -%}
    {%- do labels.append([column.name, column.data_type, column.family, loop.index, shown] + told) -%}
  {%- endfor -%}
  {%- for one in partitions.found -%}{%- do values.append([one.value]) -%}{%- endfor -%}
  select
    c.element_id, c.data_type, c.type_family, cast(c.ordinal as {{ argos.types().bigint }}) as ordinal, c.shown, c.notes, c.notes_of_withheld, f.partition_value, f.row_count, coalesce(c.element_id = '' and f.measure_notes not like '%"row_distinct_count": "exact%', false) as is_sampled,
    coalesce(f.eval_count - f.null_count, 0) as valid_count, f.{{ merged | join(', f.') }}
  from ({{ argos.json_rows(['element_id', 'data_type', 'type_family', 'ordinal', 'shown', 'notes', 'notes_of_withheld'], labels) }}) as c
  left join (
    select facts.{{ (['element_id', 'type_family', 'partition_value', 'row_count'] + merged) | join(', facts.') }}, facts.notes as measure_notes, row_number() over (partition by facts.element_id, facts.partition_value order by facts.recorded_at desc) as age
    from {{ argos.fact('run_profile_result') }} as facts
    join ({{ argos.json_rows(['partition_value'], values) }}) as p on p.partition_value = facts.partition_value
    where facts.instance_id = {{ argos.string_literal(instance_id) }} and facts.partition_key = {{ argos.string_literal(partitions.id) }}
  ) as f on f.element_id = c.element_id and coalesce(f.type_family, '') = c.type_family and f.age = 1
{%- endmacro %}

{% macro _merged_moments(types) %}
    select
      element_id, max(data_type) as data_type, type_family, max(ordinal) as ordinal, max(notes) as notes, max(notes_of_withheld) as notes_of_withheld,
      count(partition_value) as partition_count, {% for name in ['row_count'] + argos.relation_measures() | map(attribute='name') | list + ['eval_count', 'null_count', 'valid_count', 'zero_count'] %}sum({{ name }}) as {{ name }}, {% endfor %}min(length_min) as length_min, max(length_max) as length_max,
      max(case when shown = 'personal' then 1 else 0 end) = 1 or 2 * sum(withheld_count) > sum(valid_count) as is_withheld, sum(withheld_count) > 0 as has_withheld, max(case when is_sampled then 1 else 0 end) = 1 as is_sampled,
      {%- for name, order in [('min_value', 'min'), ('max_value', 'max')] %}
      case when type_family = 'number' then {{ argos.latest_value(name, order ~ '_order') }} else {{ order }}({{ name }}) end as {{ name }},
      {%- endfor %}
      max(center) as mean,
      sqrt(sum((valid_count - 1) * coalesce(stddev * stddev, 0) + valid_count * (mean - center) * (mean - center)) / nullif(sum(case when mean is not null then valid_count end) - 1, 0)) as stddev,
      sum(outlier_rate * valid_count) / nullif(sum(case when outlier_rate is not null then valid_count end), 0) as outlier_rate,
      case when type_family not in ('', 'other') then substr({{ argos.hash_text(argos.json_sorted_list("concat(partition_value, ' ', profile_hash)")) }}, 1, 16) end as profile_hash
    from (
      select *, case when type_family = 'number' then -cast(min_value as {{ types.double }}) end as min_order, case when type_family = 'number' then cast(max_value as {{ types.double }}) end as max_order,
        case when quantiles is null and type_family in ('number', 'date', 'time', 'timestamp') then valid_count else 0 end as withheld_count,
        sum(mean * valid_count) over (partition by element_id) / nullif(sum(case when mean is not null then valid_count end) over (partition by element_id), 0) as center
      from latest
    ) as centered
    group by element_id, type_family
{%- endmacro %}

{#- The items `v` of the partitions' lists with their counts `n`, summed; of the partitions that are `told` of, or all. -#}
{% macro _summed_items(field, types, told=none) %}
select element_id, entry as v, cast(sum(entry_count) as {{ types.bigint }}) as n
      from ({{ argos.json_elements(['element_id'], 'select element_id, ' ~ field ~ ' as items from latest where ' ~ field ~ ' is not null' ~ (' and ' ~ told if told else ''), true) }}) as of_partitions
      group by 1, 2
{%- endmacro %}
