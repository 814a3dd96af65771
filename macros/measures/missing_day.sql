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

{#- INSERT of a day that has no rows, as the partition that it should be. -#}
{% macro missing_day_statement(node, relation, missing) %}
  {%- set types = argos.types() -%}
  {%- set notes = {'settings': argos.settings_hash(), 'partition': 'should have rows by now'} -%}
  {%- set end = modules.datetime.datetime.combine(missing, modules.datetime.time()) + modules.datetime.timedelta(days=1) -%}
  {%- set fact = {
    'instance_id': argos.string_literal(node.unique_id), 'relation_name': argos.string_literal(argos.plain_name(relation)), 'partition_value': "'" ~ missing ~ "'",
    'profile_ts': argos.timestamp_literal(end), 'element_id': "''", 'notes': argos.string_literal(tojson(notes)),
    'row_count': '0', 'row_distinct_count': '0', 'row_once_count': '0',
  } -%}
  {%- set fields = [] -%}
  {%- for name, value in fact.items() -%}{%- do fields.append(value ~ ' as ' ~ name) -%}{%- endfor -%}
  {{ return(argos.append('run_profile_result', fact | list, 'select ' ~ fields | join(', '))) }}
{% endmacro %}
