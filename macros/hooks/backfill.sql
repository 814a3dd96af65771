{#- dbt run-operation argos.backfill --args '{relation: orders, days: 30}': measures the partitions of a relation's last days that were
    never measured, or whose rows are not as many any more. Some in each statement, so that what is done stays when it is stopped. -#}
{% macro backfill(relation=none, days=30) %}
  {%- if not execute -%}{{ return('') }}{%- endif -%}
  {%- set problem = argos.no_operation() or ('' if days is integer and days > 0 else 'days is ' ~ tojson(days ~ '') ~ ', not a whole number above 0') -%}
  {%- if problem -%}{{ exceptions.raise_compiler_error('argos: ' ~ problem) }}{%- endif -%}
  {%- set node = argos._own_nodes(relation or '')[0] -%}
  {%- set where = argos.relation_of(node) -%}
  {%- if not argos.can_read('select 1 as one from ' ~ where) -%}{{ exceptions.raise_compiler_error('argos: there is no ' ~ argos.plain_name(where) ~ ': build it first') }}{%- endif -%}
  {%- set meta = argos.meta_of(node) -%}
  {%- set all_columns = argos.columns_of(where, meta) -%}
  {%- set partitions = argos.partitions_of(node, where, all_columns) -%}
  {%- if partitions is none -%}{{ exceptions.raise_compiler_error('argos: ' ~ argos.label(node) ~ ' has no partitions to measure: declare meta.argos.partition, such as {column: ordered_on, grain: day}') }}{%- endif -%}
  {%- set columns = argos.chosen_columns(all_columns, meta, argos.label(node)) -%}
  {%- set since = argos.clock() - modules.datetime.timedelta(days=argos.whole_days(days)) -%}
  {%- set underived = argos.read_rows('select distinct partition_value from (' ~ argos.unjudged_facts([argos.string_literal(node.unique_id)], since) ~ ') as unjudged') or [] -%}
  {%- set waiting = argos.unmeasured(partitions, days, underived | map('first') | list) -%}
  {%- set done = [] -%}
  {%- for chunk in argos.batches_of(waiting) -%}
    {%- if not argos.attempt(argos.partitions_statement(node, where, columns, meta, partitions, chunk)) -%}
      {{ exceptions.raise_compiler_error('argos: measuring the partitions of ' ~ argos.label(node) ~ ' from ' ~ chunk[0].value ~ ' failed after ' ~ argos.counted(done | length, 'partition') ~ ', which stay; the error is in logs/dbt.log') }}
    {%- endif -%}
    {#- The metrics of these days say what was normal for the days after them. -#}
    {%- set first = chunk[0].start -%}
    {%- set statements = argos.judging([argos.to_judge(node)], modules.datetime.datetime(first.year, first.month, first.day)) if first else {} -%}
    {%- if first and not (argos.attempt(statements.frames) and argos.attempt(statements.metrics)) -%}
      {{ exceptions.raise_compiler_error('argos: comparing the days of ' ~ argos.label(node) ~ ' with those before failed; what was measured stays, and the next backfill tries again; the error is in logs/dbt.log') }}
    {%- endif -%}
    {%- do done.extend(chunk) -%}
    {%- do log('argos: measured ' ~ done | length ~ ' of ' ~ argos.counted(waiting | length, 'partition') ~ ' of ' ~ argos.label(node) ~ ', up to ' ~ chunk[-1].value, info=true) -%}
  {%- endfor -%}
  {%- if not waiting -%}{%- do log('argos: nothing to measure: every partition of the last ' ~ argos.counted(days, 'day') ~ ' of ' ~ argos.label(node) ~ ' is measured', info=true) -%}{%- endif -%}
  {#- The first baseline of a relation whose past is measured. One that has to be attested is proposed by a person. -#}
  {%- set proposals = 'select version from ' ~ argos.history('baseline_attestation') ~ ' where instance_id = ' ~ argos.string_literal(node.unique_id) ~ " and step = 'PROPOSED' limit 1" -%}
  {%- if argos.setting('baseline_mode', meta) == 'auto' and not argos.read_rows(proposals) -%}
    {%- set label = argos.label(node) -%}
    {%- set held = argos.freeze_windows(argos.clock().date()) | selectattr('relation', 'in', ['', label | lower]) | list -%}
    {%- if held -%}{%- do log('argos: no baseline of ' ~ label ~ ' is proposed yet: nothing changes ' ~ held[0].shown, info=true) -%}
    {%- elif not argos._propose([[node.unique_id, 'auto', meta.owner or none, none]], {node.unique_id: label}, reason='its past was measured') -%}
      {%- do log('argos: no baseline of ' ~ label ~ ' is proposed yet: it has no good day in the last 30', info=true) -%}
    {%- endif -%}
  {%- endif -%}
{% endmacro %}

{#- The models, seeds, snapshots and sources of the project, or a list of the one that is called so: by its name, a source's group and name,
    or its unique_id, else by the last parts of its relation's name. `why` begins what is said where there is none. -#}
{% macro _own_nodes(name=none, why='') %}
  {%- set nodes, called, placed, known, typed = [], [], [], [], (name or '') | string | lower -%}
  {%- for node in (graph.nodes.values() | list) + (graph.sources.values() | list) if node.package_name != 'argos' and node.resource_type in ['model', 'seed', 'snapshot', 'source'] -%}
    {%- set place = [node.database, node.schema, node.alias or node.identifier or node.name] | select | join('.') | lower -%}
    {%- do nodes.append(node) -%}
    {%- do known.append(argos.label(node)) -%}
    {%- if typed in [argos.label(node) | lower, node.unique_id | lower] -%}{%- do called.append(node) -%}
    {%- elif typed and ('.' ~ place).endswith('.' ~ typed) -%}{%- do placed.append(node) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- if name is none -%}{{ return(nodes) }}{%- endif -%}
  {%- set found = called or placed -%}
  {%- if found | length == 1 -%}{{ return(found) }}{%- endif -%}
  {%- set near = argos.nearest(name ~ '', known) -%}
  {{ exceptions.raise_compiler_error('argos: ' ~ why ~ ('name a relation, such as {relation: orders}' if not name else (name ~ ' may be ' ~ found | map(attribute='unique_id') | join(', ') if found else 'no relation is called ' ~ name ~ (': did you mean ' ~ near ~ '?' if near else '')))) }}
{% endmacro %}
