{#- A random text that the warehouse makes: it is never rendered. -#}
{% macro random_text() %}
  {{ return({
    'duckdb': 'sha256(concat(cast(uuid() as varchar), cast(uuid() as varchar)))',
    'snowflake': 'sha2(concat(uuid_string(), uuid_string()), 256)',
    'bigquery': 'to_hex(sha256(concat(generate_uuid(), generate_uuid())))',
    'databricks': 'sha2(concat(uuid(), uuid()), 256)',
  }[target.type] or argos._unsupported('random_text')) }}
{% endmacro %}
