{#- The columns of a node's latest profile against those of the one before, as verdicts: what was removed, renamed or changed its type
    is a FAIL, what was added or moved a WARN. A column that came in the place and type of one that went is that one renamed. -#}
{% macro verdicts_on_schema(tested, node) %}
  {%- set types = argos.types() -%}
  {%- set of_label = argos.string_literal(' of ' ~ argos.label(node)) -%}
  {%- set double = 'cast(null as ' ~ types.double ~ ')' -%}
(
    with described as (
      select
        element_id,
        {%- for when, age in [('new', 1), ('old', 2)] %}
        max(case when age = {{ age }} then data_type end) as {{ when }}_type, max(case when age = {{ age }} then ordinal end) as {{ when }}_ordinal,
        {%- endfor %}
        max(newest_run) as run_id, max(newest_at) as recorded_at, max(runs) as runs
      from ({{ argos._columns_of_runs(tested) }}) as columns_of_runs
      group by element_id
    ),
    placed as (
      select
        *, case when new_type is null then 'gone' when old_type is null then 'new' else 'kept' end as presence,
        {%- for when in ['new', 'old'] %}
        row_number() over (partition by new_type is null or old_type is null order by {{ when }}_ordinal, element_id) as {{ when }}_place{{ ',' if not loop.last }}
        {%- endfor %}
      from described
    )
    select
      {{ argos.string_literal(tested) }} as instance_id, run_id, recorded_at, element_id, 'schema' as measure,
      {{ double }} as value, {{ double }} as expected_low, {{ double }} as expected_high,
      case when change in ('removed', 'renamed', 'retyped') then 3 when change in ('added', 'moved') then 1 else 0 end as level,
      case change
        when 'removed' then concat('column ', element_id, {{ of_label }}, ' was removed, of the type ', old_type)
        when 'renamed' then concat('column ', old_name, {{ of_label }}, ' seems renamed to ', element_id)
        when 'retyped' then concat('column ', element_id, {{ of_label }}, ' is of the type ', new_type, ', expected ', old_type)
        when 'added' then concat('column ', element_id, {{ of_label }}, ' was added, of the type ', new_type)
        when 'moved' then concat('column ', element_id, {{ of_label }}, ' moved from position ', cast(old_ordinal as {{ types.text }}), ' to ', cast(new_ordinal as {{ types.text }}))
        else concat('column ', element_id, {{ of_label }}, ' is what it was')
      end as reason
    from (
      select
        p.element_id, p.run_id, p.recorded_at, p.old_type, p.new_type, p.old_ordinal, p.new_ordinal, o.element_id as old_name,
        case
          when p.runs < 2 then 'none'
          when p.presence = 'gone' then case when n.element_id is null then 'removed' else 'none' end
          when p.presence = 'new' then case when o.element_id is null then 'added' else 'renamed' end
          when p.new_type <> p.old_type then 'retyped'
          when p.new_place <> p.old_place then 'moved'
        end as change
      from placed as p
      left join placed as o on p.presence = 'new' and o.presence = 'gone' and o.old_ordinal = p.new_ordinal and o.old_type = p.new_type
      left join placed as n on p.presence = 'gone' and n.presence = 'new' and n.new_ordinal = p.old_ordinal and n.new_type = p.old_type
    ) as changes
  ) as held
{%- endmacro %}

{#- The columns of the latest two profiles of a node, `age` 1 and 2: of this target, the earlier from the history where that is another. -#}
{% macro _columns_of_runs(tested) %}
  {%- set own, history = argos.fact('run_profile_result'), argos.history('run_profile_result') -%}
  {%- set of_node = " where instance_id = " ~ argos.string_literal(tested) ~ " and partition_value is null and element_id <> '' and recorded_at >= " ~ argos.ago(days=argos.memory_days()) -%}
  {%- set fields = 'select run_id, recorded_at, element_id, data_type, ordinal from ' -%}
  {%- set of_run = ' and run_id = ' ~ argos.string_literal(invocation_id) -%}
  {{ return("select *, first_value(run_id) over (order by age, run_id) as newest_run, first_value(run_at) over (order by age, run_id) as newest_at, max(age) over () as runs from (select *, dense_rank() over (order by run_at desc, run_id) as age from (select *, max(recorded_at) over (partition by run_id) as run_at from ("
    ~ fields ~ own ~ of_node ~ ('' if own == history else of_run ~ ' union all ' ~ fields ~ history ~ of_node) ~ ') as facts) as timed) as ranked where age <= 2') }}
{% endmacro %}
