{#- on-run-start: the settings are checked, the tables of argos are there, the run's start and what its nodes are is written,
    and the sources that a selected gate guards are measured. -#}
{% macro prepare() %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- if execute and argos.setting('enabled') and not argos.is_supported() -%}
    {%- do log('argos: ' ~ adapter.type() ~ ' is not supported: nothing is measured; supported are DuckDB, Snowflake, BigQuery and Databricks', info=true) -%}
  {%- endif -%}
  {%- if argos.writes() -%}
    {%- for problem in argos.setting_problems() -%}{%- do log('argos: ' ~ problem, info=true) -%}{%- endfor -%}
    {%- if argos.make_contract() -%}
      {%- set gates = argos.gates_of_project() -%}
      {%- if argos.setting('history_schema') -%}{%- do argos._check_history() -%}{%- endif -%}
      {%- set parsed, recorded = argos.nodes_as_parsed(), [] -%}
      {%- for chunk in ([] if parsed.known else argos.node_rows(gates)) | batch(1000) -%}
        {%- do recorded.append(argos.is_contained(argos.node_versions_statement(chunk), 'recording the nodes of the project')) -%}
      {%- endfor -%}
      {%- set described = dict(argos.run_description(), nodes_hash=none if false in recorded else parsed.hash) -%}
      {%- do argos.contained(argos.run_event_statement('STARTED', described), 'recording the start of the run') -%}
      {%- do argos.log_time('prepare', began) -%}
      {%- if argos.sees_real_data() and graph.sources | length > argos.registry() | length -%}{%- do argos._measure_sources(gates) -%}{%- endif -%}
    {%- endif -%}
  {%- endif -%}
  {{ return('') }}
{% endmacro %}

{#- Sources have no hook: those that a selected gate guards are measured before anything builds. -#}
{% macro _measure_sources(gates) %}
  {%- set guarded = [] -%}
  {%- for id, gate in gates.items() if id in selected_resources -%}
    {%- do guarded.extend(gate.depends_on.nodes | select('in', graph.sources)) -%}
  {%- endfor -%}
  {%- for id in guarded | unique -%}
    {%- set source = graph.sources[id] -%}
    {%- set relation = api.Relation.create(database=source.database, schema=source.schema, identifier=source.identifier) -%}
    {%- if argos.is_known(relation) -%}
      {%- do argos.measure_relation(source, relation, true) -%}
    {%- else -%}
      {%- do log('argos: source ' ~ source.source_name ~ '.' ~ source.name ~ ' is not measured: there is no ' ~ argos.plain_name(relation) ~ '; its gate will warn', info=true) -%}
    {%- endif -%}
  {%- endfor -%}
{% endmacro %}

{% macro _check_history() %}
  {%- if not argos.is_known(argos.history_relation('run_profile_result')) -%}
    {%- do log('argos: argos_history_schema ' ~ argos.setting('history_schema') ~ ' has no facts of argos: this target judges by its own', info=true) -%}
  {%- elif not argos.is_known(argos.history_relation(argos.contract_name())) -%}
    {%- do log('argos: the tables in argos_history_schema ' ~ argos.setting('history_schema') ~ ' were made by another version of argos: run that target once with this version', info=true) -%}
  {%- endif -%}
{% endmacro %}
