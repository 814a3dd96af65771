{#- Whether a relation exists, by dbt's cache; at most one listing of its schema when that is not cached. -#}
{% macro is_known(relation) %}{{ return(load_cached_relation(relation) is not none) }}{% endmacro %}

{#- Whether the relation of a source or node is there. -#}
{% macro is_there(relation) %}{{ return(argos.can_read('select * from ' ~ relation) if not argos.traits().finds_quoted_names else argos.is_known(relation)) }}{% endmacro %}

{#- The relation of a source or node, its parts quoted as that says. -#}
{% macro relation_of(node) %}
  {%- set quoting = {} -%}
  {%- for part, is_quoted in (node.quoting or {}).items() if is_quoted is boolean and part != 'column' -%}{%- do quoting.update({part: is_quoted}) -%}{%- endfor -%}
  {{ return(api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias or node.identifier or node.name, quote_policy=quoting)) }}
{% endmacro %}

{#- Columns of a relation: name, data_type as the warehouse says it, family, rows of the table. The only question that a hook asks
    on rendering, but for tables so large that it matters how each column is listed. -#}
{% macro columns_of(relation) %}
  {%- set families = argos.type_families() -%}
  {%- set columns = [] -%}
  {%- for name, data_type, row_count in argos.described(relation) -%}
    {%- set word = modules.re.split('[ (<]', data_type | lower | trim)[0] -%}
    {%- do columns.append({'name': name, 'data_type': data_type, 'family': 'other' if data_type.endswith(']') else families.get(word, 'other'), 'row_count': row_count}) -%}
  {%- endfor -%}
  {{ return(columns) }}
{% endmacro %}

{#- What the catalog knows of some columns of a relation `r`, by their expressions: about how many values are `distinct`, and whether none
    needs a guard, `is_bounded`. None where it does not say. -#}
{% macro column_statistics(relation, columns) %}
  {%- set asked = [] -%}
  {%- for x, column in columns.items() -%}
    {%- set range = argos.value_templates(column.data_type, column.family).range -%}
    {%- set distinct, is_within = argos.catalog_statistics(x, column.data_type, range) -%}
    {%- do asked.extend([distinct ~ ' as d' ~ loop.index, is_within ~ ' as b' ~ loop.index]) -%}
  {%- endfor -%}
  {%- set rows = argos.read_rows('select ' ~ asked | join(', ') ~ ' from ' ~ relation ~ ' as r limit 1') if asked else none -%}
  {%- set statistics = {} -%}
  {%- for x in columns -%}{%- do statistics.update({x: {'distinct': rows[0][2 * loop.index0] if rows else none, 'is_bounded': rows[0][2 * loop.index0 + 1] if rows else none}}) -%}{%- endfor -%}
  {{ return(statistics) }}
{% endmacro %}

{#- Why the columns of a relation are not measured: it is larger than `profile_max_bytes`. None where it is not, or nobody knows. -#}
{% macro too_large(relation, columns, meta) %}
  {%- set most_bytes = argos.setting('profile_max_bytes', meta) -%}
  {%- set size_bytes = argos.relation_bytes(relation, columns) if most_bytes > 0 else none -%}
  {{ return(none if size_bytes is none or size_bytes <= most_bytes else 'all columns: about ' ~ (size_bytes / 1000000000) | round(1) ~ ' GB' ~ ', over argos_profile_max_bytes') }}
{% endmacro %}
