{#- CTE `changed`: each column that some relations have in this run, or had on the last day before, with what became of it; `moved` by its
    place among those that stayed. A column that came is one that went, renamed, where no other pair of one type is more alike: 1 by the
    values themselves, 2 by quantiles or by the most frequent value or shape, 3 by the place where nothing is known of either. How long
    a text or its bytes may be is no type: dbt, loaders and new versions of Snowflake change it. Where not all columns are measured, what is
    not seen is not gone, and what was not seen is not new. -#}
{% macro schema_changes(judged, ids) %}
  {%- set own, history = argos.fact('run_profile_result'), argos.history('run_profile_result') -%}
  {%- set of_run = 'run_id = ' ~ argos.string_literal(invocation_id) -%}
  {%- set before = argos.day_of('profile_ts') ~ ' < ' ~ argos.day_of(argos.timestamp_literal(argos.clock())) -%}
  {%- set whole = ' where instance_id in (' ~ ids | join(', ') ~ ') and partition_value is null and recorded_at >= ' ~ argos.ago(days=argos.memory_days()) -%}
  {%- set fields = ['data_type', 'ordinal', 'profile_ts', 'null_rate', 'p01', 'p50', 'p99', 'entropy', 'profile_hash', 'plain_type', 'top_value', 'top_shape', 'is_cut'] -%}
  {%- set rows = 'select run_id, recorded_at, instance_id, relation_name, element_id, type_family, ' ~ fields[:-4] | join(', ') ~ ", case when type_family = 'text' or lower(data_type) like 'binary%' then regexp_replace(data_type, '[(].*$', '') else data_type end as plain_type, substr(topk_values_hashed, 1, 20) as top_value, substr(topk_patterns, 1, 66) as top_shape, case when element_id = '' and notes like '%\"skipped\":%' then 1 else 0 end as is_cut, case when " ~ of_run ~ " then 1 else 0 end as is_now from " -%}
  {%- set top_shape = "regexp_replace({side}_top_shape, '\",.*$', '')" -%}
with described as (
  select
    instance_id, element_id, max(relation_name) as relation_name, max(type_family) as type_family
    {%- for name in fields %}, max(case when is_now = 1 then {{ name }} end) as new_{{ name }}, max(case when is_now = 0 then {{ name }} end) as old_{{ name }}{% endfor %}
  from (
    select *, first_value(run_id) over (partition by instance_id, is_now order by recorded_at desc, run_id) as latest_run
    from (
      {{ rows ~ own ~ whole ~ ' and (' ~ of_run ~ ' or ' ~ before ~ ')' if own == history else rows ~ own ~ whole ~ ' and ' ~ of_run ~ ' union all ' ~ rows ~ history ~ whole }}
    ) as facts
  ) as timed
  where run_id = latest_run
  group by instance_id, element_id
),
placed as (
  select
    d.*, j.label, max(case when d.element_id = '' then d.new_profile_ts end) over (partition by d.instance_id) as profile_ts, max(case when d.element_id = '' then {{ argos.day_of('d.old_profile_ts') }} end) over (partition by d.instance_id) as earlier_day,
    {%- for side in ['new', 'old'] %}
    max(d.{{ side }}_is_cut) over (partition by d.instance_id) as {{ side }}_cut,
    row_number() over (partition by d.instance_id, d.new_ordinal is null or d.old_ordinal is null order by d.{{ side }}_ordinal, d.element_id) as {{ side }}_place{{ ',' if not loop.last }}
    {%- endfor %}
  from described as d
  join ({{ argos.json_rows(['instance_id', 'label', 'warn_p_value', 'fail_p_value', 'learning_days'], judged) }}) as j on j.instance_id = d.instance_id
),
renamed as (
  select instance_id, new_name, old_name
  from (
    select *, row_number() over (partition by instance_id, new_name order by likeness, old_ordinal) as place_of_old, row_number() over (partition by instance_id, old_name order by likeness, new_ordinal) as place_of_new
    from (
      select
        n.instance_id, n.element_id as new_name, o.element_id as old_name, n.new_ordinal, o.old_ordinal,
        case
          when new_profile_hash = old_profile_hash then 1
          when abs(new_null_rate - old_null_rate) > 0.1 then null
          when new_p50 is not null or old_p50 is not null then
            case when greatest(abs(new_p01 - old_p01), abs(new_p50 - old_p50), abs(new_p99 - old_p99)) <= 0.1 * (old_p99 - old_p01) + days_apart * case type_family when 'date' then 1 when 'timestamp' then 86400 else 0 end then 2 end
          when new_entropy is not null or old_entropy is not null then case when abs(new_entropy - old_entropy) <= 0.1 * (1 + old_entropy) and (new_top_value = old_top_value or {{ top_shape | replace('{side}', 'new') }} = {{ top_shape | replace('{side}', 'old') }}) then 2 end
          when new_ordinal = old_ordinal then 3
        end as likeness
      from (
        select instance_id, element_id, type_family, {{ argos.days_between('earlier_day', argos.day_of('profile_ts')) }} + 1 as days_apart, new_{{ fields | join(', new_') }} from placed where old_ordinal is null and new_cut + old_cut = 0
      ) as n
      join (select instance_id, element_id, old_{{ fields | join(', old_') }} from placed where new_ordinal is null) as o on o.instance_id = n.instance_id and o.old_plain_type = n.new_plain_type
    ) as alike
    where likeness is not null
  ) as nearest
  where place_of_old = 1 and place_of_new = 1
),
changed as (
  select
    p.instance_id, p.relation_name, p.element_id, p.label, p.profile_ts, p.earlier_day, greatest(p.new_cut, p.old_cut) as is_cut, p.new_data_type as new_type, p.old_data_type as old_type, r.old_name as renamed_from,
    case when p.element_id = '' or p.earlier_day is null then null when r.old_name is not null then 'renamed' when p.old_ordinal is null then case when p.old_cut = 0 then 'added' end when p.new_ordinal is null then case when p.new_cut = 0 then 'removed' end when p.new_plain_type <> p.old_plain_type then 'retyped' when p.new_place <> p.old_place then 'moved' end as change
  from placed as p
  left join renamed as r on r.instance_id = p.instance_id and p.element_id in (r.new_name, r.old_name)
  where p.profile_ts is not null and (r.old_name is null or r.old_name <> p.element_id)
)
{%- endmacro %}
