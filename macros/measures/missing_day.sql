{#- The newest day that should have rows by now, where it has none: `late`, the ninth of ten days that builds took to see partitions of
    the last five weeks, tells by when, and both weeks before on which weekdays. Of a relation without any row, yesterday. None before
    fourteen such partitions are known, and of partitions that are no days. -#}
{% macro missing_day(partitions) %}
  {%- set day, today = modules.datetime.timedelta(days=1), argos.clock().date() -%}
  {%- set known, lags = [], [] -%}
  {%- for one in partitions.known if one.start and one.end - one.start == day and today - 36 * day < one.start < today -%}
    {%- do known.append(one.start) -%}
    {%- if one.first_seen -%}{%- do lags.append((modules.datetime.date.fromisoformat((one.first_seen ~ '')[:10]) - one.start).days) -%}{%- endif -%}
  {%- endfor -%}
  {%- if known | length < 14 -%}{{ return(none) }}{%- endif -%}
  {%- if not partitions.found -%}{{ return(today - day) }}{%- endif -%}
  {%- if lags | length < 14 -%}{{ return(none) }}{%- endif -%}
  {%- set late = [(lags | sort)[lags | length * 9 // 10], 0] | max -%}
  {%- set newest = partitions.found | rejectattr('start', 'none') | map(attribute='start') | select('lt', today + day) | list | sort | last -%}
  {%- for back in range(late, late + 7) -%}
    {%- set expected = today - back * day -%}
    {%- if newest and newest >= expected -%}{{ return(none) }}{%- endif -%}
    {%- if expected < today and expected - 7 * day in known and expected - 14 * day in known -%}{{ return(expected) }}{%- endif -%}
  {%- endfor -%}
  {{ return(none) }}
{% endmacro %}
