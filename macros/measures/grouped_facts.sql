{#- Facts of a chunk of columns where a scan of one column costs what it reads: each column is grouped by itself, and all its values are
    listed; of a sampled column those that its sample holds three times or more. -#}
{% macro _grouped_facts(instance_id, scope, chunk, measures) %}
  {%- set counts, shapes, scans, listed_texts, sampled_texts, kept = [], [], [], [], [], [] -%}
  {%- set key, v_key = ('r.argos_partition, ', 'v.argos_partition, ') if scope.by else ('', '') -%}
  {%- for column in chunk | selectattr('family', 'equalto', 'text') | rejectattr('one_in', 'equalto', 1) -%}
    {%- do column.update({'sample': 'sampled_text_' ~ column.ordinal}) -%}
    {%- do scans.append(argos._scan_of_text(column, scope)) -%}
  {%- endfor -%}
  {%- for column in chunk if column.family != 'other' -%}
    {%- set whole = column.one_in == 1 -%}
    {%- do counts.append('select ' ~ column.ordinal ~ ' as ordinal, ' ~ key ~ column.text ~ ' as v, ' ~ column.number ~ ' as z, ' ~ ('' if whole else column.one_in ~ ' * ') ~ 'count(*) as n from ' ~ (scope.source if whole else column.sample) ~ ' as r where ' ~ column.x ~ ' is not null group by ' ~ key ~ column.x ~ ('' if whole else ' having count(*) > 2')) -%}
    {%- if column.family not in ['text', 'boolean'] -%}{%- do kept.append(column.x) -%}{%- endif -%}
    {%- if column.family == 'text' -%}{%- do (listed_texts if whole else sampled_texts).append(column) -%}{%- endif -%}
  {%- endfor -%}
  {%- set lists = argos.list_measures('v.v', 'v.n', 's.light_log is null or v.n >= ' ~ scope.heavy_rows if scope.one_in > 1 else none) -%}
  {%- set scanned = argos._scanned_by_column(instance_id, scope, chunk, measures) -%}
  {%- set derived = measures | selectattr('listed', 'defined') | list -%}
  {%- set derived_names = derived | map(attribute='name') | list -%}
  {%- if not counts -%}{{ return(argos._unlisted(scanned, lists)) }}{%- endif -%}
  {%- if listed_texts -%}
    {%- set share = '1 + floor(l.value_rows / ' ~ scope.shaped_values ~ ')' -%}
    {%- do shapes.append('select v.ordinal, ' ~ v_key ~ argos.shape_of('v.v') ~ ' as shape, cast(sum(v.n * case when v.n > ' ~ share ~ ' then 1 else ' ~ share ~ ' end) as bigint) as n\n    from value_counts as v\n    join listed as l on ' ~ argos._of_one_column('l', 'v', scope) ~ '\n    where v.ordinal in (' ~ listed_texts | map(attribute='ordinal') | join(', ') ~ ') and (v.n > ' ~ share ~ ' or ' ~ argos.is_one_in(['v.v'], share) ~ ')\n    group by all') -%}
  {%- endif -%}
  {%- for column in sampled_texts -%}
    {%- do shapes.append('select ' ~ column.ordinal ~ ' as ordinal, ' ~ key ~ argos.shape_of(column.text) ~ ' as shape, ' ~ scope.shaped_one_in ~ ' * count(*) as n from (select ' ~ ('argos_partition, ' if scope.by else '') ~ 'unnest(shaped_values) as ' ~ column.x[2:] ~ ' from ' ~ column.sample ~ '_scan) as r where ' ~ column.x ~ ' is not null group by all') -%}
  {%- endfor -%}
  {%- set outside = 'l.outside_count' -%}
  {%- if chunk | selectattr('scan.kept_numbers', 'defined') | list -%}{%- set outside = 'case when s.kept_numbers is null then l.outside_count when s.low is not null then least(s.valid_count, ' ~ scope.one_in ~ ' * ' ~ argos.kept_numbers('s.kept_numbers', 's.low', 's.high').outside ~ ') end' -%}{%- endif -%}
  {%- set query -%}
with {{ scans | join }}{% if kept and scope.one_in > 1 %}sampled as materialized (
select {{ key }}{{ kept | join(', ') }} from {{ scope.source }} as r where {{ argos.is_one_in([scope.key], scope.one_in) }}
), {% endif %}value_counts as materialized (
{{ counts | join('\nunion all ') }}
), scanned as materialized (
{{ scanned }}
), listed as materialized (
  select
    v.ordinal, {{ v_key }}
    {%- for measure in derived + lists %}
    {{ measure.listed or measure.scan }} as {{ measure.name }},
    {%- endfor %}
    sum(case when v.z < s.low or v.z > s.high then v.n when v.z is not null and s.low is not null then 0 end) as outside_count, count(*) as value_rows
  from value_counts as v
  join scanned as s on {{ argos._of_one_column('s', 'v', scope) }}
  group by v.ordinal, {{ v_key }}s.type_family, s.salt_value, s.p50
)
select
  {%- for name in argos._scanned_fields(measures, scope) %}
  {{ 'coalesce(s.valid_count, l.valid_count, 0)' if name == 'valid_count' else ('coalesce(s.' ~ name ~ ', l.' ~ name ~ ')' if name in derived_names else 's.' ~ name) }} as {{ name }},
  {%- endfor %}
  l.{{ lists | map(attribute='name') | join(', l.') }}, {{ outside }} as outside_count, {{ 't.topk_patterns' if shapes else 'cast(null as ' ~ argos.types().text ~ ') as topk_patterns' }}
from scanned as s
left join listed as l on {{ argos._of_one_column('l', 's', scope) }}
{%- if shapes %}
left join (
  select ordinal, {{ scope.by | join(', ') ~ ', ' if scope.by }}{{ argos.shapes_measure('shape', 'n') }} as topk_patterns
  from (
    {{ shapes | join('\n    union all ') }}
  ) as shapes
  group by {{ (scope.by + ['ordinal']) | join(', ') }}
) as t on {{ argos._of_one_column('t', 's', scope) }}
{%- endif %}
  {%- endset -%}
  {{ return(query) }}
{% endmacro %}

{#- That two rows are of one column, and of one partition. -#}
{% macro _of_one_column(a, b, scope) %}{{ return(a ~ '.ordinal = ' ~ b ~ '.ordinal' ~ (' and ' ~ a ~ '.argos_partition = ' ~ b ~ '.argos_partition' if scope.by else '')) }}{% endmacro %}
