{#- dbt run-operation argos.feedback --args '{event: 1a2b3c4d, verdict: WRONG}': records whether an alarm was right. `event` begins its
    fact_id, or that of an open case. Whichever it is, a person has looked: an open case of that column and run, or of before, is closed. -#}
{% macro feedback(event=none, verdict=none, given_as=none, reason=none) %}
  {%- if not execute -%}{{ return('') }}{%- endif -%}
  {%- set found = [] -%}
  {%- set problem = argos.no_operation() -%}
  {%- if not problem -%}
    {%- set began = (event or '') | string | lower | trim -%}
    {%- if verdict not in ['RIGHT', 'WRONG'] -%}{%- set problem = 'verdict is ' ~ tojson(verdict ~ '') ~ ', not RIGHT or WRONG' -%}
    {%- elif not modules.re.match('[0-9a-f]{8,32}$', began) -%}{%- set problem = tojson(began) ~ ' is no event: give the first 8 hex digits of an alarm, or more' -%}
    {%- else -%}
      {%- set rows = argos.read_rows('select event_id, level, alarm, is_case from (' ~ argos.feedback_statements("like '" ~ began ~ "%'", verdict).alarms ~ ') as alarms order by event_id') -%}
      {%- for row in rows or [] -%}{%- do found.append(row) -%}{%- endfor -%}
      {%- if rows is none -%}{%- set problem = 'its tables in ' ~ argos.schema() ~ ' cannot be read' -%}
      {%- elif not found -%}{%- set problem = 'no event begins with ' ~ began ~ ': take the digits after "event" at the end of the run' -%}
      {%- elif found | length > 1 -%}{%- set problem = began ~ ' may be ' ~ argos.counted(found | length, 'event') ~ ': give more digits' -%}
      {%- elif found[0][1] | int == 0 -%}{%- set problem = began ~ ' is no alarm: ' ~ found[0][2] -%}
      {%- endif -%}
    {%- endif -%}
  {%- endif -%}
  {%- if problem -%}{{ exceptions.raise_compiler_error('argos: ' ~ problem) }}{%- endif -%}
  {%- for statement in argos.feedback_statements('= ' ~ argos.string_literal(found[0][0]), verdict, given_as or none, reason or none).statements -%}
    {%- if not argos.attempt(statement) -%}{{ exceptions.raise_compiler_error('argos: the feedback could not be written to ' ~ argos.schema() ~ '; the error is in logs/dbt.log') }}{%- endif -%}
  {%- endfor -%}
  {%- do log('argos: called ' ~ verdict ~ ': ' ~ found[0][2] ~ ('; its case is closed, its gate stays as it is' if found[0][3] | int else ('; a gate that nothing else stopped passes on dbt retry' if verdict == 'WRONG' else '')), info=true) -%}
{% endmacro %}

{#- `alarms`: SELECT of the verdicts, and of the cases without one, whose id is so, each event once. `statements`: INSERT of the feedback on the
    event and on the alarms that are the same event, then of the end of the open cases that these belong to. -#}
{% macro feedback_statements(condition, verdict, given_as=none, reason=none) %}
  {%- set types = argos.types() -%}
  {%- set since = argos.ago(days=366) -%}
  {%- set fields = ['event_id', 'instance_id', 'element_id', 'measure', 'metric', 'partition_value', 'profile_ts', 'value', 'score', 'p_value'] -%}
  {%- set counts_rows, too_few, of_column = "measure in ('row_count', 'row_distinct_count')", 'value < expected_low', ') over (partition by run_id, instance_id, element_id, profile_ts)' -%}
  {%- set alarms -%}
select *
from (
  select *, row_number() over (partition by event_id order by is_case) as place
  from (
    select 0 as is_case, fact_id as event_id, instance_id, element_id, measure, metric, partition_value, profile_ts, value, score, p_value, level, {{ too_few }} as is_low, moved_columns, reason as alarm, run_id as of_run
    from {{ argos.fact('column_verdict') }}
    where fact_id {{ condition }} and recorded_at >= {{ since }}
    union all
    select 1, event_id, instance_id, element_id, measure, cast(null as {{ types.text }}), cast(null as {{ types.text }}), recorded_at, cast(null as {{ types.double }}), cast(null as {{ types.double }}), cast(null as {{ types.double }}), 3, cast(null as {{ types.boolean }}), cast(null as {{ types.text }}), reason, run_id
    from {{ argos.fact('incident_event') }}
    where event = 'OPENED' and event_id {{ condition }} and recorded_at >= {{ since }}
  ) as known
) as called
where place = 1
  {%- endset -%}
  {#- `drift` sums up the metrics of its column or relation, and with moved columns all that alarms in these; and the last metric that
      alarms of a column is all that `drift` says. Rows and distinct rows that are both too few, or too many, are one of these. -#}
  {%- set alarms_yet = "level > 0 and measure not in ('drift', 'schema', 'baseline') and coalesce(given <> 'WRONG', true) and " -%}
  {%- set counted = [['sum', 'not ' ~ counts_rows], ['max', counts_rows ~ ' and ' ~ too_few], ['max', counts_rows ~ ' and not ' ~ too_few]] -%}
  {%- set feedback -%}
select c.called_event_id, c.{{ fields | join(', c.') }}, f.verdict, {{ argos.session_identity() }} as given_by, f.given_as, f.reason
from (
  select event_id as called_event_id, {{ fields | join(', ') }}
  from ({{ alarms }}) as a
  union all
  select a.event_id, v.fact_id, v.{{ fields[1:] | join(', v.') }}
  from ({{ alarms }}) as a
  join (
    select *, {{ too_few }} as is_low{% for aggregate, condition in counted %}{{ ', ' if loop.first else ' + ' }}{{ aggregate }}(case when {{ alarms_yet ~ condition }} then 1 else 0 end{{ of_column }}{% endfor %} as alarming_metrics
    from ({{ argos.verdicts_called("v.recorded_at >= " ~ since) }}) as v
  ) as v
    on v.run_id = a.of_run and v.instance_id = a.instance_id and v.profile_ts = a.profile_ts and v.fact_id <> a.event_id
  where v.level > 0 and v.measure <> 'schema' and (
    (a.moved_columns is not null and v.element_id <> '')
    or (a.moved_columns is null and v.element_id = a.element_id and (a.measure = 'drift' or (a.measure not in ('schema', 'baseline') and v.measure = 'drift' and v.moved_columns is null and v.alarming_metrics <= 1)))
    or (a.{{ counts_rows }} and v.{{ counts_rows }} and v.is_low = a.is_low)
  )
) as c
cross join ({{ argos.json_rows(['verdict', 'given_as', 'reason'], [[verdict, given_as, reason]]) }}) as f
  {%- endset -%}
  {%- set closing -%}
select incident_id, 'CLOSED' as event, event_id, instance_id, element_id, measure, verdict as resolution, given_by, given_as, reason
from (
  select
    o.incident_id, f.event_id, f.instance_id, f.element_id, f.measure, f.verdict, f.given_by, f.given_as, f.reason,
    row_number() over (partition by o.incident_id order by case when f.event_id = f.called_event_id then 0 else 1 end, f.event_id) as place
  from {{ argos.fact('alarm_feedback') }} as f
  join (
    select incident_id, instance_id, element_id, max(case when event = 'OPENED' then run_id end) as run_id, min(recorded_at) as opened_at
    from {{ argos.fact('incident_event') }}
    where recorded_at >= {{ since }}
    group by incident_id, instance_id, element_id
    having max(case when event = 'CLOSED' then 1 else 0 end) = 0
  ) as o on o.instance_id = f.instance_id and o.element_id = f.element_id
  left join {{ argos.fact('column_verdict') }} as v on v.fact_id = f.event_id and v.recorded_at >= {{ since }}
  where f.run_id = {{ argos.string_literal(invocation_id) }} and (o.incident_id = f.event_id or v.run_id = o.run_id or v.recorded_at >= o.opened_at)
) as closed
where place = 1
  {%- endset -%}
  {{ return({'alarms': alarms, 'statements': [
    argos.append('alarm_feedback', ['called_event_id'] + fields + ['verdict', 'given_by', 'given_as', 'reason'], feedback),
    argos.append('incident_event', ['incident_id', 'event', 'event_id', 'instance_id', 'element_id', 'measure', 'resolution', 'given_by', 'given_as', 'reason'], closing),
  ]}) }}
{% endmacro %}
