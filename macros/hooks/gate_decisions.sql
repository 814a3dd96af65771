{#- What each gate of this run decided, as values of gate_decision: gate, node, level, outcome, whether it stopped the build, relation. -#}
{% macro gate_decisions(gates) %}
  {%- set rows = [] -%}
  {%- for result in gates -%}
    {%- set outcome = {'pass': 'PASS', 'warn': 'WARN', 'fail': 'FAIL'}.get(result.status | string, 'SKIPPED') -%}
    {%- set level = result.failures if outcome != 'SKIPPED' else none -%}
    {%- set tested = argos.tested_node(result.node) -%}
    {%- set node = graph.nodes.get(tested) or graph.sources.get(tested) -%}
    {%- do rows.append([result.node.unique_id, tested, level, {2: 'DEFER', 3: 'FAIL'}.get(level, outcome), outcome == 'FAIL', argos.plain_name(argos.relation_of(node)) if node else none]) -%}
  {%- endfor -%}
  {{ return(rows) }}
{% endmacro %}

{#- INSERT of some decisions, each with its gate. The reasons of those that did not pass are read again, by the gate's own compiled code;
    its events are in their order, the gravest first. -#}
{% macro gate_decisions_statement(decided) %}
  {%- set fields = ['gate_id', 'instance_id', 'level', 'outcome', 'blocking', 'relation_name'] -%}
  {%- set failing, ids = [], [] -%}
  {%- for decision, _ in decided -%}{%- do ids.append(argos.string_literal(decision[1])) -%}{%- endfor -%}
  {%- for decision, gate in decided if decision[2] -%}
    {%- do failing.append('select ' ~ argos.string_literal(decision[0]) ~ ' as gate_id, level, reason, severity, severity_weight, severity_parts, event_id from (' ~ gate.node.compiled_code ~ ') as gate_' ~ loop.index) -%}
  {%- endfor -%}
  {%- set query -%}
select g.{{ fields | join(', g.') }}, d.profile_ts{{ ', r.reasons, r.severity_after_weighting, r.severity_weight, r.severity_parts, r.event_ids' if failing }}
from ({{ argos.json_rows(fields, decided | map('first') | list) }}) as g
left join (
  select instance_id, max(profile_ts) as profile_ts
  from {{ argos.fact('column_verdict') }}
  where instance_id in ({{ ids | unique | join(', ') }}) and recorded_at >= {{ argos.ago(days=argos.memory_days()) }}
  group by instance_id
) as d on d.instance_id = g.instance_id
{%- if failing %}
left join (
  select
    gate_id, {{ argos.json_sorted_list('reason', 'place') }} as reasons, case when count(event_id) > 0 then {{ argos.json_sorted_list('event_id', 'place') }} end as event_ids,
    max(severity_weight) as severity_weight, {{ argos.latest_value('severity', 'severity_weight') }} as severity_after_weighting, {{ argos.latest_value('severity_parts', 'severity_weight') }} as severity_parts
  from (
    select distinct
      gate_id, reason, severity, severity_weight, severity_parts, event_id,
      dense_rank() over (partition by gate_id order by level desc, coalesce(severity_weight, 0) desc, reason) as place
    from (
{{ failing | join('\n    union all\n') }}
    ) as failing_rows
  ) as reasons_of_gates
  group by gate_id
) as r on r.gate_id = g.gate_id
{%- endif %}
  {%- endset -%}
  {{ return(argos.append('gate_decision', fields + ['profile_ts'] + (['reasons', 'severity_after_weighting', 'severity_weight', 'severity_parts', 'event_ids'] if failing else []), query)) }}
{% endmacro %}
