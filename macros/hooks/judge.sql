{#- Judges what this run measured and nobody judged yet, all of it at once, for planning the statements takes a warehouse longer than
    running them: a gate what gates guard and itself asks for, and reads what those gates find; the end of the run the rest, of which a
    failure is said once. `reader`, who asks, tells threads apart, so that one judges a relation. On return that of `gated` is judged, by
    this thread if another one never ends: dbt gives Jinja nothing to wait with but a statement. -#}
{% macro judge_measured(reader, gated=none, most_seconds=300) %}
  {%- set measured, mine, clock = argos.run_memory().measured, [], modules.datetime.datetime -%}
  {%- set began = clock.now() -%}
  {%- set waiting = measured.items() | list | rejectattr('1.judged_by') | list -%}
  {%- set guarded = argos.gates_of_project().values() | map(attribute='depends_on.nodes') | sum(start=[gated]) if waiting and gated else measured -%}
  {%- for id, one in waiting if id in guarded and one.setdefault('judged_by', reader) == reader -%}{%- do mine.append(one) -%}{%- endfor -%}
  {%- for some in mine | batch(200) -%}
    {%- do argos.judge(some, none if gated else argos.counted(some | length, 'relation') ~ (' left to the end' if flags.FAIL_FAST else ' that no gate asked for')) -%}
    {%- if gated -%}{%- do argos.read_gates(reader, judged=some | map(attribute='row') | map('first') | list) -%}{%- endif -%}
    {%- for one in some -%}{%- do one.update({'is_judged': true}) -%}{%- endfor -%}
  {%- endfor -%}
  {%- if mine -%}{%- do argos.log_time('judge', began) -%}{%- endif -%}
  {%- set awaited = measured.get(gated) or {'is_judged': true} -%}
  {%- set pause = argos.traits().pause if awaited.is_judged or argos.attempt(argos.traits().pause) else 'select 1' -%}
  {#- Of two loops, since Jinja cannot leave one: looking 100,000 times took 60 ms after the wait. -#}
  {%- for _ in range(300) if not awaited.is_judged -%}
    {%- for _ in range(300) if not awaited.is_judged and (clock.now() - began).total_seconds() < most_seconds -%}{%- do argos.attempt(pause) -%}{%- endfor -%}
  {%- endfor -%}
  {%- if not awaited.is_judged -%}{%- do argos.judge([awaited]) -%}{%- do awaited.update({'is_judged': true}) -%}{%- endif -%}
{% endmacro %}

{#- Appends how what this run observed of some relations stands against its past, its metrics, and the verdicts on the newest day, also by
    baselines that are attested where a node asks for that. When a statement fails, each relation has one of its own, so that none
    suffers from another; but for `what`, the name of relations of which no gate waits for a verdict. Under --fail-fast dbt interrupts
    threads: what failed then is judged by nobody yet, and the end of the run takes it up at its step. -#}
{% macro judge(measured, what=none) %}
  {%- set is_last = what or not flags.FAIL_FAST -%}
  {%- set left = namespace(measured=measured, pending=[], statements={}) -%}
  {%- for step, doing in [('frames', 'comparing {} with the days before'), ('metrics', 'deriving the metrics of {}'), ('verdicts', 'judging {}')] -%}
    {%- set pending = left.measured | rejectattr(step, 'defined') | list -%}
    {%- if pending != left.pending -%}{%- set left.pending, left.statements = pending, argos.judging(pending | map(attribute='row') | list) if pending else {} -%}{%- endif -%}
    {%- set is_alone = what or pending | length == 1 -%}
    {%- if pending and (argos.contained(left.statements[step], doing | replace('{}', what or pending[0].name)) if is_alone and is_last else argos.attempt(left.statements[step])) -%}
      {%- for one in pending -%}{%- do one.update({step: true}) -%}{%- endfor -%}
    {%- elif not is_alone -%}
      {%- for one in pending -%}
        {%- set statement = argos.judging([one.row])[step] -%}
        {%- if (argos.contained(statement, doing | replace('{}', one.name)) if is_last else argos.attempt(statement)) -%}{%- do one.update({step: true}) -%}{%- endif -%}
      {%- endfor -%}
    {%- endif -%}
    {%- set left.measured = left.measured | selectattr(step, 'defined') | list -%}
  {%- endfor -%}
  {%- set held, fields = [], argos.verdict_fields() + ['baseline_version'] -%}
  {%- for one in measured -%}
    {%- if not is_last and not one.verdicts -%}{%- do one.pop('judged_by', none) -%}
    {%- elif not one.is_held and argos.setting('baseline_mode', argos.meta_of(graph.nodes.get(one.row[0]) or graph.sources.get(one.row[0]) or {})) == 'attested' -%}{%- do held.append(one) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- for some in held | batch(200 if what else 1) -%}
    {%- set statement = argos.append('column_verdict', fields, argos.baseline_verdicts(some | map(attribute='row') | list)) -%}
    {%- set is_held = argos.contained(statement, 'holding ' ~ (what or some[0].name) ~ ' to its baseline') if is_last else argos.attempt(statement) -%}
    {%- for one in some if is_held or not is_last -%}{%- do one.update({'is_held': true}) if is_held else one.pop('judged_by', none) -%}{%- endfor -%}
  {%- endfor -%}
{% endmacro %}

{#- A row of what verdicts() judges, by the node's settings where nothing else is given. What is a FAIL is never likelier than what is a
    WARN. -#}
{% macro to_judge(node, warn_p_value=none, fail_p_value=none, learning_days=none) %}
  {%- set meta = argos.meta_of(node) -%}
  {%- set warn = argos.setting('warn_p_value', meta) if warn_p_value is none else warn_p_value -%}
  {%- set fail = argos.setting('fail_p_value', meta) if fail_p_value is none else fail_p_value -%}
  {{ return([node.unique_id, argos.label(node), warn, [fail, warn] | min, argos.setting('learning_days', meta) if learning_days is none else learning_days]) }}
{% endmacro %}

{#- The three statements. Each reads what the one before it wrote, since Spark and BigQuery compute a CTE as often as it is named. -#}
{% macro judging(judged, since=none) %}
  {%- set ids = [] -%}
  {%- for row in judged -%}{%- do ids.append(argos.string_literal(row[0])) -%}{%- endfor -%}
  {%- set since = since or argos.clock().replace(hour=0, minute=0, second=0, microsecond=0) - modules.datetime.timedelta(days=argos.memory_days()) -%}
  {%- set facts = argos.of_this_run('run_profile_result', ids, since) -%}
  {%- set fields = 'select ' ~ argos.verdict_fields() | join(', ') ~ ' from (\n' -%}
  {%- set newest = 'select * from (select *, max(profile_ts) over (partition by instance_id, element_id) as newest_ts from (' ~ argos.of_this_run('series_metric', ids) ~ ') as of_run) as m where profile_ts = newest_ts' -%}
  {%- set verdicts = fields ~ argos.verdicts(judged, newest, since) ~ '\n) as of_metrics\nunion all\n' ~ fields ~ argos.schema_verdicts(judged, ids) ~ '\n) as of_schema' -%}
  {{ return({
    'frames': argos.append('reference_frame', argos.frame_fields(), argos.reference_frames(facts, ids, since)),
    'metrics': argos.append('series_metric', argos.series_metric_fields(), argos.series_metrics(facts, ids, since, argos.of_this_run('reference_frame', ids))),
    'verdicts': argos.append('column_verdict', argos.verdict_fields(), verdicts),
  }) }}
{% endmacro %}
