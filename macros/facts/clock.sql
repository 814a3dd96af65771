{#- The time at which this run began, UTC, as a datetime; of a test or demo that it plays: by a variable of the environment, since a change
    of dbt's vars costs a full parse. -#}
{% macro clock() %}
  {%- set played = env_var('ARGOS_NOW', '') -%}
  {%- if not played or not argos.setting('self_test') -%}{{ return(run_started_at.replace(tzinfo=none)) }}{%- endif -%}
  {%- if not modules.re.match('[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]([01][0-9]|2[0-3])(:[0-5][0-9]){1,2}([.][0-9]+)?)?$', played) -%}
    {{ exceptions.raise_compiler_error('argos: ARGOS_NOW is ' ~ tojson(played) ~ ', not a time such as 2026-01-14 09:00:00') }}
  {%- endif -%}
  {{ return(modules.datetime.datetime.fromisoformat(played)) }}
{% endmacro %}

{#- SQL of the present moment, UTC. -#}
{% macro now() %}
  {{ return(argos.timestamp_literal(argos.clock()) if env_var('ARGOS_NOW', '') and argos.setting('self_test') else argos.utc_now()) }}
{% endmacro %}

{#- SQL of a moment before this run began: a constant, so that a warehouse can prune by it; 800 years at most. -#}
{% macro ago(days=0, hours=0) %}
  {{ return(argos.timestamp_literal(argos.clock() - modules.datetime.timedelta(days=[days + hours / 24, 300000] | min))) }}
{% endmacro %}
