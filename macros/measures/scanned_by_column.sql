{#- One row per column, each by its own scan, of the measures that any of them needs scanned. -#}
{% macro _scanned_by_column(scope, chunk, measures) %}
  {%- set types = argos.types() -%}
  {%- set scanned, absent = [], {} -%}
  {%- for measure in measures -%}
    {%- if chunk | selectattr('scan.' ~ measure.name, 'defined') | list -%}{%- do scanned.append(measure) -%}
    {%- else -%}{%- do absent.update({measure.name: 'cast(null as ' ~ types.get(measure.type, types.double) ~ ') as ' ~ measure.name}) -%}{%- endif -%}
  {%- endfor -%}
  {%- set quantiles = {'p01': 'null', 'p99': 'null', 'points': ['null'] * 41} if 'quantiles_state' in absent else argos.quantiles_read('quantiles_state', 'max_number') -%}
  {%- set labels, branches, selected = argos._label_literals(chunk), [], [] -%}
  {%- for column in chunk -%}
    {%- set fields = [labels[loop.index0]] + (['r.argos_partition'] if scope.by else []) + ['count(*)'] -%}
    {%- for measure in scanned -%}
      {%- set scan = column.scan.get(measure.name) -%}
      {%- if scan and measure.type == 'state' and scope.one_in > 1 -%}{%- set scan = scan ~ ' filter (where ' ~ argos.is_one_in([scope.key], scope.one_in) ~ ')' if scope.by else '(select ' ~ scan ~ ' from sampled as r)' -%}{%- endif -%}
      {%- do fields.append((column.bound | replace('{x}', scan) if measure.name in ['min_value', 'max_value'] else scan) if scan else 'null') -%}
    {%- endfor -%}
    {%- do branches.append('select ' ~ fields | join(', ') ~ ' from ' ~ scope.source ~ ' as r' ~ (' group by r.argos_partition' if scope.by else '')) -%}
  {%- endfor -%}
  {%- for name in argos._scanned_fields(measures, scope)[:-5] -%}{%- do selected.append(absent.get(name, name)) -%}{%- endfor -%}
select {{ selected | join(', ') }}, {{ quantiles.p01 }} as p01, {{ quantiles.points[20] }} as p50, {{ quantiles.points[38] }} as p95, {{ quantiles.p99 }} as p99, {{ 'cast(null as ' ~ types.text ~ ')' if 'quantiles_state' in absent else 'case when quantiles_state is not null then ' ~ argos.json_array(quantiles.points) ~ ' end' }} as quantiles
from (
{{ branches | join('\nunion all ') }}
) as by_column ({{ (argos._label_fields() + scope.by + ['row_count'] + scanned | map(attribute='name') | list) | join(', ') }})
cross join {{ argos._salt() }}
{%- endmacro %}

{#- The labels of each column as SQL literals. One literal is escaped, and then cut: a call for each text costs more than the rest. -#}
{% macro _label_literals(chunk) %}
  {%- set cut, texts, unknown = '\u001f', [], 'cast(null as ' ~ argos.types().text ~ ')' -%}
  {%- for row in argos._labels(chunk) -%}{%- for value in row[1:] -%}{%- do texts.append('' if value is none else '=' ~ value) -%}{%- endfor -%}{%- endfor -%}
  {%- set escaped = argos.string_literal(texts | join(cut))[1:-1].split(cut) -%}
  {%- set literals = [] -%}
  {%- for text in escaped -%}{%- do literals.append("'" ~ text[1:] ~ "'" if text else unknown) -%}{%- endfor -%}
  {%- set rows, width = [], (argos._label_fields() | length) - 1 -%}
  {%- for column in chunk -%}{%- do rows.append(column.ordinal ~ ', ' ~ literals[loop.index0 * width:loop.index * width] | join(', ')) -%}{%- endfor -%}
  {{ return(rows) }}
{% endmacro %}
