{#- What a node declares of its partitions, as SQL over rows `t`: `key` tells the partition of a row, `label` names it out of
    `argos_partition`. None where nothing is declared, or a column that the relation lacks, which is said. -#}
{% macro partitioning(node, columns) %}
  {%- set declared = argos.meta_of(node).get('partition') -%}
  {%- if declared is not mapping or not declared.column -%}{{ return(none) }}{%- endif -%}
  {%- set column = (columns | selectattr('name', 'in', [declared.column, declared.column | upper, declared.column | lower]) | list + [none])[0] -%}
  {%- if column is none or column.family not in ['date', 'timestamp', 'text', 'number'] -%}
    {%- do log('argos: meta.argos.partition of ' ~ argos.label(node) ~ ' names ' ~ declared.column ~ ', which is ' ~ ('no column of it' if column is none else 'of the type ' ~ column.data_type) ~ ': it is measured whole', info=true) -%}
    {{ return(none) }}
  {%- endif -%}
  {%- set x = 't.' ~ argos.identifiers([column.name])[0] -%}
  {%- if column.family not in ['date', 'timestamp'] -%}
    {{ return({'column': column.name, 'x': x, 'type': column.data_type, 'key': x, 'label': argos.value_templates(column.data_type, column.family).text | replace('{x}', 'argos_partition')}) }}
  {%- endif -%}
  {%- set grain = declared.grain if declared.grain in argos.grains() else 'day' -%}
  {%- set day = x if column.family == 'date' else argos.day_of(x, column.data_type) -%}
  {%- set label = argos.value_templates('date', 'date').text | replace('{x}', 'argos_partition') -%}
  {{ return({
    'column': column.name, 'x': x, 'type': 'date', 'midnight': "cast('{day}" ~ ('' if column.family == 'date' else ' 00:00:00' ~ ('+00:00' if argos.is_zoned(column.data_type) else '')) ~ "' as " ~ column.data_type ~ ')',
    'key': day if grain == 'day' else 'cast(' ~ dbt.date_trunc(grain, day) ~ ' as date)',
    'label': 'left(' ~ label ~ ', ' ~ argos.grains()[grain] ~ ')' if grain != 'day' else label,
  }) }}
{% endmacro %}

{#- Partitions of one relation that are told apart: each is a row of a look-up and a literal of a statement. -#}
{% macro most_partitions() %}{{ return(5000) }}{% endmacro %}

{#- The grains of partitions -> letters of a date that name one. -#}
{% macro grains() %}{{ return({'day': 10, 'month': 7, 'year': 4}) }}{% endmacro %}

{#- The partitions of a node's relation: `values`, those that `touched` has to be measured, and how many rows these have and all.
    Dates that no calendar has are in none. None where no partition is declared, or they cannot be counted, which is said. -#}
{% macro partitions_of(node, relation, columns) %}
  {%- set partitioning = argos.partitioning(node, columns) -%}
  {%- if partitioning is none -%}{{ return(none) }}{%- endif -%}
  {%- set rows = argos.read_rows(argos.counted_partitions(node.unique_id, relation, partitioning)) -%}
  {%- if rows is none -%}
    {%- do log('argos: the partitions of ' ~ argos.plain_name(relation) ~ ' cannot be counted: it is measured whole', info=true) -%}
    {{ return(none) }}
  {%- endif -%}
  {%- if rows | length > argos.most_partitions() -%}
    {%- do log('argos: ' ~ argos.plain_name(relation) ~ ' has ' ~ rows | length ~ ' partitions, more than ' ~ argos.most_partitions() ~ ': it is measured whole; choose a coarser grain', info=true) -%}
    {{ return(none) }}
  {%- endif -%}
  {%- set found = [] -%}
  {%- for value, row_count, known_count in rows if value is not none -%}
    {%- set span = argos.span_of(value) -%}
    {%- if span.start or not partitioning.midnight -%}
      {%- do found.append(dict(span, value=value, row_count=row_count | int, known_count=none if known_count is none else known_count | int)) -%}
    {%- endif -%}
  {%- endfor -%}
  {{ return(dict(partitioning, found=found, all_rows=rows | map(attribute=1) | sum | int)) }}
{% endmacro %}

{#- Rows of each partition now, and when it was measured last. The latest state of a partition may be years old: no bound. -#}
{% macro counted_partitions(instance_id, relation, partitioning) %}
select p.partition_value, p.row_count, known.row_count as known_count
from (
  select {{ partitioning.label }} as partition_value, row_count
  from (select {{ partitioning.key }} as argos_partition, count(*) as row_count from {{ relation }} as t group by 1) as counted
) as p
left join (
  select partition_value, {{ argos.latest_value('row_count', 'recorded_at') }} as row_count
  from {{ argos.fact('run_profile_result') }}
  where instance_id = {{ argos.string_literal(instance_id) }} and element_id = '' and partition_value is not null
  group by partition_value
) as known on known.partition_value = p.partition_value
order by 1
{%- endmacro %}

{#- The first day of a partition and the day after its last, by its name: 2026, 2026-01, 2026-01-31 or 20260131; none of another. -#}
{% macro span_of(value) %}
  {%- set found = modules.re.match('([1-9][0-9]{3})(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12][0-9]|3[01]))?)?$', value) -%}
  {%- if not found or found.group(1) == '9999' -%}{{ return({'start': none, 'end': none}) }}{%- endif -%}
  {%- set year, month, day = found.group(1) | int, found.group(2) | int, found.group(3) | int -%}
  {%- set date, days = modules.datetime.date, modules.datetime.timedelta -%}
  {%- set start = date(year, month or 1, 1) + days(days=(day or 1) - 1) -%}
  {%- set end = start + days(days=1) if day else (date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)) -%}
  {{ return({'start': start, 'end': end}) }}
{% endmacro %}
