{#- One row per series that this run observed, with the values of its last observed days before today. Groups, no windows:
    these cost DuckDB three times as much. -#}
{% macro _series(judged) %}
  {%- set past = 'case when not is_today then value end' -%}
  select
    instance_id, element_id, measure, is_rate, floor_share, floor_value,
    max(case when is_today then relation_name end) as relation_name,
    max(case when is_today then profile_ts end) as profile_ts,
    max(case when is_today then value end) as value,
    least(count({{ past }}), {{ argos.history_days_needed() }}) as history_days,
    {{ argos.latest_values(past, 'profile_day', argos.history_days_needed()) }} as last_values
  from (
    select
      instance_id, element_id, measure, is_rate, floor_share, floor_value, is_today, profile_day,
      {{ argos.latest_value('relation_name', 'profile_ts') }} as relation_name,
      max(profile_ts) as profile_ts,
      {{ argos.latest_value('value', 'profile_ts') }} as value
    from (
{{ argos._observations(judged) }}
    ) as observations
    group by instance_id, element_id, measure, is_rate, floor_share, floor_value, is_today, profile_day
  ) as observed_days
  group by instance_id, element_id, measure, is_rate, floor_share, floor_value
  having max(case when is_today then 1 else 0 end) = 1
{%- endmacro %}

{#- Each judged measure of the given relations: of this run, and of the days before it, which are read from the history.
    Constants bound both. -#}
{% macro _observations(judged) %}
  {%- set ids = [] -%}{%- for row in judged -%}{%- do ids.append(argos.string_literal(row[0])) -%}{%- endfor -%}
  {%- set shared = 'and partition_value is null and instance_id in (' ~ ids | join(', ') ~ ')' -%}
  {%- set of_this_run = 'run_id = ' ~ argos.string_literal(invocation_id) -%}
  {%- set before_today = 'profile_ts < ' ~ argos.timestamp_literal(argos.clock().replace(hour=0, minute=0, second=0, microsecond=0)) -%}
  {%- set own, history = argos.fact('run_profile_result'), argos.history('run_profile_result') -%}
  {%- set recent = 'recorded_at >= ' ~ argos.ago(days=argos.history_days_searched()) ~ ' ' ~ shared -%}
  {%- set branches = [] -%}
  {%- for measure in argos.judged_measures() -%}
    {%- set select -%}
  select
    instance_id, relation_name, element_id, profile_ts, cast(profile_ts as date) as profile_day, {{ of_this_run }} as is_today,
    '{{ measure.name }}' as measure, {{ measure.is_rate | lower }} as is_rate, {{ measure.floor_share }} as floor_share, {{ measure.floor }} as floor_value,
    cast({{ measure.name }} as {{ argos.types().double }}) as value
  from {% endset -%}
    {%- set scope = " and element_id " ~ ('=' if measure.scope == 'relation' else '<>') ~ " ''" -%}
    {%- set observed = ' and ' ~ measure.name ~ ' is not null' -%}
    {%- if own == history -%}
      {%- do branches.append(select ~ own ~ '\n  where (' ~ of_this_run ~ ' or ' ~ before_today ~ observed ~ ') and ' ~ recent ~ scope) -%}
    {%- else -%}
      {%- do branches.append(select ~ own ~ '\n  where ' ~ of_this_run ~ ' and ' ~ recent ~ scope) -%}
      {%- do branches.append(select ~ history ~ '\n  where ' ~ before_today ~ observed ~ ' and ' ~ recent ~ scope) -%}
    {%- endif -%}
  {%- endfor -%}
  {{ return(branches | join('\n  union all\n')) }}
{% endmacro %}
