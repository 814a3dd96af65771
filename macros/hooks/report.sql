{#- The package's last hook: one sentence per gate that did not pass, one line on what was measured, skipped and failed. -#}
{% macro report() %}
  {%- set began = modules.datetime.datetime.now() -%}
  {%- if argos.writes() -%}
    {%- set problems = argos.setting_problems() if argos.setting('strict') else [] -%}
    {%- if not argos.is_ready() -%}{%- do problems.append('its tables are missing') -%}
    {%- elif results -%}{%- do problems.extend(argos._say_gates() + argos._say_coverage()) -%}{%- endif -%}
    {%- do argos.log_time('report', began) -%}
    {%- if problems and argos.setting('strict') -%}
      {%- do exceptions.raise_compiler_error('argos_strict: ' ~ problems | join('; ')) -%}
    {%- endif -%}
  {%- endif -%}
  {{ return('') }}
{% endmacro %}

{% macro _say_gates() %}
  {%- if not results | selectattr('failures') | list -%}{{ return([]) }}{%- endif -%}
  {%- set query = 'select gate_id, outcome, blocking, reasons from ' ~ argos.fact('gate_decision') ~ ' where run_id = ' ~ argos.string_literal(invocation_id) ~ ' and recorded_at >= ' ~ argos.ago(days=1) ~ ' and level > 0 order by level desc, gate_id' -%}
  {%- set rows = argos.read_rows(query) -%}
  {%- if rows is none -%}
    {%- do log('argos: the decisions of the gates cannot be read; dbt shows which tests did not pass', info=true) -%}
    {{ return(['gate_decision cannot be read']) }}
  {%- endif -%}
  {%- set skipped = results | selectattr('status', 'equalto', 'skipped') | selectattr('node.resource_type', 'in', ['model', 'seed', 'snapshot']) | list | length -%}
  {%- for row in rows -%}
    {%- set reasons = fromjson(row[3] or '[]') -%}
    {%- set effect = 'this stopped the build: ' ~ argos.counted(skipped, 'relation') ~ ' not built in this run' if row[2] else 'warned only' -%}
    {%- do log('argos ' ~ row[1] ~ ' ' ~ graph.nodes[row[0]].test_metadata.name ~ ': ' ~ reasons[:3] | join('; ') ~ ('; and ' ~ (reasons | length - 3) ~ ' more' if reasons | length > 3 else '') ~ ' (' ~ effect ~ ')', info=true) -%}
  {%- endfor -%}
  {{ return([]) }}
{% endmacro %}

{#- `1 node`, `2 nodes`. -#}
{% macro counted(number, word) %}{{ return(number ~ ' ' ~ word ~ ('' if number == 1 else 's')) }}{% endmacro %}
