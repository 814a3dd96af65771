{#- What a node declares of its partitions, as SQL over rows `t`: `key` tells the partition of a row, `label` names it out of
    `argos_partition`. None where nothing is declared, or nothing that can be used, which is said. -#}
{% macro partitioning(node, columns) %}
  {%- set declared = argos.meta_of(node).get('partition') -%}
  {%- if declared is not mapping or not declared.column -%}{{ return(none) }}{%- endif -%}
  {%- set named = columns | selectattr('name', 'equalto', declared.column) | list -%}
  {%- for one in columns if one.name | lower == declared.column | lower -%}{%- do named.append(one) -%}{%- endfor -%}
  {%- set column = (named + [none])[0] -%}
  {%- if column is none -%}{%- set problem = 'which is no column of it' -%}
  {%- elif column.family not in ['date', 'timestamp', 'text', 'number'] -%}{%- set problem = 'which is of the type ' ~ column.data_type -%}
  {%- elif column.is_personal -%}{%- set problem = 'which is personal' -%}
  {%- elif 'argos_partition' in columns | map(attribute='name') | map('lower') | list -%}{%- set problem = 'and another column is called argos_partition' -%}
  {%- else -%}{%- set problem = none -%}
  {%- endif -%}
  {%- if problem -%}
    {%- do log('argos: meta.argos.partition of ' ~ argos.label(node) ~ ' names ' ~ declared.column ~ ', ' ~ problem ~ ': it is measured whole', info=true) -%}
    {{ return(none) }}
  {%- endif -%}
  {%- set x = argos.identifiers([column.name], 't.')[0] -%}
  {%- if column.family not in ['date', 'timestamp'] -%}
    {{ return({'column': column.name, 'id': column.name, 'x': x, 'type': column.data_type, 'key': x, 'label': argos.value_templates(column.data_type, column.family).text | replace('{x}', 'argos_partition')}) }}
  {%- endif -%}
  {%- set grain = declared.grain if declared.grain in argos.grains() | list else 'day' -%}
  {%- set day = x if column.family == 'date' else argos.day_of(x, column.data_type) -%}
  {%- set label = argos.value_templates('date', 'date').text | replace('{x}', 'argos_partition') -%}
  {%- set midnight = "cast('{day}" ~ ('' if column.family == 'date' else ' 00:00:00' ~ ('+00:00' if argos.is_zoned(column.data_type) else '')) ~ "' as " ~ column.data_type ~ ')' -%}
  {{ return({
    'column': column.name, 'id': column.name ~ ' by ' ~ grain, 'x': x, 'type': 'date', 'midnight': midnight,
    'key': 'case when ' ~ x ~ ' >= ' ~ midnight | replace('{day}', '1000-01-01') ~ ' and ' ~ x ~ ' < ' ~ midnight | replace('{day}', '9999-01-01') ~ ' then ' ~ (day if grain == 'day' else 'cast(' ~ dbt.date_trunc(grain, day) ~ ' as date)') ~ ' end',
    'label': 'left(' ~ label ~ ', ' ~ argos.grains()[grain] ~ ')' if grain != 'day' else label,
  }) }}
{% endmacro %}

{#- The first day of a partition and the day after its last, by its name: of dates 2026, 2026-01 or 2026-01-31, of texts and numbers the
    latter two or 20260131; none of another. -#}
{% macro span_of(value, is_date=false) %}
  {%- set found = modules.re.match('([1-9][0-9]{3})' ~ ('(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?$' if is_date or '-' in value else '(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$'), value) -%}
  {%- if not found or found.group(1) == '9999' or not (is_date or found.group(2)) -%}{{ return({'start': none, 'end': none}) }}{%- endif -%}
  {%- set year, month, day = found.group(1) | int, found.group(2) | int, found.group(3) | int -%}
  {%- set date, days = modules.datetime.date, modules.datetime.timedelta -%}
  {%- set start = date(year, month or 1, 1) + days(days=(day or 1) - 1) -%}
  {%- set end = start + days(days=1) if day else (date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)) -%}
  {{ return({'start': start, 'end': end}) }}
{% endmacro %}
