{#- What this run keeps in mind, in dbt's graph, which a process that runs dbt again may hand on: `hooked`, the nodes whose hook has measured;
    `measured`, what is to be judged, by node; `found`, the rows of each gate; `failed`, statements of ours. prepare begins it, before
    there are threads. -#}
{% macro run_memory() %}
  {%- if (graph.get('argos') or {}).get('run_id') != invocation_id -%}
    {%- do graph.update({'argos': {'run_id': invocation_id, 'hooked': [], 'measured': {}, 'found': {}, 'failed': []}}) -%}
  {%- endif -%}
  {{ return(graph['argos']) }}
{% endmacro %}
