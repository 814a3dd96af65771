{#- What each gate of this run decided, as values of gate_decision: gate, node, level, outcome, whether it stopped the build. -#}
{% macro gate_decisions(gates) %}
  {%- set rows = [] -%}
  {%- for result in gates -%}
    {%- set outcome = {'pass': 'PASS', 'warn': 'WARN', 'fail': 'FAIL'}.get(result.status | string, 'SKIPPED') -%}
    {%- set level = result.failures if outcome != 'SKIPPED' else none -%}
    {%- do rows.append([result.node.unique_id, argos.tested_node(result.node), level, {2: 'DEFER', 3: 'FAIL'}.get(level, outcome), outcome == 'FAIL']) -%}
  {%- endfor -%}
  {{ return(rows) }}
{% endmacro %}

{#- INSERT of the decisions. The reasons of those that did not pass are read again, by the gate's own compiled code. -#}
{% macro gate_decisions_statement(decisions, gates) %}
  {%- set fields = ['gate_id', 'instance_id', 'level', 'outcome', 'blocking'] -%}
  {%- set failing = [] -%}
  {%- for decision, gate in zip(decisions, gates) if decision[2] -%}
    {%- do failing.append('select ' ~ argos.string_literal(decision[0]) ~ ' as gate_id, relation, reason from (' ~ gate.node.compiled_code ~ ') as gate_' ~ loop.index) -%}
  {%- endfor -%}
  {%- if not failing -%}{{ return(argos.append('gate_decision', fields, argos.json_rows(fields, decisions))) }}{%- endif -%}
  {%- set query -%}
select g.{{ fields | join(', g.') }}, r.relation_name, r.reasons
from ({{ argos.json_rows(fields, decisions) }}) as g
left join (
  select gate_id, max(relation) as relation_name, {{ argos.json_sorted_list('reason') }} as reasons
  from (
    select distinct gate_id, relation, reason from (
{{ failing | join('\n    union all\n') }}
    ) as failing_rows
  ) as reasons_of_gates
  group by gate_id
) as r on r.gate_id = g.gate_id
  {%- endset -%}
  {{ return(argos.append('gate_decision', fields + ['relation_name', 'reasons'], query)) }}
{% endmacro %}
