{#- Whether a relation exists, by dbt's cache; at most one listing of its schema when that is not cached. -#}
{% macro is_known(relation) %}{{ return(load_cached_relation(relation) is not none) }}{% endmacro %}

{#- The relation of a source or node, its parts quoted as that says. -#}
{% macro relation_of(node) %}
  {%- set quoting = {} -%}
  {%- for part, is_quoted in (node.quoting or {}).items() if is_quoted is boolean and part != 'column' -%}{%- do quoting.update({part: is_quoted}) -%}{%- endfor -%}
  {{ return(api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias or node.identifier or node.name, quote_policy=quoting)) }}
{% endmacro %}

{#- Columns of a relation: name, data_type as the warehouse says it, family, rows where known, whether in files, whether personal, by
    `meta` or since the warehouse masks it. The only question that a hook asks on rendering, but for tables so large that it matters
    how each column is listed. `is_table`: it surely is one; `is_sure`: it is there. -#}
{% macro columns_of(relation, meta={}, is_table=false, is_sure=true) %}
  {%- set families = argos.type_families() -%}
  {%- set personal, plain, columns = argos._lowered(meta.get('personal')), argos._lowered(meta.get('plain_values')), [] -%}
  {%- for name, data_type, row_count, is_in_files, is_masked in argos.described(relation, is_table, is_sure) -%}
    {%- set word = modules.re.split('[ (<]', data_type | lower | trim)[0] -%}
    {%- do columns.append({'name': name, 'data_type': data_type, 'family': 'other' if data_type.endswith(']') else families.get(word, 'other'), 'row_count': row_count, 'is_in_files': is_in_files, 'is_personal': name | lower in personal or is_masked and name | lower not in plain}) -%}
  {%- endfor -%}
  {{ return(columns) }}
{% endmacro %}

{#- What is known of some columns of a relation `r` of so many rows, by their expressions: about how many values are `distinct`, and whether
    none needs a guard, `is_bounded`. -#}
{% macro column_statistics(relation, columns, row_count) %}
  {%- set distinct, bounded, of_first, statistics = [], [], [], {} -%}
  {%- for x, column in columns.items() -%}
    {%- set known = argos.known_statistics(x, column.data_type, argos.value_templates(column.data_type, column.family).range, 'r.argos_place', row_count) -%}
    {%- do distinct.append(known[0]) -%}{%- do bounded.append(known[1]) -%}{%- do of_first.append(known[2]) -%}
  {%- endfor -%}
  {%- set known = argos.read_rows('select unnest(d) as d, unnest(b) as b from (select [' ~ distinct | join(', ') ~ '] as d, [' ~ bounded | join(', ') ~ '] as b from ' ~ relation ~ ' as r limit 1) as known') if columns else none -%}
  {%- set first = argos.read_rows('select unnest([' ~ of_first | join(', ') ~ ']) as d from (select *, row_number() over () as argos_place from ' ~ relation ~ ' limit 20000) as r') if columns and (not known or known | map(attribute=0) | select('none') | list) else none -%}
  {%- for x in columns -%}
    {%- set told = known[loop.index0] if known else [none, none] -%}
    {%- do statistics.update({x: {'distinct': first[loop.index0][0] if told[0] is none and first else told[0], 'is_bounded': told[1] if told[0] is not none else none}}) -%}
  {%- endfor -%}
  {{ return(statistics) }}
{% endmacro %}
