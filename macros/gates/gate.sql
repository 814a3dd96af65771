{#- The kernel of every gate: the rows of the latest verdicts of the tested node on some measures that are not a PASS, one shape for all:
    relation, column, measure, value, expected, reason, severity with its parts, event, level. With `bounds`, the facts themselves are
    judged. No verdict, an old one, one of another run although this run built the node, or arguments that are `unknown` are a WARN. It reads tables of argos by
    name, so the tested node stays the gate's only parent; what dbt then runs reads nothing, so that no failure of ours fails the test. -#}
{% macro gate(measures=none, column_name=none, bounds=none, unknown={}) %}
  {%- if not execute -%}{{ return('select 1 as level from (select 1 as one) as once where 1 = 0') }}{%- endif -%}
  {%- if not argos.is_supported() -%}{{ return("select 'argos does not support " ~ adapter.type() ~ ": it was not judged' as reason, 1 as level") }}{%- endif -%}
  {%- if not argos.sees_real_data() -%}{{ return(argos.gate_rows([])) }}{%- endif -%}
  {%- set question = argos.gate_question(model, measures, column_name, bounds, unknown) -%}
  {%- set tested, read = question.instance_id, argos.run_memory().read -%}
  {%- if not question.problem and not argos.is_ready() -%}{%- do question.update({'problem': 'the tables of argos are missing or old in ' ~ argos.schema() ~ ': it was not judged'}) -%}{%- endif -%}
  {%- if not question.problem -%}
    {%- if not argos.writes() -%}{{ return(argos.gate_query([question])) }}{%- endif -%}
    {%- if not bounds -%}{%- do argos.judge_measured(model.unique_id, tested) -%}{%- endif -%}
    {%- if (read.get(model.unique_id) or {}).question != question -%}{%- do argos.read_gates(model.unique_id, question) -%}{%- endif -%}
    {%- if read[model.unique_id].rows is none -%}{%- do question.update({'problem': 'the ' ~ ('facts' if bounds else 'verdicts') ~ ' on ' ~ question.relation ~ ' in ' ~ argos.fact('run_profile_result' if bounds else 'column_verdict') ~ ' cannot be read' ~ (', or --fail-fast interrupted it' if flags.FAIL_FAST else '') ~ ': it was not judged'}) -%}{%- endif -%}
  {%- endif -%}
  {%- set rows = [[question.relation, none, 'judged', none, 'a verdict', question.problem, none, none, none, none, 1]] if question.problem else read[model.unique_id].rows -%}
  {%- do argos.run_memory().found.update({model.unique_id: rows}) -%}
  {{ return(argos.gate_rows(rows)) }}
{% endmacro %}

{#- unique_id of the node that a test guards. -#}
{% macro tested_node(test) %}{{ return(test.attached_node or (test.depends_on.nodes | first)) }}{% endmacro %}

{#- What is kept of a gate's rows, in their order, the numbers last. -#}
{% macro gate_fields() %}{{ return(['relation', 'column_name', 'measure', 'value', 'expected', 'reason', 'severity', 'severity_parts', 'event_id', 'severity_weight', 'level']) }}{% endmacro %}

{#- The rows that a gate found as a query of constants. -#}
{% macro gate_rows(rows) %}
  {{ return('select ' ~ argos.gate_fields()[:9] | join(', ') ~ ', cast(severity_weight as ' ~ argos.types().double ~ ') as severity_weight, cast(level as ' ~ argos.types().bigint ~ ') as level\nfrom (' ~ argos.json_rows(argos.gate_fields(), rows) ~ ') as found') }}
{% endmacro %}
