{#- Post-hook of every model, seed and snapshot: what its relation holds, and, where a gate asks, whether that is normal.
    Nothing here can fail the node: rendering asks once, for the columns, and each statement is contained. -#}
{% macro measure() %}
  {%- if argos.writes() and argos.sees_real_data() and model.config.materialized not in argos.unmeasured_materializations() and argos.is_ready() -%}
    {%- do argos.measure_relation(model, this, model.unique_id in argos.guarded_nodes()) -%}
  {%- endif -%}
  {{ return('') }}
{% endmacro %}

{#- Facts of one node's relation and, where asked, verdicts on them. -#}
{% macro measure_relation(node, relation, judge) %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- set facts = argos.profile(node.unique_id, relation, argos.columns_of(relation), argos.meta_of(node)) -%}
  {%- do argos.contained(argos.append('run_profile_result', argos.profile_fields(), facts), 'measuring ' ~ argos.plain_name(relation)) -%}
  {%- if judge -%}
    {%- do argos.judge([argos.to_judge(node)], argos.plain_name(relation)) -%}
  {%- endif -%}
  {%- do argos.log_time('measure', began) -%}
{% endmacro %}

{#- A row of what verdicts() judges. -#}
{% macro to_judge(node) %}
  {%- set meta = argos.meta_of(node) -%}
  {{ return([node.unique_id, argos.label(node), argos.setting('warn_score', meta), argos.setting('fail_score', meta)]) }}
{% endmacro %}

{#- Appends the verdicts on some relations in one statement. -#}
{% macro judge(judged, what) %}
  {%- do argos.contained(argos.append('column_verdict', argos.verdict_fields(), argos.verdicts(judged)), 'judging ' ~ what) -%}
{% endmacro %}
