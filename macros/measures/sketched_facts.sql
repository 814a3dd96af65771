{#- Facts of a chunk of columns by one scan that also sketches their most frequent values: exploded with the row that the scan gives,
    for a query used twice would scan twice. -#}
{% macro _sketched_facts(instance_id, scope, chunk, measures) %}
  {%- set listed = chunk | rejectattr('family', 'equalto', 'other') | list -%}
  {%- set scanned = argos._scanned(instance_id, scope, chunk, measures, listed) -%}
  {%- set lists = argos.list_measures("case when kind = 'v' then v end", "case when kind = 'v' and v is not null then n end") -%}
  {%- if not listed -%}{{ return(argos._unlisted(scanned, lists)) }}{%- endif -%}
  {%- set fields = argos._scanned_fields(measures, scope) + ['outside_count'] -%}
  {%- set query -%}
select
  {{ fields | join(', ') }},
  {%- for measure in lists %}
  {{ measure.scan }} as {{ measure.name }},
  {%- endfor %}
  {{ argos.shapes_measure("case when kind = 's' then v end", "case when kind = 's' and v is not null then n end") }} as topk_patterns
from (
{{ argos.exploded_items(fields + ['kind'], scanned) }}
) as items
group by {{ fields | join(', ') }}
  {%- endset -%}
  {{ return(query) }}
{% endmacro %}

{#- One row per column out of one wide row: the scan, taken apart by the position of the column, and the quantiles read from their
    state. With `listed`, one row more per column and kind of list, with the list as `items`. -#}
{% macro _scanned(instance_id, scope, chunk, measures, listed) %}
  {%- set types = argos.types() -%}
  {%- set any_state = chunk | selectattr('scan.quantiles_state', 'defined') | list -%}
  {%- set read = argos.quantiles_read('quantiles_state', 'max_number') -%}
  {%- set unknown = 'cast(null as ' ~ types.double ~ ')' -%}
  {%- set points, outside, fences = [], [], [] -%}
  {#- How many values lie beyond the fences of their own quantiles is estimated by how many of the 41 points do. -#}
  {%- for k in range(41) -%}{%- do points.append('q' ~ k) -%}{%- do outside.append('case when q' ~ k ~ ' < q10 + 1.5 * (q10 - q30) or q' ~ k ~ ' > q30 + 1.5 * (q30 - q10) then 1 else 0 end') -%}{%- endfor -%}
  {%- for column in chunk if 'beyond_count' in column.scan -%}{%- for side in ['low', 'high'] -%}{%- do fences.append('max(case when element_id = ' ~ argos.string_literal(column.name) ~ ' then ' ~ side ~ ' end) as ' ~ side ~ '_' ~ column.ordinal) -%}{%- endfor -%}{%- endfor -%}
select
  {{ argos._scanned_fields(measures, scope)[:-5] | join(', ') }},
  p01, q20 as p50, q38 as p95, p99,
  {{ 'case when max_number is not null then ' ~ argos.json_array(points) ~ ' end' if any_state else 'cast(null as ' ~ types.text ~ ')' }} as quantiles
  {%- if listed %},
  case when max_number is not null then cast(round(valid_count * ({{ outside | join(' + ') }}) / 41.0) as {{ types.bigint }}) end as outside_count, kind, items
  {%- endif %}
from (
select
  picked.*,
  {{ read.p01 if any_state else unknown }} as p01, {{ read.p99 if any_state else unknown }} as p99
  {%- for point in points %},
  {{ read.points[loop.index0] if any_state else unknown }} as {{ point }}
  {%- endfor %}
from (
  select
    cast(k.ordinal as {{ types.bigint }}) as ordinal, k.element_id, k.data_type, k.type_family, k.shown, k.notes, k.notes_of_identifier, {{ 'scan.argos_partition, ' if scope.by }}scan.row_count, salt.salt_value,
    {%- for measure in measures if measure.type != 'state' or any_state %}
    {{ argos._picked(measure.name, chunk | selectattr('scan.' ~ measure.name, 'defined') | list, 'cast(null as ' ~ types[measure.type] ~ ')') }} as {{ measure.name }}{{ ',' if not loop.last or listed }}
    {%- endfor %}
    {%- if listed %}
    kinds.kind, case kinds.kind when 'm' then {{ argos.no_item() }} when 'v' then {{ argos._picked('v', listed) }} else {{ argos._picked('s', listed | selectattr('family', 'equalto', 'text')) }} end as items
    {%- endif %}
  from (
    select
      {{ 'r.argos_partition, ' if scope.by }}count(*) as row_count
      {%- for column in chunk %}{% for name, aggregate in column.scan.items() %},
      {{ aggregate }} as c{{ column.ordinal }}_{{ name }}
      {%- endfor %}{% endfor %}
      {%- for column in listed or [] %},
      {{ argos.top_items(argos.shortened(column.text) if column.family == 'text' else column.text, 201) }} as c{{ column.ordinal }}_v
      {%- if column.family == 'text' %},
      {{ argos.top_items(argos.shape_of(column.text), 51) }} as c{{ column.ordinal }}_s
      {%- endif %}
      {%- endfor %}
    from {{ scope.source }} as r
    {%- if listed %}
    cross join (select {{ (fences or ['count(*) as none']) | join(', ') }} from ({{ argos.fences(instance_id, scope) }}) as of_columns) as f
    {%- endif %}
    {{- ' group by r.argos_partition' if scope.by }}
  ) as scan
  cross join {{ argos._salt() }}
  cross join (
    {{ argos.json_rows(argos._label_fields(), argos._labels(chunk)) }}
  ) as k
  {%- if listed %}
  cross join (select 'm' as kind union all select 'v' union all select 's') as kinds
  {%- endif %}
) as picked
) as of_points
{%- endmacro %}

{#- A field of the wide row per column -> a field of a row per column. -#}
{% macro _picked(name, columns, nothing='null') %}
  {%- set branches = [] -%}
  {%- for column in columns -%}
    {%- set field = 'c' ~ column.ordinal ~ '_' ~ name -%}
    {%- do branches.append("when '" ~ column.ordinal ~ "' then " ~ (column.bound | replace('{x}', field) if name in ['min_value', 'max_value'] else field)) -%}
  {%- endfor -%}
  {{ return('case k.ordinal ' ~ branches | join(' ') ~ ' end' if branches else nothing) }}
{% endmacro %}
