{#- A text as a SQL literal that no quote, backslash or newline can end. -#}
{% macro string_literal(text) %}
  {%- if target.type == 'duckdb' -%}{{ return("'" ~ text | string | replace("'", "''") ~ "'") }}{%- endif -%}
  {{ return("'" ~ text | string | replace('\\', '\\\\') | replace("'", "\\'") | replace('\n', '\\n') | replace('\r', '\\r') ~ "'") }}
{% endmacro %}
