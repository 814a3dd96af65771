{#- Measures of a relation that bounds can be set for. -#}
{% macro measures_of_relation() %}{{ return(['row_count'] + argos.relation_measures() | map(attribute='name') | list) }}{% endmacro %}

{#- Why no profile can be held to these bounds, or none. -#}
{% macro problem_of_bounds(measure, bounds) %}
  {%- set given = bounds.values() | reject('none') | list -%}
  {%- set known = argos.measures_of_relation() + argos.column_fields() | reject('in', ['quantiles', 'topk_patterns', 'topk_values_hashed', 'profile_hash']) | list -%}
  {%- if measure not in known -%}
    {%- set near = argos.nearest(measure ~ '', known) -%}
    {{ return('there is no measure ' ~ measure ~ (': did you mean ' ~ near ~ '?' if near else ': known are ' ~ known | join(', '))) }}
  {%- endif -%}
  {%- if not given -%}{{ return('profile_within has no bound: give at_least, at_most or both') }}{%- endif -%}
  {%- for bound in given if bound is not number or bound is boolean or bound - bound != 0 -%}{{ return('the bound ' ~ tojson(bound ~ '') ~ ' is not a number') }}{%- endfor -%}
  {%- if given | length == 2 and bounds.at_least > bounds.at_most -%}{{ return('at_least is greater than at_most: nothing can be within') }}{%- endif -%}
{% endmacro %}

{#- `at least 3 and at most 5`, rates in percent. -#}
{% macro shown_bounds(bounds, is_rate) %}
  {%- set said = [] -%}
  {%- for name, word in [('at_least', 'at least '), ('at_most', 'at most ')] if bounds[name] is not none -%}
    {%- set bound = (bounds[name] * 100 if is_rate else bounds[name]) | round(6) ~ '' -%}
    {%- do said.append(word ~ (bound[:-2] if bound.endswith('.0') else bound) ~ ('%' if is_rate else '')) -%}
  {%- endfor -%}
  {{ return(said | join(' and ')) }}
{% endmacro %}

{#- Facts of a node as verdicts on whether a measure is within bounds. Without a column, every column that has the measure. -#}
{% macro verdicts_within(tested, node, measure, column_name, bounds) %}
  {%- set types = argos.types() -%}
  {%- set of_relation = measure in argos.measures_of_relation() -%}
  {%- set beyond = [] -%}
  {%- if bounds.at_least is not none -%}{%- do beyond.append('value < ' ~ bounds.at_least) -%}{%- endif -%}
  {%- if bounds.at_most is not none -%}{%- do beyond.append('value > ' ~ bounds.at_most) -%}{%- endif -%}
  {%- set double = 'cast(' ~ measure ~ ' as ' ~ types.double ~ ')' -%}
  {%- set is_rate = measure.endswith('rate') -%}
  {%- set shown = argos.shown_value(is_rate, 'value', types.text) if is_rate or measure.endswith('count') else argos.shown_number('value', types.text) -%}
(
    select
      instance_id, run_id, recorded_at, element_id, {{ argos.string_literal(measure) }} as measure, value,
      cast({{ 'null' if bounds.at_least is none else bounds.at_least }} as {{ types.double }}) as expected_low, cast({{ 'null' if bounds.at_most is none else bounds.at_most }} as {{ types.double }}) as expected_high,
      case when value is null then 1 when {{ beyond | join(' or ') }} then 3 else 0 end as level,
      concat({{ argos.string_literal(measure ~ ' of ' ~ argos.label(node)) }}, case when element_id = '' then '' else '.' end, element_id, case when value is null then ' is unknown' else concat(' is ', {{ shown }}) end, {{ argos.string_literal(', expected ' ~ argos.shown_bounds(bounds, is_rate)) }}) as reason
    from (
      select instance_id, run_id, recorded_at, element_id, {{ "case when type_family = 'number' then " ~ double ~ ' end' if measure in ['min_value', 'max_value'] else double }} as value
      from {{ argos.fact('run_profile_result') }}
      where instance_id = {{ argos.string_literal(tested) }} and partition_value is null and element_id {{ '=' if of_relation else '<>' }} '' and recorded_at >= {{ argos.ago(days=argos.memory_days()) }}
    ) as measured
    {{ 'where value is not null' if not of_relation and not column_name }}
  ) as held
{%- endmacro %}
