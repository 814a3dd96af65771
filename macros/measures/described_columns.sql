{#- Each column with what the profile needs of it: ordinal, quoted identifier, SQL templates of its type, its measures,
    whether its bounds may be shown, and its notes. Columns named in yml are matched without regard to case. -#}
{% macro described_columns(columns, measures, meta) %}
  {%- set personal = argos._lowered(meta.get('personal')) -%}
  {%- set plain = argos._lowered(meta.get('plain_values')) -%}
  {%- set identifiers = argos.identifiers(columns | map(attribute='name') | list) -%}
  {%- set method = argos.distinct_method() -%}
  {%- set templates = {} -%}
  {%- set described = [] -%}
  {%- for column in columns -%}
    {%- if column.data_type not in templates -%}
      {%- do templates.update({column.data_type: argos.value_templates(column.data_type, column.family)}) -%}
    {%- endif -%}
    {%- set name = column.name | lower -%}
    {%- set shown = 'personal' if name in personal else ('plain' if name in plain else 'guarded') -%}
    {%- set own = [] -%}
    {%- for measure in measures if column.family in measure.families and not (measure.bound and shown == 'personal') and not (measure.internal and templates[column.data_type].whole) -%}{%- do own.append(measure) -%}{%- endfor -%}
    {%- set notes = {'skipped': 'nested, binary and other types: counted only'} if column.family == 'other' else {'distinct_count': method} -%}
    {%- if column.family == 'text' or shown == 'personal' -%}
      {%- do notes.update({'bounds': 'withheld: ' ~ ('text' if column.family == 'text' else 'personal')}) -%}
    {%- endif -%}
    {%- do described.append({
      'name': column.name, 'data_type': column.data_type, 'family': column.family, 'ordinal': loop.index, 'shown': shown,
      'identifier': identifiers[loop.index0], 'bound': templates[column.data_type].bound,
      'finite': templates[column.data_type].finite | replace('{x}', identifiers[loop.index0]),
      'measures': own, 'notes': notes,
    }) -%}
  {%- endfor -%}
  {{ return(described) }}
{% endmacro %}

{% macro _lowered(names) %}{{ return((names if names is iterable and names is not string else []) | map('string') | map('lower') | list) }}{% endmacro %}

{#- The rows that the wide row is taken apart into: the relation, then its columns. -#}
{% macro _labels(described) %}
  {%- set nested = described | selectattr('family', 'equalto', 'other') | list | length -%}
  {%- set relation_notes = {'row_distinct_count': 'exact' ~ (', without ' ~ argos.counted(nested, 'column') ~ ' of other types' if nested else ''), 'settings': argos.settings_hash()} -%}
  {%- set rows = [[0, '', none, none, 'guarded', tojson(relation_notes), none]] -%}
  {%- for column in described -%}
    {%- set of_identifier = tojson(dict(column.notes, bounds='withheld: looks like an identifier')) if column.family == 'number' else none -%}
    {%- do rows.append([column.ordinal, column.name, column.data_type, column.family, column.shown, tojson(column.notes), of_identifier]) -%}
  {%- endfor -%}
  {{ return(rows) }}
{% endmacro %}
