{#- The registry of measures of a column. `name` is the column of run_profile_result, `scan` an aggregate over the relation
    with {x} for the column and {finite} for its finite values, `families` those it makes sense for. `bound`: a value of the data, held back from text, personal
    columns and identifiers. `internal`: used on the way, not stored. -#}
{% macro column_measures() %}
  {%- set ordered = ['number', 'date', 'time', 'timestamp'] -%}
  {%- set scalar = ordered + ['text', 'boolean'] -%}
  {{ return([
    {'name': 'null_count', 'type': 'bigint', 'families': scalar + ['other'], 'scan': 'count(*) - count({x})', 'bound': false, 'internal': false},
    {'name': 'distinct_count', 'type': 'bigint', 'families': scalar, 'scan': argos.distinct_count('{x}'), 'bound': false, 'internal': false},
    {'name': 'min_value', 'type': 'text', 'families': ordered, 'scan': 'min({finite})', 'bound': true, 'internal': false},
    {'name': 'max_value', 'type': 'text', 'families': ordered, 'scan': 'max({finite})', 'bound': true, 'internal': false},
    {'name': 'fraction_count', 'type': 'bigint', 'families': ['number'], 'scan': 'count(case when {x} <> floor({x}) then 1 end)', 'bound': false, 'internal': true},
  ]) }}
{% endmacro %}

{#- Measures of the relation itself, each an aggregate over its distinct rows; `occurrences` is how often a row stands there. -#}
{% macro relation_measures() %}
  {{ return([
    {'name': 'row_distinct_count', 'scan': 'count(*)'},
    {'name': 'row_once_count', 'scan': 'count(case when occurrences = 1 then 1 end)'},
  ]) }}
{% endmacro %}
