{#- Facts of a chunk of columns where a scan of one column costs what it reads: each column is scanned and grouped by itself, and all
    its values are listed. -#}
{% macro _grouped_facts(instance_id, relation, chunk, measures, sample) %}
  {%- set counts, texts = [], [] -%}
  {%- for column in chunk if column.family != 'other' -%}
    {%- set whole = column.one_in == 1 -%}
    {%- do counts.append('select ' ~ column.ordinal ~ ' as ordinal, ' ~ column.text ~ ' as v, ' ~ column.number ~ ' as z, ' ~ ('count(*)' if whole else column.one_in ~ ' * count(*)') ~ ' as n' ~ (', ' ~ ('true' if whole else 'count(*) > 2') ~ ' as is_listed' if sample.one_in > 1 else '') ~ ' from ' ~ (relation if whole else 'sampled') ~ ' as r where ' ~ column.x ~ ' is not null group by ' ~ column.x) -%}
    {%- if column.family == 'text' -%}{%- do texts.append(column.ordinal) -%}{%- endif -%}
  {%- endfor -%}
  {%- set lists = argos.list_measures('v.v', 'v.n') if sample.one_in == 1 else argos.list_measures('case when v.is_listed then v.v end', 'case when v.is_listed then v.n end') -%}
  {%- set scanned = argos._scanned_by_column(relation, chunk, measures, sample) -%}
  {%- set derived = measures | selectattr('listed', 'defined') | list -%}
  {%- set derived_names = derived | map(attribute='name') | list -%}
  {%- if not counts -%}{{ return(argos._unlisted(scanned, lists)) }}{%- endif -%}
  {%- set query -%}
with {% if sample.one_in > 1 %}sampled as materialized (
select {{ chunk | rejectattr('family', 'equalto', 'other') | map(attribute='x') | join(', ') }} from {{ relation }} as r where {{ argos.is_one_in([sample.key], sample.one_in) }}
), {% endif %}value_counts as materialized (
{{ counts | join('\nunion all ') }}
), scanned as materialized (
{{ scanned }}
), listed as materialized (
  select
    v.ordinal,
    {%- for measure in derived + lists %}
    {{ measure.listed or measure.scan }} as {{ measure.name }},
    {%- endfor %}
    sum(case when v.z < s.low or v.z > s.high then v.n when v.z is not null and s.low is not null then 0 end) as outside_count, count(*) as value_rows
  from value_counts as v
  join (
    select o.ordinal, o.type_family, o.salt_value, o.p50, coalesce(f.low, {{ argos.fence('o.quantiles', 'low') }}) as low, coalesce(f.high, {{ argos.fence('o.quantiles', 'high') }}) as high
    from scanned as o
    left join ({{ argos.fences(instance_id) }}) as f on f.element_id = o.element_id
  ) as s on s.ordinal = v.ordinal
  group by v.ordinal, s.type_family, s.salt_value, s.p50
)
select
  {%- for name in argos._scanned_fields(measures) %}
  {{ 'coalesce(s.valid_count, l.valid_count, 0)' if name == 'valid_count' else ('coalesce(s.' ~ name ~ ', l.' ~ name ~ ')' if name in derived_names else 's.' ~ name) }} as {{ name }},
  {%- endfor %}
  l.{{ lists | map(attribute='name') | join(', l.') }}, l.outside_count, {{ 't.topk_patterns' if texts else 'cast(null as ' ~ argos.types().text ~ ') as topk_patterns' }}
from scanned as s
left join listed as l on l.ordinal = s.ordinal
{%- if texts %}
left join (
  select ordinal, {{ argos.shapes_measure('shape', 'n') }} as topk_patterns
  from (
    select v.ordinal, {{ argos.shape_of('v.v') }} as shape, cast(sum(v.n * (1 + floor(l.value_rows / {{ argos.shaped_values() }}))) as bigint) as n
    from value_counts as v
    join listed as l on l.ordinal = v.ordinal
    where v.ordinal in ({{ texts | join(', ') }}) and {{ argos.is_one_in(['v.v'], '1 + floor(l.value_rows / ' ~ argos.shaped_values() ~ ')') }}
    group by 1, 2
  ) as shapes
  group by ordinal
) as t on t.ordinal = s.ordinal
{%- endif %}
  {%- endset -%}
  {{ return(query) }}
{% endmacro %}

{#- One row per column, each by its own scan, of the measures that any of them needs scanned. -#}
{% macro _scanned_by_column(relation, chunk, measures, sample) %}
  {%- set types = argos.types() -%}
  {%- set scanned, absent = [], {} -%}
  {%- for measure in measures -%}
    {%- if chunk | selectattr('scan.' ~ measure.name, 'defined') | list -%}{%- do scanned.append(measure) -%}
    {%- else -%}{%- do absent.update({measure.name: 'cast(null as ' ~ types.get(measure.type, types.double) ~ ') as ' ~ measure.name}) -%}{%- endif -%}
  {%- endfor -%}
  {%- set quantiles = {'p01': 'null', 'p99': 'null', 'points': ['null'] * 41} if 'quantiles_state' in absent else argos.quantiles_read('quantiles_state', 'max_number') -%}
  {%- set labels, branches, selected = argos._label_literals(chunk), [], [] -%}
  {%- for column in chunk -%}
    {%- set fields = [labels[loop.index0], 'count(*)'] -%}
    {%- for measure in scanned -%}
      {%- set scan = column.scan.get(measure.name) -%}
      {%- if scan and measure.type == 'state' and sample.one_in > 1 -%}{%- set scan = '(select ' ~ scan ~ ' from sampled as r)' -%}{%- endif -%}
      {%- do fields.append((column.bound | replace('{x}', scan) if measure.name in ['min_value', 'max_value'] else scan) if scan else 'null') -%}
    {%- endfor -%}
    {%- do branches.append('select ' ~ fields | join(', ') ~ ' from ' ~ relation ~ ' as r') -%}
  {%- endfor -%}
  {%- for name in argos._scanned_fields(measures)[:-5] -%}{%- do selected.append(absent.get(name, name)) -%}{%- endfor -%}
select {{ selected | join(', ') }}, {{ quantiles.p01 }} as p01, {{ quantiles.points[20] }} as p50, {{ quantiles.points[38] }} as p95, {{ quantiles.p99 }} as p99, {{ 'cast(null as ' ~ types.text ~ ')' if 'quantiles_state' in absent else 'case when quantiles_state is not null then ' ~ argos.json_array(quantiles.points) ~ ' end' }} as quantiles
from (
{{ branches | join('\nunion all ') }}
) as by_column ({{ (argos._label_fields() + ['row_count'] + scanned | map(attribute='name') | list) | join(', ') }})
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
