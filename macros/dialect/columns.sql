{#- Columns of a relation as the warehouse spells them: a list of [name, data_type, rows where counting them is free,
    whether they lie in files].
    dbt's own get_columns_in_relation makes a rendering context for each call on DuckDB, and drops the scale, which tells whole
    numbers from others, on Snowflake. -#}
{% macro described(relation) %}
  {%- if target.type == 'duckdb' -%}
    {%- set counting = 'select count(*) from ' ~ relation.render() -%}
    {%- set is_table = (load_cached_relation(relation) or relation).type == 'table' -%}
    {%- set counted = argos.found_rows(counting) if not is_table and argos._is_of_parquet(relation) else none -%}
    {%- set row_count = '(' ~ counting ~ ')' if is_table else (counted[0][0] if counted else 'null') -%}
    {{ return(run_query('select column_name, column_type, ' ~ row_count ~ ' as row_count, ' ~ (counted is not none) ~ ' as is_in_files from (describe ' ~ relation.render() ~ ')').rows) }}
  {%- endif -%}
  {%- set columns = [] -%}
  {%- if target.type == 'snowflake' -%}
    {%- for row in run_query('describe table ' ~ relation).rows -%}{%- do columns.append([row['name'], row['type'], none, false]) -%}{%- endfor -%}
  {%- else -%}
    {%- for column in adapter.get_columns_in_relation(relation) -%}
      {%- do columns.append([column.name, column.data_type if target.type == 'bigquery' else column.dtype | replace(', ', ','), none, false]) -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(columns) }}
{% endmacro %}

{#- Whether a relation of DuckDB is a view of all that some Parquet files hold, which know how many rows they have. -#}
{% macro _is_of_parquet(relation) %}
  {%- set name = [] -%}
  {%- for part in ['database', 'schema', 'identifier'] -%}{%- do name.append('lower(' ~ ('view' if part == 'identifier' else part) ~ '_name) = ' ~ argos.string_literal(relation[part] | lower)) -%}{%- endfor -%}
  {%- set of_files = "regexp_full_match(sql, '(?is)create view [^(]+ as select [*] from (\"[^\"]*[.]parquet\"|(read_parquet|parquet_scan)[(].*[)]);') and not regexp_matches(sql, '(?i) (where|join|union|group by|limit) ')" -%}
  {{ return(argos.found_rows('select 1 as is_found from duckdb_views() where ' ~ name | join(' and ') ~ ' and ' ~ of_files) | length == 1) }}
{% endmacro %}

{#- The first word of a type -> what kind of values it holds: number, text, boolean, date, time or timestamp. -#}
{% macro type_families() %}
  {{ return({
    'duckdb': {
      'tinyint': 'number', 'smallint': 'number', 'integer': 'number', 'bigint': 'number', 'hugeint': 'number',
      'utinyint': 'number', 'usmallint': 'number', 'uinteger': 'number', 'ubigint': 'number', 'uhugeint': 'number',
      'bignum': 'number', 'float': 'number', 'double': 'number', 'decimal': 'number',
      'varchar': 'text', 'uuid': 'text', 'enum': 'text', 'boolean': 'boolean', 'date': 'date', 'time': 'time',
      'timestamp': 'timestamp', 'timestamp_s': 'timestamp', 'timestamp_ms': 'timestamp', 'timestamp_ns': 'timestamp',
    },
    'snowflake': {
      'number': 'number', 'float': 'number', 'varchar': 'text', 'boolean': 'boolean', 'date': 'date', 'time': 'time',
      'timestamp_ntz': 'timestamp', 'timestamp_ltz': 'timestamp', 'timestamp_tz': 'timestamp',
    },
    'bigquery': {
      'int64': 'number', 'float64': 'number', 'numeric': 'number', 'bignumeric': 'number', 'string': 'text',
      'bool': 'boolean', 'boolean': 'boolean', 'date': 'date', 'time': 'time', 'timestamp': 'timestamp', 'datetime': 'timestamp',
    },
    'databricks': {
      'tinyint': 'number', 'smallint': 'number', 'int': 'number', 'bigint': 'number', 'float': 'number', 'double': 'number',
      'decimal': 'number', 'string': 'text', 'varchar': 'text', 'char': 'text', 'boolean': 'boolean', 'date': 'date',
      'timestamp': 'timestamp', 'timestamp_ntz': 'timestamp',
    },
  }[target.type] or argos._unsupported('type_families')) }}
{% endmacro %}
