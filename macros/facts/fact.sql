{#- A table of argos by name: of this target, whatever dbt defers, clones or empties. -#}
{% macro fact(name) %}
  {{ return(api.Relation.create(database=target.database, schema=argos.schema(), identifier=name, type='table')) }}
{% endmacro %}

{#- The table that says what was normal: of `argos_history_schema` where that has one, else of this target. -#}
{% macro history(name) %}
  {%- set configured = argos.setting('history_schema') -%}
  {%- if configured -%}
    {%- set relation = argos.history_relation(name) -%}
    {%- if not execute or argos.is_known(relation) -%}{{ return(relation) }}{%- endif -%}
  {%- endif -%}
  {{ return(argos.fact(name)) }}
{% endmacro %}

{#- A table of `argos_history_schema` by name. -#}
{% macro history_relation(name) %}
  {%- set parts = argos.setting('history_schema').split('.') -%}
  {%- set database = parts[0] if parts | length == 2 else target.database -%}
  {{ return(api.Relation.create(database=database, schema=argos.schema(parts | last, database), identifier=name, type='table')) }}
{% endmacro %}

{#- How sentences call a node: its name, of a source with that of its group, of a version with its number. -#}
{% macro label(node) %}
  {%- if node.resource_type == 'source' -%}{{ return(node.source_name ~ '.' ~ node.name) }}{%- endif -%}
  {{ return(node.name ~ ('.v' ~ node.version if node.version else '')) }}
{% endmacro %}

{#- database.schema.name without quotes, as stored in relation_name. -#}
{% macro plain_name(relation) %}
  {{ return([relation.database, relation.schema, relation.identifier] | select | join('.')) }}
{% endmacro %}
