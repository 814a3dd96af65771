{#- How a relation is sampled. Up to 300,000 rows, and elsewhere than in a table, everything is exact; where the warehouse sketches,
    nothing is sampled. `one_in`: one of so many rows, told by `key`; `sampled`: the columns whose values are too many to be
    listed whole; `spread`: the one of these in which the fewest rows are equal; the errors are of 19 in 20 cases. -#}
{% macro sampling(relation, columns, meta, row_count) %}
  {%- if row_count <= argos.exact_rows() -%}{{ return({'one_in': 1, 'sampled': []}) }}{%- endif -%}
  {%- set scalar = columns | rejectattr('family', 'equalto', 'other') | map(attribute='name') | list -%}
  {%- set asked = argos.qualified(columns | rejectattr('family', 'in', ['other', 'boolean']) | map(attribute='name') | list) -%}
  {%- set estimates = argos.distinct_estimates(relation, asked) -%}
  {%- set many = [20000, row_count // 5] | max -%}
  {%- set sampled, most = [], namespace(count=many, name=none) -%}
  {%- for name in asked if estimates.get(name) is none or estimates[name] > many -%}
    {%- do sampled.append(name) -%}
    {%- if (estimates.get(name) or 0) > most.count -%}{%- set most.count, most.name = estimates[name], name -%}{%- endif -%}
  {%- endfor -%}
  {%- set one_in = [2, row_count // ([1000, argos.setting('profile_sample_rows', meta)] | max)] | max | int -%}
  {{ return({
    'one_in': one_in, 'key': argos.row_key(scalar | map('lower') | list, argos.qualified(scalar)), 'sampled': sampled, 'spread': most.name, 'sample_rows': row_count // one_in,
    'rank_error_points': (100 / (row_count / one_in) ** 0.5) | round(2), 'distinct_error_percent': (200 / (many / one_in) ** 0.5) | round(1),
  }) }}
{% endmacro %}

{#- Rows up to which everything is exact. -#}
{% macro exact_rows() %}{{ return(300000) }}{% endmacro %}

{#- Columns of the relation `r`, quoted. -#}
{% macro qualified(names) %}
  {%- set qualified = [] -%}
  {%- for identifier in argos.identifiers(names) -%}{%- do qualified.append('r.' ~ identifier) -%}{%- endfor -%}
  {{ return(qualified) }}
{% endmacro %}
