{#- What SQL needs to know of a type, with {x} for a column of it. `finite`: its values that are neither NaN nor infinite, the
    others as NULL. `whole`: whether the type holds whole numbers only. `bound`: a least or greatest value as text, spelled alike on every warehouse: times to the microsecond in
    UTC, decimals without trailing zeros. -#}
{% macro value_templates(data_type, family) %}
  {{ return(adapter.dispatch('value_templates', 'argos')(data_type | lower, family)) }}
{% endmacro %}

{% macro default__value_templates(data_type, family) %}{{ argos._unsupported('value_templates') }}{% endmacro %}

{% macro duckdb__value_templates(data_type, family) %}
  {%- set unbounded = data_type in ['float', 'double'] or family in ['date', 'timestamp'] -%}
  {%- set text = 'cast({x} as varchar)' -%}
  {%- if family == 'timestamp' -%}
    {%- set utc = "{x} at time zone 'UTC'" if 'with time zone' in data_type else '{x}' -%}
    {%- set text = 'strftime(cast(' ~ utc ~ " as timestamp), '%Y-%m-%d %H:%M:%S.%f')" -%}
  {%- endif -%}
  {{ return({'finite': 'case when isfinite({x}) then {x} end' if unbounded else '{x}', 'whole': 'int' in data_type or data_type.endswith(',0)'), 'bound': argos._plain_text(text) if data_type.startswith('decimal') else text}) }}
{% endmacro %}

{#- NaN is greater than every number, as on Databricks. -#}
{% macro snowflake__value_templates(data_type, family) %}
  {%- set text = 'cast({x} as varchar)' -%}
  {%- if family == 'timestamp' -%}
    {%- set utc = "convert_timezone('UTC', {x})" if data_type.startswith(('timestamp_tz', 'timestamp_ltz')) else '{x}' -%}
    {%- set text = 'to_varchar(cast(' ~ utc ~ " as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6')" -%}
  {%- elif family == 'time' -%}
    {%- set text = argos._plain_text("to_varchar(cast({x} as time), 'HH24:MI:SS.FF6')") -%}
  {%- elif family == 'date' -%}
    {%- set text = "to_varchar(cast({x} as date), 'YYYY-MM-DD')" -%}
  {%- endif -%}
  {%- set whole = data_type.startswith('number') and data_type.replace(' ', '').endswith(',0)') -%}
  {{ return({'finite': "case when abs({x}) < cast('inf' as double) then {x} end" if data_type.startswith('float') else '{x}', 'whole': whole, 'bound': text if whole or not data_type.startswith('number') else argos._plain_text(text)}) }}
{% endmacro %}

{#- Comparisons with NaN are false. %Y prints the year 1 as 1. Of a time's fraction, three or six digits are printed. -#}
{% macro bigquery__value_templates(data_type, family) %}
  {%- set text = {
    'timestamp': "format_timestamp('%E4Y-%m-%d %H:%M:%E6S', {x}, 'UTC')",
    'datetime': "format_datetime('%E4Y-%m-%d %H:%M:%E6S', {x})",
  }.get(data_type, 'cast({x} as string)') -%}
  {{ return({'finite': "case when abs({x}) < cast('inf' as float64) then {x} end" if data_type == 'float64' else '{x}', 'whole': data_type == 'int64', 'bound': argos._plain_text(text) if 'numeric' in data_type or data_type == 'time' else text}) }}
{% endmacro %}

{#- NaN is greater than every number. -#}
{% macro databricks__value_templates(data_type, family) %}
  {%- set unbounded = data_type in ['float', 'double'] -%}
  {%- set text = 'cast({x} as string)' -%}
  {%- if family == 'timestamp' -%}
    {%- set utc = 'to_utc_timestamp({x}, current_timezone())' if data_type == 'timestamp' else '{x}' -%}
    {%- set text = 'date_format(' ~ utc ~ ", 'yyyy-MM-dd HH:mm:ss.SSSSSS')" -%}
  {%- endif -%}
  {{ return({'finite': "case when abs({x}) < double('Infinity') then {x} end" if unbounded else '{x}', 'whole': 'int' in data_type or data_type.endswith(',0)'), 'bound': argos._plain_text(text) if data_type.startswith('decimal') else text}) }}
{% endmacro %}

{#- A decimal prints its whole scale: 12.500 and 12.5 are one value. -#}
{% macro _plain_text(text) %}{{ return('case when ' ~ text ~ " like '%.%' then regexp_replace(" ~ text ~ ", '[.]?0+$', '') else " ~ text ~ ' end') }}{% endmacro %}
