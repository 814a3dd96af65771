{#- Columns of a relation as the warehouse spells them: a list of [name, data_type]. -#}
{% macro described(relation) %}{{ return(adapter.dispatch('described', 'argos')(relation)) }}{% endmacro %}

{% macro default__described(relation) %}{{ argos._unsupported('described') }}{% endmacro %}

{#- dbt's own get_columns_in_relation makes a rendering context of its own for each call. -#}
{% macro duckdb__described(relation) %}
  {{ return(run_query('select column_name, column_type from (describe ' ~ relation.render() ~ ')').rows) }}
{% endmacro %}

{#- dbt's columns have no scale, which tells whole numbers from others. -#}
{% macro snowflake__described(relation) %}
  {%- set columns = [] -%}
  {%- for row in run_query('describe table ' ~ relation).rows -%}{%- do columns.append([row['name'], row['type']]) -%}{%- endfor -%}
  {{ return(columns) }}
{% endmacro %}

{% macro bigquery__described(relation) %}
  {%- set columns = [] -%}
  {%- for column in adapter.get_columns_in_relation(relation) -%}{%- do columns.append([column.name, column.data_type]) -%}{%- endfor -%}
  {{ return(columns) }}
{% endmacro %}

{% macro databricks__described(relation) %}
  {%- set columns = [] -%}
  {%- for column in adapter.get_columns_in_relation(relation) -%}{%- do columns.append([column.name, column.dtype]) -%}{%- endfor -%}
  {{ return(columns) }}
{% endmacro %}

{#- The first word of a type -> what kind of values it holds: number, text, boolean, date, time or timestamp. -#}
{% macro type_families() %}{{ return(adapter.dispatch('type_families', 'argos')()) }}{% endmacro %}

{% macro default__type_families() %}{{ argos._unsupported('type_families') }}{% endmacro %}

{% macro duckdb__type_families() %}
  {{ return({
    'tinyint': 'number', 'smallint': 'number', 'integer': 'number', 'bigint': 'number', 'hugeint': 'number',
    'utinyint': 'number', 'usmallint': 'number', 'uinteger': 'number', 'ubigint': 'number', 'uhugeint': 'number',
    'bignum': 'number', 'float': 'number', 'double': 'number', 'decimal': 'number',
    'varchar': 'text', 'uuid': 'text', 'enum': 'text', 'boolean': 'boolean', 'date': 'date', 'time': 'time',
    'timestamp': 'timestamp', 'timestamp_s': 'timestamp', 'timestamp_ms': 'timestamp', 'timestamp_ns': 'timestamp',
  }) }}
{% endmacro %}

{% macro snowflake__type_families() %}
  {{ return({
    'number': 'number', 'float': 'number', 'varchar': 'text', 'boolean': 'boolean', 'date': 'date', 'time': 'time',
    'timestamp_ntz': 'timestamp', 'timestamp_ltz': 'timestamp', 'timestamp_tz': 'timestamp',
  }) }}
{% endmacro %}

{% macro bigquery__type_families() %}
  {{ return({
    'int64': 'number', 'float64': 'number', 'numeric': 'number', 'bignumeric': 'number', 'string': 'text',
    'bool': 'boolean', 'boolean': 'boolean', 'date': 'date', 'time': 'time', 'timestamp': 'timestamp', 'datetime': 'timestamp',
  }) }}
{% endmacro %}

{% macro databricks__type_families() %}
  {{ return({
    'tinyint': 'number', 'smallint': 'number', 'int': 'number', 'bigint': 'number', 'float': 'number', 'double': 'number',
    'decimal': 'number', 'string': 'text', 'varchar': 'text', 'char': 'text', 'boolean': 'boolean', 'date': 'date',
    'timestamp': 'timestamp', 'timestamp_ntz': 'timestamp',
  }) }}
{% endmacro %}
