{#- on-run-start: the settings are checked, the tables of argos are there, the run's start and what its nodes are is written,
    and the sources that a selected gate guards are measured. -#}
{% macro prepare() %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- if execute and argos.setting('enabled') and not argos.is_supported() -%}
    {%- do log('argos: ' ~ adapter.type() ~ ' is not supported: nothing is measured; supported are DuckDB, Snowflake, BigQuery and Databricks', info=true) -%}
  {%- endif -%}
  {%- if argos.writes() -%}
    {%- do argos.run_memory() -%}
    {%- for problem in argos.setting_problems() -%}{%- do log('argos: ' ~ problem, info=true) -%}{%- endfor -%}
    {%- if argos.make_contract() -%}
      {%- set gates = argos.gates_of_project() -%}
      {%- do argos._check_surroundings() -%}
      {%- set parsed, recorded = argos.nodes_as_parsed(), [] -%}
      {#- Of 300 kB, which a literal in a literal makes longer: BigQuery takes no more than 1,024 kB. -#}
      {%- set rows = [] if parsed.known else argos.node_rows(gates) -%}
      {%- for chunk in rows | batch([rows | length * 300000 // (tojson(rows) | length), 1] | max) -%}
        {%- do recorded.append(argos.contained(argos.node_versions_statement(chunk), 'recording the nodes of the project')) -%}
      {%- endfor -%}
      {%- set described = dict(argos.run_description(), nodes_hash=none if false in recorded else parsed.hash) -%}
      {%- do argos.contained(argos.run_event_statement('STARTED', described), 'recording the start of the run') -%}
      {%- do argos.log_time('prepare', began) -%}
      {%- if argos.sees_real_data() and graph.sources | length > argos.registry() | length -%}{%- do argos._measure_sources(gates) -%}{%- endif -%}
    {%- endif -%}
  {%- endif -%}
  {{ return('') }}
{% endmacro %}

{#- Sources have no hook: those that a selected gate guards are measured before anything builds. dbt retry does not say what it selects:
    then those whose gates did not all pass. -#}
{% macro _measure_sources(gates) %}
  {%- set guarded, unselected = [], [] -%}
  {%- for id, gate in gates.items() if id in selected_resources or not selected_resources -%}
    {%- do guarded.extend(gate.depends_on.nodes | select('in', graph.sources)) -%}
  {%- endfor -%}
  {%- if guarded and not selected_resources -%}
    {%- for row in argos.read_rows('select instance_id from (select instance_id, level, row_number() over (partition by gate_id order by recorded_at desc) as place from ' ~ argos.fact('gate_decision') ~ ' where recorded_at >= ' ~ argos.ago(days=argos.memory_days()) ~ ') as decisions where place = 1 group by instance_id having max(coalesce(level, 1)) = 0') or [] -%}{%- do unselected.append(row[0]) -%}{%- endfor -%}
  {%- endif -%}
  {%- for id in guarded | unique | reject('in', unselected) -%}
    {%- set source = graph.sources[id] -%}
    {%- set relation = argos.relation_of(source) -%}
    {%- if (source.meta or {}).external_location or (source.source_meta or {}).external_location -%}
      {%- do log('argos: source ' ~ argos.label(source) ~ ' is not measured: it has an external_location, and argos measures tables and views; its gate will warn, unless a view of it has the gate', info=true) -%}
    {%- elif argos.can_read('select 1 as one from ' ~ relation) -%}
      {%- do argos.measure_relation(source, relation) -%}
    {%- else -%}
      {%- do log('argos: source ' ~ argos.label(source) ~ ' is not measured: there is no ' ~ argos.plain_name(relation) ~ ' that can be read; its gate will warn', info=true) -%}
    {%- endif -%}
  {%- endfor -%}
{% endmacro %}

{#- A line for each thing outside the settings that counts for nothing: the history, the user's weights. -#}
{% macro _check_surroundings() %}
  {%- set history, unseen = argos.setting('history_schema'), [] -%}
  {%- if history -%}
    {%- for name in ['salt', 'series_metric', 'gate_decision', 'alarm_feedback', 'series_forecast', 'learned_threshold', 'baseline_version', 'baseline_attestation'] if not argos.is_known(argos.history(name, even_unseen=true)) -%}{%- do unseen.append(name) -%}{%- endfor -%}
  {%- endif -%}
  {%- if history and not argos.is_known(argos.history('run_profile_result', even_unseen=true)) -%}
    {%- do log('argos: argos_history_schema ' ~ history ~ ' has no facts of argos: this target judges by its own', info=true) -%}
  {%- elif history and not argos.is_known(argos.history(argos.contract_name(), even_unseen=true)) -%}
    {%- do log('argos: the tables in argos_history_schema ' ~ history ~ ' were made by another version of argos: run that target once with this version', info=true) -%}
  {%- elif unseen -%}
    {%- do log('argos: ' ~ unseen | join(', ') ~ ' of argos_history_schema ' ~ history ~ ' cannot be seen: this target uses its own instead; grant the reading of them', info=true) -%}
  {%- endif -%}
  {%- set weights = argos.severity_weights() -%}
  {%- set known = weights.parts.keys() | list + weights.limits.keys() | list -%}
  {%- set rows = argos.read_rows('select part, weight from ' ~ weights.seed) if weights.seed else [] -%}
  {%- if rows is none -%}{%- do log('argos: the seed argos_weights has no columns part and weight: the shipped weights are used', info=true) -%}{%- endif -%}
  {%- for part, weight in rows or [] -%}
    {%- set name = part ~ '' -%}
    {%- if part is none -%}
      {%- do log('argos: the seed argos_weights has a row without a part, which counts for nothing', info=true) -%}
    {%- elif name | lower not in known and not (name | lower).startswith('owner:') -%}
      {%- set near = argos.nearest(name | lower, known) -%}
      {%- do log('argos: the seed argos_weights has a part ' ~ name ~ ' that argos does not know' ~ (': did you mean ' ~ near ~ '?' if near else ': known are ' ~ known | join(', ') ~ ', owner:<name>'), info=true) -%}
    {%- elif not modules.re.match('-?[0-9]{1,9}([.][0-9]+)?$', weight ~ '') -%}
      {%- do log('argos: the weight of ' ~ name ~ ' in the seed argos_weights is no number of at most nine digits: the shipped weight is used', info=true) -%}
    {%- endif -%}
  {%- endfor -%}
{% endmacro %}
