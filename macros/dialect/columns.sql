{#- What kind of values a column has, by the first word of its type: number, text, boolean, date, time, timestamp, other. -#}
{% macro type_family(data_type) %}
  {%- set word = data_type | lower | trim -%}
  {%- if word.endswith(']') -%}{{ return('other') }}{%- endif -%}
  {%- set word = modules.re.split('[ (<]', word)[0] -%}
  {{ return(adapter.dispatch('type_families', 'argos')().get(word, 'other')) }}
{% endmacro %}

{% macro default__type_families() %}{{ argos._unsupported('type_family') }}{% endmacro %}

{% macro duckdb__type_families() %}
  {{ return({
    'tinyint': 'number', 'smallint': 'number', 'integer': 'number', 'bigint': 'number', 'hugeint': 'number',
    'utinyint': 'number', 'usmallint': 'number', 'uinteger': 'number', 'ubigint': 'number', 'uhugeint': 'number',
    'bignum': 'number', 'float': 'number', 'double': 'number', 'decimal': 'number',
    'varchar': 'text', 'uuid': 'text', 'enum': 'text', 'boolean': 'boolean', 'date': 'date', 'time': 'time',
    'timestamp': 'timestamp', 'timestamp_s': 'timestamp', 'timestamp_ms': 'timestamp', 'timestamp_ns': 'timestamp',
  }) }}
{% endmacro %}

{% macro databricks__type_families() %}
  {{ return({
    'tinyint': 'number', 'smallint': 'number', 'int': 'number', 'bigint': 'number', 'float': 'number', 'double': 'number',
    'decimal': 'number', 'string': 'text', 'varchar': 'text', 'char': 'text', 'boolean': 'boolean', 'date': 'date',
    'timestamp': 'timestamp', 'timestamp_ntz': 'timestamp',
  }) }}
{% endmacro %}

{#- The values of a column that are neither NaN nor infinite, the others as NULL. -#}
{% macro finite(expression, family, data_type) %}{{ return(adapter.dispatch('finite', 'argos')(expression, family, data_type | lower)) }}{% endmacro %}

{% macro default__finite(expression, family, data_type) %}{{ argos._unsupported('finite') }}{% endmacro %}

{% macro duckdb__finite(expression, family, data_type) %}
  {%- set unbounded = data_type in ['float', 'double'] or family in ['date', 'timestamp'] -%}
  {{ return('case when isfinite(' ~ expression ~ ') then ' ~ expression ~ ' end' if unbounded else expression) }}
{% endmacro %}

{#- NaN is greater than every number. -#}
{% macro databricks__finite(expression, family, data_type) %}
  {%- set unbounded = data_type in ['float', 'double'] -%}
  {{ return("case when abs(" ~ expression ~ ") < double('Infinity') then " ~ expression ~ ' end' if unbounded else expression) }}
{% endmacro %}

{#- A bound as text, spelled alike on every warehouse: times to the microsecond in UTC, numbers without trailing zeros. -#}
{% macro bound_text(expression, family, data_type) %}{{ return(adapter.dispatch('bound_text', 'argos')(expression, family, data_type | lower)) }}{% endmacro %}

{% macro default__bound_text(expression, family, data_type) %}{{ argos._unsupported('bound_text') }}{% endmacro %}

{% macro duckdb__bound_text(expression, family, data_type) %}
  {%- if family == 'timestamp' -%}
    {%- set utc = expression ~ " at time zone 'UTC'" if 'with time zone' in data_type else expression -%}
    {{ return("strftime(cast(" ~ utc ~ " as timestamp), '%Y-%m-%d %H:%M:%S.%f')") }}
  {%- endif -%}
  {{ return(argos._plain_number('cast(' ~ expression ~ ' as varchar)', data_type)) }}
{% endmacro %}

{% macro databricks__bound_text(expression, family, data_type) %}
  {%- if data_type == 'timestamp' -%}
    {{ return("date_format(to_utc_timestamp(" ~ expression ~ ", current_timezone()), 'yyyy-MM-dd HH:mm:ss.SSSSSS')") }}
  {%- elif family == 'timestamp' -%}{{ return("date_format(" ~ expression ~ ", 'yyyy-MM-dd HH:mm:ss.SSSSSS')") }}
  {%- endif -%}
  {{ return(argos._plain_number('cast(' ~ expression ~ ' as string)', data_type)) }}
{% endmacro %}

{#- A decimal prints its whole scale: 12.500 and 12.5 are one value. -#}
{% macro _plain_number(text, data_type) %}
  {%- if not data_type.startswith('decimal') -%}{{ return(text) }}{%- endif -%}
  {{ return("case when " ~ text ~ " like '%.%' then trim(trailing '.' from trim(trailing '0' from " ~ text ~ ")) else " ~ text ~ " end") }}
{% endmacro %}
