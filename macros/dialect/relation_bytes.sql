{#- Bytes of a table by the warehouse's metadata, or none where it does not say; no row is read, and nothing raises. DuckDB keeps no
    sizes: its rows, which are known, times 8 bytes a column. Asked twice, for the first time contained.
    BigQuery's INFORMATION_SCHEMA.TABLE_STORAGE needs a region in its name, which no dataset says; __TABLES__ does not. -#}
{% macro relation_bytes(relation, columns) %}
  {%- if target.type == 'duckdb' -%}
    {{ return(8 * columns | length * columns[0].row_count if columns and columns[0].row_count is not none else none) }}
  {%- endif -%}
  {%- set schema, name = argos.string_literal(relation.schema), argos.string_literal(relation.identifier) -%}
  {%- set query = {
    'snowflake': 'select bytes as size_bytes from ' ~ relation.include(schema=false, identifier=false) ~ '.information_schema.tables where upper(table_schema) = upper(' ~ schema ~ ') and upper(table_name) = upper(' ~ name ~ ')',
    'bigquery': 'select size_bytes from ' ~ relation.without_identifier() ~ '.__TABLES__ where table_id = ' ~ name,
    'databricks': 'describe detail ' ~ relation,
  }[target.type] or argos._unsupported('relation_bytes') -%}
  {%- set rows = run_query(query).rows if argos.attempt(query) else [] -%}
  {{ return(rows[0][rows[0].keys() | select('in', ['size_bytes', 'SIZE_BYTES', 'sizeInBytes']) | first] if rows else none) }}
{% endmacro %}
