{#- The kernel of every gate: the rows of the latest verdicts of the tested node on some measures that are not a PASS, one shape for all:
    relation, column, measure, value, expected, reason, severity with its parts, event, level. With `bounds`, the facts themselves are
    judged. No verdict, an old one, or one of another run although this run built the node is a WARN. It reads tables of argos by
    name, so the tested node stays the gate's only parent. -#}
{% macro gate(measures, column_name=none, bounds=none) %}
  {%- set tested = argos.tested_node(model) -%}
  {%- if not execute -%}{{ return('select 1 as level from (select 1 as one) as once where 1 = 0') }}{%- endif -%}
  {%- set node = graph.nodes.get(tested) or graph.sources.get(tested) or {} -%}
  {%- if not argos.sees_real_data() -%}{{ return(argos._one_row(none, none)) }}{%- endif -%}
  {#- dbt has put quotes around a column that says `quote: true`. -#}
  {%- set quote = column_name[:1] if column_name is string and column_name[:1] in ['"', '`'] and column_name[-1:] == column_name[:1] -%}
  {%- if quote -%}{%- set column_name = column_name[1:-1] | replace(quote ~ quote, quote) -%}{%- endif -%}
  {%- if column_name is not none and column_name is not string -%}{%- set problem = 'column_name is ' ~ tojson(column_name ~ '') ~ ', not the name of a column' -%}
  {%- elif column_name and measures[0] in argos.measures_of_relation() + ['schema', 'duplicate_rate'] -%}{%- set problem = measures[0] ~ ' is of the whole relation: give no column' -%}
  {%- else -%}{%- set problem = argos.problem_of_bounds(measures[0], bounds) if bounds else none -%}
  {%- endif -%}
  {%- if problem -%}{{ return(argos._one_row(node, problem)) }}{%- endif -%}
  {%- if not argos.is_supported() -%}{{ return(argos._one_row(node, 'argos does not support ' ~ adapter.type() ~ ': it was not judged')) }}{%- endif -%}
  {%- if not argos.is_ready() -%}{{ return(argos._one_row(node, 'the tables of argos are missing or old in ' ~ argos.schema() ~ ': it was not judged')) }}{%- endif -%}
  {%- if not bounds -%}{%- do argos.judge_measured(model.unique_id, tested) -%}{%- endif -%}
  {%- set query = argos.gate_query(tested, node, measures, column_name, bounds) -%}
  {#- What one gate could read, all that ask alike can, until a statement of ours fails; but a seed may be built anew in between. -#}
  {%- set readable, question = argos.run_memory().readable, [measures, bounds is none, argos.setting('baseline_mode', argos.meta_of(node))] -%}
  {%- if question in readable and not argos.severity_weights().seed -%}{{ return(query) }}{%- endif -%}
  {%- if argos.can_read(query) -%}
    {%- do readable.append(question) -%}
    {{ return(query) }}
  {%- endif -%}
  {%- set query = argos.gate_query(tested, node, measures, column_name, bounds, own_weights=false) -%}
  {%- if argos.can_read(query) -%}{{ return(query) }}{%- endif -%}
  {{ return(argos._one_row(node, 'the ' ~ ('facts' if bounds else 'verdicts') ~ ' in ' ~ argos.fact('run_profile_result' if bounds else 'column_verdict') ~ ' cannot be read: it was not judged')) }}
{% endmacro %}

{#- unique_id of the node that a test guards. -#}
{% macro tested_node(test) %}{{ return(test.attached_node or (test.depends_on.nodes | first)) }}{% endmacro %}

{#- A gate that has nothing to read: one WARN row with its reason, or none. -#}
{% macro _one_row(node, reason) %}
  {%- set text = dbt.type_string() -%}
  {{ return("select cast('" ~ (node or {}).get('name', '') ~ "' as " ~ text ~ ") as relation, cast(null as " ~ text ~ ") as column_name, 'judged' as measure, cast(null as " ~ text ~ ") as value, 'a verdict' as expected, cast('" ~ (reason or '') | replace("'", '') | replace('\\', '') ~ "' as " ~ text ~ ") as reason, cast(null as " ~ text ~ ") as severity, cast(null as " ~ argos.types().double ~ ") as severity_weight, cast(null as " ~ text ~ ") as severity_parts, cast(null as " ~ text ~ ") as event_id, 1 as level" ~ (' from (select 1 as one) as once where 1 = 0' if reason is none else '')) }}
{% endmacro %}
