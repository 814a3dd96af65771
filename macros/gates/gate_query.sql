{#- The rows of gates, each with the gate's id: the verdicts of the latest run on what they ask, rows of gate_question(), that are not a PASS,
    or the reason why there are none; of bounds, verdicts on the facts themselves. What people said of a verdict since counts: WRONG
    passes, and a baseline that was attested since makes a WARN of it. Without a p-value, four times the score of a WARN is beyond doubt. A
    FAIL that is neither beyond doubt (once in a million days), nor of high severity, nor called RIGHT is a DEFER. -#}
{% macro gate_query(questions, own_weights=true) %}
  {%- set text, run, since = argos.types().text, argos.string_literal(invocation_id), argos.ago(days=argos.memory_days()) -%}
  {%- set fields = ['gate_id', 'instance_id', 'relation', 'owner', 'column_name', 'measure', 'measures', 'bounds', 'at_least', 'at_most', 'of_relation', 'is_held', 'max_age_hours', 'unjudged', 'elsewhere', 'too_old', 'left_out'] -%}
  {%- set of_verdict = ['run_id', 'recorded_at', 'element_id', 'measure', 'value', 'level', 'reason', 'fact_id', 'metric', 'partition_value', 'profile_ts', 'baseline_version', 'expected_low', 'expected_high', 'score', 'threshold', 'p_value'] -%}
  {%- set rows, ids, bounded, hours = [], [], [], [] -%}
  {%- for one in questions -%}
    {%- set row = [] -%}
    {%- for field in fields -%}{%- do row.append(one[field]) -%}{%- endfor -%}
    {%- do rows.append(row) -%}
    {%- if one.bounds -%}{%- do bounded.append(one) -%}{%- else -%}{%- do ids.append(argos.string_literal(one.instance_id)) -%}{%- endif -%}
    {%- if one.max_age_hours not in hours -%}{%- do hours.append(one.max_age_hours) -%}{%- endif -%}
  {%- endfor -%}
  {%- set ids, not_built, held = ids | unique | join(', '), questions | rejectattr('bounds') | rejectattr('elsewhere') | list, questions | selectattr('is_held', 'equalto', 'yes') | map(attribute='instance_id') | list -%}
  {%- set reasons = [['v.level is null', 'v.unjudged']] -%}
  {%- for condition, said in [['v.elsewhere is not null and v.run_id <> ' ~ run, 'v.elsewhere'], ['v.is_old', 'v.too_old'], ['v.is_left', 'v.left_out']] -%}{%- do reasons.append([condition, 'replace(' ~ said ~ ", '{at}', cast(v.recorded_at as " ~ text ~ '))']) -%}{%- endfor -%}
  {%- set has_verdict = 'not (' ~ reasons | map('first') | join(' or ') ~ ')' -%}
  {%- if held -%}{%- do reasons.append(["v.is_held = 'yes' and v.level > 0 and coalesce(cast(v.baseline_version as " ~ argos.types().bigint ~ ') < b.attested_version, false)', "concat(v.reason, '; version ', cast(b.attested_version as " ~ text ~ "), ' was attested since, build it again')"]) -%}{%- endif -%}
  {%- set is_judged = 'not (' ~ reasons | map('first') | join(' or ') ~ ')' -%}
  {%- set verdicts -%}
    from asked as a
    inner join {{ argos.fact('column_verdict') }} as c
      on c.instance_id = a.instance_id and a.measures like concat('%"', c.measure, '"%') and (a.column_name is null or lower(c.element_id) = lower(a.column_name))
    where a.bounds is null and c.instance_id in ({{ ids }}) and c.recorded_at >= {{ since }}
  {%- endset -%}
  {%- set answers -%}
select
  v.gate_id, v.instance_id, v.relation, v.owner, coalesce(nullif(v.element_id, ''), v.asked_column) as column_name, coalesce(v.measure, v.asked_measure) as measure,
  {{ argos.shown_metric('v.value', text, 'v.measure') }} as value,
  coalesce(v.bounds, case when v.expected_high is not null then concat({{ argos.shown_metric('v.expected_low', text, 'v.measure') }}, ' to ', {{ argos.shown_metric('v.expected_high', text, 'v.measure') }}) end) as expected,
  case {% for condition, reason in reasons %}when {{ condition }} then {{ reason }} {% endfor %}else v.reason end as reason,
  case {% for condition, reason in reasons %}when {{ condition }} then 1 {% endfor %}else v.level end as level,
  case when {{ has_verdict }} then case when v.bounds is not null then case when v.value is not null then 1 end when v.p_value is not null then least(1, greatest(0, -ln(v.p_value) / 9.210340372 - 0.5)) when v.threshold > 0 then least(1, v.score / (4 * v.threshold)) else 1 end end as certainty,
  case when {{ is_judged }} then v.fact_id end as event_id, {{ 'g.verdict as given, r.alarm_days' if ids else 'cast(null as ' ~ text ~ ') as given, 0 as alarm_days' }}
from (
  select
    a.gate_id, a.instance_id, a.relation, a.owner, a.column_name as asked_column, a.measure as asked_measure, a.bounds, a.is_held, a.unjudged, a.elsewhere, a.too_old, a.left_out,
    f.{{ of_verdict | join(', f.') }},
    coalesce(f.recorded_at < case a.max_age_hours{% for number in hours %} when '{{ number }}' then {{ argos.ago(hours=number | float) }}{% endfor %} end, false) as is_old,
    {{ "coalesce(a.bounds is null and a.elsewhere is null and m.measured_at > m.judged_at, false)" if not_built else '1 = 0' }} as is_left
  from asked as a left join found as f on f.gate_id = a.gate_id
  {%- if not_built %}
  left join (
    select instance_id, max(case what when 'measured' then recorded_at end) as measured_at, max(case what when 'judged' then recorded_at end) as judged_at
    from (
      select instance_id, 'measured' as what, recorded_at from {{ argos.fact('run_profile_result') }} where element_id = '' and partition_value is null
      union all select instance_id, 'judged' as what, recorded_at from {{ argos.fact('column_verdict') }}
    ) as steps
    where instance_id in ({{ ids }}) and recorded_at >= {{ since }} group by instance_id
  ) as m on m.instance_id = a.instance_id
  {%- endif %}
) as v
{%- if held %}
left join (
  select instance_id, max(attested_version) as attested_version
  from ({{ argos.baseline_versions(argos.history('baseline_version'), argos.history('baseline_attestation')) }}) as versions group by instance_id
) as b on b.instance_id = v.instance_id
{%- endif %}
{%- if ids %}
left join ({{ argos.judgements(argos.fact('alarm_feedback'), [ids], since) }}) as g on {{ argos.holds_for() }}
left join (
  select instance_id, element_id, measure, count(distinct {{ argos.day_of('profile_ts') }}) as alarm_days
  from {{ argos.fact('column_verdict') }}
  where instance_id in ({{ ids }}) and recorded_at >= {{ since }} and level > 0 and profile_ts >= {{ argos.ago(days=7) }}
  group by instance_id, element_id, measure
) as r on r.instance_id = v.instance_id and r.element_id = v.element_id and r.measure = v.measure and v.bounds is null
{%- endif %}
where v.level is null or v.level > 0{{ " and coalesce(g.verdict <> 'WRONG', true)" if ids }} or v.elsewhere is not null and v.run_id <> {{ run }} or v.is_old or v.is_left
  {%- endset -%}
with asked as (
{{ argos.json_rows(fields, rows) }}
), found as (
  {%- if ids %}
  select
    c.gate_id, c.{{ of_verdict | join(', c.') }}
  from (
    select a.gate_id, coalesce(max(case when c.run_id = {{ run }} then c.run_id end), {{ argos.latest_value('c.run_id', 'c.recorded_at') }}) as latest_run
    {{ verdicts }}
    group by a.gate_id
  ) as latest
  inner join (
    select a.gate_id, c.{{ of_verdict | join(', c.') }}
    {{ verdicts }}
  ) as c on c.gate_id = latest.gate_id and c.run_id = latest.latest_run
  {%- endif %}
  {{- '\n  union all' if ids and bounded }} {{ argos.verdicts_within(bounded) if bounded }}
)
select gate_id, {{ argos.gate_fields() | join(', ') }}
from (
  select
    gate_id, relation, column_name, measure, value, expected, reason, severity, severity_parts, event_id, severity_weight,
    case when level = 3 and certainty < 1 and severity <> 'HIGH' and coalesce(given <> 'RIGHT', true) then 2 else level end as level
  from ({{ argos.weighed(answers, questions, own_weights) }}) as weighed
) as decided
order by level desc, coalesce(severity_weight, 0) desc, reason
{%- endmacro %}
