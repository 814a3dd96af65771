{#- Version of the package, as dbt_project.yml has it. -#}
{% macro version() %}{{ return('0.1.0') }}{% endmacro %}

{#- The time at which this run began, UTC, as a datetime; `argos_now` under `argos_self_test`. -#}
{% macro clock() %}
  {%- if argos.setting('self_test') and argos.setting('now') -%}
    {{ return(modules.datetime.datetime.fromisoformat(argos.setting('now'))) }}
  {%- endif -%}
  {{ return(run_started_at.replace(tzinfo=none)) }}
{% endmacro %}

{#- SQL of the present moment, UTC. -#}
{% macro now() %}
  {{ return(argos.timestamp_literal(argos.clock()) if argos.setting('self_test') and argos.setting('now') else argos.utc_now()) }}
{% endmacro %}

{#- SQL of a moment before this run began: a constant, so that a warehouse can prune by it. -#}
{% macro ago(days=0, hours=0) %}
  {{ return(argos.timestamp_literal(argos.clock() - modules.datetime.timedelta(days=days, hours=hours))) }}
{% endmacro %}
