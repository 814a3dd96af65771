{#- The facts as declared under models/facts: name -> source node. -#}
{% macro registry() %}
  {%- set facts = {} -%}
  {%- for source in graph.sources.values() if source.package_name == 'argos' and source.source_name == 'argos' -%}
    {%- do facts.update({source.name: source}) -%}
  {%- endfor -%}
  {{ return(facts) }}
{% endmacro %}

{#- Whether the tables of argos are there and current; a look into dbt's cache, no query in a normal run. -#}
{% macro is_ready() %}
  {{ return(argos.can_contain() and argos.is_known(argos.fact(argos.contract_name()))) }}
{% endmacro %}
