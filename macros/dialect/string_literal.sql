{#- A text as a SQL literal that no quote, backslash or newline can end. -#}
{% macro string_literal(text) %}{{ return(adapter.dispatch('string_literal', 'argos')(text | string)) }}{% endmacro %}

{% macro default__string_literal(text) %}{{ argos._unsupported('string_literal') }}{% endmacro %}

{% macro duckdb__string_literal(text) %}
  {{ return("'" ~ text | replace("'", "''") ~ "'") }}
{% endmacro %}

{% macro snowflake__string_literal(text) %}{{ return(argos._escaped_literal(text)) }}{% endmacro %}
{% macro bigquery__string_literal(text) %}{{ return(argos._escaped_literal(text)) }}{% endmacro %}
{% macro databricks__string_literal(text) %}{{ return(argos._escaped_literal(text)) }}{% endmacro %}

{% macro _escaped_literal(text) %}
  {{ return("'" ~ text | replace('\\', '\\\\') | replace("'", "\\'") | replace('\n', '\\n') | replace('\r', '\\r') ~ "'") }}
{% endmacro %}
