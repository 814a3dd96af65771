{#- `hash` stands for all nodes of the project as dbt parsed them: dbt parses again what changed, and keeps the rest. None where it does
    not say when it did. `known`: the run before found the same, and all of it was recorded. -#}
{% macro nodes_as_parsed() %}
  {%- set parsed = [] -%}
  {%- for nodes in [graph.nodes, graph.sources, graph.exposures] -%}{%- do parsed.extend(nodes.values() | map(attribute='created_at', default='')) -%}{%- endfor -%}
  {%- if '' in parsed -%}{{ return({'hash': none, 'known': false}) }}{%- endif -%}
  {%- set found = local_md5(tojson([argos.contract_name(), parsed])) -%}
  {%- set query -%}
select latest.nodes_hash
from (
  select nodes_hash
  from {{ argos.fact('run_event') }}
  where event = 'STARTED' and recorded_at >= {{ argos.ago(days=30) }}
  order by recorded_at desc
  limit 1
) as latest
where latest.nodes_hash = '{{ found }}' and exists (select 1 from {{ argos.fact('node_version') }})
  {%- endset -%}
  {{ return({'hash': found, 'known': (argos.read_rows(query) or []) | length > 0}) }}
{% endmacro %}

{#- INSERT of every node of the project whose description differs from the latest one stored. -#}
{% macro node_versions_statement(rows) %}
  {%- set fields = ['instance_id', 'relation_name', 'resource_type', 'package_name', 'materialized', 'tags', 'domain', 'owner', 'criticality', 'descendants', 'exposures', 'meta', 'depends_on', 'raw_code_hash', 'version_hash'] -%}
  {%- set query -%}
select n.{{ fields | join(', n.') }}
from ({{ argos.json_rows(fields, rows) }}) as n
left join (
  select instance_id, {{ argos.latest_value('version_hash', 'recorded_at') }} as version_hash
  from {{ argos.fact('node_version') }}
  group by instance_id
) as latest on latest.instance_id = n.instance_id
where latest.version_hash is null or latest.version_hash <> n.version_hash
  {%- endset -%}
  {{ return(argos.append('node_version', fields, query)) }}
{% endmacro %}

{#- Every model, seed, snapshot and source of the project, and its gates, as the values of node_version. -#}
{% macro node_rows(gates) %}
  {%- set below = argos.downstream() -%}
  {%- set rows = [] -%}
  {%- for node in (graph.nodes.values() | list) + (graph.sources.values() | list) if node.package_name != 'argos' and (node.resource_type != 'test' or node.unique_id in gates) -%}
    {%- set config, ids = node.config, below.get(node.unique_id, []) -%}
    {%- set meta = argos.plain_data(argos.meta_of(node)) if config.meta and 'argos' in config.meta else {} -%}
    {%- set exposures = ids | select('in', graph.exposures) | sort if ids and graph.exposures else [] -%}
    {%- set row = [
      node.unique_id,
      none if node.resource_type in ['test', 'analysis'] else [node.database, node.schema, node.alias or node.identifier or node.name] | select | join('.'),
      node.resource_type, node.package_name, config.materialized or none, tojson(node.tags) if node.tags else '[]', meta.domain or none, meta.owner or none, meta.criticality or none,
      (ids | length) - (exposures | length), tojson(exposures) if exposures else '[]', tojson(meta) if meta else '{}', tojson(node.depends_on.nodes) if node.depends_on and node.depends_on.nodes else '[]',
      node.checksum.checksum if node.checksum else none,
    ] -%}
    {%- do row.append(local_md5(tojson(row))) -%}
    {%- do rows.append(row) -%}
  {%- endfor -%}
  {{ return(rows) }}
{% endmacro %}

{#- What YAML gave, as JSON can have it: a date is a text. -#}
{% macro plain_data(value) %}
  {%- if value is mapping -%}
    {%- set plain = {} -%}
    {%- for key, item in value.items() -%}{%- do plain.update({key ~ '': argos.plain_data(item)}) -%}{%- endfor -%}
    {{ return(plain) }}
  {%- elif value is none or value is boolean or value is number or value is string -%}{{ return(value) }}
  {%- elif value is iterable -%}
    {%- set plain = [] -%}
    {%- for item in value -%}{%- do plain.append(argos.plain_data(item)) -%}{%- endfor -%}
    {{ return(plain) }}
  {%- endif -%}
  {{ return(value ~ '') }}
{% endmacro %}

{#- unique_id -> set of all nodes and exposures downstream, tests left out. A node is ready when all its children are done. -#}
{% macro downstream() %}
  {%- set parents = {} -%}
  {%- set waiting = {} -%}
  {%- for node in (graph.nodes.values() | list) + (graph.exposures.values() | list) if node.resource_type != 'test' and node.depends_on.nodes -%}
    {%- do parents.update({node.unique_id: node.depends_on.nodes | unique | list}) -%}
    {%- for parent in parents[node.unique_id] -%}{%- do waiting.update({parent: waiting.get(parent, 0) + 1}) -%}{%- endfor -%}
  {%- endfor -%}
  {%- set ready = parents.keys() | reject('in', waiting) | list -%}
  {%- set below = {} -%}
  {%- for id in ready -%}
    {%- for parent in parents.get(id, []) -%}
      {%- set ids = below.setdefault(parent, set([])) -%}
      {%- do ids.update(below.get(id, [])) -%}
      {%- do ids.add(id) -%}
      {%- do waiting.update({parent: waiting[parent] - 1}) -%}
      {%- if waiting[parent] == 0 -%}{%- do ready.append(parent) -%}{%- endif -%}
    {%- endfor -%}
  {%- endfor -%}
  {{ return(below) }}
{% endmacro %}
