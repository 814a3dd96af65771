{#- INSERT of a case for each relation or column that a gate of this run calls critical, a FAIL of high severity, and that has no open
    one, none opened within a day, and none that a person closed today: a retry opens none again. -#}
{% macro incidents_statement(decided) %}
  {%- set fields = ['incident_id', 'event', 'event_id', 'gate_id', 'instance_id', 'element_id', 'measure', 'severity', 'severity_weight', 'severity_parts', 'reason'] -%}
  {%- set critical = [] -%}
  {%- for decision, gate in decided if decision[2] == 3 -%}
    {%- do critical.append('select ' ~ argos.string_literal(decision[0]) ~ ' as gate_id, ' ~ argos.string_literal(decision[1]) ~ " as instance_id, coalesce(column_name, '') as element_id, measure, severity, severity_weight, severity_parts, reason, event_id\n    from (" ~ gate.node.compiled_code ~ ') as gate_' ~ loop.index ~ "\n    where level = 3 and severity = 'HIGH'") -%}
  {%- endfor -%}
  {%- set query -%}
select c.{{ fields[2:] | join(', c.') }}, c.event_id as incident_id, 'OPENED' as event
from (
  select *, row_number() over (partition by instance_id, element_id order by severity_weight desc, event_id) as place
  from (
    select gate_id, instance_id, element_id, measure, severity, severity_weight, severity_parts, reason, coalesce(event_id, {{ dbt.hash(argos.json_array([argos.string_literal(invocation_id), 'gate_id', 'element_id'])) }}) as event_id
    from (
{{ critical | join('\n    union all\n') }}
    ) as alarms
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
  {{ return(argos.append('incident_event', fields, query)) }}
{% endmacro %}
