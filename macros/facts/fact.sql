{#- A table of argos by name: of this target, whatever dbt defers, clones or empties. -#}
{% macro fact(name) %}
  {{ return(api.Relation.create(database=target.database, schema=argos.schema(), identifier=name, type='table')) }}
{% endmacro %}

{#- The table that says what was normal: of `argos_history_schema` where that has one, else of this target. With `even_unseen`, of that
    schema, whether one is seen there or not. -#}
{% macro history(name, even_unseen=false) %}
  {%- set configured = argos.setting('history_schema') -%}
  {%- if not configured -%}{{ return(argos.fact(name)) }}{%- endif -%}
  {%- set parts = configured.split('.') -%}
  {%- set database = parts[0] if parts | length == 2 else target.database -%}
  {%- set relation = api.Relation.create(database=database, schema=argos.schema(parts | last, database), identifier=name, type='table') -%}
  {{ return(relation if even_unseen or not execute or argos.is_known(relation) else argos.fact(name)) }}
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
