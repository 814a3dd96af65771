{#- The rows of a gate: the verdicts of the latest run on some measures of a node that are not a PASS, or the reason why there are
    none; with `bounds`, verdicts on the facts themselves. What people said of a verdict since counts: WRONG passes, and a baseline that
    was attested since makes a WARN of it. Without a p-value, four times the score of a WARN is beyond doubt. A
    FAIL that is neither beyond doubt (once in a million days), nor of high severity, nor called RIGHT is a DEFER. -#}
{% macro gate_query(tested, node, measures, column_name=none, bounds=none, own_weights=true) %}
  {%- set meta = argos.meta_of(node) -%}
  {%- set text = argos.types().text -%}
  {%- set max_age_hours = argos.setting('gate_max_age_hours', meta) -%}
  {%- set run = argos.string_literal(invocation_id) -%}
  {#- dbt retry does not say what it selects. -#}
  {%- set of_this_run = tested in selected_resources or tested.startswith('source.') or tested in argos.run_memory().hooked -%}
  {%- set subject = measures[0] ~ ' of ' ~ argos.label(node) ~ (('.' ~ column_name) if column_name else '') -%}
  {%- set metric = 'v.measure' if measures | length > 1 else "'" ~ measures[0] ~ "'" -%}
  {%- set last = ", concat(', last judged at ', cast(recorded_at as " ~ text ~ ')))' -%}
  {%- if node.resource_type != 'source' and not argos.is_measured(node) -%}{%- set why = 'argos measures tables, not views' -%}
  {%- elif node.resource_type != 'source' and 'argos.measure' not in (node.config or {}).get('post-hook') ~ '' -%}{%- set why = 'add the post-hook "{{ argos.measure() }}" to it' -%}
  {%- elif of_this_run and measures[0].startswith('row_') -%}{%- set why = 'look for an earlier line of argos' -%}
  {%- elif of_this_run -%}{%- set why = 'see that ' ~ ('the column exists, among the first ' ~ argos.traits().most_columns ~ ', and' if column_name else 'a column of it') ~ ' is of a type that tells it, else look for an earlier line of argos' -%}
  {%- else -%}{%- set why = 'build it first' ~ (', and see that the column exists' if column_name else '') -%}
  {%- endif -%}
  {%- set reasons = [['level is null', argos.string_literal(subject ~ ' was not judged in the last ' ~ argos.memory_days() ~ ' days: ' ~ why)]] -%}
  {%- if of_this_run -%}{%- do reasons.append(['run_id <> ' ~ run, 'concat(' ~ argos.string_literal(subject ~ ' was not judged in this run') ~ last]) -%}{%- endif -%}
  {%- do reasons.append(['recorded_at < ' ~ argos.ago(hours=max_age_hours), 'concat(' ~ argos.string_literal('the verdict on ' ~ subject ~ ' is older than ' ~ max_age_hours ~ ' hours') ~ last]) -%}
  {%- set has_verdict = 'not (' ~ reasons | map('first') | join(' or ') ~ ')' ~ (' and v.value is not null' if bounds else '') -%}
  {%- set is_held = 'baseline' in measures and argos.setting('baseline_mode', meta) == 'attested' -%}
  {%- if is_held -%}{%- do reasons.append(['level > 0 and coalesce(cast(baseline_version as ' ~ argos.types().bigint ~ ') < attested_version, false)', "concat(reason, '; version ', cast(attested_version as " ~ text ~ "), ' was attested since, build it again')"]) -%}{%- endif -%}
  {%- set verdicts -%}
from {{ argos.verdicts_within(tested, node, measures[0], column_name, bounds) if bounds else argos.fact('column_verdict') }}
  where instance_id = {{ argos.string_literal(tested) }}
    and measure in ('{{ measures | join("', '") }}')
    and recorded_at >= {{ argos.ago(days=argos.memory_days()) }}
    {%- if column_name %}
    and lower(element_id) = lower({{ argos.string_literal(column_name) }})
    {%- endif -%}
  {%- endset -%}
  {%- set is_judged = 'not (' ~ reasons | map('first') | join(' or ') ~ ')' -%}
  {%- set rows -%}
select
  {{ argos.string_literal(argos.label(node)) }} as relation,
  nullif(coalesce(v.element_id, {{ argos.string_literal(column_name or '') }}), '') as column_name,
  coalesce(v.measure, '{{ measures[0] }}') as measure,
  {{ argos.shown_metric('v.value', text, metric) }} as value,
  {% if bounds %}{{ argos.string_literal(argos.shown_bounds(bounds, measures[0].endswith('rate'))) }}{% else %}case when v.expected_high is not null then concat({{ argos.shown_metric('v.expected_low', text, metric) }}, ' to ', {{ argos.shown_metric('v.expected_high', text, metric) }}) end{% endif %} as expected,
  case {% for condition, reason in reasons %}when {{ condition }} then {{ reason }} {% endfor %}else reason end as reason,
  case {% for condition, reason in reasons %}when {{ condition }} then 1 {% endfor %}else level end as level,
  case when {{ has_verdict }} then {% if bounds %}1{% else %}case when v.p_value is not null then least(1, greatest(0, -ln(v.p_value) / 9.210340372 - 0.5)) when v.threshold > 0 then least(1, v.score / (4 * v.threshold)) else 1 end{% endif %} end as certainty,
  {% if bounds %}cast(null as {{ text }}) as event_id, cast(null as {{ text }}) as given, 0 as alarm_days{% else %}case when {{ is_judged }} then v.fact_id end as event_id, g.verdict as given, r.alarm_days{% endif %}
from (
  select coalesce(max(case when run_id = {{ run }} then run_id end), {{ argos.latest_value('run_id', 'recorded_at') }}) as latest_run
  {{ verdicts }}
) as latest
left join (
  select run_id, recorded_at, element_id, measure, value, expected_low, expected_high, level, reason
  {%- if not bounds %}, instance_id, fact_id, metric, score, threshold, p_value, baseline_version, partition_value, profile_ts{% endif %}
  {{ verdicts }}
) as v on v.run_id = latest.latest_run
{%- if is_held %}
cross join (
  select max(attested_version) as attested_version
  from ({{ argos.baseline_versions(argos.history('baseline_version'), argos.history('baseline_attestation')) }}) as versions
  where instance_id = {{ argos.string_literal(tested) }}
) as baseline
{%- endif %}
{%- if not bounds %}
left join ({{ argos.judgements(argos.fact('alarm_feedback'), [argos.string_literal(tested)], argos.ago(days=argos.memory_days())) }}) as g
  on {{ argos.holds_for() }}
left join (
  select element_id, measure, count(distinct {{ argos.day_of('profile_ts') }}) as alarm_days
  {{ verdicts }} and level > 0 and profile_ts >= {{ argos.ago(days=7) }}
  group by element_id, measure
) as r on r.element_id = v.element_id and r.measure = v.measure
{%- endif %}
where level is null or level > 0{{ " and coalesce(g.verdict <> 'WRONG', true)" if not bounds }}
  {%- if of_this_run %} or run_id <> {{ run }}{% endif %} or recorded_at < {{ argos.ago(hours=max_age_hours) }}
  {%- endset -%}
select {{ argos.gate_fields() | join(', ') }}
from (
  select
    relation, column_name, measure, value, expected, reason, severity, severity_parts, event_id, severity_weight,
    case when level = 3 and certainty < 1 and severity <> 'HIGH' and coalesce(given <> 'RIGHT', true) then 2 else level end as level
  from ({{ argos.weighed(rows, tested, argos.meta_of(node), own_weights) }}) as weighed
) as decided
order by level desc, coalesce(severity_weight, 0) desc, reason
{%- endmacro %}
