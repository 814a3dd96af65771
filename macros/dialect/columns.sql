{#- Columns of a relation as the warehouse spells them: a list of [name, data_type, rows where counting them is free,
    whether they lie in files, whether a policy of the warehouse masks it, which Snowflake alone says]; none where it cannot be read.
    `is_table`: it surely is one. `is_sure`: it is there, so that a warehouse whose own question would raise need not be asked twice.
    dbt's own look-up of relations raises at a name in another case; its get_columns_in_relation makes a rendering context for each
    call on DuckDB, and drops the scale, which tells whole numbers from others, on Snowflake. -#}
{% macro described(relation, is_table, is_sure) %}
  {%- if target.type == 'duckdb' -%}
    {%- set counting = 'select count(*) from ' ~ relation.render() -%}
    {%- set type = 'table' if is_table else argos._type_in_catalog(relation) -%}
    {%- set counted = argos.read_rows(counting) if type == 'parquet' else none -%}
    {%- set row_count = '(' ~ counting ~ ')' if type == 'table' else (counted[0][0] if counted else 'null') -%}
    {{ return(argos.read_rows('select column_name, column_type, ' ~ row_count ~ ' as row_count, ' ~ (counted is not none) ~ ' as is_in_files, false as is_masked from (describe ' ~ relation.render() ~ ')') or []) }}
  {%- endif -%}
  {%- set columns = [] -%}
  {%- if target.type == 'snowflake' -%}
    {%- for row in argos.read_rows('describe table ' ~ relation) or [] -%}{%- do columns.append([row['name'], row['type'], none, false, row.get('policy name') is not none]) -%}{%- endfor -%}
  {%- elif is_sure or argos.can_read('select 1 as one from ' ~ relation) -%}
    {%- for column in adapter.get_columns_in_relation(relation) -%}
      {%- do columns.append([column.name, column.data_type if target.type == 'bigquery' else column.dtype | replace(', ', ','), none, false, false]) -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(columns) }}
{% endmacro %}

{#- What a relation of DuckDB is by its catalog, which takes long where there are thousands: table, view, or parquet, a view of all that
    some such files hold, which know how many rows they have. -#}
{% macro _type_in_catalog(relation) %}
  {%- set place = [] -%}
  {%- for part in ['database', 'schema', 'identifier'] -%}{%- do place.append('lower(' ~ ('relation' if part == 'identifier' else part) ~ '_name) = ' ~ argos.string_literal(relation[part] | lower)) -%}{%- endfor -%}
  {%- set of_files = "regexp_full_match(sql, '(?is)create view [^(]+ as select [*] from (\"[^\"]*[.]parquet\"|(read_parquet|parquet_scan)[(].*[)]);') and not regexp_matches(sql, '(?i) (where|join|union|group by|limit) ')" -%}
  {%- set types = "select database_name, schema_name, table_name as relation_name, 'table' as relation_type from duckdb_tables() union all select database_name, schema_name, view_name, case when " ~ of_files ~ " then 'parquet' else 'view' end from duckdb_views()" -%}
  {%- set found = argos.read_rows('select relation_type from (' ~ types ~ ') as relations where ' ~ place | join(' and ')) -%}
  {{ return(found[0][0] if found else none) }}
{% endmacro %}

{#- The first word of a type -> what kind of values it holds: number, text, boolean, date, time or timestamp. -#}
{% macro type_families() %}
  {%- set words = {
    'duckdb': {'number': 'tinyint smallint integer bigint hugeint utinyint usmallint uinteger ubigint uhugeint bignum float double decimal', 'text': 'varchar uuid enum', 'boolean': 'boolean', 'date': 'date', 'time': 'time', 'timestamp': 'timestamp timestamp_s timestamp_ms timestamp_ns'},
    'snowflake': {'number': 'number float', 'text': 'varchar', 'boolean': 'boolean', 'date': 'date', 'time': 'time', 'timestamp': 'timestamp_ntz timestamp_ltz timestamp_tz'},
    'bigquery': {'number': 'int64 float64 numeric bignumeric', 'text': 'string', 'boolean': 'bool boolean', 'date': 'date', 'time': 'time', 'timestamp': 'timestamp datetime'},
    'databricks': {'number': 'tinyint smallint int bigint float double decimal', 'text': 'string varchar char', 'boolean': 'boolean', 'date': 'date', 'timestamp': 'timestamp timestamp_ntz'},
  }[target.type] or argos._unsupported('type_families') -%}
  {%- set families = {} -%}
  {%- for family, types in words.items() -%}{%- for type in types.split() -%}{%- do families.update({type: family}) -%}{%- endfor -%}{%- endfor -%}
  {{ return(families) }}
{% endmacro %}
