{#- INSERT of every node of the project whose description differs from the latest one stored. -#}
{% macro node_versions_statement(rows) %}
  {%- set fields = ['instance_id', 'relation_name', 'resource_type', 'package_name', 'materialized', 'tags', 'domain', 'owner', 'criticality', 'descendants', 'exposures', 'meta', 'depends_on', 'raw_code_hash', 'version_hash'] -%}
  {%- set stored = 'select instance_id, version_hash, row_number() over (partition by instance_id order by recorded_at desc) as age_rank from ' ~ argos.fact('node_version') -%}
  {%- set query -%}
select {% for field in fields %}n.{{ field }}{{ ', ' if not loop.last }}{% endfor %}
from ({{ argos.json_rows(fields, rows) }}) as n
left join ({{ stored }}) as latest
  on latest.instance_id = n.instance_id and latest.age_rank = 1
where latest.version_hash is null or latest.version_hash <> n.version_hash
  {%- endset -%}
  {{ return(argos.append('node_version', fields, query)) }}
{% endmacro %}

{#- Every model, seed, snapshot, test and source of the project as the values of node_version. -#}
{% macro node_rows() %}
  {%- set downstream = argos.downstream() -%}
  {%- set rows = [] -%}
  {%- for node in (graph.nodes.values() | list) + (graph.sources.values() | list) if node.package_name != 'argos' -%}
    {%- set meta = (node.config.get('meta') or {}).get('argos') -%}
    {%- set meta = meta if meta is mapping else {} -%}
    {%- set below = downstream.get(node.unique_id, []) -%}
    {%- set exposures = [] -%}
    {%- for id in below if id.startswith('exposure.') -%}{%- do exposures.append(id) -%}{%- endfor -%}
    {%- set row = [
      node.unique_id,
      none if node.resource_type in ['test', 'analysis'] else [node.database, node.schema, node.alias or node.identifier or node.name] | select | join('.'),
      node.resource_type, node.package_name, node.config.get('materialized'), tojson(node.tags) if node.tags else '[]', meta.get('domain'), meta.get('owner'), meta.get('criticality'),
      (below | length) - (exposures | length), tojson(exposures | sort) if exposures else '[]', tojson(meta) if meta else '{}', tojson((node.depends_on or {}).get('nodes') or []),
      (node.checksum or {}).get('checksum'),
    ] -%}
    {%- do rows.append(row + [local_md5(tojson(row))]) -%}
  {%- endfor -%}
  {{ return(rows) }}
{% endmacro %}

{#- unique_id -> set of all nodes and exposures downstream, tests left out. A node is ready when all its children are done. -#}
{% macro downstream() %}
  {%- set parents = {} -%}
  {%- set waiting = {} -%}
  {%- for node in (graph.nodes.values() | list) + (graph.exposures.values() | list) if node.resource_type != 'test' -%}
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
