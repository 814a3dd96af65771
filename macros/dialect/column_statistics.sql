{#- What is known of some columns of a relation `r` of so many rows, by their expressions, without a scan: about how many values are
    `distinct`, and whether none needs a guard, `is_bounded`. The catalog says so, and whether all values lie in the range of their type that
    needs none; where it knows no number, the first 20,000 rows do, by how many more the second half brings. Asked of DuckDB alone. -#}
{% macro column_statistics(relation, columns, row_count) %}
  {%- if target.type != 'duckdb' -%}{{ argos._unsupported('column_statistics') }}{%- endif -%}
  {%- set distinct, bounded, of_first, statistics = [], [], [], {} -%}
  {%- for x, column in columns.items() -%}
    {%- set condition, bound = argos.value_templates(column.data_type, column.family).range, 'cast(stats(' ~ x ~ ').{end} as ' ~ column.data_type ~ ')' -%}
    {%- set first = 'count(distinct ' ~ x ~ ')' -%}
    {%- set growth = first ~ ' / count(distinct case when r.argos_place <= 10000 then ' ~ x ~ ' end)' -%}
    {%- do distinct.append('stats(' ~ x ~ ').approx_unique') -%}
    {%- do bounded.append(condition | replace('{x}', bound | replace('{end}', 'min')) ~ ' and ' ~ condition | replace('{x}', bound | replace('{end}', 'max')) if condition else 'null') -%}
    {%- do of_first.append('cast(' ~ first ~ ' * case when ' ~ growth ~ ' > 1.97 then ' ~ row_count ~ ' / count(*) when ' ~ growth ~ ' > 1 then 1 / (1 - power(' ~ growth ~ ' - 1, 2)) else 1 end as bigint)') -%}
  {%- endfor -%}
  {%- set known = argos.read_rows('select unnest(d) as d, unnest(b) as b from (select [' ~ distinct | join(', ') ~ '] as d, [' ~ bounded | join(', ') ~ '] as b from ' ~ relation ~ ' as r limit 1) as known') if columns else none -%}
  {%- set first = argos.read_rows('select unnest([' ~ of_first | join(', ') ~ ']) as d from (select *, row_number() over () as argos_place from ' ~ relation ~ ' limit 20000) as r') if columns and (not known or known | map(attribute=0) | select('none') | list) else none -%}
  {%- for x in columns -%}
    {%- set told = known[loop.index0] if known else [none, none] -%}
    {%- do statistics.update({x: {'distinct': first[loop.index0][0] if told[0] is none and first else told[0], 'is_bounded': told[1] if told[0] is not none else none}}) -%}
  {%- endfor -%}
  {{ return(statistics) }}
{% endmacro %}
