{#- One row per column of a chunk, of the measures that any of them needs scanned. Columns are scanned side by side in groups, and the
    wide row of a group is unnested. What a sample tells is joined: states, and how many hashes of values are distinct. -#}
{% macro _scanned_by_column(instance_id, scope, chunk, measures) %}
  {%- set types = argos.types() -%}
  {%- set key = 'r.argos_partition' if scope.by else '' -%}
  {%- set light = 'case when n < ' ~ scope.heavy_rows ~ ' then n' -%}
  {%- set of_hashes = 'select {ordinal} as ordinal, ' ~ (key ~ ', ' if key) ~ 'nullif(' ~ scope.values_one_in ~ ' * count(*), 0) as distinct_sketch, sum(' ~ light ~ ' * ln(n) end) / sum(' ~ light ~ ' end) as light_log from (select ' ~ (key ~ ', ' if key) ~ 'count(*) as n from {origin} group by ' ~ (key ~ ', ' if key) ~ '{h}) as r' ~ (' group by ' ~ key if key) -%}
  {%- set of_rows, of_sample, groups, hashes, centers, found = [], [], [], [], [], [] -%}
  {%- for measure in measures if chunk | selectattr('scan.' ~ measure.name, 'defined') | list -%}{%- do (of_sample if scope.one_in > 1 and (measure.type == 'state' or measure.hinted) else of_rows).append(measure.name) -%}{%- endfor -%}
  {%- for column in chunk if column.one_in > 1 and column.family not in ['text', 'other'] -%}
    {%- do hashes.append(of_hashes | replace('{ordinal}', column.ordinal) | replace('{h}', argos.row_hash([column.x])) | replace('{origin}', scope.source ~ ' as r where ' ~ argos.is_one_in([column.x], scope.values_one_in) ~ ' and ' ~ column.x ~ ' is not null')) -%}
    {%- do centers.append('coalesce(avg(' ~ column.number ~ '), 0) as c' ~ column.ordinal) -%}
  {%- endfor -%}
  {%- set told = [] -%}{%- for column in chunk if column.scan.keys() | select('in', of_sample) | list -%}{%- do told.append(column) -%}{%- endfor -%}
  {%- set whole = chunk | selectattr('one_in', 'equalto', 1) | list -%}
  {%- for columns in ([whole] if whole else []) + chunk | rejectattr('one_in', 'equalto', 1) | selectattr('sample', 'equalto', 'sampled') | batch(8) | list -%}
    {%- do groups.append(argos._side_by_side(columns, scope, of_rows, scope.source ~ ' as r' ~ (' cross join (select ' ~ centers | join(', ') ~ ' from sampled as r) as m' if columns[0].one_in > 1 else ''))) -%}
  {%- endfor -%}
  {%- for column in chunk | rejectattr('sample', 'equalto', 'sampled') -%}
    {%- do groups.append(argos._side_by_side([column], scope, of_rows, column.sample ~ '_scan as r', true)) -%}
    {%- do hashes.append(of_hashes | replace('{ordinal}', column.ordinal) | replace('{h}', 'r.h') | replace('{origin}', '(select ' ~ ('argos_partition, ' if scope.by else '') ~ 'unnest(sampled_hashes) as h from ' ~ column.sample ~ '_scan) as r')) -%}
  {%- endfor -%}
  {%- for measure in measures if measure.type != 'state' -%}
    {%- do found.append(('h.' ~ measure.name if measure.sketched and hashes else (('q.' if measure.name in of_sample else 'g.') ~ measure.name if measure.name in of_rows + of_sample else 'cast(null as ' ~ types[measure.type] ~ ')')) ~ ' as ' ~ measure.name) -%}
  {%- endfor -%}
  {%- set read = argos.quantiles_read('quantiles_state', 'max_value') if 'quantiles_state' in of_rows + of_sample else {'p01': 'null', 'p99': 'null', 'points': ['cast(null as ' ~ types.double ~ ')'] * 41, 'list': 'cast(null as ' ~ types.text ~ ')'} -%}
select
  g.ordinal, k.{{ argos._label_fields()[1:] | join(', k.') }}, {{ 'g.argos_partition, ' if scope.by }}g.row_count, salt.salt_value, {{ found | join(', ') }},
  {{ read.p01 }} as p01, {{ read.points[20] }} as p50, {{ read.points[38] }} as p95, {{ read.p99 }} as p99, {{ read.list }} as quantiles,
  coalesce(f.low, {{ argos.fence('quantiles', 'low') }}) as low, coalesce(f.high, {{ argos.fence('quantiles', 'high') }}) as high{{ ', kept_numbers' if 'kept_numbers' in of_sample }}
from (
{{ groups | join('\nunion all ') }}
) as g
join ({{ argos.json_rows(argos._label_fields(), argos._labels(chunk)) }}) as k on cast(k.ordinal as {{ types.bigint }}) = g.ordinal
{%- if of_sample %}
left join ({{ argos._side_by_side(told, scope, of_sample, 'sampled as r') }}) as q on {{ argos._of_one_column('q', 'g', scope) }}
{%- endif %}
{%- if hashes %}
left join (
{{ hashes | join('\nunion all ') }}
) as h on {{ argos._of_one_column('h', 'g', scope) }}
{%- endif %}
left join ({{ argos.fences(instance_id, scope) }}) as f on f.element_id = k.element_id
cross join {{ argos._salt() }}
{%- endmacro %}

{#- Aggregates of some columns, and how many rows there are, by one scan: a row per column. With `is_done`, out of the row of a scan
    that has them. -#}
{% macro _side_by_side(columns, scope, names, origin, is_done=false) %}
  {%- set fields = ['unnest([' ~ columns | map(attribute='ordinal') | join(', ') ~ ']) as ordinal'] + (['r.argos_partition'] if scope.by else []) + ['r.row_count' if is_done else 'count(*) as row_count'] -%}
  {%- for name in names -%}
    {%- set scans = [] -%}
    {%- for column in columns -%}
      {%- set scan = column.scan.get(name, 'null') -%}
      {%- if is_done and scan != 'null' -%}{%- set scan = 'r.c' ~ column.ordinal ~ '_' ~ name -%}{%- endif -%}
      {%- do scans.append(column.bound | replace('{x}', scan) if name in ['min_value', 'max_value'] and scan != 'null' else scan) -%}
    {%- endfor -%}
    {%- do fields.append('unnest([' ~ scans | join(', ') ~ ']) as ' ~ name) -%}
  {%- endfor -%}
  {{ return('select ' ~ fields | join(', ') ~ ' from ' ~ origin ~ (' group by r.argos_partition' if scope.by and not is_done else '')) }}
{% endmacro %}

{#- The scan of a text column that is sampled, as CTEs: aggregates, hashes that stand for the values, and the values of the sample's rows.
    Decoding a text costs most, so this is done at once; a filter copies all that stands beside it, so each column is read by itself. -#}
{% macro _scan_of_text(column, scope) %}
  {%- set fields = (['r.argos_partition'] if scope.by else []) + ['count(*) as row_count'] -%}
  {%- for measure, scan in column.scan.items() -%}{%- do fields.append(scan ~ ' as c' ~ column.ordinal ~ '_' ~ measure) -%}{%- endfor -%}
  {%- do fields.append('list(' ~ argos.row_hash([column.x]) ~ ') filter (' ~ argos.is_one_in([column.x], scope.values_one_in) ~ ' and ' ~ column.x ~ ' is not null) as sampled_hashes') -%}
  {%- for name, one_in in {'sampled_values': scope.one_in, 'shaped_values': scope.shaped_one_in}.items() -%}
    {%- do fields.append('list(' ~ column.x ~ ') filter (' ~ argos.is_one_in([scope.key], one_in) ~ ') as ' ~ name) -%}
  {%- endfor -%}
  {{ return(column.sample ~ '_scan as materialized (\nselect ' ~ fields | join(', ') ~ ' from ' ~ scope.source ~ ' as r' ~ (' group by r.argos_partition' if scope.by else '') ~ '\n), ' ~ column.sample ~ ' as (\nselect ' ~ ('argos_partition, ' if scope.by else '') ~ 'unnest(sampled_values) as ' ~ column.x[2:] ~ ' from ' ~ column.sample ~ '_scan\n), ') }}
{% endmacro %}
