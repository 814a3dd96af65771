{#- INSERT of the facts of the `touched` partitions of a relation, each with the time that its data is about and why it was measured. -#}
{% macro partitions_statement(node, relation, columns, meta, partitions, touched) %}
  {%- set chosen = dict(partitions, touched=touched, row_count=touched | map(attribute='row_count') | max) -%}
  {%- set rows, fields = [], [] -%}
  {%- for one in touched -%}{%- do rows.append([one.value, one.end ~ ' 00:00:00+00:00' if one.end else none, one.why]) -%}{%- endfor -%}
  {%- for name in argos.profile_fields() -%}
    {%- do fields.append({
      'profile_ts': 'coalesce(cast(p.ends_at as ' ~ argos.types().utc_timestamp ~ '), f.profile_ts) as profile_ts',
      'notes': "replace(f.notes, '{partition}', p.why) as notes",
    }.get(name, 'f.' ~ name)) -%}
  {%- endfor -%}
  {%- set query -%}
select {{ fields | join(', ') }}
from (
{{ argos.profile(node.unique_id, relation, columns, meta, chosen) }}
) as f
join ({{ argos.json_rows(['partition_value', 'ends_at', 'why'], rows) }}) as p on p.partition_value = f.partition_value
  {%- endset -%}
  {{ return(argos.append('run_profile_result', argos.profile_fields(), query)) }}
{% endmacro %}

{#- INSERT of a day that has no rows, as the partition that it should be, named like the others. -#}
{% macro missing_day_statement(node, relation, missing, partitions) %}
  {%- set types = argos.types() -%}
  {%- set notes = {'settings': argos.settings_hash(), 'partition': 'should have rows by now'} -%}
  {%- set end = modules.datetime.datetime.combine(missing, modules.datetime.time()) + modules.datetime.timedelta(days=1) -%}
  {%- set fact = {
    'instance_id': argos.string_literal(node.unique_id), 'relation_name': argos.string_literal(argos.plain_name(relation)), 'partition_value': argos.string_literal((missing ~ '') | replace('-', '-' if '-' in partitions.known[0].value else '')), 'partition_key': argos.string_literal(partitions.id),
    'profile_ts': argos.timestamp_literal(end), 'element_id': "''", 'notes': argos.string_literal(tojson(notes)),
    'row_count': '0', 'row_distinct_count': '0', 'row_once_count': '0',
  } -%}
  {%- set fields = [] -%}
  {%- for name, value in fact.items() -%}{%- do fields.append(value ~ ' as ' ~ name) -%}{%- endfor -%}
  {{ return(argos.append('run_profile_result', fact | list, 'select ' ~ fields | join(', '))) }}
{% endmacro %}
