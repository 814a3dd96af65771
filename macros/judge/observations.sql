{#- One observation a day of each series, the latest: of this run where is_today, before today from the history. -#}
{% macro _observations(judged) %}
  {%- set double = argos.types().double -%}
  select
    instance_id, relation_name, element_id, measure, profile_ts, is_today, value, floor_share, floor_value, label, warn_score, fail_score,
    row_number() over (partition by instance_id, element_id, measure, is_today order by profile_ts desc) as days_back
  from (
    select
      f.instance_id, f.relation_name, f.element_id, f.profile_ts, f.is_today, m.measure,
      {{ argos._choose(argos.judged_measures()) }} as value,
      cast(m.floor_share as {{ double }}) as floor_share,
      cast(m.floor_value as {{ double }}) as floor_value,
      j.label,
      cast(j.warn_score as {{ double }}) as warn_score,
      cast(j.fail_score as {{ double }}) as fail_score,
      row_number() over (
        partition by f.instance_id, f.element_id, m.measure, f.is_today, cast(f.profile_ts as date)
        order by f.profile_ts desc, f.recorded_at desc, f.fact_id
      ) as of_the_day
    from (
{{ argos._facts_of_series(judged) }}
    ) as f
    cross join ({{ argos.json_rows(['measure', 'scope', 'floor_share', 'floor_value'], argos._judged_rows()) }}) as m
    join ({{ argos.json_rows(['instance_id', 'label', 'warn_score', 'fail_score'], judged) }}) as j on j.instance_id = f.instance_id
    where m.scope = case when f.element_id = '' then 'relation' else 'column' end
  ) as all_observations
  where of_the_day = 1 and (is_today or value is not null)
{%- endmacro %}

{#- Facts of this run, and of the days before it from the history: constants bound both. -#}
{% macro _facts_of_series(judged) %}
  {%- set run = argos.string_literal(invocation_id) -%}
  {%- set midnight = argos.timestamp_literal(argos.clock().replace(hour=0, minute=0, second=0, microsecond=0)) -%}
  {%- set ids = [] -%}{%- for row in judged -%}{%- do ids.append(argos.string_literal(row[0])) -%}{%- endfor -%}
  {%- set fields = ['instance_id', 'relation_name', 'element_id', 'profile_ts', 'recorded_at', 'fact_id'] + (argos.judged_measures() | map(attribute='name') | list) -%}
  select {{ fields | join(', ') }}, true as is_today
  from {{ argos.fact('run_profile_result') }}
  where run_id = {{ run }} and recorded_at >= {{ argos.ago(days=1) }} and partition_value is null and instance_id in ({{ ids | join(', ') }})
  union all
  select {{ fields | join(', ') }}, false as is_today
  from {{ argos.history('run_profile_result') }}
  where profile_ts < {{ midnight }} and recorded_at >= {{ argos.ago(days=argos.history_days_searched()) }} and partition_value is null and instance_id in ({{ ids | join(', ') }})
{%- endmacro %}

{% macro _judged_rows() %}
  {%- set rows = [] -%}
  {%- for measure in argos.judged_measures() -%}{%- do rows.append([measure.name, measure.scope, measure.floor_share, measure.floor]) -%}{%- endfor -%}
  {{ return(rows) }}
{% endmacro %}

{% macro _choose(measures) %}
  {%- set branches = [] -%}
  {%- for measure in measures -%}
    {%- do branches.append("when '" ~ measure.name ~ "' then cast(f." ~ measure.name ~ ' as ' ~ argos.types().double ~ ')') -%}
  {%- endfor -%}
  {{ return('case m.measure ' ~ branches | join(' ') ~ ' end') }}
{% endmacro %}
