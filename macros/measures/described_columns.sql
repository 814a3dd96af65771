{#- Each column with what the profile needs of it: ordinal, identifier, SQL of its value as a number and as text, its measures with
    their SQL, whether its bounds may be shown, and its notes. Columns named in yml are matched without regard to case. -#}
{% macro described_columns(columns, measures, meta, scope) %}
  {%- set plain = argos._lowered(meta.get('plain_values')) -%}
  {%- set qualified = argos.identifiers(columns | map(attribute='name') | list, 'r.') -%}
  {%- set grouped = argos.traits().lists_values -%}
  {%- set of_quantiles = argos.traits().quantiles_method if scope.one_in == 1 else 'of 1 in ' ~ scope.one_in ~ ' rows, error about ' ~ scope.error_points ~ ' points of rank' -%}
  {%- set templates, nothing = {}, 'cast(null as ' ~ argos.types().double ~ ')' -%}
  {%- set described = [] -%}
  {%- for column in columns -%}
    {%- if column.data_type not in templates -%}
      {%- do templates.update({column.data_type: argos.value_templates(column.data_type, column.family)}) -%}
    {%- endif -%}
    {%- set name, x, position = column.name | lower, qualified[loop.index0], loop.index -%}
    {%- set template = templates[column.data_type].bounded if x in scope.bounded else templates[column.data_type] -%}
    {%- set one_in = scope.one_in if x in scope.sampled else 1 -%}
    {%- set shown = 'personal' if column.is_personal else ('plain' if name in plain else 'guarded') -%}
    {%- set number = (template.number or nothing) | replace('{x}', x) -%}
    {%- set text, key = template.text | replace('{x}', x), (template.key or '{x}') | replace('{x}', x) -%}
    {%- set own = {} -%}
    {%- set is_listed = grouped and one_in == 1 and column.family != 'other' -%}
    {%- for measure in measures if column.family in measure.families
        and not (measure.bound and shown == 'personal')
        and not (is_listed and (measure.sketched or measure.listed))
        and not (measure.fenced and grouped)
        and not (measure.sampled and one_in == 1)
        and not (measure.sketched and one_in > 1)
        and not (measure.name == 'fraction_count' and template.whole) -%}
      {%- do own.update({measure.name: (measure.centered if measure.centered and one_in > 1 else measure.scan) | replace('{off}', '({number} - {center})') | replace('{center}', 'm.c{ordinal}') | replace('{distinct}', argos.distinct_count('{x}') if measure.sketched else '') | replace('{finite}', template.finite) | replace('{spread}', template.spread or '{number}') | replace('{number}', template.number or nothing) | replace('{text}', template.text) | replace('{key}', key) | replace('{ordinal}', position) | replace('{x}', x)}) -%}
    {%- endfor -%}
    {%- do described.append({
      'name': column.name, 'data_type': column.data_type, 'family': column.family, 'ordinal': loop.index, 'shown': shown,
      'x': x, 'key': key, 'number': number, 'text': text, 'bound': template.text, 'one_in': one_in, 'sample': 'sampled', 'scan': own, 'notes': argos._notes(column.family, shown, of_quantiles),
    }) -%}
  {%- endfor -%}
  {{ return(described) }}
{% endmacro %}

{#- Names that a setting gives, one or a list, in lower case; as SQL where the warehouse compares, whose lower case may be another. -#}
{% macro _lowered(names, in_sql=false) %}
  {%- set given, literals = ([names] if names is string else (names if names is iterable else [])) | map('string'), [] -%}
  {%- if not in_sql -%}{{ return(given | map('lower') | list) }}{%- endif -%}
  {%- for name in given -%}{%- do literals.append('lower(' ~ argos.string_literal(name) ~ ')') -%}{%- endfor -%}
  {{ return(literals) }}
{% endmacro %}

{#- What a reader must know of a column's measures. What stands in braces is known when the statement runs. -#}
{% macro _notes(family, shown, of_quantiles) %}
  {%- if family == 'other' -%}{{ return({'skipped': 'nested, binary and other types: counted only'}) }}{%- endif -%}
  {%- set notes = {'distinct_count': '{distinct}', 'values': '{values}', 'entropy': '{entropy}'} -%}
  {%- if family in ['text', 'boolean'] -%}
    {%- if family == 'text' -%}{%- do notes.update({'bounds': 'withheld: text', 'shapes': '{shapes}'}) -%}{%- endif -%}
  {%- elif shown == 'personal' -%}
    {%- do notes.update({'bounds': 'withheld: personal'}) -%}
  {%- else -%}
    {%- do notes.update({'quantiles': of_quantiles}) -%}
  {%- endif -%}
  {{ return(notes) }}
{% endmacro %}

{#- What is known of each column before it is scanned, in the order of _label_fields(). -#}
{% macro _labels(described) %}
  {%- set rows = [] -%}
  {%- for column in described -%}
    {%- set of_identifier = tojson(dict(column.notes, bounds='withheld: looks like an identifier', quantiles='withheld: looks like an identifier')) if column.family == 'number' else none -%}
    {%- do rows.append([column.ordinal, column.name, column.data_type, column.family, column.shown, tojson(column.notes), of_identifier]) -%}
  {%- endfor -%}
  {{ return(rows) }}
{% endmacro %}
