{#- Writes facts as if runs had, and judges each day of them as of that day. -#}
{% macro judge_facts(facts, instance_id, since) %}
  {%- for name, given in facts.items() -%}
    {%- for chunk in given.rows | batch(100) -%}
      {%- do run_query(argos.append(name, given.fields, argos.json_rows(given.fields, chunk))) -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- set since = modules.datetime.datetime.fromisoformat(since) -%}
  {%- set id = argos.string_literal(instance_id) -%}
  {%- set of_id = ' where instance_id = ' ~ id -%}
  {%- set metrics = argos.series_metrics('select * from ' ~ argos.fact('run_profile_result') ~ of_id, [id], since) -%}
  {%- do run_query(argos.append('series_metric', argos.series_metric_fields(), metrics)) -%}
  {%- set verdicts = argos.verdicts([[instance_id, 'orders', 0.003, 0.001, 14]], 'select * from ' ~ argos.fact('series_metric') ~ of_id, since) -%}
  {%- do run_query(argos.append('column_verdict', argos.verdict_fields(), verdicts)) -%}
{% endmacro %}
