{#- Post-hook of every model, seed and snapshot: what its relation holds, and, where a gate asks, whether that is normal.
    Nothing here can fail the node: rendering asks once, for the columns, and each statement is contained. -#}
{% macro measure() %}
  {%- if argos.writes() and argos.sees_real_data() and argos.is_measured(model) and argos.is_ready() -%}
    {%- do argos.measure_relation(model, this, model.unique_id in argos.guarded_nodes()) -%}
  {%- endif -%}
  {{ return('') }}
{% endmacro %}

{#- Facts of one node's relation and, where asked, verdicts on them. -#}
{% macro measure_relation(node, relation, judge) %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- set meta = argos.meta_of(node) -%}
  {%- set all_columns = argos.columns_of(relation, node.resource_type != 'source') -%}
  {%- if not all_columns -%}{{ return(log('argos: ' ~ argos.label(node) ~ ' is not measured: there is no ' ~ argos.plain_name(relation) ~ ' that can be read', info=true)) }}{%- endif -%}
  {%- set columns = argos.chosen_columns(all_columns, meta, argos.label(node)) -%}
  {%- set partitions = argos.partitions_of(node, relation, all_columns) -%}
  {%- set touched = argos.touched(partitions, argos.setting('profile_window_days', meta), argos.rebuilt_since(node)) if partitions else [] -%}
  {%- set measured = [] -%}
  {%- for batch in argos.batches_of(touched) -%}
    {%- if argos.is_contained(argos.partitions_statement(node, relation, columns, meta, partitions, batch), 'measuring ' ~ argos.counted(batch | length, 'partition') ~ ' of ' ~ argos.plain_name(relation)) -%}{%- do measured.extend(batch) -%}{%- endif -%}
  {%- endfor -%}
  {%- if partitions and argos.can_merge(partitions, measured, argos.setting('profile_merge_rows', meta)) -%}
    {%- set facts = argos.merged_profile(node.unique_id, relation, columns, meta, partitions) -%}
  {%- else -%}
    {%- set skipped = argos.too_large(relation, all_columns, meta) -%}
    {%- set facts = argos.profile(node.unique_id, relation, [] if skipped else columns, meta, skipped=skipped) -%}
  {%- endif -%}
  {%- do argos.contained(argos.append('run_profile_result', argos.profile_fields(), facts), 'measuring ' ~ argos.plain_name(relation)) -%}
  {%- set missing = argos.missing_day(partitions) if partitions else none -%}
  {%- if missing -%}
    {%- do log('argos: ' ~ argos.label(node) ~ ' has no rows of ' ~ missing ~ ', which it should have by now: the day counts as one without rows', info=true) -%}
    {%- do argos.contained(argos.missing_day_statement(node, relation, missing, partitions), 'measuring ' ~ argos.plain_name(relation)) -%}
  {%- endif -%}
  {%- if judge -%}
    {%- do argos.judge([argos.to_judge(node)], argos.plain_name(relation)) -%}
  {%- endif -%}
  {%- do argos.log_time('measure', began) -%}
{% endmacro %}

{#- The columns that a node's settings leave to be measured. Columns that settings name and the relation lacks are said: a misspelt
    personal column would be shown. -#}
{% macro chosen_columns(columns, meta, label) %}
  {%- set only, without = argos.setting('profile_columns', meta), argos.setting('profile_exclude_columns', meta) -%}
  {%- set have = argos._lowered(columns | map(attribute='name') | list) -%}
  {%- for key in ['personal', 'plain_values', 'critical', 'profile_columns', 'profile_exclude_columns'] if key in meta -%}
    {%- for name in argos._lowered(meta[key]) if name not in have -%}
      {%- set near = argos.nearest(name, have) -%}
      {%- do log('argos: meta.argos.' ~ key ~ ' of ' ~ label ~ ' names ' ~ name ~ ', which is no column of it' ~ (': did you mean ' ~ near ~ '?' if near else ''), info=true) -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- set texts = argos._lowered(columns | selectattr('family', 'equalto', 'text') | map(attribute='name') | list) | select('in', argos._lowered(meta.get('plain_values'))) | list if meta.get('plain_values') else [] -%}
  {%- if texts -%}{%- do log('argos: meta.argos.plain_values of ' ~ label ~ ' names ' ~ texts | join(', ') ~ ': no value of a text is ever kept', info=true) -%}{%- endif -%}
  {%- if not only and not without -%}{{ return(columns) }}{%- endif -%}
  {%- set only, without = argos._lowered(only), argos._lowered(without) -%}
  {%- set chosen = [] -%}
  {%- for column in columns if (not only or column.name | lower in only) and column.name | lower not in without -%}{%- do chosen.append(column) -%}{%- endfor -%}
  {{ return(chosen) }}
{% endmacro %}

{#- A row of what verdicts() judges, by the node's settings where nothing else is given. What is a FAIL is never likelier than what is a
    WARN. -#}
{% macro to_judge(node, warn_p_value=none, fail_p_value=none, learning_days=none) %}
  {%- set meta = argos.meta_of(node) -%}
  {%- set warn = argos.setting('warn_p_value', meta) if warn_p_value is none else warn_p_value -%}
  {%- set fail = argos.setting('fail_p_value', meta) if fail_p_value is none else fail_p_value -%}
  {{ return([node.unique_id, argos.label(node), warn, [fail, warn] | min, argos.setting('learning_days', meta) if learning_days is none else learning_days]) }}
{% endmacro %}

{#- Appends how what this run observed of some relations stands against its past, its metrics, and the verdicts on the newest day, also by
    baselines that are attested where a node asks for that. -#}
{% macro judge(judged, what) %}
  {%- set statements = argos.judging(judged) -%}
  {%- if argos.is_contained(statements.frames, 'comparing ' ~ what ~ ' with the days before') and argos.is_contained(statements.metrics, 'deriving the metrics of ' ~ what) -%}
    {%- do argos.contained(statements.verdicts, 'judging ' ~ what) -%}
  {%- endif -%}
  {%- set held = [] -%}
  {%- for row in judged if argos.setting('baseline_mode', argos.meta_of(graph.nodes.get(row[0]) or graph.sources.get(row[0]) or {})) == 'attested' -%}{%- do held.append(row[:2]) -%}{%- endfor -%}
  {%- if held -%}
    {%- set fields = argos.verdict_fields() + ['baseline_version'] -%}
    {%- do argos.contained(argos.append('column_verdict', fields, argos.baseline_verdicts(held)), 'holding ' ~ what ~ ' to its baseline') -%}
  {%- endif -%}
{% endmacro %}

{#- The three statements. Each reads what the one before it wrote, since Spark and BigQuery compute a CTE as often as it is named. -#}
{% macro judging(judged, since=none) %}
  {%- set ids = [] -%}
  {%- for row in judged -%}{%- do ids.append(argos.string_literal(row[0])) -%}{%- endfor -%}
  {%- set since = since or argos.clock().replace(hour=0, minute=0, second=0, microsecond=0) - modules.datetime.timedelta(days=argos.memory_days()) -%}
  {%- set facts = argos.observed_in_run(ids, since) -%}
  {%- set fields = 'select ' ~ argos.verdict_fields() | join(', ') ~ ' from (\n' -%}
  {%- set newest = 'select * from (select *, max(profile_ts) over (partition by instance_id, element_id) as newest_ts from (' ~ argos.of_this_run('series_metric', ids) ~ ') as of_run) as m where profile_ts = newest_ts' -%}
  {%- set verdicts = fields ~ argos.verdicts(judged, newest, since) ~ '\n) as of_metrics\nunion all\n' ~ fields ~ argos.schema_verdicts(judged, ids) ~ '\n) as of_schema' -%}
  {{ return({
    'frames': argos.append('reference_frame', argos.frame_fields(), argos.reference_frames(facts, ids, since)),
    'metrics': argos.append('series_metric', argos.series_metric_fields(), argos.series_metrics(facts, ids, since, argos.of_this_run('reference_frame', ids))),
    'verdicts': argos.append('column_verdict', argos.verdict_fields(), verdicts),
  }) }}
{% endmacro %}
