{#- The bounds of a measure as numbers, which may be given as text, and how they are `shown`, `at least 3 and at most 5`, rates in percent;
    or the `problem` why nothing can be held to them. -#}
{% macro checked_bounds(measure, bounds, of_relation) %}
  {%- set known = of_relation + argos.column_fields() | reject('in', ['quantiles', 'topk_patterns', 'topk_values_hashed', 'profile_hash']) | list -%}
  {%- if measure not in known -%}
    {%- set near = argos.nearest((measure or '') | string | lower, known) -%}
    {{ return({'problem': ('there is no measure ' ~ measure if measure else 'profile_within has no measure') ~ (': did you mean ' ~ near ~ '?' if near else ': known are ' ~ known | join(', '))}) }}
  {%- endif -%}
  {%- set held, said = {}, [] -%}
  {%- for name, word in [('at_least', 'at least '), ('at_most', 'at most ')] if bounds.get(name) is not none -%}
    {%- set given, is_rate = bounds[name], measure.endswith('rate') -%}
    {%- set bound = given | float if given is string and modules.re.fullmatch('-?[0-9]{1,15}([.][0-9]+)?', given) else given -%}
    {%- if bound is not number or bound is boolean or bound - bound != 0 -%}{{ return({'problem': 'the bound ' ~ tojson(given ~ '') ~ ' is not a number'}) }}{%- endif -%}
    {%- if is_rate and not 0 <= bound <= 1 -%}{{ return({'problem': 'the bound ' ~ given ~ ' is not from 0 to 1, as ' ~ measure ~ ' is'}) }}{%- endif -%}
    {%- do held.update({name: bound}) -%}
    {%- set shown = (bound * 100 if is_rate else bound) | round(6) ~ '' -%}
    {%- do said.append(word ~ (shown[:-2] if shown.endswith('.0') else shown) ~ ('%' if is_rate else '')) -%}
  {%- endfor -%}
  {%- if not held -%}{{ return({'problem': 'profile_within has no bound: give at_least, at_most or both'}) }}{%- endif -%}
  {%- if held | length == 2 and held.at_least > held.at_most -%}{{ return({'problem': 'at_least is greater than at_most: nothing can be within'}) }}{%- endif -%}
  {{ return(dict(held, shown=said | join(' and '))) }}
{% endmacro %}

{#- SELECT of facts as verdicts on whether they are within the bounds of questions in `asked`. Without a column, of every column that has the
    measure. -#}
{% macro verdicts_within(questions) %}
  {%- set types, ids, values = argos.types(), [], {} -%}
  {%- for one in questions -%}
    {%- set double = 'cast(f.' ~ one.measure ~ ' as ' ~ types.double ~ ')' -%}
    {%- do ids.append(argos.string_literal(one.instance_id)) -%}
    {%- do values.update({one.measure: "case when f.type_family = 'number' then " ~ double ~ ' end' if one.measure in ['min_value', 'max_value'] else double}) -%}
  {%- endfor -%}
  select
    gate_id, run_id, recorded_at, element_id, measure, value, case when value is null then 1 when value < at_least or value > at_most then 3 else 0 end as level,
    concat(measure, ' of ', relation, case when element_id = '' then '' else '.' end, element_id, case when value is null then ' is unknown' else concat(' is ', {{ argos.shown_metric('value', types.text, 'measure') }}) end, ', expected ', bounds) as reason,
    cast(null as {{ types.text }}) as fact_id, cast(null as {{ types.text }}) as metric, cast(null as {{ types.text }}) as partition_value, cast(null as {{ types.utc_timestamp }}) as profile_ts, cast(null as {{ types.text }}) as baseline_version,
    {%- for name in ['expected_low', 'expected_high', 'score', 'threshold', 'p_value'] %} cast(null as {{ types.double }}) as {{ name }}{{ ',' if not loop.last }}{% endfor %}
  from (
    select *, first_value(run_id) over (partition by gate_id order by case when run_id = {{ argos.string_literal(invocation_id) }} then 0 else 1 end, recorded_at desc) as latest_run
    from (
      select
        a.gate_id, a.relation, a.column_name, a.of_relation, a.measure, a.bounds, cast(a.at_least as {{ types.double }}) as at_least, cast(a.at_most as {{ types.double }}) as at_most, f.run_id, f.recorded_at, f.element_id,
        case a.measure{% for measure, value in values.items() %} when '{{ measure }}' then {{ value }}{% endfor %} end as value
      from asked as a
      inner join {{ argos.fact('run_profile_result') }} as f
        on f.instance_id = a.instance_id and (a.of_relation = 'yes') = (f.element_id = '') and (a.column_name is null or lower(f.element_id) = lower(a.column_name))
      where a.bounds is not null and f.instance_id in ({{ ids | unique | join(', ') }}) and f.partition_value is null and f.recorded_at >= {{ argos.ago(days=argos.memory_days()) }}
    ) as facts
    where value is not null or of_relation = 'yes' or column_name is not null
  ) as measured
  where run_id = latest_run
{%- endmacro %}
