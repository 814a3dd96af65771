{#- What this run measured, what it left out and why, and which statements of argos failed. Returns the problems. -#}
{% macro _say_coverage() %}
  {%- set left_out = [] -%}
  {%- set expected = [] -%}
  {%- set counts = {'views': 0, 'ephemeral': 0, 'hookless': 0} -%}
  {%- for result in results if result.status == 'success' and result.node.resource_type in ['model', 'seed', 'snapshot'] -%}
    {%- set node = graph.nodes[result.node.unique_id] -%}
    {%- if argos.is_measurable(node) -%}{%- do expected.append([node.unique_id]) -%}
    {%- elif argos.has_measure_hook(node) -%}{%- do counts.update({'views': counts.views + 1}) -%}
    {%- else -%}{%- do counts.update({'hookless': counts.hookless + 1}) -%}{%- endif -%}
  {%- endfor -%}
  {%- if not argos.sees_real_data() -%}
    {%- do log('argos: nothing is measured under ' ~ ('--empty' if flags.EMPTY else '--sample') ~ ': ' ~ argos.counted(expected | length, 'relation') ~ ' left out', info=true) -%}
    {{ return([]) }}
  {%- endif -%}
  {%- set rows = argos.read_rows(argos.coverage_query(expected)) -%}
  {%- if rows is none -%}
    {%- do log('argos: its tables in ' ~ argos.schema() ~ ' cannot be read: what was measured is not known', info=true) -%}
    {{ return(['its tables cannot be read']) }}
  {%- endif -%}
  {%- set seen = {'measured': [], 'column': [], 'unmeasured': [], 'error': [], 'scope': []} -%}
  {%- for row in rows -%}{%- do seen[row[0]].append(row[1]) -%}{%- endfor -%}
  {%- set measured = seen.measured[0] | int -%}
  {%- for id in selected_resources if id in graph.nodes and graph.nodes[id].config.materialized == 'ephemeral' and graph.nodes[id].package_name != 'argos' -%}{%- do counts.update({'ephemeral': counts.ephemeral + 1}) -%}{%- endfor -%}
  {%- for number, word in [(counts.views, 'view'), (counts.ephemeral, 'ephemeral model'), (counts.hookless, 'node'), (seen.column[0] | int, 'nested or binary column')] if number -%}
    {%- do left_out.append(argos.counted(number, word) ~ (' without the post-hook argos.measure()' if word == 'node' else '')) -%}
  {%- endfor -%}
  {%- if measured or left_out -%}
    {%- do log('argos: measured ' ~ argos.counted(measured, 'relation') ~ (', left out ' ~ left_out | join(', ') if left_out else ''), info=true) -%}
  {%- endif -%}
  {{ return(argos._say_problems(seen)) }}
{% endmacro %}

{% macro _say_problems(seen) %}
  {%- set problems = [] -%}
  {%- if seen.error -%}{%- do problems.append(argos.counted(seen.error | length, 'statement') ~ ' of argos failed: ' ~ seen.error[:3] | join(', ')) -%}{%- endif -%}
  {%- if seen.unmeasured -%}{%- do problems.append(argos.counted(seen.unmeasured | length, 'relation') ~ ' built but not measured: ' ~ seen.unmeasured[:3] | join(', ')) -%}{%- endif -%}
  {%- if seen.scope -%}{%- do problems.append('hooks of models see other options than hooks of the run: set argos_* directly under vars, not under the name of a package') -%}{%- endif -%}
  {%- for problem in problems -%}{%- do log('argos: ' ~ problem, info=true) -%}{%- endfor -%}
  {{ return(problems) }}
{% endmacro %}

{#- Rows of (kind, text): how many relations and skipped columns this run has, which relations it lacks, which statements failed. -#}
{% macro coverage_query(expected) %}
  {%- set this_run = 'where run_id = ' ~ argos.string_literal(invocation_id) ~ ' and recorded_at >= ' ~ argos.ago(days=1) -%}
  {%- set text = argos.types().text -%}
select 'measured' as kind, cast(count(*) as {{ text }}) as what from {{ argos.fact('run_profile_result') }} {{ this_run }} and element_id = ''
union all
select 'column' as kind, cast(count(*) as {{ text }}) as what from {{ argos.fact('run_profile_result') }} {{ this_run }} and type_family = 'other'
union all
select 'scope' as kind, max('x') as what from {{ argos.fact('run_profile_result') }} {{ this_run }} and element_id = '' and notes not like '%"settings": "{{ argos.settings_hash() }}"%' having count(*) > 0
union all
select 'error' as kind, 'recording the start of the run' as what
from (select count(*) as known from {{ argos.fact('run_event') }} {{ this_run }} and event in ('STARTED', 'ERROR')) as events
where known = 0
union all
select 'error' as kind, detail as what from {{ argos.fact('run_event') }} {{ this_run }} and event = 'ERROR'
{%- if expected %}
union all
select 'unmeasured' as kind, e.instance_id as what
from ({{ argos.json_rows(['instance_id'], expected) }}) as e
left join (select instance_id from {{ argos.fact('run_profile_result') }} {{ this_run }} and element_id = '') as seen on seen.instance_id = e.instance_id
where seen.instance_id is null
{%- endif %}
{% endmacro %}
