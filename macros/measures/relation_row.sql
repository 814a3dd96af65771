{#- The measures of the relation: those of its distinct rows NULL where no column can be hashed. -#}
{% macro _relation_row(about, described, types, scope) %}
  {%- set hashed = described | rejectattr('family', 'equalto', 'other') | map(attribute='key') | list -%}
  {%- set left_out = (described | length) - (hashed | length) -%}
  {%- set notes = {'row_distinct_count': ('exact' if scope.one_in == 1 else '1 in ' ~ scope.one_in ~ ' row hashes') ~ (', without ' ~ argos.counted(left_out, 'column') ~ ' of other types' if left_out else ''), 'settings': argos.settings_hash(), 'salt_id': '{salt}'} -%}
  {%- if scope.by -%}{%- do notes.update({'partition': '{partition}'}) -%}{%- endif -%}
  {%- set is_sampled = hashed and scope.one_in > 1 -%}
  {%- set by = ' group by r.argos_partition' if scope.by else '' -%}
  {%- if scope.skipped -%}{%- do notes.update({'skipped': scope.skipped}) -%}{%- endif -%}
  {#- How often each distinct row occurs. Of a large table, only of rows whose values in columns of many values have one of some
      hashes: equal rows have equal values there, so all of them are found, and where such values stand once, no other column is read. -#}
  {%- set key = 'r.argos_partition, ' if scope.by else '' -%}
  {%- set rows = 'select ' ~ key ~ 'count(*) as occurrences from ' ~ scope.source ~ ' as r{where} group by ' ~ key ~ argos.row_hash(hashed) -%}
  {%- if not hashed -%}{%- set origin = scope.source -%}
  {%- elif not scope.spread -%}{%- set origin = '(' ~ rows | replace('{where}', '' if scope.one_in == 1 else ' where ' ~ argos.is_one_in(hashed, scope.one_in)) ~ ')' -%}
  {%- else -%}
    {%- set hash = argos.row_hash((['r.argos_partition'] if scope.by else []) + scope.spread) -%}
    {%- set chosen = ' where ' ~ argos.is_one_in(scope.spread, scope.one_in) -%}
    {%- set keyed = 'with keyed as materialized (select ' ~ key ~ hash ~ ' as h, count(*) as n from ' ~ scope.source ~ ' as r' ~ chosen ~ ' group by all)' -%}
    {%- set origin = '(' ~ keyed ~ ' select ' ~ ('argos_partition, ' if scope.by else '') ~ 'n as occurrences from keyed where n = 1 union all ' ~ rows | replace('{where}', chosen ~ ' and ' ~ hash ~ ' in (select h from keyed where n > 1)') ~ ')' -%}
  {%- endif -%}
select
  {{ about }},
  '' as element_id, cast(null as {{ types.text }}) as data_type, cast(null as {{ types.text }}) as type_family, cast(0 as {{ types.bigint }}) as ordinal, replace({{ argos.string_literal(tojson(notes)) }}, '{salt}', coalesce((select salt_id from {{ argos._salt() }}), '')) as notes,
  {{ 'max(of_all.row_count)' if is_sampled else ('coalesce(sum(occurrences), 0)' if hashed else 'count(*)') }} as row_count
  {%- for measure in argos.relation_measures() %},
  {{ ('least(' ~ scope.one_in ~ ' * ' ~ measure.scan ~ ', max(of_all.row_count))' if is_sampled else measure.scan) if hashed else 'cast(null as ' ~ types.bigint ~ ')' }} as {{ measure.name }}
  {%- endfor %}
  {%- for name in argos.column_fields() %}, null as {{ name }}{% endfor %}
from {{ origin }} as r
{%- if is_sampled %}
{{ 'join' if scope.by else 'cross join' }} (select {{ 'r.argos_partition as counted_partition, ' if scope.by }}count(*) as row_count from {{ scope.source }} as r{{ by }}) as of_all{{ ' on counted_partition = r.argos_partition' if scope.by }}
{%- endif %}
{{- by }}
{%- endmacro %}
