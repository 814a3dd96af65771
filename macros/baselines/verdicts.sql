{#- Verdicts of the measure `baseline`, to be appended to column_verdict: each column of the newest day that this run observed of some relations
    against the latest attested version of its baseline, by its type, NULLs, shapes, test and distinct values. A
    score beyond `warn_at` is WARN, beyond `fail_at` FAIL; both grow as rows get fewer. `judged`: rows of [instance_id, label]. -#}
{% macro baseline_verdicts(judged) %}
  {%- set types = argos.types() -%}
  {%- set text, double = types.text, types.double -%}
  {%- set ids = [] -%}
  {%- for row in judged -%}{%- do ids.append(argos.string_literal(row[0])) -%}{%- endfor -%}
  {%- set since = argos.clock().replace(hour=0, minute=0, second=0, microsecond=0) - modules.datetime.timedelta(days=argos.memory_days()) -%}
with held as (
  select
    o.fact_id as series_id, j.label, o.instance_id, o.relation_name, o.element_id, o.partition_value, o.partition_key, o.profile_ts, coalesce(o.type_family, '') as family, coalesce(b.type_family, '') as family_before,
    cast(o.row_count as {{ double }}) as row_count, cast(o.eval_count as {{ double }}) as eval_count, cast(o.eval_count - o.null_count as {{ double }}) as valid_count, o.null_rate, o.distinct_rate, o.quantiles, o.topk_values_hashed, o.topk_patterns,
    {{ argos.in_hours('o.mean', 'o.type_family', argos.day_number('o.profile_day')) }} as mean, {{ argos.in_hours('o.stddev', 'o.type_family', '0') }} as stddev, {{ argos.day_number('o.profile_day') }} as day_number,
    b.version, b.history_days, b.value_count, b.target_null_rate_max, b.distinct_rate_low, b.distinct_rate_high, b.pattern_set, b.topk, b.quantiles as quantiles_before, b.usual_mean, b.usual_stddev, b.usual_q25, b.usual_q75, case when coalesce(o.type_family, '') = coalesce(b.type_family, '') then b.drift_test end as drift_test
  from (
    select *, row_number() over (partition by instance_id, element_id order by is_daily desc, profile_ts desc) as place
    from ({{ argos._with_day(argos.of_this_run('run_profile_result', ids, since)) }}) as of_days
  ) as o
  join ({{ argos.json_rows(['instance_id', 'label'], judged) }}) as j on j.instance_id = o.instance_id
  join ({{ argos.baseline_versions(argos.history('baseline_version'), argos.history('baseline_attestation')) }}) as b on b.instance_id = o.instance_id and b.element_id = o.element_id and b.version = b.attested_version and b.is_daily = (o.is_daily = 1)
  where o.place = 1
),
item as (
  select series_id, kind, entry, sum(today) as today, sum(before) as before
  from (
    {%- for kind, now, base in [('values', 'topk_values_hashed', 'topk'), ('shapes', 'topk_patterns', 'pattern_set')] -%}{%- for column, counts in [(now, 'entry_count as today, 0.0 as before'), (base, '0.0 as today, entry_count as before')] %}
    select series_id, '{{ kind }}' as kind, entry, {{ counts }}
    from ({{ argos.json_elements(['series_id'], 'select series_id, ' ~ column ~ ' as items from held where ' ~ column ~ ' is not null and ' ~ base ~ ' is not null and family = family_before', true) }}) as items_{{ column }}
    {{- '\n    union all' if column != 'pattern_set' }}
    {%- endfor -%}{%- endfor %}
  ) as items
  group by series_id, kind, entry
),
listed as (
  select series_id, kind, sum(before) as before, sum(case when before > 0 then today else 0 end) as known, sum(case when before = 0 then today else 0 end) as unseen, count(case when before > 0 then 1 end) + 1 as bins
  from item
  group by series_id, kind
),
unseen as (
  select series_id, {{ argos.latest_value('entry', 'today') }} as entry
  from item
  where kind = 'shapes' and before = 0
  group by series_id
),
distance as (
  select series_id, max(bins) as bins, sum((now - past) * ln(now / past)) as psi
  from (
    select series_id, bins, (today + 0.5) / (valid_count + 0.5 * bins) as now, (before + 0.5) / (value_count + 0.5 * bins) as past
    from (
      select h.series_id, l.bins, h.valid_count, h.value_count, i.today, i.before from held as h join listed as l on l.series_id = h.series_id join item as i on i.series_id = l.series_id and i.kind = l.kind where i.before > 0 and l.kind = case when h.topk is not null then 'values' else 'shapes' end
      union all
      select h.series_id, l.bins, h.valid_count, h.value_count, greatest(h.valid_count - l.known, 0) as today, greatest(h.value_count - l.before, 0) as before from held as h join listed as l on l.series_id = h.series_id where l.kind = case when h.topk is not null then 'values' else 'shapes' end
    ) as binned
  ) as shares
  group by series_id
),
gap as (
  select series_id, max(abs(now - past)) as ks
  from (
    select series_id, sum(now) over (partition by series_id order by q) / nullif(sum(now) over (partition by series_id), 0) as now, sum(past) over (partition by series_id order by q) / nullif(sum(past) over (partition by series_id), 0) as past
    from (
      select series_id, {{ argos.in_hours('item', 'family', 'day_number') }} as q, 1.0 as now, 0.0 as past from ({{ argos.json_elements(['series_id', 'family', 'day_number'], "select series_id, family, day_number, quantiles as items from held where drift_test = 'KS' and quantiles is not null") }}) as points_now
      union all
      select series_id, item as q, 0.0 as now, 1.0 as past from ({{ argos.json_elements(['series_id'], "select series_id, quantiles_before as items from held where drift_test = 'KS' and quantiles is not null") }}) as points_past
    ) as points
  ) as steps
  group by series_id
),
{{ argos._baseline_scores() }}
{%- endmacro %}
