{#- Whether a SELECT over some fifty layers of others is planned. Spark gives up after a hundred passes, and no handler catches that. -#}
{% macro plans_deep_statements() %}
  {{ return(({'duckdb': 'yes', 'snowflake': 'yes', 'bigquery': 'yes', 'databricks': 'no'}[target.type] or argos._unsupported('plans_deep_statements')) == 'yes') }}
{% endmacro %}
