{#- One sentence per gate that did not pass, one line on what was measured and left out, one on what failed; returns the
    problems. -#}
{% macro report(run, decisions) %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- set seen = {'measured': [], 'column': [], 'large': [], 'unmeasured': [], 'scope': [], 'learning': []} -%}
  {%- set failed = argos.run_memory().failed -%}
  {%- set failing = decisions | rejectattr('reasons', 'none') | sort(attribute='gate_id') | sort(attribute='gravity', reverse=true) | list -%}
  {%- set expected = run.measurable if argos.sees_real_data() else [] -%}
  {%- set passed = decisions | selectattr('level', 'equalto', 0) | selectattr('reasons', 'none') | list -%}
  {%- set rows = argos.read_rows(argos.report_query(expected, passed)) -%}
  {%- for row in rows or [] -%}{%- do seen[row[0]].append(row) -%}{%- endfor -%}
  {%- if failing -%}{%- do argos._say_gates(failing, run.unbuilt) -%}{%- endif -%}
  {%- if seen.learning -%}{%- do argos._say_learning(passed, seen.learning) -%}{%- endif -%}
  {%- if not argos.sees_real_data() -%}
    {%- do log('argos: nothing is measured under ' ~ ('--empty' if flags.EMPTY else '--sample') ~ ': ' ~ argos.counted(run.measurable | length, 'relation') ~ ' left out', info=true) -%}
  {%- elif rows is not none -%}
    {%- set measured, partitions, ephemeral, left_out = seen.measured[0][1] | int, seen.measured[0][2] | int, [], [] -%}
    {%- for id in selected_resources if id in graph.nodes and graph.nodes[id].config.materialized == 'ephemeral' and graph.nodes[id].package_name != 'argos' -%}{%- do ephemeral.append(id) -%}{%- endfor -%}
    {%- for number, word in [(run.views, 'view'), (ephemeral | length, 'ephemeral model'), (run.hookless, 'node'), (seen.column[0][1] | int, 'nested or binary column'), (seen.large[0][1] | int, 'table')] if number -%}
      {%- do left_out.append(argos.counted(number, word) ~ {'node': ' without the post-hook argos.measure()', 'table': ' over argos_profile_max_bytes, but for the number of rows'}.get(word, '')) -%}
    {%- endfor -%}
    {%- if measured or left_out -%}
      {%- do log('argos: measured ' ~ argos.counted(measured, 'relation') ~ (' and ' ~ argos.counted(partitions, 'partition') if partitions else '') ~ (', left out ' ~ left_out | join(', ') if left_out else ''), info=true) -%}
    {%- endif -%}
  {%- endif -%}
  {%- set problems = argos._problems(seen, failed, rows is none) if rows is none or failed or seen.unmeasured or seen.scope else [] -%}
  {%- for problem in problems -%}{%- do log('argos: ' ~ problem, info=true) -%}{%- endfor -%}
  {%- do argos.log_time('report', began) -%}
  {{ return(problems) }}
{% endmacro %}

{% macro _say_gates(failing, skipped) %}
  {%- for one in failing -%}
    {%- set node = graph.nodes.get(one.instance_id) or graph.sources[one.instance_id] -%}
    {%- set reasons = one.reasons or ['its reasons are not known: ' ~ argos.label(node)] -%}
    {%- set effect = ('this stopped the build: ' ~ argos.counted(skipped, 'relation') ~ ' not built in this run' if skipped else 'an error; nothing was left unbuilt') if one.blocking else {'PASS': 'its own warn_if, error_if, limit or fail_calc lets it pass', 'SKIPPED': 'dbt ended before it counted'}.get(one.outcome, 'warned only') -%}
    {%- set ids = [] -%}{%- for id in one.event_ids -%}{%- do ids.append(id[:8]) -%}{%- endfor -%}
    {%- do log('argos ' ~ one.outcome ~ ' ' ~ graph.nodes[one.gate_id].test_metadata.name ~ (' in ' ~ node.package_name if node.package_name != project_name else '') ~ ': ' ~ reasons[:3] | join('; ') ~ ('; and ' ~ (reasons | length - 3) ~ ' more' if reasons | length > 3 else '') ~ ' (' ~ effect ~ ')' ~ (', event ' ~ ids[:8] | join(', ') ~ (' and ' ~ (ids | length - 8) ~ ' more' if ids | length > 8 else '') if ids else ''), info=true) -%}
    {%- if one.blocking and ids -%}{%- do log('argos: once it is mended: dbt build --select ' ~ ('source:' ~ argos.label(node) if node.resource_type == 'source' else argos.label(node) if node.package_name == project_name else node.fqn | join('.')) ~ '+; if it is as it should be: argos feedback ' ~ ids | join(' ') ~ ' --wrong, then dbt retry', info=true) -%}{%- endif -%}
  {%- endfor -%}
{% endmacro %}

{#- One line for all gates that passed because they learn; the longest first. -#}
{% macro _say_learning(passed, rows) %}
  {%- set known, learners = {}, [] -%}
  {%- for row in rows -%}{%- do known.update({row[1] ~ ' ' ~ row[3] | lower: row[2] | int}) -%}{%- endfor -%}
  {%- for decision in passed if graph.nodes[decision.gate_id].test_metadata.name not in ['profile_within', 'schema_unchanged'] -%}
    {%- set gate, node = graph.nodes[decision.gate_id], graph.nodes.get(decision.instance_id) or graph.sources[decision.instance_id] -%}
    {%- set column = (gate.column_name or '') | replace('"', '') | replace('`', '') -%}
    {%- set days_known = known.get(decision.instance_id ~ ' ' ~ column | lower) -%}
    {%- if days_known is not none -%}
      {#- Before six are known there is nothing to compare the seventh with. -#}
      {%- set days = [[argos.setting('learning_days', argos.meta_of(node)), 6] | max - days_known, 1] | max -%}
      {%- do learners.append([-days, gate.test_metadata.name ~ ' of ' ~ argos.label(node) ~ ('.' ~ column if column else ''), argos.counted(days | int, 'day')]) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- if learners -%}
    {%- set longest = (learners | sort)[0] -%}
    {%- do log('argos INFO ' ~ longest[1] ~ ' learns: ' ~ longest[2] ~ ' to go' ~ ('; so ' ~ ('do ' if learners | length > 2 else 'does ') ~ argos.counted(learners | length - 1, 'other gate') if learners | length > 1 else ''), info=true) -%}
  {%- endif -%}
{% endmacro %}

{% macro _problems(seen, failed, unreadable) %}
  {%- set problems = ['its tables in ' ~ argos.schema() ~ ' cannot be read: what was measured is not known'] if unreadable else [] -%}
  {%- for names, words in [(failed, ['statement', 'of argos failed']), (seen.unmeasured | map(attribute=1) | list, ['relation', 'built but not measured'])] if names -%}
    {%- do problems.append(argos.counted(names | length, words[0]) ~ ' ' ~ words[1] ~ ': ' ~ names[:3] | join(', ')) -%}
  {%- endfor -%}
  {%- if seen.scope -%}{%- do problems.append('hooks of models see other options than hooks of the run: set argos_* directly under vars, not under the name of a package') -%}{%- endif -%}
  {{ return(problems) }}
{% endmacro %}

{#- `1 node`, `2 nodes`. -#}
{% macro counted(number, word) %}{{ return(number ~ ' ' ~ word ~ ('' if number == 1 else 's')) }}{% endmacro %}
