{#- Post-hook of every model, seed and snapshot: what its relation holds. Whether that is normal is told when a gate asks, or at the run's
    end. Nothing here can fail the node: rendering asks once, for the columns, and each statement is contained. -#}
{% macro measure() %}
  {%- if argos.writes() and argos.sees_real_data() and argos.is_measured(model) and argos.is_ready() -%}
    {%- set hooked = argos.run_memory().hooked -%}
    {%- if model.unique_id not in hooked -%}
      {%- do hooked.append(model.unique_id) -%}
      {%- do argos.measure_relation(model, this) -%}
    {%- endif -%}
  {%- endif -%}
  {{ return('') }}
{% endmacro %}

{#- Facts of one node's relation, which is to be judged then. -#}
{% macro measure_relation(node, relation) %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- set meta = argos.meta_of(node) -%}
  {#- What dbt's own materializations leave is there, unless another hook took it away. -#}
  {%- set is_alone = (node.config.get('post-hook') or []) | length == 1 -%}
  {%- set is_table = is_alone and node.config.materialized in ['table', 'incremental', 'snapshot', 'seed'] -%}
  {%- set is_sure = is_table or is_alone and node.config.materialized == 'view' or node.resource_type == 'source' -%}
  {%- set all_columns = argos.columns_of(relation, meta, is_table, is_sure) -%}
  {%- if not all_columns -%}{{ return(log('argos: ' ~ argos.label(node) ~ ' is not measured: there is no ' ~ argos.plain_name(relation) ~ ' that can be read', info=true)) }}{%- endif -%}
  {%- set columns = argos.chosen_columns(all_columns, meta, argos.label(node)) -%}
  {%- set partitions = argos.partitions_of(node, relation, all_columns) -%}
  {%- set touched = argos.touched(partitions, argos.setting('profile_window_days', meta), node) if partitions else [] -%}
  {%- set measured = [] -%}
  {%- for batch in argos.batches_of(touched) -%}
    {%- if argos.contained(argos.partitions_statement(node, relation, columns, meta, partitions, batch), 'measuring ' ~ argos.counted(batch | length, 'partition') ~ ' of ' ~ argos.plain_name(relation)) -%}{%- do measured.extend(batch) -%}{%- endif -%}
  {%- endfor -%}
  {#- The profile of the whole is merged when it has more rows than are scanned for it, each of them in a partition, and each partition is
      measured, before or now. -#}
  {%- set now, merged = measured | map(attribute='value') | list, [] -%}
  {%- for one in (partitions or {}).found or [] if one.value in now or one.known_count == one.row_count -%}{%- do merged.append(one.row_count) -%}{%- endfor -%}
  {%- if partitions and partitions.all_rows > argos.setting('profile_merge_rows', meta) and merged | sum == partitions.all_rows -%}
    {%- set facts = argos.merged_profile(node.unique_id, relation, columns, partitions) -%}
  {%- else -%}
    {%- set most_bytes = argos.setting('profile_max_bytes', meta) -%}
    {%- set size_bytes = argos.relation_bytes(relation, all_columns) if most_bytes > 0 else none -%}
    {%- set skipped = none if size_bytes is none or size_bytes <= most_bytes else 'all columns: about ' ~ (size_bytes / 1000000000) | round(1) ~ ' GB' ~ ', over argos_profile_max_bytes' -%}
    {%- set facts = argos.profile(node.unique_id, relation, [] if skipped else columns, meta, skipped=skipped) -%}
  {%- endif -%}
  {%- do argos.contained(argos.append('run_profile_result', argos.profile_fields(), facts), 'measuring ' ~ argos.plain_name(relation)) -%}
  {%- set missing = argos.missing_day(node.unique_id, partitions) if partitions else none -%}
  {%- if missing -%}
    {%- do log('argos: ' ~ argos.label(node) ~ ' has no rows of ' ~ missing ~ ', which it should have by now: the day counts as one without rows', info=true) -%}
    {%- do argos.contained(argos.missing_day_statement(node, relation, missing, partitions), 'measuring ' ~ argos.plain_name(relation)) -%}
  {%- endif -%}
  {%- do argos.run_memory().measured.update({node.unique_id: {'row': argos.to_judge(node), 'name': argos.plain_name(relation)}}) -%}
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
