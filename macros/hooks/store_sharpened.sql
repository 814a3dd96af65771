{#- dbt run-operation of argos sharpen: appends `rows`, JSON of lists in the order of `columns`, to a fact, those that it has
    already left out; some in each statement, so that what is done stays when it is stopped. -#}
{% macro store_sharpened(fact, columns, rows) %}
  {%- if not execute -%}{{ return('') }}{%- endif -%}
  {%- set problem = argos.no_operation() -%}
  {%- if problem -%}{{ exceptions.raise_compiler_error('argos: ' ~ problem) }}{%- endif -%}
  {%- for chunk in fromjson(rows) | batch(2000) -%}
    {%- if not argos.attempt(argos.sharpened_statement(fact, columns, chunk)) -%}
      {{ exceptions.raise_compiler_error('argos: storing ' ~ fact ~ ' failed after ' ~ argos.counted(2000 * loop.index0, 'row') ~ ', which stay; the error is in logs/dbt.log') }}
    {%- endif -%}
  {%- endfor -%}
{% endmacro %}

{#- INSERT of the rows whose natural key the fact does not have of the last 120 days. -#}
{% macro sharpened_statement(fact, columns, rows) %}
  {%- set same, known = [], [] -%}
  {%- set declared = graph.sources['source.argos.argos.' ~ fact] -%}
  {%- for name in declared.config.meta.natural_key -%}
    {%- do known.append((argos.day_text(name) if declared.columns[name].data_type == 'date' else 'cast(' ~ name ~ ' as ' ~ argos.types().text ~ ')') ~ ' as ' ~ name) -%}
    {%- do same.append('known.' ~ name ~ ' = fresh.' ~ name) -%}
  {%- endfor -%}
  {%- set query -%}
select fresh.*
from ({{ argos.json_rows(columns, rows) }}) as fresh
left join (
  select distinct {{ known | join(', ') }}, 1 as is_known
  from {{ argos.fact(fact) }}
  where recorded_at >= {{ argos.ago(days=120) }}
) as known on {{ same | join(' and ') }}
where known.is_known is null
  {%- endset -%}
  {{ return(argos.append(fact, columns, query)) }}
{% endmacro %}
