{#- What stands after the last delimiter of a text. -#}
{% macro last_part(expression, delimiter) %}{{ return(adapter.dispatch('last_part', 'argos')(expression, argos.string_literal(delimiter))) }}{% endmacro %}

{% macro default__last_part(expression, delimiter) %}{{ argos._unsupported('last_part') }}{% endmacro %}
{% macro duckdb__last_part(expression, delimiter) %}{{ return('split_part(' ~ expression ~ ', ' ~ delimiter ~ ', -1)') }}{% endmacro %}
{% macro databricks__last_part(expression, delimiter) %}{{ return('split_part(' ~ expression ~ ', ' ~ delimiter ~ ', -1)') }}{% endmacro %}
