{#- Names of columns quoted, whatever characters they have, each after the prefix; dbt's adapter.quote does not escape. -#}
{% macro identifiers(names, prefix='') %}
  {%- set mark = {'duckdb': '"', 'snowflake': '"', 'bigquery': '`', 'databricks': '`'}[target.type] or argos._unsupported('identifiers') -%}
  {%- set quoted = [] -%}
  {%- for name in names -%}{%- do quoted.append(prefix ~ mark ~ name | replace(mark, mark ~ mark) ~ mark) -%}{%- endfor -%}
  {{ return(quoted) }}
{% endmacro %}

{#- A schema, that of argos where none is named, as the warehouse spells it: dbt's look-ups raise at another case, in which DuckDB and
    Databricks find it. The default one is as argos made it. Asked once a run. -#}
{% macro schema(name=none, database=target.database) %}
  {%- set name, is_given = name or argos.setting('schema'), name or var('argos_schema', none) -%}
  {%- if target.type == 'databricks' -%}{{ return(name | lower) }}{%- endif -%}
  {%- if target.type != 'duckdb' or not execute or not is_given -%}{{ return(name) }}{%- endif -%}
  {%- set spelled, key = graph.setdefault('argos_spelled', {}), (database ~ '.' ~ name) | lower -%}
  {%- if key not in spelled -%}
    {%- set rows = argos.read_rows('select schema_name from duckdb_schemas() where lower(concat(database_name, ' ~ "'.', schema_name)) = " ~ argos.string_literal(key)) -%}
    {%- do spelled.update({key: rows[0][0] if rows else name}) -%}
  {%- endif -%}
  {{ return(spelled[key]) }}
{% endmacro %}
