{#- Post-hook of every model, seed and snapshot: what its relation holds, and, where a gate asks, whether that is normal.
    Nothing here can fail the node: rendering asks once, for the columns, and each statement is contained. -#}
{% macro measure() %}
  {%- if argos.writes() and argos.sees_real_data() and argos.is_measurable(model) and argos.is_ready() -%}
    {%- do argos.measure_relation(model.unique_id, this, argos.meta_of(model), argos.has_gate(model.unique_id)) -%}
  {%- endif -%}
  {{ return('') }}
{% endmacro %}

{% macro measure_relation(instance_id, relation, meta, judge) %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- set facts = argos.profile(instance_id, relation, argos.columns_of(relation), meta) -%}
  {%- do argos.contained(argos.append('run_profile_result', argos.profile_fields(), facts), 'measuring ' ~ argos.plain_name(relation)) -%}
  {%- if judge -%}
    {%- do argos.judge([[instance_id, argos.setting('warn_score', meta), argos.setting('fail_score', meta)]], argos.plain_name(relation)) -%}
  {%- endif -%}
  {%- do argos.log_time('measure', began) -%}
{% endmacro %}

{% macro judge(judged, what) %}
  {%- do argos.contained(argos.append('column_verdict', argos.verdict_fields(), argos.verdicts(judged)), 'judging ' ~ what) -%}
{% endmacro %}
