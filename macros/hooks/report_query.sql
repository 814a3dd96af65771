{#- Rows of (kind, what, detail, element): how many relations and skipped columns this run has, which relations it lacks, and of how many days those relations and columns know that learn. -#}
{% macro report_query(expected, passed) %}
  {%- set this_run = 'where run_id = ' ~ argos.string_literal(invocation_id) ~ ' and recorded_at >= ' ~ argos.ago(days=1) -%}
  {%- set text = argos.types().text -%}
  {%- set none_text = 'cast(null as ' ~ text ~ ')' -%}
  {%- set expected_rows = [] -%}{%- for id in expected -%}{%- do expected_rows.append([id]) -%}{%- endfor -%}
select 'measured' as kind, cast(count(distinct instance_id) as {{ text }}) as what, cast(count(case when element_id = '' then partition_value end) as {{ text }}) as detail, {{ none_text }} as element from {{ argos.fact('run_profile_result') }} {{ this_run }}
union all
select 'column', cast(count(*) as {{ text }}), {{ none_text }}, {{ none_text }} from {{ argos.fact('run_profile_result') }} {{ this_run }} and type_family = 'other' and partition_value is null
union all
select 'large', cast(count(*) as {{ text }}), {{ none_text }}, {{ none_text }} from {{ argos.fact('run_profile_result') }} {{ this_run }} and element_id = '' and notes like '%over argos_profile_max_bytes%'
union all
select 'scope', {{ none_text }}, {{ none_text }}, {{ none_text }} from {{ argos.fact('run_profile_result') }} {{ this_run }} and element_id = '' and notes not like '%"settings": "{{ argos.settings_hash() }}"%' group by run_id
{%- if passed %}
union all
select 'learning', instance_id, cast(max(history_days) as {{ text }}), element_id from {{ argos.fact('column_verdict') }} {{ this_run }} and decision = 'LEARNING' group by instance_id, element_id having max(case when measure = 'drift' then 1 else 0 end) = 1
{%- endif %}
{%- if expected %}
union all
select 'unmeasured', e.instance_id, {{ none_text }}, {{ none_text }}
from ({{ argos.json_rows(['instance_id'], expected_rows) }}) as e
left join (select instance_id from {{ argos.fact('run_profile_result') }} {{ this_run }} and element_id = '') as seen on seen.instance_id = e.instance_id
where seen.instance_id is null
{%- endif %}
{% endmacro %}
