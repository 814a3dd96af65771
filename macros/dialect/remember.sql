{#- Puts a relation that argos made into dbt's cache, so that is_known() finds it in this run. Snowflake folds names, and dbt
    compares without regard to case only what it knows as made by itself. -#}
{% macro remember(relation) %}
  {{ return(adapter.cache_added(relation.incorporate(dbt_created=true) if target.type == 'snowflake' else relation)) }}
{% endmacro %}
