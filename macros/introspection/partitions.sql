{#- The partitions of a node's relation as `found`, how many rows it has, as `known` the newest that ever had some, and as `newest_end` the
    end of the newest that has begun, else of the first that will, or none. None where no partition is declared, or they cannot be
    counted, or are more than can be told apart: each is a literal of a statement. -#}
{% macro partitions_of(node, relation, columns) %}
  {%- set partitioning = argos.partitioning(node, columns) -%}
  {%- if partitioning is none -%}{{ return(none) }}{%- endif -%}
  {%- set most = 5000 -%}
  {%- set rows = argos.read_rows(argos.counted_partitions(node.unique_id, relation, partitioning, most + 1)) -%}
  {%- if rows is none -%}
    {%- do log('argos: the partitions of ' ~ argos.plain_name(relation) ~ ' cannot be counted: it is measured whole', info=true) -%}
    {{ return(none) }}
  {%- endif -%}
  {%- if rows | length > most -%}
    {%- do log('argos: ' ~ argos.plain_name(relation) ~ ' has more than ' ~ most ~ ' partitions: it is measured whole; choose a coarser grain', info=true) -%}
    {{ return(none) }}
  {%- endif -%}
  {%- set found, known, unnamed = [], [], namespace(span=false) -%}
  {#- The last day of all calendars stands for no day, as in dates. -#}
  {%- for value, row_count, known_count, first_seen in rows if value is not none and not modules.re.match('9999-?12-?31$', value) -%}
    {%- set span = argos.span_of(value, partitioning.midnight) -%}
    {%- if span.start is none -%}{%- set unnamed.span = true -%}{%- endif -%}
    {%- if known_count -%}{%- do known.append(dict(span, value=value, first_seen=first_seen)) -%}{%- endif -%}
    {%- if row_count -%}{%- do found.append(dict(span, value=value, row_count=row_count | int, known_count=none if known_count is none else known_count | int)) -%}{%- endif -%}
  {%- endfor -%}
  {%- if unnamed.span -%}{%- for one in found -%}{%- do one.update({'start': none, 'end': none}) -%}{%- endfor -%}{%- endif -%}
  {%- set spans = found | rejectattr('start', 'none') | list -%}
  {%- set begun = spans | selectattr('start', 'le', argos.clock().date()) | list -%}
  {%- set newest_end = begun | map(attribute='end') | max if begun else (spans | map(attribute='end') | min if spans else none) -%}
  {{ return(dict(partitioning, found=found, newest_end=newest_end, known=[] if unnamed.span else known, all_rows=rows | map(attribute=1) | sum | int)) }}
{% endmacro %}

{#- Rows of each partition now, and when it was measured last, by this column and with this salt, and the day on which a build, no
    backfill, first saw it. The latest state of a partition may be years old: no bound. Of those that are gone, the last weeks';
    `most` rows. -#}
{% macro counted_partitions(instance_id, relation, partitioning, most) %}
  {%- set first_seen = argos.day_text("min(case when replace(notes, '\"partition\": \"backfilled\"', '') = notes then " ~ argos.day_of('recorded_at') ~ ' end)') %}
select coalesce(p.partition_value, known.partition_value) as partition_value, coalesce(p.row_count, 0) as row_count, known.row_count as known_count, known.first_seen
from (
  select {{ partitioning.label }} as partition_value, row_count
  from (select {{ partitioning.key }} as argos_partition, count(*) as row_count from {{ relation }} as t group by 1) as counted
) as p
full outer join (
  select partition_value, {{ argos.latest_value('row_count', 'recorded_at') }} as row_count, max(profile_ts) as ends_at, {{ first_seen }} as first_seen
  from {{ argos.fact('run_profile_result') }} as f
  cross join {{ argos._salt() }}
  where instance_id = {{ argos.string_literal(instance_id) }} and element_id = '' and partition_key = {{ argos.string_literal(partitioning.id) }} and replace(notes, concat('"salt_id": "', salt_id, '"'), '') <> notes
  group by partition_value
) as known on known.partition_value = p.partition_value
where p.row_count is not null or known.ends_at >= {{ argos.ago(days=36) }}
order by 1
limit {{ most }}
{%- endmacro %}
