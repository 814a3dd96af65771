{#- The one INSERT of every fact: names its columns, casts them as the registry says, adds run, time, target and fact_id.
    `query` yields the columns named in `columns`. -#}
{% macro append(fact, columns, query) %}
  {%- set declared = graph.sources['source.argos.argos.' ~ fact] -%}
  {%- set types = argos.types() -%}
  {%- set own = {'run_id': argos.string_literal(invocation_id), 'recorded_at': argos.now(), 'target_name': argos.string_literal(target.name)} -%}
  {%- set key = [argos.string_literal(fact)] -%}
  {%- for name in declared.config.meta.natural_key -%}
    {%- do key.append(own[name] if name in own else ('cast(q.' ~ name ~ ' as ' ~ types.text ~ ')' if name in columns else 'cast(null as ' ~ types.text ~ ')')) -%}
  {%- endfor -%}
insert into {{ argos.fact(fact) }} (run_id, recorded_at, target_name, fact_id, {{ columns | join(', ') }})
select
  {{ own.run_id }} as run_id,
  {{ own.recorded_at }} as recorded_at,
  {{ own.target_name }} as target_name,
  {{ dbt.hash(argos.json_array(key)) }} as fact_id
  {%- for name in columns %},
  cast(q.{{ name }} as {{ types[declared.columns[name].data_type] }}) as {{ name }}
  {%- endfor %}
from (
{{ query }}
) as q
{%- endmacro %}
