{#- The newest day that should have rows by now, where it has none: `late`, the ninth of ten days that builds took to see partitions of
    the last five weeks with rows, tells by when, and the last two on which weekdays. Of a relation without any row, yesterday. None before
    fourteen such partitions are known, and of partitions that are no days. -#}
{% macro missing_day(instance_id, partitions) %}
  {%- set day, today, date_of = modules.datetime.timedelta(days=1), argos.clock().date(), modules.datetime.date.fromisoformat -%}
  {%- set known, seen, lags = [], [], [] -%}
  {%- set days = partitions.known | selectattr('start') | selectattr('start', 'lt', today) | list -%}
  {%- set last = days | map(attribute='start') | max if days else today -%}
  {%- for one in days if one.end - one.start == day and last - 36 * day < one.start -%}
    {%- do known.append(one.start) -%}
    {%- if one.first_seen -%}{%- do seen.append([one.start, date_of((one.first_seen ~ '')[:10])]) -%}{%- endif -%}
  {%- endfor -%}
  {%- if known | length < 14 -%}{{ return(none) }}{%- endif -%}
  {%- if not partitions.found -%}{{ return(today - day) }}{%- endif -%}
  {%- set newest = partitions.found | rejectattr('start', 'none') | map(attribute='start') | select('lt', today + day) | list | sort | last -%}
  {%- if newest and newest >= today - day -%}{{ return(none) }}{%- endif -%}
  {#- What came while nobody looked was late by nobody knows how much. -#}
  {%- set looked = [] -%}
  {%- for row in argos.read_rows(argos.looked_on(instance_id)) or [] -%}{%- do looked.append((row[0] ~ '')[:10]) -%}{%- endfor -%}
  {%- for start, first_seen in seen if first_seen - start <= day or (first_seen - day) ~ '' in looked -%}{%- do lags.append((first_seen - start).days) -%}{%- endfor -%}
  {%- if lags | length < 14 -%}{{ return(none) }}{%- endif -%}
  {%- set late = [(lags | sort)[lags | length * 9 // 10], 0] | max -%}
  {%- for back in range(late, late + 7) -%}
    {%- set expected = today - back * day -%}
    {%- if newest and newest >= expected -%}{{ return(none) }}{%- endif -%}
    {%- set weeks = [1, ((expected - last).days + 6) // 7] | max -%}
    {%- if expected < today and expected - 7 * weeks * day in known and expected - 7 * (weeks + 1) * day in known -%}{{ return(expected) }}{%- endif -%}
  {%- endfor -%}
  {{ return(none) }}
{% endmacro %}

{#- SELECT of the days of the last weeks on which builds measured a relation. -#}
{% macro looked_on(instance_id) -%}
select distinct {{ argos.day_text(argos.day_of('recorded_at')) }} as looked_on
from {{ argos.fact('run_profile_result') }}
where instance_id = {{ argos.string_literal(instance_id) }} and element_id = '' and partition_value is null and recorded_at >= {{ argos.ago(days=80) }}
{%- endmacro %}
