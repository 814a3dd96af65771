{#- Whether a relation exists, by dbt's cache; at most one listing of its schema when that is not cached. -#}
{% macro is_known(relation) %}{{ return(load_cached_relation(relation) is not none) }}{% endmacro %}

{#- Columns of a relation: name, data_type as the warehouse says it, family, rows of the table. The only question that a hook asks
    on rendering, but for tables so large that it matters how each column is listed. -#}
{% macro columns_of(relation) %}
  {%- set families = argos.type_families() -%}
  {%- set columns = [] -%}
  {%- for name, data_type, row_count in argos.described(relation) -%}
    {%- set word = modules.re.split('[ (<]', data_type | lower | trim)[0] -%}
    {%- do columns.append({'name': name, 'data_type': data_type, 'family': 'other' if data_type.endswith(']') else families.get(word, 'other'), 'row_count': row_count}) -%}
  {%- endfor -%}
  {{ return(columns) }}
{% endmacro %}

{#- Estimates of the distinct values of some columns, by their expressions over a relation `r`; none that cannot be had. -#}
{% macro distinct_estimates(relation, expressions) %}
  {%- set asked = [] -%}
  {%- for expression in expressions -%}{%- do asked.append(argos.distinct_estimate(expression) ~ ' as e' ~ loop.index) -%}{%- endfor -%}
  {%- set rows = argos.read_rows('select ' ~ asked | join(', ') ~ ' from ' ~ relation ~ ' as r limit 1') if asked else none -%}
  {{ return(dict(zip(expressions, rows[0])) if rows else {}) }}
{% endmacro %}

{#- Why the columns of a relation are not measured: it is larger than `profile_max_bytes`. None where it is not, or nobody knows. -#}
{% macro too_large(relation, columns, meta) %}
  {%- set most_bytes = argos.setting('profile_max_bytes', meta) -%}
  {%- set size_bytes = argos.relation_bytes(relation, columns) if most_bytes > 0 else none -%}
  {{ return(none if size_bytes is none or size_bytes <= most_bytes else 'all columns: about ' ~ (size_bytes / 1000000000) | round(1) ~ ' GB' ~ ', over argos_profile_max_bytes') }}
{% endmacro %}
