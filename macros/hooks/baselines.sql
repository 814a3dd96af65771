{#- dbt run-operation argos.propose_baseline --args '{relation: orders, given_as: anna}': a version of the baseline of a relation, or of
    all, out of its last 30 days. It counts once its proposal is logged: one that was stopped in the middle is none. -#}
{% macro propose_baseline(relation=none, given_as=none, reason=none) %}
  {%- if not execute -%}{{ return('') }}{%- endif -%}
  {%- set windows = argos.freeze_windows(argos.clock().date()) -%}
  {%- set nodes, frozen, labels = [], [], {} -%}
  {%- for node in argos._own_nodes(relation or none) -%}
    {%- set meta, label = argos.meta_of(node), argos.label(node) -%}
    {%- do labels.update({node.unique_id: label}) -%}
    {%- set held = windows | selectattr('relation', 'in', ['', label | lower]) | list -%}
    {%- if held -%}{%- do frozen.append([node.unique_id, none, none, 'REFUSED', given_as, 'nothing changes ' ~ held[0].shown]) -%}
    {%- else -%}{%- do nodes.append([node.unique_id, argos.setting('baseline_mode', meta), meta.owner or none, given_as]) -%}{%- endif -%}
  {%- endfor -%}
  {%- if frozen -%}
    {%- do argos.log_baseline_steps(frozen) -%}
    {%- set refused = 'proposing a baseline of ' ~ (labels[frozen[0][0]] if frozen | length == 1 else argos.counted(frozen | length, 'relation')) ~ ' is refused: ' ~ frozen[0][5] -%}
    {%- if nodes -%}{%- do log('argos: ' ~ refused, info=true) -%}{%- else -%}{{ exceptions.raise_compiler_error('argos: ' ~ refused) }}{%- endif -%}
  {%- endif -%}
  {%- set proposed, left_out = argos._propose(nodes, labels, given_as, reason) if nodes else [], [] -%}
  {%- if not proposed -%}
    {{ exceptions.raise_compiler_error('argos: ' ~ (relation or 'no relation') ~ ' has ' ~ ('no' if relation else 'a') ~ ' good day in the last 30: build it, or measure its past by argos backfill') }}
  {%- endif -%}
  {%- for node in nodes if node[0] not in proposed -%}{%- do left_out.append(labels[node[0]]) -%}{%- endfor -%}
  {%- if left_out -%}{%- do log('argos: without a good day in the last 30 and left out: ' ~ left_out[:5] | join(', ') ~ (' and ' ~ (left_out | length - 5) ~ ' more' if left_out | length > 5 else ''), info=true) -%}{%- endif -%}
{% endmacro %}

{#- A version of the baseline of each of some relations that has a good day, rows of [instance_id, mode, owner, name of the person]: of which. -#}
{% macro _propose(nodes, labels, given_as=none, reason=none) %}
  {%- set since = argos.clock().replace(hour=0, minute=0, second=0, microsecond=0) - modules.datetime.timedelta(days=30) -%}
  {%- set fields = (argos.registry().baseline_version.columns.keys() | list)[4:] -%}
  {%- if not argos.attempt(argos.append('baseline_version', fields, argos.proposed_baselines(nodes, since))) -%}
    {{ exceptions.raise_compiler_error('argos: the proposal failed: no baseline has changed, the error is in logs/dbt.log') }}
  {%- endif -%}
  {%- set of_relations = 'select instance_id, relation_name, version, mode, history_days, notes from ' ~ argos.fact('baseline_version') ~ ' where run_id = ' ~ argos.string_literal(invocation_id) ~ " and element_id = '' order by 2" -%}
  {%- set proposed, steps = argos.read_rows(of_relations) or [], [] -%}
  {%- for row in proposed -%}{%- do steps.append([row[0], row[1], row[2] | int, 'PROPOSED', given_as, reason]) -%}{%- endfor -%}
  {%- if steps -%}{%- do argos.log_baseline_steps(steps) -%}{%- endif -%}
  {%- for row in proposed -%}
    {%- do log('argos: proposed version ' ~ row[2] | int ~ ' of the baseline of ' ~ labels[row[0]] ~ ', of ' ~ argos.counted(row[4] | int, 'day') ~ (': it is in force' if row[3] == 'auto' else ': it waits to be attested') ~ ('; ' ~ row[5] if row[5] else ''), info=true) -%}
  {%- endfor -%}
  {{ return(steps | map(attribute=0) | list) }}
{% endmacro %}

{#- dbt run-operation argos.attest_baseline --args '{relation: orders, version: 3, given_as: bob}': takes a version into force. Whoever proposed
    it, by the session or by name, may not. -#}
{% macro attest_baseline(relation, version=none, given_as=none, reason=none) %}
  {%- if not execute -%}{{ return('') }}{%- endif -%}
  {%- set windows = argos.freeze_windows(argos.clock().date()) -%}
  {%- set node = argos._own_nodes(relation or '')[0] -%}
  {%- set label = argos.label(node) -%}
  {%- set rows = argos.read_rows('select version, relation_name, proposed_by, proposed_as, coalesce(attested_as, attested_by) as attested, attested_version, ' ~ argos.session_identity() ~ ' as me from (' ~ argos.baseline_versions(argos.fact('baseline_version'), argos.fact('baseline_attestation')) ~ ') as versions where instance_id = ' ~ argos.string_literal(node.unique_id) ~ " and element_id = '' order by version desc") -%}
  {%- if not rows -%}{{ exceptions.raise_compiler_error('argos: ' ~ label ~ ' has no baseline to attest: run argos baseline propose ' ~ label) }}{%- endif -%}
  {%- set row = rows[0] if version is none else rows | selectattr(0, 'equalto', version) | first -%}
  {%- if not row -%}{{ exceptions.raise_compiler_error('argos: ' ~ label ~ ' has no version ' ~ version ~ ' of a baseline: the latest is ' ~ rows[0][0] | int) }}{%- endif -%}
  {%- set what = 'version ' ~ row[0] | int ~ ' of the baseline of ' ~ label -%}
  {%- if row[4] -%}{{ exceptions.raise_compiler_error('argos: ' ~ what ~ ' is attested already, by ' ~ row[4]) }}{%- endif -%}
  {%- if row[5] and row[5] > row[0] -%}{{ exceptions.raise_compiler_error('argos: ' ~ what ~ ' is older than version ' ~ row[5] | int ~ ', which is attested: propose a new one') }}{%- endif -%}
  {%- set held = windows | selectattr('relation', 'in', ['', label | lower]) | list -%}
  {%- set proposers = argos._lowered([row[2], row[3]] | select | list) -%}
  {%- set person = given_as or row[6] -%}
  {%- set problem = 'nothing changes ' ~ held[0].shown if held else (person ~ ' proposed it, and another person has to attest it' ~ ('' if given_as else ': who shares this user gives --as') if person | trim | lower in proposers else none) -%}
  {%- do argos.log_baseline_steps([[node.unique_id, row[1], row[0] | int, 'REFUSED' if problem else 'ATTESTED', given_as, problem or reason]]) -%}
  {%- if problem -%}{{ exceptions.raise_compiler_error('argos: attesting ' ~ what ~ ' is refused: ' ~ problem) }}{%- endif -%}
  {%- do log('argos: ' ~ what ~ ' is attested' ~ (': it is in force' if argos.setting('baseline_mode', argos.meta_of(node)) == 'attested' else '; set baseline_mode: attested to have the relation judged by it'), info=true) -%}
{% endmacro %}
