{#- How a relation is sampled: one of `one_in` rows, told by `key`; the columns whose values are too many to be listed whole; and
    one of these, `spread`, in which the fewest rows are equal. Below 300,000 rows everything is exact; elsewhere the warehouse sketches, and nothing is asked of its catalog. -#}
{% macro sampling(relation, columns, meta) %}
  {%- set row_count = (columns[0].row_count or 0) | int if columns else 0 -%}
  {%- if row_count <= 300000 -%}{{ return({'one_in': 1, 'sampled': []}) }}{%- endif -%}
  {%- set scalar = columns | rejectattr('family', 'equalto', 'other') | map(attribute='name') | list -%}
  {%- set names = argos.qualified(scalar) -%}
  {%- set asked = argos.qualified(columns | rejectattr('family', 'in', ['other', 'boolean']) | map(attribute='name') | list) -%}
  {%- set estimates = argos.distinct_estimates(relation, asked) -%}
  {%- set many = [20000, row_count // 5] | max -%}
  {%- set sampled, most = [], namespace(count=many, name=none) -%}
  {%- for name in asked if estimates.get(name) is none or estimates[name] > many -%}
    {%- do sampled.append(name) -%}
    {%- if (estimates.get(name) or 0) > most.count -%}{%- set most.count, most.name = estimates[name], name -%}{%- endif -%}
  {%- endfor -%}
  {{ return({'one_in': [2, row_count // argos.setting('profile_sample_rows', meta)] | max, 'key': argos.row_key(scalar | map('lower') | list, names), 'sampled': sampled, 'spread': most.name}) }}
{% endmacro %}

{#- Columns of the relation `r`, quoted. -#}
{% macro qualified(names) %}
  {%- set qualified = [] -%}
  {%- for identifier in argos.identifiers(names) -%}{%- do qualified.append('r.' ~ identifier) -%}{%- endfor -%}
  {{ return(qualified) }}
{% endmacro %}
