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
