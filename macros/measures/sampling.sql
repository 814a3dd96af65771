{#- How a relation is sampled. Up to 300,000 rows, and where nobody knows how many, everything is exact; where the warehouse sketches,
    nothing is sampled. `one_in`: one of so many rows, told by `key`; `values_one_in`: one of so many values, all rows of which are
    counted; `heavy_rows`: how often a value of the sample of rows occurs for its count to count; `sampled`: the columns whose values are too many to be listed whole; `spread`: some in which few rows
    are equal, texts only where they must be, whose reading costs most; several, for one value of one may stand in many rows; `bounded`: the columns none of whose numbers is infinite or
    NaN; `error_points`, of a rank or share, is that of 19 in 20 cases. -#}
{% macro sampling(relation, columns, meta, row_count) %}
  {%- if row_count <= argos.exact_rows() -%}{{ return({'one_in': 1, 'values_one_in': 1, 'sampled': [], 'bounded': []}) }}{%- endif -%}
  {%- set scalar = columns | rejectattr('family', 'equalto', 'other') | list -%}
  {%- set qualified = argos.identifiers(scalar | map(attribute='name') | list, 'r.') -%}
  {%- set asked = {} -%}
  {%- for column in scalar -%}{%- if column.family != 'boolean' -%}{%- do asked.update({qualified[loop.index0]: column}) -%}{%- endif -%}{%- endfor -%}
  {%- set many = [[200000, row_count // 5] | min, row_count // 20] | max -%}
  {%- set sampled, bounded, plain, texts, unique = [], [], [], [], [] -%}
  {%- for x, known in argos.column_statistics(relation, asked, row_count).items() -%}
    {%- if known.is_bounded -%}{%- do bounded.append(x) -%}{%- endif -%}
    {%- if known.distinct is none or known.distinct > many -%}
      {%- do sampled.append(x) -%}
      {%- do (texts if asked[x].family == 'text' else plain).append({'x': x, 'distinct': known.distinct or 0}) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- set plain, texts = plain | sort(attribute='distinct', reverse=true) | list, texts | sort(attribute='distinct', reverse=true) | list -%}
  {%- for one in plain + texts if one.distinct > 0.9 * row_count -%}{%- do unique.append(one.x) -%}{%- endfor -%}
  {%- set one_in = [2, row_count // ([1000, argos.setting('profile_sample_rows', meta)] | max)] | max | int -%}
  {{ return({
    'one_in': one_in, 'heavy_rows': 10 * one_in, 'values_one_in': [2, many // 10000] | max, 'key': argos.row_key(columns[0].is_in_files, scalar | map(attribute='name') | map('lower') | list, qualified, unique), 'sampled': sampled, 'spread': (plain[:4] + texts[:[2 - plain | length, 0] | max]) | map(attribute='x') | list, 'bounded': bounded,
    'sample_rows': row_count // one_in, 'error_points': (100 / (row_count / one_in) ** 0.5) | round(2),
  }) }}
{% endmacro %}

{#- Rows up to which everything is exact. -#}
{% macro exact_rows() %}{{ return(300000) }}{% endmacro %}
