{#- SELECT of verdicts, to be appended to column_verdict as the measure `schema`: the columns that this run saw of some relations against
    those of the last day before, which may be the history of another target. What was removed, renamed or changed its type is a FAIL,
    what was added or reordered a WARN. Three changes or more are one of the relation, as is a new order. -#}
{% macro schema_verdicts(judged, ids) %}
  {%- set types = argos.types() -%}
  {%- set double, text = 'cast(null as ' ~ types.double ~ ')', 'cast(null as ' ~ types.text ~ ')' -%}
  {%- set kept = 'instance_id, relation_name, label, profile_ts, earlier_day, is_cut, changes' -%}
{{ argos.schema_changes(judged, ids) }},
counted as (
  select
    *, count(case when change <> 'moved' then 1 end) over (partition by instance_id) as changes,
    case when change in ('removed', 'renamed', 'retyped') then 3 when change is not null then 1 else 0 end as level_of_change,
    case change
      when 'renamed' then concat(element_id, ' renamed from ', renamed_from)
      when 'retyped' then concat(element_id, ' now of the type ', new_type, ' after ', old_type)
      else concat(element_id, ' ', change)
    end as said
  from changed
)
select
  instance_id, relation_name, element_id, {{ text }} as partition_value, {{ text }} as partition_key, 'schema' as measure, 'schema' as metric, profile_ts, cast(changes as {{ types.double }}) as value, case when earlier_day is null then 0 else 1 end as history_days, level, {{ double }} as score, {{ double }} as p_value, {{ text }} as statistic, {{ double }} as threshold,
  case when earlier_day is null then {{ double }} else 0 end as expected_low, case when earlier_day is null then {{ double }} else 0 end as expected_high, case when earlier_day is null then 'LEARNING' when level = 3 then 'FAIL' when level = 1 then 'WARN' else 'PASS' end as decision, moved_columns, reason
from (
  select
    instance_id, relation_name, '' as element_id, profile_ts, earlier_day, changes + moves as changes, case when changes >= 3 then level when moves > 0 then 1 else 0 end as level,
    case when changes >= 3 then changed_columns when moves > 0 then reordered_columns end as moved_columns,
    concat('columns of ', label, case
      when earlier_day is null then ', learning: there is no earlier day'
      when changes >= 3 then concat(' changed at once since ', cast(earlier_day as {{ types.text }}), ': ', {{ argos.listed_names('said') }})
      when moves > 0 then concat(' are in another order since ', cast(earlier_day as {{ types.text }}), ': ', {{ argos.listed_names('reordered_columns') }})
      else concat(' are what they were on ', cast(earlier_day as {{ types.text }}), case when is_cut = 1 then ', as far as they are measured' else '' end)
    end) as reason
  from (
    select
      {{ kept }}, count(case when change = 'moved' then 1 end) as moves, max(level_of_change) as level,
      {{ argos.json_sorted_list("case when change <> 'moved' then element_id end") }} as changed_columns, {{ argos.json_sorted_list("case when change = 'moved' then element_id end") }} as reordered_columns,
      {{ argos.json_sorted_list("case when change <> 'moved' then said end") }} as said
    from counted
    group by {{ kept }}
  ) as summed
  where changes >= 3 or moves > 0 or changes = 0
  union all
  select
    instance_id, relation_name, element_id, profile_ts, earlier_day, 1 as changes, level_of_change as level, {{ text }} as moved_columns,
    concat('column ', case change when 'renamed' then renamed_from else element_id end, ' of ', label, case change
      when 'removed' then concat(' was removed, of the type ', old_type)
      when 'renamed' then concat(' seems renamed to ', element_id)
      when 'retyped' then concat(' is of the type ', new_type, ', expected ', old_type)
      else concat(' was added, of the type ', new_type)
    end, ', since ', cast(earlier_day as {{ types.text }})) as reason
  from counted
  where changes between 1 and 2 and change <> 'moved'
) as told
{%- endmacro %}
