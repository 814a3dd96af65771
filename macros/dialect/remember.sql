{#- Puts a relation that argos made into dbt's cache, so that is_known() finds it in this run. -#}
{% macro remember(relation) %}{{ return(adapter.dispatch('remember', 'argos')(relation)) }}{% endmacro %}

{% macro default__remember(relation) %}{{ argos._unsupported('remember') }}{% endmacro %}
{% macro duckdb__remember(relation) %}{{ return(adapter.cache_added(relation)) }}{% endmacro %}

{#- dbt looks it up as Snowflake folds it; only of a relation known as made by dbt does it compare without regard to case. -#}
{% macro snowflake__remember(relation) %}{{ return(adapter.cache_added(relation.incorporate(dbt_created=true))) }}{% endmacro %}

{% macro bigquery__remember(relation) %}{{ return(adapter.cache_added(relation)) }}{% endmacro %}
{% macro databricks__remember(relation) %}{{ return(adapter.cache_added(relation)) }}{% endmacro %}
