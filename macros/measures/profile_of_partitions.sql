{#- The rows of some partitions: `argos_partition` and the columns that are measured, for others may be forbidden. They are found by bounds
    of the column itself, and one by one. -#}
{% macro rows_of_partitions(relation, columns, partitions, row_key) %}
  {%- set keys, chosen, fields = [], [], [partitions.key ~ ' as argos_partition'] + argos.identifiers(columns | map(attribute='name') | list, 't.') -%}
  {%- if row_key == 'r.rowid' -%}{%- do fields.append('t.rowid') -%}{%- endif -%}
  {%- for one in partitions.touched -%}{%- do keys.append('cast(' ~ argos.string_literal((one.start if partitions.midnight else one.value) ~ '') ~ ' as ' ~ partitions.type ~ ')') -%}{%- endfor -%}
  {%- if partitions.midnight -%}
    {%- set first, last = partitions.touched | map(attribute='start') | min, partitions.touched | map(attribute='end') | max -%}
    {%- do chosen.append(argos._between(partitions.x, partitions.midnight, first, last)) -%}
  {%- endif -%}
  {%- do chosen.append(partitions.key ~ ' in (' ~ keys | join(', ') ~ ')') -%}
  {{ return('(select ' ~ fields | join(', ') ~ ' from ' ~ relation ~ ' as t where ' ~ chosen | join(' and ') ~ ')') }}
{% endmacro %}

{#- The profile of the touched partitions, each with the time that its data is about and why it was measured. -#}
{% macro profile_of_partitions(instance_id, relation, columns, meta, partitions) %}
  {%- set rows, fields = [], [] -%}
  {%- for one in partitions.touched -%}{%- do rows.append([one.value, one.end ~ ' 00:00:00+00:00' if one.end else none, one.why]) -%}{%- endfor -%}
  {%- for name in argos.profile_fields() -%}
    {%- do fields.append({
      'profile_ts': 'coalesce(cast(p.ends_at as ' ~ argos.types().utc_timestamp ~ '), f.profile_ts) as profile_ts',
      'notes': "replace(f.notes, '{partition}', p.why) as notes",
    }.get(name, 'f.' ~ name)) -%}
  {%- endfor -%}
select {{ fields | join(', ') }}
from (
{{ argos.profile(instance_id, relation, columns, meta, partitions) }}
) as f
join ({{ argos.json_rows(['partition_value', 'ends_at', 'why'], rows) }}) as p on p.partition_value = f.partition_value
{%- endmacro %}
