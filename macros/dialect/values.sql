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
  {{ return({'finite': 'case when isfinite({x}) then {x} end' if unbounded else '{x}', 'whole': 'int' in data_type, 'bound': argos._plain_number(text, data_type)}) }}
{% endmacro %}

{#- NaN is greater than every number. -#}
{% macro databricks__value_templates(data_type, family) %}
  {%- set unbounded = data_type in ['float', 'double'] -%}
  {%- set text = 'cast({x} as string)' -%}
  {%- if family == 'timestamp' -%}
    {%- set utc = 'to_utc_timestamp({x}, current_timezone())' if data_type == 'timestamp' else '{x}' -%}
    {%- set text = 'date_format(' ~ utc ~ ", 'yyyy-MM-dd HH:mm:ss.SSSSSS')" -%}
  {%- endif -%}
  {{ return({'finite': "case when abs({x}) < double('Infinity') then {x} end" if unbounded else '{x}', 'whole': 'int' in data_type, 'bound': argos._plain_number(text, data_type)}) }}
{% endmacro %}

{#- A decimal prints its whole scale: 12.500 and 12.5 are one value. -#}
{% macro _plain_number(text, data_type) %}
  {%- if not data_type.startswith('decimal') -%}{{ return(text) }}{%- endif -%}
  {{ return('case when ' ~ text ~ " like '%.%' then trim(trailing '.' from trim(trailing '0' from " ~ text ~ ')) else ' ~ text ~ ' end') }}
{% endmacro %}
