{#- on-run-end: the cost of each node, verdicts on measured relations that no gate guards, the decisions of the gates and the
    run's end are written; then a person is told what matters. -#}
{% macro record() %}
  {%- if argos.writes() -%}
    {%- set began = modules.datetime.datetime.now() -%}
    {%- set problems = argos.setting_problems() if argos.setting('strict') else [] -%}
    {%- if argos.is_ready() -%}
      {%- set run = argos.outcome_of_run() -%}
      {%- for chunk in run.costs | batch(2000) -%}
        {%- do argos.contained(argos.process_metrics_statement(chunk, run.measurable), 'recording what the nodes cost') -%}
      {%- endfor -%}
      {%- set judging = modules.datetime.datetime.now() -%}
      {%- if argos.sees_real_data() -%}
        {%- do argos.judge_measured('the end of the run') -%}
        {%- do argos._say_due_baselines(run.measurable) -%}
      {%- endif -%}
      {%- set judged = modules.datetime.datetime.now() -%}
      {%- set decisions = argos.gate_decisions(run.gates) -%}
      {#- The reasons of a gate are part of the statement, and BigQuery takes no more than 1,024 kB. -#}
      {%- set failing = decisions | rejectattr('reasons', 'none') | list -%}
      {%- for decided in [decisions | selectattr('reasons', 'none') | list + failing[:50]] + failing[50:] | batch(50) | list if decided -%}
        {%- do argos.contained(argos.gate_decisions_statement(decided), 'recording what the gates decided') -%}
      {%- endfor -%}
      {%- for critical in decisions | map(attribute='critical') | sum(start=[]) | batch(500) -%}
        {%- do argos.contained(argos.incidents_statement(critical), 'opening cases') -%}
      {%- endfor -%}
      {%- do argos.contained(argos.run_event_statement('FINISHED', run.counts), 'recording the end of the run') -%}
      {%- do argos.log_time('record', began + (judged - judging)) -%}
      {%- if run.costs -%}{%- do problems.extend(argos.report(run, decisions)) -%}{%- endif -%}
    {%- else -%}
      {%- do problems.append('its tables are missing') -%}
    {%- endif -%}
    {%- if problems and argos.setting('strict') -%}
      {%- do exceptions.raise_compiler_error('argos_strict: ' ~ problems | join('; ')) -%}
    {%- endif -%}
  {%- endif -%}
  {{ return('') }}
{% endmacro %}

{#- Of what is held to attested baselines: where there is none, or it is older than 30 days, and where a proposal waits. -#}
{% macro _say_due_baselines(measurable) %}
  {%- set held, due = [], {'propose': [], 'attest': []} -%}
  {%- for id in measurable if argos.setting('baseline_mode', argos.meta_of(graph.nodes[id])) == 'attested' -%}{%- do held.append([id, argos.label(graph.nodes[id])]) -%}{%- endfor -%}
  {%- if held -%}
    {%- set query -%}
select h.label, case when b.newest is null or b.newest_at < {{ argos.ago(days=30) }} then 'propose' when b.attested is null or b.newest > b.attested then 'attest' end as what
from ({{ argos.json_rows(['instance_id', 'label'], held) }}) as h
left join (
  select instance_id, max(version) as newest, max(attested_version) as attested, max(recorded_at) as newest_at
  from ({{ argos.baseline_versions(argos.history('baseline_version'), argos.history('baseline_attestation')) }}) as versions
  group by instance_id
) as b on b.instance_id = h.instance_id
order by 1
    {%- endset -%}
    {%- for label, what in argos.read_rows(query) or [] if what -%}{%- do due[what].append(label) -%}{%- endfor -%}
    {%- set said = [] -%}
    {%- for what, labels in due.items() if labels -%}{%- do said.append('argos baseline ' ~ what ~ ' ' ~ labels[:3] | join(', ') ~ (' and ' ~ (labels | length - 3) ~ ' more' if labels | length > 3 else '')) -%}{%- endfor -%}
    {%- if said -%}{%- do log('argos: baselines are due: ' ~ said | join('; '), info=true) -%}{%- endif -%}
  {%- endif -%}
{% endmacro %}
