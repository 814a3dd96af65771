{#- The rows of some partitions: `argos_partition` and the columns that are measured, for others may be forbidden. They are found by bounds
    of the column itself, and one by one. -#}
{% macro rows_of_partitions(relation, columns, partitions, row_key) %}
  {%- set keys, chosen, fields = [], [], [partitions.key ~ ' as argos_partition'] + argos.identifiers(columns | map(attribute='name') | list, 't.') -%}
  {%- if row_key == 'r.rowid' -%}{%- do fields.append('t.rowid') -%}{%- endif -%}
  {%- for one in partitions.touched -%}{%- do keys.append('cast(' ~ argos.string_literal((one.start if partitions.midnight else one.value) ~ '') ~ ' as ' ~ partitions.type ~ ')') -%}{%- endfor -%}
  {%- if partitions.midnight -%}
    {%- set first, last = partitions.touched | map(attribute='start') | min, partitions.touched | map(attribute='end') | max -%}
    {%- do chosen.append(partitions.x ~ ' >= ' ~ partitions.midnight | replace('{day}', first) ~ ' and ' ~ partitions.x ~ ' < ' ~ partitions.midnight | replace('{day}', last)) -%}
  {%- endif -%}
  {%- do chosen.append(partitions.key ~ ' in (' ~ keys | join(', ') ~ ')') -%}
  {{ return('(select ' ~ fields | join(', ') ~ ' from ' ~ relation ~ ' as t where ' ~ chosen | join(' and ') ~ ')') }}
{% endmacro %}
