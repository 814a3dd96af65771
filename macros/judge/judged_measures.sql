{#- What is judged, of a relation or of each column. `floor_share` of the median and `floor` bound the spread from below: a
    change smaller than that is no change, however steady the history. -#}
{% macro judged_measures() %}
  {{ return([
    {'name': 'row_count', 'scope': 'relation', 'is_rate': false, 'floor_share': 0.1, 'floor': 1.0},
    {'name': 'null_rate', 'scope': 'column', 'is_rate': true, 'floor_share': 0.0, 'floor': 0.01},
  ]) }}
{% endmacro %}

{#- Names of the columns that verdicts() yields. -#}
{% macro verdict_fields() %}
  {{ return(['instance_id', 'relation_name', 'element_id', 'measure', 'profile_ts', 'value', 'history_days', 'level', 'score', 'statistic', 'expected_low', 'expected_high', 'decision', 'reason']) }}
{% endmacro %}

{#- Days of history that a verdict needs and uses: their median and quartiles are read off as items. -#}
{% macro history_days_needed() %}{{ return(7) }}{% endmacro %}
{#- How many days back a verdict searches for its history. -#}
{% macro history_days_searched() %}{{ return(42) }}{% endmacro %}

{#- SQL text of a value as a person reads it: rates in percent, counts whole. -#}
{% macro shown_value(is_rate, value, text) %}
  {{ return('concat(regexp_replace(cast(round(100 * ' ~ value ~ ', 1) as ' ~ text ~ "), '[.]0$', ''), '%')" if is_rate else 'cast(cast(round(' ~ value ~ ') as bigint) as ' ~ text ~ ')') }}
{% endmacro %}
