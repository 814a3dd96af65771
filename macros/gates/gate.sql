{#- The kernel of every gate: the rows of the latest verdicts of the tested node on some measures that are not a PASS, one shape for all:
    relation, column, measure, value, expected, reason, severity with its parts, event, level. With `bounds`, the facts themselves are
    judged. No verdict, an old one, or one of another run although this run built the node is a WARN. It reads tables of argos by
    name, so the tested node stays the gate's only parent; what dbt then runs reads nothing, so that no failure of ours fails the test. -#}
{% macro gate(measures, column_name=none, bounds=none) %}
  {%- if not execute -%}{{ return('select 1 as level from (select 1 as one) as once where 1 = 0') }}{%- endif -%}
  {%- if not argos.is_supported() -%}{{ return("select 'argos does not support " ~ adapter.type() ~ ": it was not judged' as reason, 1 as level") }}{%- endif -%}
  {%- if not argos.sees_real_data() -%}{{ return(argos.gate_rows([])) }}{%- endif -%}
  {%- set tested = argos.tested_node(model) -%}
  {%- set node = graph.nodes.get(tested) or graph.sources.get(tested) or {} -%}
  {#- dbt has put quotes around a column that says `quote: true`. -#}
  {%- set quote = column_name[:1] if column_name is string and column_name[:1] in ['"', '`'] and column_name[-1:] == column_name[:1] -%}
  {%- if quote -%}{%- set column_name = column_name[1:-1] | replace(quote ~ quote, quote) -%}{%- endif -%}
  {%- set problem, found = argos.problem_of_bounds(measures[0], bounds) if bounds else none, none -%}
  {%- if column_name is not none and column_name is not string -%}{%- set problem = 'column_name is ' ~ tojson(column_name ~ '') ~ ', not the name of a column' -%}
  {%- elif column_name and measures[0] in argos.measures_of_relation() + ['schema', 'duplicate_rate'] -%}{%- set problem = measures[0] ~ ' is of the whole relation: give no column' -%}
  {%- elif not problem and not argos.is_ready() -%}{%- set problem = 'the tables of argos are missing or old in ' ~ argos.schema() ~ ': it was not judged' -%}
  {%- endif -%}
  {%- if not problem -%}
    {%- if not argos.writes() -%}{{ return(argos.gate_query(tested, node, measures, column_name, bounds)) }}{%- endif -%}
    {%- if not bounds -%}{%- do argos.judge_measured(model.unique_id, tested) -%}{%- endif -%}
    {%- set found = argos.read_rows(argos.gate_query(tested, node, measures, column_name, bounds)) -%}
    {%- if found is none and argos.severity_weights().seed -%}{%- set found = argos.read_rows(argos.gate_query(tested, node, measures, column_name, bounds, own_weights=false)) -%}{%- endif -%}
    {%- if found is none -%}{%- set problem = 'the ' ~ ('facts' if bounds else 'verdicts') ~ ' in ' ~ argos.fact('run_profile_result' if bounds else 'column_verdict') ~ ' cannot be read: it was not judged' -%}{%- endif -%}
  {%- endif -%}
  {%- set rows = [[node.name or '', none, 'judged', none, 'a verdict', problem, none, none, none, none, 1]] if problem else [] -%}
  {%- for row in found or [] -%}{%- do rows.append((row | list)[:9] + [row[9] if row[9] is none else row[9] | float, row[10] | int]) -%}{%- endfor -%}
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
