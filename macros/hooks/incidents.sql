{#- INSERT of a case for each relation or column that a gate of this run calls critical, a FAIL of high severity, and that has no open
    one, none opened within a day, and none that a person closed today: a retry opens none again. None where nothing is critical. -#}
{% macro incidents_statement(decisions) %}
  {%- set fields = ['event_id', 'gate_id', 'instance_id', 'element_id', 'measure', 'severity', 'severity_weight', 'severity_parts', 'reason'] -%}
  {%- set critical = [] -%}
  {%- for decision in decisions if decision.level == 3 -%}
    {%- for row in decision.rows or [] if row.level == 3 and row.severity == 'HIGH' -%}
      {%- do critical.append([row.event_id, decision.gate_id, decision.instance_id, row.column_name or '', row.measure, row.severity, row.severity_weight, row.severity_parts, row.reason]) -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- if not critical -%}{{ return(none) }}{%- endif -%}
  {%- set query -%}
select c.{{ fields | join(', c.') }}, c.event_id as incident_id, 'OPENED' as event
from (
  select *, row_number() over (partition by instance_id, element_id order by cast(severity_weight as {{ argos.types().double }}) desc, event_id) as place
  from (
    select {{ fields[1:] | join(', ') }}, coalesce(event_id, {{ dbt.hash(argos.json_array([argos.string_literal(invocation_id), 'gate_id', 'element_id'])) }}) as event_id
    from ({{ argos.json_rows(fields, critical) }}) as alarms
  ) as identified
) as c
left join (
  select distinct instance_id, element_id
  from (
    select incident_id, instance_id, element_id
    from {{ argos.fact('incident_event') }}
    where recorded_at >= {{ argos.ago(days=366) }}
    group by incident_id, instance_id, element_id
    having max(case when event = 'CLOSED' then 1 else 0 end) = 0 or max(case when event = 'OPENED' then recorded_at end) >= {{ argos.ago(days=1) }} or max(recorded_at) >= {{ argos.timestamp_literal(argos.clock().replace(hour=0, minute=0, second=0, microsecond=0)) }}
  ) as known
) as o on o.instance_id = c.instance_id and o.element_id = c.element_id
where c.place = 1 and o.instance_id is null
  {%- endset -%}
  {{ return(argos.append('incident_event', fields + ['incident_id', 'event'], query)) }}
{% endmacro %}
