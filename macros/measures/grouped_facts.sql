{#- Facts of a chunk of columns where a scan of one column costs what it reads: each column is scanned and grouped by itself, and all
    its values are listed. -#}
{% macro _grouped_facts(instance_id, scope, chunk, measures) %}
  {%- set counts, texts = [], [] -%}
  {%- set key = 'r.argos_partition, ' if scope.by else '' -%}
  {%- set v_key = 'v.argos_partition, ' if scope.by else '' -%}
  {%- for column in chunk if column.family != 'other' -%}
    {%- set whole = column.one_in == 1 -%}
    {%- do counts.append('select ' ~ column.ordinal ~ ' as ordinal, ' ~ key ~ column.text ~ ' as v, ' ~ column.number ~ ' as z, ' ~ ('count(*)' if whole else column.one_in ~ ' * count(*)') ~ ' as n' ~ (', ' ~ ('true' if whole else 'count(*) > 2') ~ ' as is_listed' if scope.one_in > 1 else '') ~ ' from ' ~ (scope.source if whole else 'sampled') ~ ' as r where ' ~ column.x ~ ' is not null group by ' ~ ('r.argos_partition, ' if scope.by else '') ~ column.x) -%}
    {%- if column.family == 'text' -%}{%- do texts.append(column.ordinal) -%}{%- endif -%}
  {%- endfor -%}
  {%- set lists = argos.list_measures('v.v', 'v.n') if scope.one_in == 1 else argos.list_measures('case when v.is_listed then v.v end', 'case when v.is_listed then v.n end') -%}
  {%- set scanned = argos._scanned_by_column(scope, chunk, measures) -%}
  {%- set derived = measures | selectattr('listed', 'defined') | list -%}
  {%- set derived_names = derived | map(attribute='name') | list -%}
  {%- if not counts -%}{{ return(argos._unlisted(scanned, lists)) }}{%- endif -%}
  {%- set query -%}
with {% if scope.one_in > 1 %}sampled as materialized (
select {{ 'r.argos_partition, ' if scope.by }}{{ chunk | rejectattr('family', 'equalto', 'other') | map(attribute='x') | join(', ') }} from {{ scope.source }} as r where {{ argos.is_one_in([scope.key], scope.one_in) }}
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
  join (
    select o.ordinal, {{ 'o.argos_partition, ' if scope.by }}o.type_family, o.salt_value, o.p50, coalesce(f.low, {{ argos.fence('o.quantiles', 'low') }}) as low, coalesce(f.high, {{ argos.fence('o.quantiles', 'high') }}) as high
    from scanned as o
    left join ({{ argos.fences(instance_id, scope) }}) as f on f.element_id = o.element_id
  ) as s on {{ argos._of_one_column('s', 'v', scope) }}
  group by v.ordinal, {{ v_key }}s.type_family, s.salt_value, s.p50
)
select
  {%- for name in argos._scanned_fields(measures, scope) %}
  {{ 'coalesce(s.valid_count, l.valid_count, 0)' if name == 'valid_count' else ('coalesce(s.' ~ name ~ ', l.' ~ name ~ ')' if name in derived_names else 's.' ~ name) }} as {{ name }},
  {%- endfor %}
  l.{{ lists | map(attribute='name') | join(', l.') }}, l.outside_count, {{ 't.topk_patterns' if texts else 'cast(null as ' ~ argos.types().text ~ ') as topk_patterns' }}
from scanned as s
left join listed as l on {{ argos._of_one_column('l', 's', scope) }}
{%- if texts %}
left join (
  select ordinal, {{ scope.by | join(', ') ~ ', ' if scope.by }}{{ argos.shapes_measure('shape', 'n') }} as topk_patterns
  from (
    select v.ordinal, {{ argos.shape_of('v.v') }} as shape, {{ v_key }} cast(sum(v.n * (1 + floor(l.value_rows / {{ argos.shaped_values() }}))) as bigint) as n
    from value_counts as v
    join listed as l on {{ argos._of_one_column('l', 'v', scope) }}
    where v.ordinal in ({{ texts | join(', ') }}) and {{ argos.is_one_in(['v.v'], '1 + floor(l.value_rows / ' ~ argos.shaped_values() ~ ')') }}
    group by {{ v_key }}1, 2
  ) as shapes
  group by {{ (scope.by + ['ordinal']) | join(', ') }}
) as t on {{ argos._of_one_column('t', 's', scope) }}
{%- endif %}
  {%- endset -%}
  {{ return(query) }}
{% endmacro %}

{#- That two rows are of one column, and of one partition. -#}
{% macro _of_one_column(a, b, scope) %}{{ return(a ~ '.ordinal = ' ~ b ~ '.ordinal' ~ (' and ' ~ a ~ '.argos_partition = ' ~ b ~ '.argos_partition' if scope.by else '')) }}{% endmacro %}
