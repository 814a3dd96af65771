{#- What each gate of this run decided; reasons are read again, by its own compiled code, only for those that did not pass. -#}
{% macro _record_gates() %}
  {%- set rows = [] -%}
  {%- set failing = [] -%}
  {%- set gates = argos.gates_of_project() -%}
  {%- for result in results if result.node.unique_id in gates -%}
    {%- set outcome = {'pass': 'PASS', 'warn': 'WARN', 'fail': 'DEFER' if result.failures == 2 else 'FAIL'}.get(result.status | string, 'SKIPPED') -%}
    {%- set level = result.failures if outcome != 'SKIPPED' else none -%}
    {%- do rows.append([result.node.unique_id, argos.tested_node(result.node), level, {2: 'DEFER', 3: 'FAIL'}.get(level, outcome), result.status == 'fail']) -%}
    {%- if level -%}{%- do failing.append(result.node) -%}{%- endif -%}
  {%- endfor -%}
  {%- for chunk in rows | batch(2000) -%}
    {%- do argos.contained(argos.gate_decisions_statement(chunk, failing), 'recording what the gates decided') -%}
  {%- endfor -%}
{% endmacro %}

{#- INSERT of the decisions; `failing` are the gates whose reasons are read again. -#}
{% macro gate_decisions_statement(rows, failing) %}
  {%- set fields = ['gate_id', 'instance_id', 'level', 'outcome', 'blocking'] -%}
  {%- set text = argos.types().text -%}
  {%- set query -%}
select {% for field in fields %}g.{{ field }}, {% endfor %}r.relation_name, r.reasons
from ({{ argos.json_rows(fields, rows) }}) as g
left join (
  select gate_id, max(relation) as relation_name, {{ argos.json_sorted_list('reason') }} as reasons
  from (
    select distinct gate_id, relation, reason from (
    {%- for node in failing %}
    select {{ argos.string_literal(node.unique_id) }} as gate_id, relation, reason from ({{ node.compiled_code }}) as gate_{{ loop.index }}{{ ' union all' if not loop.last }}
    {%- else %}
    select cast(null as {{ text }}) as gate_id, cast(null as {{ text }}) as relation, cast(null as {{ text }}) as reason
    {%- endfor %}
    ) as failing_rows
  ) as reasons_of_gates
  group by gate_id
) as r on r.gate_id = g.gate_id
  {%- endset -%}
  {{ return(argos.append('gate_decision', fields + ['relation_name', 'reasons'], query)) }}
{% endmacro %}
