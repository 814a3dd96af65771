{#- Names of columns quoted, whatever characters they have; dbt's adapter.quote does not escape. -#}
{% macro identifiers(names) %}
  {%- set mark = {'duckdb': '"', 'snowflake': '"', 'bigquery': '`', 'databricks': '`'}[target.type] or argos._unsupported('identifiers') -%}
  {%- set quoted = [] -%}
  {%- for name in names -%}{%- do quoted.append(mark ~ name | replace(mark, mark ~ mark) ~ mark) -%}{%- endfor -%}
  {{ return(quoted) }}
{% endmacro %}
