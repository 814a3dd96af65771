{#- SELECT of the days of some relations as their gate would have judged them: `judged` as of verdicts(), `days` up to the newest of
    each. A day is the run's that judged it as its newest, the latest of these, else the first that measured it; of the days before it
    counts what was known then. With `unjudged`, their facts, days that have no metrics are derived here from what is known now. -#}
{% macro replayed(judged, since, days, measures, unjudged=none) %}
  {%- set text = argos.types().text -%}
  {%- set ids = [] -%}
  {%- for row in judged -%}{%- do ids.append(argos.string_literal(row[0])) -%}{%- endfor -%}
  {%- set before = argos.timestamp_literal(since - modules.datetime.timedelta(days=argos.memory_days() + 1)) -%}
  {%- set fields = ['run_id', 'fact_id'] + argos.series_metric_fields() -%}
  {%- set stored = 'select ' ~ fields | join(', ') ~ ', recorded_at from ' ~ argos.history('series_metric') ~ '\n    where instance_id in (' ~ ids | join(', ') ~ ') and recorded_at >= ' ~ before ~ ' and profile_ts >= ' ~ before -%}
  {%- set known = stored ~ ('\n    union all\n    select * from derived_day' if unjudged else '') -%}
  {%- if unjudged -%}
with derived_day as (
  select m.run_id, concat(m.instance_id, ' ', m.element_id, ' ', m.metric, ' ', cast(m.profile_ts as {{ text }})) as fact_id, m.{{ argos.series_metric_fields() | join(', m.') }}, {{ argos.timestamp_literal(argos.clock()) }} as recorded_at
  from ({{ argos.series_metrics(unjudged, ids, since - modules.datetime.timedelta(days=argos.memory_days())) }}) as m
)
  {%- endif -%}
  {%- set metrics -%}
select {{ fields | join(', ') }}, as_of as recorded_at
    from (
      select
        *, max(profile_day) over (partition by instance_id) as newest_day, max(is_daily) over (partition by instance_id) as has_days,
        first_value(run_id) over (partition by instance_id, is_daily, profile_day order by case when profile_day = newest_of_run then 0 else 1 end, case when profile_day = newest_of_run then as_of end desc, as_of, run_id) as judging_run
      from (
        select *, max(recorded_at) over (partition by run_id, instance_id) as as_of, max(profile_day) over (partition by run_id, instance_id) as newest_of_run
        from ({{ argos._with_day(known) }}) as of_days
      ) as of_runs
    ) as runs
    where run_id = judging_run and is_daily = has_days and {{ argos.days_between('profile_day', 'newest_day') }} < {{ days }}{{ " and run_id = 'backtest'" if unjudged }}
  {%- endset %}
select
  instance_id, {{ argos.day_text(argos.day_of('profile_ts')) }} as ends_on, case when partition_value is null then 0 else 1 end as is_partition,
  count(case when decision <> 'LEARNING' then 1 end) as judged, count(case when decision = 'LEARNING' then 1 end) as learning,
  {{ argos.json_sorted_list('case when level > 0 then ' ~ argos.json_array(['element_id', 'measure', 'decision', 'cast(p_value as ' ~ text ~ ')', 'reason']) ~ ' end') }} as alarms
from ({{ argos.verdicts(judged, metrics, since, known) }}) as verdicts
where measure in ('{{ measures | join("', '") }}')
group by instance_id, profile_ts, case when partition_value is null then 0 else 1 end
{%- endmacro %}

{#- SELECT of the facts of days of some relations that are over and have no metrics, as one run: the run that would have judged them was
    interrupted, or is of an older version. -#}
{% macro unjudged_facts(ids, since) %}
  {%- set before = argos.timestamp_literal(since - modules.datetime.timedelta(days=argos.memory_days())) -%}
  {%- set window = '\n    where instance_id in (' ~ ids | join(', ') ~ ') and recorded_at >= ' ~ before ~ ' and profile_ts > ' ~ before -%}
select 'backtest' as run_id, f.fact_id, f.{{ argos.profile_fields() | join(', f.') }}
from (
  select *, max(is_daily) over (partition by instance_id) as has_days, first_value(run_id) over (partition by instance_id, is_daily, profile_day order by {{ argos.known_before() }}, run_id) as known_run
  from ({{ argos._with_day('select * from ' ~ argos.history('run_profile_result') ~ window ~ ' and profile_ts <= recorded_at') }}) as of_days
) as f
left join (select distinct instance_id, is_daily, profile_day from ({{ argos._with_day('select * from ' ~ argos.history('series_metric') ~ window) }}) as of_days) as m on m.instance_id = f.instance_id and m.is_daily = f.is_daily and m.profile_day = f.profile_day
where m.instance_id is null and f.is_daily = f.has_days and f.run_id = f.known_run
{%- endmacro %}
