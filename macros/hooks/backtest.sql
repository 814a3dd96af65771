{#- dbt run-operation argos.backtest --args '{relation: orders, days: 90}': what would have alarmed, day by day, had a gate been on. It
    writes nothing: the answer is JSON in dbt's debug log, which the command argos reads, ten relations at a time. Without a relation,
    all of the project that have a history. -#}
{% macro backtest(relation=none, days=90, measures=['drift'], warn_p_value=none, fail_p_value=none, learning_days=none) %}
  {%- if not execute -%}{{ return('') }}{%- endif -%}
  {%- set known = ['drift'] + argos.drift_metrics() | map(attribute='name') | list -%}
  {%- for measure in measures if measure not in known -%}{{ exceptions.raise_compiler_error('argos: no measure is called ' ~ measure ~ ': there are ' ~ known | join(', ')) }}{%- endfor -%}
  {%- set nodes = {} -%}
  {%- for node in argos._own_nodes(relation or none) -%}{%- do nodes.update({node.unique_id: node}) -%}{%- endfor -%}
  {%- set metrics, waiting = argos.history('series_metric'), [] -%}
  {%- if not argos.is_supported() or not argos.is_known(metrics) -%}{{ exceptions.raise_compiler_error('argos: its tables are missing or old in ' ~ metrics.schema ~ ': run dbt build once') }}{%- endif -%}
  {%- set measured = 'select instance_id, profile_ts, partition_value from ' ~ argos.history('run_profile_result') ~ " where element_id = '' and recorded_at >= " ~ argos.ago(days=days + 400) ~ ' and profile_ts <= ' ~ argos.timestamp_literal(argos.clock()) -%}
  {%- for row in run_query('select instance_id, ' ~ argos.day_text('max(profile_day)') ~ ' as newest_day from (' ~ argos._with_day(measured) ~ ') as measured group by instance_id').rows if row[0] in nodes -%}
    {%- do waiting.append([row[0], modules.datetime.datetime.fromisoformat(row[1] ~ '')]) -%}
  {%- endfor -%}
  {%- if not waiting -%}{{ exceptions.raise_compiler_error('argos: there is no history of ' ~ (argos.label(nodes.values() | first) if relation else 'any relation of this project') ~ ': run argos backfill, or build on some days') }}{%- endif -%}
  {%- set held = [] -%}
  {%- for id, _ in waiting if 'drift' in measures and argos.setting('baseline_mode', argos.meta_of(nodes[id])) == 'attested' -%}{%- do held.append(id) -%}{%- endfor -%}
  {%- if held -%}{%- do log('argos: not replayed is what baselines would have added: ' ~ argos.counted(held | length, 'relation') ~ ' held to an attested one', info=true) -%}{%- endif -%}
  {%- for chunk in waiting | sort | batch(10) -%}
    {%- set judged, ids = [], [] -%}
    {%- for id, newest_day in chunk -%}
      {%- do ids.append(argos.string_literal(id)) -%}
      {%- do judged.append(argos.to_judge(nodes[id], warn_p_value, fail_p_value, learning_days)) -%}
    {%- endfor -%}
    {%- set since = chunk | map('last') | min - modules.datetime.timedelta(days=days) -%}
    {%- set unjudged = argos.unjudged_facts(ids, since) -%}
    {%- set found = run_query(argos.replayed(judged, since, days, measures)).rows | list -%}
    {%- if run_query('select count(*) as n from (' ~ unjudged ~ ') as unjudged').rows[0][0] > 0 -%}
      {%- if argos.traits().plans_deep_statements -%}{%- do found.extend(run_query(argos.replayed(judged, since, days, measures, unjudged)).rows) -%}
      {%- else -%}{%- do log('argos: days that were measured and never judged are left out: ' ~ adapter.type() ~ ' cannot judge them in one statement', info=true) -%}
      {%- endif -%}
    {%- endif -%}
    {%- set rows, columns = [], {} -%}
    {%- for id, name in run_query('select distinct instance_id, element_id from ' ~ argos.history('run_profile_result') ~ ' where instance_id in (' ~ ids | join(', ') ~ ") and element_id <> '' and recorded_at >= " ~ argos.timestamp_literal(since) ~ ' order by 1, 2').rows -%}{%- do columns.setdefault(id, []).append(name) -%}{%- endfor -%}
    {%- for row in found -%}{%- do rows.append([row[0], row[1] ~ '', row[2] | int, row[3] | int, row[4] | int, row[5]]) -%}{%- endfor -%}
    {%- do log('argos: ' ~ tojson({'relations': judged, 'columns': columns, 'days': rows, 'left': [(waiting | length) - 10 * loop.index, 0] | max})) -%}
  {%- endfor -%}
{% endmacro %}
