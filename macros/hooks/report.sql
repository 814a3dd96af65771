{#- One sentence per gate that did not pass, one line on what was measured and left out, one on what failed; returns the
    problems. -#}
{% macro report(run, decisions) %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- set seen = {'measured': [], 'column': [], 'large': [], 'unmeasured': [], 'error': [], 'scope': [], 'reasons': []} -%}
  {%- set failing = decisions | selectattr('2') | sort(attribute='0') | sort(attribute='2', reverse=true) | list -%}
  {%- set expected = run.measurable if argos.sees_real_data() else [] -%}
  {%- set rows = argos.read_rows(argos.report_query(expected, failing)) -%}
  {%- for row in rows or [] -%}{%- do seen[row[0]].append(row) -%}{%- endfor -%}
  {%- if failing -%}{%- do argos._say_gates(failing, seen.reasons, run.unbuilt) -%}{%- endif -%}
  {%- if not argos.sees_real_data() -%}
    {%- do log('argos: nothing is measured under ' ~ ('--empty' if flags.EMPTY else '--sample') ~ ': ' ~ argos.counted(run.measurable | length, 'relation') ~ ' left out', info=true) -%}
  {%- elif rows is not none -%}
    {%- do argos._say_measured(run, seen.measured[0][1] | int, seen.measured[0][2] | int, seen.column[0][1] | int, seen.large[0][1] | int) -%}
  {%- endif -%}
  {%- set problems = argos._problems(seen, rows is none) if rows is none or seen.error or seen.unmeasured or seen.scope else [] -%}
  {%- for problem in problems -%}{%- do log('argos: ' ~ problem, info=true) -%}{%- endfor -%}
  {%- do argos.log_time('report', began) -%}
  {{ return(problems) }}
{% endmacro %}

{% macro _say_gates(failing, rows, skipped) %}
  {%- set reasons_of = {} -%}
  {%- for row in rows -%}{%- do reasons_of.update({row[1]: fromjson(row[2] or '[]')}) -%}{%- endfor -%}
  {%- for gate_id, node_id, level, outcome, blocking in failing -%}
    {%- set reasons = reasons_of.get(gate_id) or ['its reasons cannot be read'] -%}
    {%- set effect = 'this stopped the build: ' ~ argos.counted(skipped, 'relation') ~ ' not built in this run' if blocking else 'warned only' -%}
    {%- do log('argos ' ~ outcome ~ ' ' ~ graph.nodes[gate_id].test_metadata.name ~ ': ' ~ reasons[:3] | join('; ') ~ ('; and ' ~ (reasons | length - 3) ~ ' more' if reasons | length > 3 else '') ~ ' (' ~ effect ~ ')', info=true) -%}
  {%- endfor -%}
{% endmacro %}

{% macro _say_measured(run, measured, partitions, columns, large) %}
  {%- set ephemeral = [] -%}
  {%- for id in selected_resources if id in graph.nodes and graph.nodes[id].config.materialized == 'ephemeral' and graph.nodes[id].package_name != 'argos' -%}{%- do ephemeral.append(id) -%}{%- endfor -%}
  {%- set left_out = [] -%}
  {%- for number, word in [(run.views, 'view'), (ephemeral | length, 'ephemeral model'), (run.hookless, 'node'), (columns, 'nested or binary column'), (large, 'table')] if number -%}
    {%- do left_out.append(argos.counted(number, word) ~ {'node': ' without the post-hook argos.measure()', 'table': ' over argos_profile_max_bytes, but for the number of rows'}.get(word, '')) -%}
  {%- endfor -%}
  {%- if measured or left_out -%}
    {%- do log('argos: measured ' ~ argos.counted(measured, 'relation') ~ (' and ' ~ argos.counted(partitions, 'partition') if partitions else '') ~ (', left out ' ~ left_out | join(', ') if left_out else ''), info=true) -%}
  {%- endif -%}
{% endmacro %}

{% macro _problems(seen, unreadable) %}
  {%- set problems = ['its tables in ' ~ argos.schema() ~ ' cannot be read: what was measured is not known'] if unreadable else [] -%}
  {%- for kind, words in [('error', ['statement', 'of argos failed']), ('unmeasured', ['relation', 'built but not measured'])] if seen[kind] -%}
    {%- do problems.append(argos.counted(seen[kind] | length, words[0]) ~ ' ' ~ words[1] ~ ': ' ~ seen[kind][:3] | map(attribute=1) | join(', ')) -%}
  {%- endfor -%}
  {%- if seen.scope -%}{%- do problems.append('hooks of models see other options than hooks of the run: set argos_* directly under vars, not under the name of a package') -%}{%- endif -%}
  {{ return(problems) }}
{% endmacro %}

{#- Rows of (kind, what, detail): how many relations and skipped columns this run has, which relations it lacks, which
    statements failed, and why the gates in `failing` did not pass. -#}
{% macro report_query(expected, failing) %}
  {%- set this_run = 'where run_id = ' ~ argos.string_literal(invocation_id) ~ ' and recorded_at >= ' ~ argos.ago(days=1) -%}
  {%- set text = argos.types().text -%}
  {%- set none_text = 'cast(null as ' ~ text ~ ')' -%}
  {%- set expected_rows = [] -%}{%- for id in expected -%}{%- do expected_rows.append([id]) -%}{%- endfor -%}
select 'error' as kind, 'recording the start of the run' as what, {{ none_text }} as detail
from (select count(*) as known from {{ argos.fact('run_event') }} {{ this_run }} and event in ('STARTED', 'ERROR')) as events
where known = 0
union all
select 'error', detail, {{ none_text }} from {{ argos.fact('run_event') }} {{ this_run }} and event = 'ERROR'
union all
select 'measured', cast(count(distinct instance_id) as {{ text }}), cast(count(case when element_id = '' then partition_value end) as {{ text }}) from {{ argos.fact('run_profile_result') }} {{ this_run }}
union all
select 'column', cast(count(*) as {{ text }}), {{ none_text }} from {{ argos.fact('run_profile_result') }} {{ this_run }} and type_family = 'other' and partition_value is null
union all
select 'large', cast(count(*) as {{ text }}), {{ none_text }} from {{ argos.fact('run_profile_result') }} {{ this_run }} and element_id = '' and notes like '%over argos_profile_max_bytes%'
union all
select 'scope', {{ none_text }}, {{ none_text }} from {{ argos.fact('run_profile_result') }} {{ this_run }} and element_id = '' and notes not like '%"settings": "{{ argos.settings_hash() }}"%' group by run_id
{%- if failing %}
union all
select 'reasons', gate_id, reasons from {{ argos.fact('gate_decision') }} {{ this_run }} and level > 0
{%- endif %}
{%- if expected %}
union all
select 'unmeasured', e.instance_id, {{ none_text }}
from ({{ argos.json_rows(['instance_id'], expected_rows) }}) as e
left join (select instance_id from {{ argos.fact('run_profile_result') }} {{ this_run }} and element_id = '') as seen on seen.instance_id = e.instance_id
where seen.instance_id is null
{%- endif %}
{% endmacro %}

{#- `1 node`, `2 nodes`. -#}
{% macro counted(number, word) %}{{ return(number ~ ' ' ~ word ~ ('' if number == 1 else 's')) }}{% endmacro %}
