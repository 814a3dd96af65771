{#- The rows of a gate: the verdicts of the latest run on some measures of a node that are not a PASS, or the reason why there are
    none; with `bounds`, verdicts on the facts themselves. -#}
{% macro gate_query(tested, node, measures, column_name=none, bounds=none) %}
  {%- set meta = argos.meta_of(node) -%}
  {%- set text = argos.types().text -%}
  {%- set max_age_hours = argos.setting('gate_max_age_hours', meta) -%}
  {%- set run = argos.string_literal(invocation_id) -%}
  {%- set of_this_run = tested in selected_resources or tested.startswith('source.') -%}
  {%- set subject = measures[0] ~ ' of ' ~ argos.label(node) ~ (('.' ~ column_name) if column_name else '') -%}
  {%- set metric = 'measure' if measures | length > 1 else "'" ~ measures[0] ~ "'" -%}
  {%- set last = ", concat(', last judged at ', cast(recorded_at as " ~ text ~ ')))' -%}
  {%- set reasons = [['level is null', argos.string_literal(subject ~ ' was never judged: ' ~ argos._why_unjudged(node))]] -%}
  {%- if of_this_run -%}{%- do reasons.append(['run_id <> ' ~ run, 'concat(' ~ argos.string_literal(subject ~ ' was not judged in this run') ~ last]) -%}{%- endif -%}
  {%- do reasons.append(['recorded_at < ' ~ argos.ago(hours=max_age_hours), 'concat(' ~ argos.string_literal('the verdict on ' ~ subject ~ ' is older than ' ~ max_age_hours ~ ' hours') ~ last]) -%}
  {%- set verdicts -%}
from {{ argos.verdicts_within(tested, node, measures[0], column_name, bounds) if bounds else argos.fact('column_verdict') }}
  where instance_id = {{ argos.string_literal(tested) }}
    and measure in ('{{ measures | join("', '") }}')
    and recorded_at >= {{ argos.ago(days=argos.memory_days()) }}
    {%- if column_name %}
    and lower(element_id) = {{ argos.string_literal(column_name | lower) }}
    {%- endif -%}
  {%- endset -%}
select
  {{ argos.string_literal(argos.label(node)) }} as relation,
  nullif(coalesce(element_id, {{ argos.string_literal(column_name or '') }}), '') as column_name,
  coalesce(measure, '{{ measures[0] }}') as measure,
  {{ argos.shown_metric('value', text, metric) }} as value,
  {% if bounds %}{{ argos.string_literal(argos.shown_bounds(bounds, measures[0].endswith('rate'))) }}{% else %}concat({{ argos.shown_metric('expected_low', text, metric) }}, ' to ', {{ argos.shown_metric('expected_high', text, metric) }}){% endif %} as expected,
  case {% for condition, reason in reasons %}when {{ condition }} then {{ reason }} {% endfor %}else reason end as reason,
  case {% for condition, reason in reasons %}when {{ condition }} then 1 {% endfor %}else level end as level
from (
  select coalesce(max(case when run_id = {{ run }} then run_id end), {{ argos.latest_value('run_id', 'recorded_at') }}) as latest_run
  {{ verdicts }}
) as latest
left join (
  select run_id, recorded_at, element_id, measure, value, expected_low, expected_high, level, reason
  {{ verdicts }}
) as verdicts on verdicts.run_id = latest.latest_run
where level is null or level > 0
  {%- if of_this_run %} or run_id <> {{ run }}{% endif %} or recorded_at < {{ argos.ago(hours=max_age_hours) }}
{%- endmacro %}

{% macro _why_unjudged(node) %}
  {%- if node.resource_type != 'source' and not argos.is_measured(node) -%}{{ return('argos measures tables, not views') }}{%- endif -%}
  {%- if node.resource_type != 'source' and not argos.has_measure_hook(node) -%}{{ return('add the post-hook "{{ argos.measure() }}" to it') }}{%- endif -%}
  {{ return('build it first') }}
{% endmacro %}
