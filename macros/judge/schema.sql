{#- SELECT of verdicts, to be appended to column_verdict as the measure `schema`: the columns that this run saw of some relations against
    those of the last day before, which may be the history of another target. What was removed, renamed or changed its type is a FAIL,
    what was added or reordered a WARN. Three changes or more are one of the relation, as is a new order. -#}
{% macro schema_verdicts(judged, ids) %}
  {%- set types = argos.types() -%}
  {%- set run = argos.string_literal(invocation_id) -%}
  {%- set own, history = argos.fact('run_profile_result'), argos.history('run_profile_result') -%}
  {%- set whole = 'instance_id in (' ~ ids | join(', ') ~ ') and partition_value is null and recorded_at >= ' ~ argos.ago(days=argos.memory_days()) -%}
  {%- set earlier = whole ~ ' and run_id <> ' ~ run ~ (' and cast(profile_ts as date) < cast(' ~ argos.timestamp_literal(argos.clock()) ~ ' as date)' if own == history else '') -%}
  {%- set fields = ['instance_id', 'element_id', 'data_type', 'type_family', 'ordinal', 'null_rate', 'p01', 'p50', 'p99', 'entropy', 'profile_hash', 'topk_values_hashed', 'topk_patterns'] -%}
  {%- set double, text = 'cast(null as ' ~ types.double ~ ')', 'cast(null as ' ~ types.text ~ ')' -%}
with relation_before as (
  select instance_id, {{ argos.latest_value('run_id', 'recorded_at') }} as run_id, {{ argos.latest_value('profile_ts', 'recorded_at') }} as profile_ts
  from {{ history }}
  where {{ earlier }} and element_id = ''
  group by instance_id
),
relation_now as (
  select r.instance_id, r.relation_name, r.profile_ts, j.label, b.run_id as earlier_run, cast(b.profile_ts as date) as earlier_day, {{ argos.days_between('cast(b.profile_ts as date)', 'cast(r.profile_ts as date)') }} + 1 as days_apart
  from (select instance_id, relation_name, profile_ts from {{ own }} where {{ whole }} and run_id = {{ run }} and element_id = '') as r
  join ({{ argos.json_rows(['instance_id', 'label', 'warn_p_value', 'fail_p_value', 'learning_days'], judged) }}) as j on j.instance_id = r.instance_id
  left join relation_before as b on b.instance_id = r.instance_id
),
column_now as (
  select {{ fields | join(', ') }} from {{ own }} where {{ whole }} and run_id = {{ run }} and element_id <> ''
),
column_before as (
  select e.{{ fields | join(', e.') }}
  from (select run_id, {{ fields | join(', ') }} from {{ history }} where {{ earlier }} and element_id <> '') as e
  join relation_before as b on b.instance_id = e.instance_id and b.run_id = e.run_id
),
{{ argos.schema_changes() }},
summed as (
  select
    r.*, coalesce(c.changes, 0) as changes, coalesce(c.moves, 0) as moves, c.level, c.changed_columns, c.moved_columns, c.said
  from relation_now as r
  left join (
    select
      instance_id, count(case when change <> 'moved' then 1 end) as changes, count(case when change = 'moved' then 1 end) as moves, max(case when change in ('removed', 'renamed', 'retyped') then 3 else 1 end) as level,
      {{ argos.json_sorted_list("case when change <> 'moved' then element_id end") }} as changed_columns, {{ argos.json_sorted_list("case when change = 'moved' then element_id end") }} as moved_columns,
      {{ argos.json_sorted_list("case when change <> 'moved' then concat(element_id, ' ', case change when 'renamed' then concat('renamed from ', renamed_from) when 'retyped' then concat('now of the type ', new_type, ' after ', old_type) else change end) end") }} as said
    from changed
    where change is not null
    group by instance_id
  ) as c on c.instance_id = r.instance_id and r.earlier_run is not null
)
select
  instance_id, relation_name, element_id, {{ text }} as partition_value, 'schema' as measure, 'schema' as metric, profile_ts, cast(changes as {{ types.double }}) as value, case when earlier_run is null then 0 else 1 end as history_days, level, {{ double }} as score, {{ double }} as p_value, {{ text }} as statistic, {{ double }} as threshold,
  case when earlier_run is null then {{ double }} else 0 end as expected_low, case when earlier_run is null then {{ double }} else 0 end as expected_high, case when earlier_run is null then 'LEARNING' when level = 3 then 'FAIL' when level = 1 then 'WARN' else 'PASS' end as decision, moved_columns, reason
from (
  select
    instance_id, relation_name, '' as element_id, profile_ts, earlier_run, changes + moves as changes, case when changes >= 3 then level when moves > 0 then 1 else 0 end as level,
    case when changes >= 3 then changed_columns when moves > 0 then moved_columns end as moved_columns,
    concat('columns of ', label, case
      when earlier_run is null then ', learning: there is no earlier day'
      when changes >= 3 then concat(' changed at once since ', cast(earlier_day as {{ types.text }}), ': ', {{ argos.listed_names('said') }})
      when moves > 0 then concat(' are in another order since ', cast(earlier_day as {{ types.text }}), ': ', {{ argos.listed_names('moved_columns') }})
      else concat(' are what they were on ', cast(earlier_day as {{ types.text }}))
    end) as reason
  from summed
  where changes >= 3 or moves > 0 or changes = 0
  union all
  select
    s.instance_id, s.relation_name, c.element_id, s.profile_ts, s.earlier_run, 1 as changes, case when c.change = 'added' then 1 else 3 end as level, {{ text }} as moved_columns,
    concat('column ', case c.change when 'renamed' then c.renamed_from else c.element_id end, ' of ', s.label, case c.change
      when 'removed' then concat(' was removed, of the type ', c.old_type)
      when 'renamed' then concat(' seems renamed to ', c.element_id)
      when 'retyped' then concat(' is of the type ', c.new_type, ', expected ', c.old_type)
      else concat(' was added, of the type ', c.new_type)
    end, ', since ', cast(s.earlier_day as {{ types.text }})) as reason
  from summed as s
  join changed as c on c.instance_id = s.instance_id and c.change <> 'moved'
  where s.changes between 1 and 2
) as told
{%- endmacro %}
