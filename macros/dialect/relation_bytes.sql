{#- Bytes of a table by the warehouse's metadata, or none where it does not say; no row is read, and nothing raises. DuckDB keeps no
    sizes: its rows, which are known, times 8 bytes a column. Snowflake's information_schema takes seconds and is refused now and then,
    SHOW neither; BigQuery's TABLE_STORAGE needs a region in its name, which no dataset says, __TABLES__ does not. -#}
{% macro relation_bytes(relation, columns) %}
  {%- if target.type == 'duckdb' -%}
    {{ return(8 * columns | length * columns[0].row_count if columns and columns[0].row_count is not none else none) }}
  {%- endif -%}
  {%- set name = argos.string_literal(relation.identifier) -%}
  {%- set query = {
    'snowflake': 'show tables like ' ~ name ~ ' in schema ' ~ relation.without_identifier(),
    'bigquery': 'select sum(size_bytes) as size_bytes from ' ~ relation.without_identifier() ~ '.__TABLES__ where ' ~ ('starts_with(table_id, ' ~ name[:-2] ~ "')" if relation.identifier.endswith('*') else 'table_id = ' ~ name),
    'databricks': 'describe detail ' ~ relation,
  }[target.type] or argos._unsupported('relation_bytes') -%}
  {%- set stored = relation.identifier if relation.quote_policy.identifier else relation.identifier | upper -%}
  {%- for row in argos.read_rows(query) or [] if target.type != 'snowflake' or row['name'] == stored -%}
    {{ return(row[row.keys() | select('in', ['bytes', 'size_bytes', 'sizeInBytes']) | first]) }}
  {%- endfor -%}
  {{ return(none) }}
{% endmacro %}
