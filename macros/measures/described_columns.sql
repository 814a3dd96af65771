{#- Each column with what the profile needs of it: ordinal, quoted identifier, its measures, whether its bounds may be shown,
    and its notes. Columns named in yml are matched without regard to case. -#}
{% macro described_columns(columns, measures, meta) %}
  {%- set personal = argos._lowered(meta.get('personal')) -%}
  {%- set plain = argos._lowered(meta.get('plain_values')) -%}
  {%- set described = [] -%}
  {%- for column in columns -%}
    {%- set shown = 'personal' if column.name | lower in personal else ('plain' if column.name | lower in plain else 'guarded') -%}
    {%- set own = [] -%}
    {%- for measure in measures if column.family in measure.families and not (measure.bound and shown == 'personal') -%}{%- do own.append(measure) -%}{%- endfor -%}
    {%- do described.append({
      'name': column.name, 'data_type': column.data_type, 'family': column.family, 'ordinal': loop.index,
      'identifier': argos.identifier(column.name), 'finite': argos.finite(argos.identifier(column.name), column.family, column.data_type),
      'measures': own, 'shown': shown,
      'notes': argos._notes(column.family, shown),
    }) -%}
  {%- endfor -%}
  {{ return(described) }}
{% endmacro %}

{% macro _lowered(names) %}{{ return((names if names is iterable and names is not string else []) | map('string') | map('lower') | list) }}{% endmacro %}

{% macro _notes(family, shown) %}
  {%- set notes = {} -%}
  {%- if family == 'other' -%}{%- do notes.update({'skipped': 'nested, binary and other types: counted only'}) -%}
  {%- else -%}{%- do notes.update({'distinct_count': argos.distinct_method()}) -%}{%- endif -%}
  {%- if family == 'text' -%}{%- do notes.update({'bounds': 'withheld: text'}) -%}
  {%- elif shown == 'personal' -%}{%- do notes.update({'bounds': 'withheld: personal'}) -%}{%- endif -%}
  {{ return(notes) }}
{% endmacro %}

{#- The rows that the wide row is taken apart into: the relation, then its columns. -#}
{% macro _labels(described) %}
  {%- set nested = described | selectattr('family', 'equalto', 'other') | list | length -%}
  {%- set relation_notes = {'row_distinct_count': 'exact, without ' ~ argos.counted(nested, 'column') ~ ' of other types' if nested else 'exact', 'settings': argos.settings_hash()} -%}
  {%- set rows = [[0, '', none, none, 'guarded', tojson(relation_notes), none]] -%}
  {%- for column in described -%}
    {%- set of_identifier = tojson(dict(column.notes, bounds='withheld: looks like an identifier')) if column.family == 'number' else none -%}
    {%- do rows.append([column.ordinal, column.name, column.data_type, column.family, column.shown, tojson(column.notes), of_identifier]) -%}
  {%- endfor -%}
  {{ return(rows) }}
{% endmacro %}
