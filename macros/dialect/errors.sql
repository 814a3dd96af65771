{#- The class of an error, such as `Binder Error`, `TABLE_OR_VIEW_NOT_FOUND` or `100038 (22018)`, out of the first two lines of dbt's message;
    never its text, which may hold values. -#}
{% macro error_class(message) %}
  {%- set found = [] -%}
  {%- for line in (message or '').split('\n')[:2] -%}
    {%- set match = modules.re.match('\\s*(?:\\[([A-Z][A-Z_]+(?:\\.[A-Z_]+)*)\\]|([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)* (?:Error|Exception))\\b|([0-9]{6} \\([0-9A-Z]{5}\\)))', line) -%}
    {%- if match -%}{%- do found.append(match.group(1) or match.group(2) or match.group(3)) -%}{%- endif -%}
  {%- endfor -%}
  {{ return(found[-1] if found else ('Error' if message else none)) }}
{% endmacro %}
