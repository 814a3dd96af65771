{#- INSERT of a case for each relation or column that a gate of this run calls critical and that has no open one, none opened within a day,
    and none that a person closed today: a retry opens none again. `critical` are rows of gates, with gate and node behind. -#}
{% macro incidents_statement(critical) %}
  {%- set fields = ['gate_id', 'instance_id', 'measure', 'severity', 'severity_weight', 'severity_parts', 'reason'] -%}
  {%- set query -%}
select c.{{ fields | join(', c.') }}, c.element_id, c.event_id, c.event_id as incident_id, 'OPENED' as event
from (
  select *, row_number() over (partition by instance_id, element_id order by cast(severity_weight as {{ argos.types().double }}) desc, event_id) as place
  from (
    select {{ fields | join(', ') }}, coalesce(column_name, '') as element_id, coalesce(event_id, {{ dbt.hash(argos.json_array([argos.string_literal(invocation_id), 'gate_id', "coalesce(column_name, '')"])) }}) as event_id
    from ({{ argos.json_rows(argos.gate_fields() + ['gate_id', 'instance_id'], critical) }}) as alarms
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
  {{ return(argos.append('incident_event', fields + ['element_id', 'event_id', 'incident_id', 'event'], query)) }}
{% endmacro %}
