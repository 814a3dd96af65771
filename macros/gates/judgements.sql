{#- What people said of alarms, the latest word on each series and day, of a baseline on each check: the one place where it is found. `given` is
    alarm_feedback, of this target or of the history; `ids` the literals of the relations, none of all. -#}
{% macro judgements(given, ids=none, since=none) %}
select instance_id, element_id, measure, metric, partition_value, profile_day, verdict, value, score, p_value
  from (
    select
      instance_id, element_id, measure, metric, coalesce(partition_value, '') as partition_value, {{ argos.day_of('profile_ts') }} as profile_day, verdict, value, score, p_value,
      row_number() over (partition by instance_id, element_id, measure, case when measure = 'baseline' then metric end, coalesce(partition_value, ''), {{ argos.day_of('profile_ts') }} order by recorded_at desc, fact_id) as place
    from {{ given }}
    {%- if ids %}
    where instance_id in ({{ ids | join(', ') }}) and recorded_at >= {{ since }}
    {%- endif %}
  ) as words
  where place = 1
{%- endmacro %}

{#- Whether one of the judgements, `g`, holds for a verdict, `v`: on the same series and day, in the same direction and not less than half
    as probable; without a p-value, by the same check and not much further off. -#}
{% macro holds_for() %}
  {{- return('g.instance_id = v.instance_id and g.element_id = v.element_id and g.measure = v.measure and coalesce(v.measure <> \'baseline\' or v.metric = g.metric, true) and g.partition_value = coalesce(v.partition_value, \'\') and g.profile_day = ' ~ argos.day_of('v.profile_ts') ~ '\n    and coalesce(case when v.p_value is not null then v.p_value >= 0.5 * g.p_value else v.score <= 1.1 * g.score end and (v.value < v.expected_low) = (g.value < v.expected_low), true)') -}}
{% endmacro %}

{#- SELECT of the verdicts of which a condition on `v` is true, each with `given`: the last word of a person on it, RIGHT, WRONG or NULL. -#}
{% macro verdicts_called(condition) %}
select v.*, g.verdict as given
  from {{ argos.fact('column_verdict') }} as v
  left join ({{ argos.judgements(argos.fact('alarm_feedback')) }}) as g
    on {{ argos.holds_for() }}
  where {{ condition }}
{%- endmacro %}

{#- SELECT of instance_id, profile_day and stopped_run: the days since `since`, a literal, of some relations that a gate stopped at its last
    word, with the run, or that a person calls RIGHT to alarm, and none calls WRONG. They say nothing of what is normal. -#}
{% macro known_bad_days(ids, since=none) %}
  {%- set since = since or argos.ago(days=argos.memory_days() + 1) -%}
select instance_id, profile_day, max(run_id) as stopped_run
from (
  select instance_id, profile_day, run_id, 1 as is_bad, 0 as is_good
  from (
    select instance_id, run_id, {{ argos.day_of('profile_ts') }} as profile_day, blocking, row_number() over (partition by gate_id, {{ argos.day_of('profile_ts') }} order by recorded_at desc) as place
    from {{ argos.history('gate_decision') }}
    where instance_id in ({{ ids | join(', ') }}) and level is not null and profile_ts is not null and recorded_at >= {{ since }}
  ) as decisions
  where place = 1 and blocking
  union all
  select instance_id, profile_day, cast(null as {{ argos.types().text }}), case verdict when 'RIGHT' then 1 else 0 end, case verdict when 'WRONG' then 1 else 0 end
  from ({{ argos.judgements(argos.history('alarm_feedback'), ids, since) }}) as given
) as days
group by instance_id, profile_day
having max(is_bad) = 1 and max(is_good) = 0
{%- endmacro %}
