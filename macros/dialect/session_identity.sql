{#- The user of the warehouse's session, as text. -#}
{% macro session_identity() %}
  {{ return({
    'duckdb': 'current_user',
    'snowflake': 'current_user()',
    'bigquery': 'session_user()',
    'databricks': 'current_user()',
  }[target.type] or argos._unsupported('session_identity')) }}
{% endmacro %}
