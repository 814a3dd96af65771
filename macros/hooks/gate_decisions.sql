{#- What each gate of this run decided, by the names of the columns of gate_decision, with its `reasons`, each once, the gravest first, none
    where it passed, and the `critical` rows, a FAIL of high severity, of which cases are opened. -#}
{% macro gate_decisions(gates) %}
  {%- set decisions = [] -%}
  {%- for result in gates -%}
    {%- set outcome = {'pass': 'PASS', 'warn': 'WARN', 'fail': 'FAIL'}.get(result.status | string, 'SKIPPED') -%}
    {%- set level = result.failures if outcome != 'SKIPPED' else none -%}
    {%- set tested, gate_id = argos.tested_node(result.node), result.node.unique_id -%}
    {%- set node = graph.nodes.get(tested) or graph.sources.get(tested) -%}
    {%- set decision = {
      'gate_id': gate_id, 'instance_id': tested, 'level': level, 'outcome': {2: 'DEFER', 3: 'FAIL'}.get(level, outcome), 'blocking': outcome == 'FAIL',
      'relation_name': argos.plain_name(argos.relation_of(node)) if node else none, 'gravity': level or 0, 'reasons': none, 'critical': [],
    } -%}
    {%- set rows = argos.run_memory().found.get(gate_id) or [] -%}
    {%- if level or rows -%}{%- do decision.update(argos._reasons_of(rows)) -%}{%- endif -%}
    {%- if level == 3 -%}
      {%- for row in rows if row[10] == 3 and row[6] == 'HIGH' -%}{%- do decision.critical.append(row + [gate_id, tested]) -%}{%- endfor -%}
    {%- endif -%}
    {#- What has no severity was not judged, as nothing under --empty: such a decision says nothing of the day. -#}
    {%- if argos.sees_real_data() and (not rows or decision.severity_after_weighting) -%}{%- do decision.update({'is_of_day': 'yes'}) -%}{%- endif -%}
    {%- do decisions.append(decision) -%}
  {%- endfor -%}
  {{ return(decisions) }}
{% endmacro %}

{#- Why a gate did not pass, of the rows that it found: how grave they are together is what the gravest is. -#}
{% macro _reasons_of(rows) %}
  {%- set reasons, events, gravest = [], [], namespace(row=none) -%}
  {%- for row in rows -%}
    {%- set named = dict(zip(argos.gate_fields(), row)) -%}
    {%- if named.reason not in reasons -%}{%- do reasons.append(named.reason) -%}{%- endif -%}
    {%- if named.event_id and named.event_id not in events -%}{%- do events.append(named.event_id) -%}{%- endif -%}
    {%- if named.severity_weight is not none and (not gravest.row or named.severity_weight > gravest.row.severity_weight) -%}{%- set gravest.row = named -%}{%- endif -%}
  {%- endfor -%}
  {%- set grave = gravest.row or {} -%}
  {{ return({
    'reasons': reasons, 'event_ids': events,
    'severity_after_weighting': grave.get('severity'), 'severity_weight': grave.get('severity_weight'), 'severity_parts': grave.get('severity_parts'),
  }) }}
{% endmacro %}

{#- INSERT of some decisions, each on the newest day that the latest judgement was about; the verdict on a schema is about the run. -#}
{% macro gate_decisions_statement(decisions) %}
  {%- set stored = ['gate_id', 'instance_id', 'level', 'outcome', 'blocking', 'relation_name', 'reasons', 'event_ids', 'severity_after_weighting', 'severity_weight', 'severity_parts'] -%}
  {%- set fields = stored + ['is_of_day'] -%}
  {%- set rows, ids = [], [] -%}
  {%- for decision in decisions -%}
    {%- set row = [] -%}
    {%- for field in fields -%}
      {%- set value = decision.get(field) -%}
      {%- do row.append((tojson(value) if value else none) if field in ['reasons', 'event_ids'] else value) -%}
    {%- endfor -%}
    {%- do rows.append(row) -%}
    {%- do ids.append(argos.string_literal(decision.instance_id)) -%}
  {%- endfor -%}
  {%- set query -%}
select g.{{ stored | join(', g.') }}, case when g.is_of_day = 'yes' then d.profile_ts end as profile_ts
from ({{ argos.json_rows(fields, rows) }}) as g
left join (
  select instance_id, {{ argos.latest_value('profile_ts', 'judged_at') }} as profile_ts
  from (
    select instance_id, run_id, max(profile_ts) as profile_ts, max(recorded_at) as judged_at
    from {{ argos.fact('column_verdict') }}
    where measure <> 'schema' and instance_id in ({{ ids | unique | join(', ') }}) and recorded_at >= {{ argos.ago(days=argos.memory_days()) }}
    group by instance_id, run_id
  ) as of_runs
  group by instance_id
) as d on d.instance_id = g.instance_id
  {%- endset -%}
  {{ return(argos.append('gate_decision', stored + ['profile_ts'], query)) }}
{% endmacro %}
