{#- What this run keeps in mind, in dbt's graph, which a process that runs dbt again may hand on: `gates`, the tests that argos ships;
    `hooked`, the nodes whose hook has measured; `measured`, what is to be judged, by node; `read`, what gates find, once that is asked;
    `found`, the rows of gates that dbt ran; `failed`, statements of ours. prepare begins it, before there are threads. -#}
{% macro run_memory() %}
  {%- if (graph.get('argos') or {}).get('run_id') != invocation_id -%}
    {%- do graph.update({'argos': {'run_id': invocation_id, 'gates': {}, 'hooked': [], 'measured': {}, 'read': {}, 'found': {}, 'failed': []}}) -%}
  {%- endif -%}
  {{ return(graph['argos']) }}
{% endmacro %}
