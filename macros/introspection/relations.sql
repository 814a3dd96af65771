{#- Whether a relation exists, by dbt's cache; at most one listing of its schema when that is not cached. -#}
{% macro is_known(relation) %}{{ return(load_cached_relation(relation) is not none) }}{% endmacro %}

{#- Columns of a relation: name, data_type as the warehouse says it, family. The only question a hook asks on rendering. -#}
{% macro columns_of(relation) %}
  {%- set columns = [] -%}
  {%- for column in adapter.get_columns_in_relation(relation) -%}
    {%- do columns.append({'name': column.name, 'data_type': column.dtype, 'family': argos.type_family(column.dtype)}) -%}
  {%- endfor -%}
  {{ return(columns) }}
{% endmacro %}
