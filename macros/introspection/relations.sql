{#- Whether a relation exists, by dbt's cache; at most one listing of its schema when that is not cached. -#}
{% macro is_known(relation) %}{{ return(load_cached_relation(relation) is not none) }}{% endmacro %}

{#- Columns of a relation: name, data_type as the warehouse says it, family. The only question a hook asks on rendering. -#}
{% macro columns_of(relation) %}
  {%- set families = argos.type_families() -%}
  {%- set columns = [] -%}
  {%- for name, data_type in argos.described(relation) -%}
    {%- set word = modules.re.split('[ (<]', data_type | lower | trim)[0] -%}
    {%- do columns.append({'name': name, 'data_type': data_type, 'family': 'other' if data_type.endswith(']') else families.get(word, 'other')}) -%}
  {%- endfor -%}
  {{ return(columns) }}
{% endmacro %}
