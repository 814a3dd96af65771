{#- What people said of alarms, the latest word on each series and day: the one place where it is found. `given` is alarm_feedback, of this
    target or of the history; `ids` the literals of the relations. -#}
{% macro judgements(given, ids, since) %}
select instance_id, element_id, measure, partition_value, profile_day, verdict, value, p_value
  from (
    select
      instance_id, element_id, measure, coalesce(partition_value, '') as partition_value, {{ argos.day_of('profile_ts') }} as profile_day, verdict, value, p_value,
      row_number() over (partition by instance_id, element_id, measure, coalesce(partition_value, ''), {{ argos.day_of('profile_ts') }} order by recorded_at desc, fact_id) as place
    from {{ given }}
    where instance_id in ({{ ids | join(', ') }}) and recorded_at >= {{ since }}
  ) as words
  where place = 1
{%- endmacro %}

{#- SELECT of instance_id and profile_day: the days since `since`, a literal, of some relations that a gate stopped at its last word, or that a person
    calls RIGHT to alarm, and none calls WRONG. They say nothing of what is normal. -#}
{% macro known_bad_days(ids, since=none) %}
  {%- set since = since or argos.ago(days=argos.memory_days() + 1) -%}
select instance_id, profile_day
from (
  select instance_id, profile_day, 1 as is_bad, 0 as is_good
  from (
    select instance_id, {{ argos.day_of('profile_ts') }} as profile_day, blocking, row_number() over (partition by gate_id, {{ argos.day_of('profile_ts') }} order by recorded_at desc) as place
    from {{ argos.history('gate_decision') }}
    where instance_id in ({{ ids | join(', ') }}) and level is not null and profile_ts is not null and recorded_at >= {{ since }}
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from ({{ argos.judgements(argos.history('alarm_feedback'), ids, since) }}) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0
{%- endmacro %}
