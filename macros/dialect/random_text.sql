{#- A random text that the warehouse makes: it is never rendered. -#}
{% macro random_text() %}{{ return(adapter.dispatch('random_text', 'argos')()) }}{% endmacro %}

{% macro default__random_text() %}{{ argos._unsupported('random_text') }}{% endmacro %}
{% macro duckdb__random_text() %}{{ return('sha256(concat(cast(uuid() as varchar), cast(uuid() as varchar)))') }}{% endmacro %}
{% macro snowflake__random_text() %}{{ return('sha2(concat(uuid_string(), uuid_string()), 256)') }}{% endmacro %}
{% macro bigquery__random_text() %}{{ return('to_hex(sha256(concat(generate_uuid(), generate_uuid())))') }}{% endmacro %}
{% macro databricks__random_text() %}{{ return('sha2(concat(uuid(), uuid()), 256)') }}{% endmacro %}
