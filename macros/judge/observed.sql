{#- The rows of a fact on some relations, `ids` being their literals, that this run wrote: not before it began, which spares a warehouse
    weeks of partitions. With `since`, of days that are over, from that one. -#}
{% macro of_this_run(fact, ids, since=none) %}
  {{ return('select * from ' ~ argos.fact(fact) ~ '\n    where run_id = ' ~ argos.string_literal(invocation_id) ~ ' and instance_id in (' ~ ids | join(', ') ~ ') and recorded_at >= ' ~ argos.ago(days=1) ~ (' and profile_ts > ' ~ argos.timestamp_literal(since) ~ ' and profile_ts <= ' ~ argos.timestamp_literal(argos.clock()) if since else '')) }}
{% endmacro %}

{#- CTE `observed`, a row for each relation and column of a day that is to be judged. A relation with daily partitions is judged by
    these alone. -#}
{% macro observed(facts) %}
  {%- set double = argos.types().double -%}
  {%- set counts = ['row_count', 'row_distinct_count', 'row_once_count', 'eval_count', 'null_count', 'zero_count'] -%}
observed as (
  select
    fact_id as series_id, run_id, instance_id, relation_name, element_id, coalesce(type_family, '') as type_family, partition_value, partition_key, is_daily, profile_ts, profile_day,
    {% for name in counts %}cast({{ name }} as {{ double }}) as {{ name }}, {% endfor %}cast(eval_count - null_count as {{ double }}) as valid_count, cast(distinct_count as {{ double }}) as distinct_count, quantiles, topk_values_hashed, topk_patterns, {{ argos.is_personal() }} as is_personal,
    {{ argos.in_hours('mean', 'type_family', argos.day_number('profile_day')) }} as mean, {{ argos.in_hours('stddev', 'type_family', '0') }} as stddev
  from (
    select *, max(is_daily) over (partition by run_id, instance_id) as has_days
    from ({{ argos._with_day(facts) }}) as of_days
  ) as facts
  where is_daily = has_days and is_daily >= 0
)
{%- endmacro %}

{#- CTE `seen`: the observed columns with what they were on the days before, as known before this run; of one that is personal now,
    no values. -#}
{% macro seen_days(ids, since) %}
  {%- set double = argos.types().double -%}
  {%- set before = argos.timestamp_literal(since - modules.datetime.timedelta(days=argos.reference_days() + 1)) -%}
  {%- set this_run = argos.string_literal(invocation_id) -%}
seen as (
  select series_id, 0 as age, type_family, profile_day, eval_count, valid_count, zero_count, distinct_count, quantiles, topk_values_hashed, topk_patterns
  from observed
  where element_id <> ''
  union all
  select series_id, age, type_family, profile_day, cast(eval_count as {{ double }}) as eval_count, cast(eval_count - null_count as {{ double }}) as valid_count, cast(zero_count as {{ double }}) as zero_count, cast(distinct_count as {{ double }}) as distinct_count, case when not is_personal then quantiles end as quantiles, topk_values_hashed, topk_patterns
  from (
    select
      o.series_id, o.is_personal, {{ argos.days_between('p.profile_day', 'o.profile_day') }} as age, p.{{ ['type_family', 'profile_day', 'eval_count', 'null_count', 'zero_count', 'distinct_count', 'quantiles', 'topk_values_hashed', 'topk_patterns'] | join(', p.') }},
      p.run_id = {{ this_run }} as is_new, count(case when p.run_id <> {{ this_run }} then 1 end) over (partition by o.series_id) as known_days
    from observed as o
    join (
      select *, row_number() over (partition by instance_id, element_id, is_daily, profile_day order by {{ argos.known_before() }}) as place
      from ({{ argos._with_day('select * from ' ~ argos.history('run_profile_result') ~ '\n    where instance_id in (' ~ ids | join(', ') ~ ") and element_id <> '' and recorded_at >= " ~ before ~ ' and profile_ts >= ' ~ before, ids, before) }}) as of_days
    ) as p on p.instance_id = o.instance_id and p.element_id = o.element_id and p.type_family = o.type_family and p.is_daily = o.is_daily
    where p.place = 1 and not p.is_bad and {{ argos.days_between('p.profile_day', 'o.profile_day') }} between 1 and {{ argos.reference_days() }}
  ) as days
  where {{ argos.tells('is_new', 'known_days') }}
)
{%- endmacro %}

{#- Whether a day tells what is normal: not one that this run saw first where half of the month before the judged one was known, `known_days`. It
    may have loaded all of them wrongly. -#}
{% macro tells(is_new, known_days) %}{{ return('(not ' ~ is_new ~ ' or ' ~ known_days ~ ' < ' ~ argos.reference_days() // 2 ~ ')') }}{% endmacro %}

{#- Whether the column of a fact was listed under `personal` when it was measured. -#}
{% macro is_personal() %}{{ return("coalesce(notes, '') like '%withheld: personal%'") }}{% endmacro %}

{#- What the versions of a day are ordered by: the latest of the first day that saw it whole, as today is seen, for many values settle later. What
    this run wrote comes last: it may have loaded every day anew, and wrongly. One number, by which DuckDB sorts in half the time. -#}
{% macro known_before() %}
  {%- set day = argos.day_of('recorded_at') -%}
  {{ return('case when run_id = ' ~ argos.string_literal(invocation_id) ~ ' then 2e12 when ' ~ day ~ ' < profile_day then 1e12 else 0 end + 172800.0 * ' ~ argos.day_number(day) ~ ' - ' ~ argos.seconds_between(argos.timestamp_literal(modules.datetime.datetime(1970, 1, 1)), 'recorded_at')) }}
{% endmacro %}

{#- A number of a column on the scale that it is judged on: of a date or timestamp, hours from a day's end. -#}
{% macro in_hours(x, family, day_number) %}
  {{ return('case ' ~ family ~ " when 'date' then 24 * (" ~ x ~ ' - ' ~ day_number ~ ") when 'timestamp' then (" ~ x ~ ' - 86400 * ' ~ day_number ~ ') / 3600 else ' ~ x ~ ' end') }}
{% endmacro %}

{#- Days of a date since 1970. -#}
{% macro day_number(day) %}{{ return(argos.days_between("cast('1970-01-01' as date)", day)) }}{% endmacro %}

{#- Facts with the day that they are about; `is_daily` is 1 for a partition of one day, which is named by it and ends with it, -1 for another,
    which has no day. With `ids`, only days told apart as now, and `is_bad`: known bad since `since`, or written by a run stopped for one. -#}
{% macro _with_day(facts, ids=none, since=none) %}
  {%- set day = argos.day_of('profile_ts') -%}
  {%- set of_days = 'select facts.*, ' ~ day ~ " as profile_day, case when partition_value is null then 0 when replace(partition_value, '-', '') = replace(" ~ argos.day_text(argos.day_before(day)) ~ ", '-', '') then 1 else -1 end as is_daily\n    from (" ~ facts ~ ') as facts' -%}
  {%- if not ids -%}{{ return(of_days) }}{%- endif -%}
  {%- set bad = argos.known_bad_days(ids, since) -%}
  {%- set marks = [
    '(' ~ bad ~ ') as bad on bad.instance_id = of_days.instance_id and bad.profile_day = of_days.profile_day',
    '(select distinct instance_id, stopped_run from (' ~ bad ~ ') as bad_days) as stopped on stopped.instance_id = of_days.instance_id and stopped.stopped_run = of_days.run_id',
  ] -%}
  {{ return('select of_days.*, bad.instance_id is not null or stopped.instance_id is not null as is_bad\n    from (' ~ argos.told_apart_alike(of_days, ids) ~ ') as of_days\n    left join ' ~ marks | join('\n    left join ')) }}
{% endmacro %}

{#- What is known of some relations, a SELECT with `is_daily`, without that of daily partitions told apart by another column or grain than
    their relation declares now: those are other days. Facts of an older layout do not say. -#}
{% macro told_apart_alike(known, ids) %}
  {%- set alike = [argos.string_literal('')] -%}
  {%- for id in ids -%}
    {#- Literals; without their quotes they are ids. -#}
    {%- set declared = argos.meta_of(graph.nodes.get(id[1:-1]) or graph.sources.get(id[1:-1]) or {}).get('partition') -%}
    {%- if declared is mapping and declared.column -%}
      {%- for key in [declared.column, declared.column ~ ' by ' ~ (declared.grain if declared.grain in argos.grains() | list else 'day')] -%}{%- do alike.append(argos.string_literal(id[1:-1] ~ ' ' ~ key | lower)) -%}{%- endfor -%}
    {%- endif -%}
  {%- endfor -%}
  {{ return('select known.*\n    from (' ~ known ~ ") as known\n    where known.is_daily <> 1 or known.partition_key is null or concat(known.instance_id, ' ', lower(known.partition_key)) in (" ~ alike | join(', ') ~ ')') }}
{% endmacro %}
