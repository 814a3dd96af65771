{#- What SQL needs to know of a type, with {x} for a column of it. `whole`: whether the type holds whole numbers only. `finite`: its
    values that are neither NaN nor infinite, the others as NULL. `number`: the value as a double on its scale (days, seconds), none
    where it has no scale. `spread`: what its deviation is taken of, where not of that. `text`: the value as text, spelled alike on
    every warehouse: times to the microsecond in UTC, decimals without trailing zeros. `key`: what tells values apart when it is hashed,
    where the value alone does not. Where a scan costs by the value, also the `range` of values that need no guard, and the same
    templates for columns whose values all lie in it, `bounded`. -#}
{% macro value_templates(data_type, family) %}
  {{ return(adapter.dispatch('value_templates', 'argos')(data_type | lower, family)) }}
{% endmacro %}

{% macro default__value_templates(data_type, family) %}{{ argos._unsupported('value_templates') }}{% endmacro %}

{#- Comparisons, not isfinite(), which is called for each value. Of numbers of 128 bits, 0 and -1 have one hash. -#}
{% macro duckdb__value_templates(data_type, family) %}
  {%- set unbounded = data_type in ['float', 'double'] -%}
  {%- set range = 'abs({x}) <= 1e150' if unbounded else ("{x} > '-infinity' and {x} < 'infinity'" if family in ['date', 'timestamp'] else none) -%}
  {%- set finite = "case when abs({x}) < 'inf' then {x} end" if unbounded else ('case when ' ~ range ~ ' then {x} end' if range else '{x}') -%}
  {%- set text, number = 'cast({x} as varchar)', {'number': argos._as_double('double', unbounded, true), 'date': "cast({x} - date '1970-01-01' as double)", 'time': 'epoch({x})'}.get(family) -%}
  {%- if family == 'timestamp' -%}
    {%- set utc = "cast({x} at time zone 'UTC' as timestamp)" if 'with time zone' in data_type else 'cast({x} as timestamp)' -%}
    {%- set text, number = 'strftime(' ~ utc ~ ", '%Y-%m-%d %H:%M:%S.%f')", 'epoch_us(' ~ utc ~ ') / 1e6' -%}
  {%- elif family == 'time' and 'with time zone' in data_type -%}
    {%- set finite = "timezone('UTC', {x})" -%}
    {%- set text, number = 'cast(cast(' ~ finite ~ ' as time) as varchar)', 'epoch(cast(' ~ finite ~ ' as time))' -%}
  {%- endif -%}
  {%- set text = argos._plain_text(text) if data_type.startswith('decimal') else (argos._text_of_double('varchar') if unbounded else text) -%}
  {%- set is_wide = data_type == 'hugeint' or data_type.startswith('decimal') and data_type[8:].split(',')[0] | int > 18 -%}
  {%- set known = {'key': '{x}, {x} < 0' if is_wide else none, 'whole': 'int' in data_type or data_type.endswith(',0)'), 'text': text, 'range': range} -%}
  {{ return(dict(known, finite=finite, number='case when ' ~ range ~ ' then ' ~ number ~ ' end' if range else number, bounded=dict(known, finite='{x}' if range else finite, number='(' ~ number ~ ')'))) }}
{% endmacro %}

{#- NaN is greater than every number, as on Databricks. A cast to text keeps ten digits of a double. Its variance is a difference of
    squares, in which seconds since 1970 would be lost: `spread` is the number from a nearer moment. -#}
{% macro snowflake__value_templates(data_type, family) %}
  {%- set unbounded = data_type.startswith('float') -%}
  {%- set whole = data_type.startswith('number') and data_type.replace(' ', '').endswith(',0)') -%}
  {%- set text, number, spread = 'cast({x} as varchar)', argos._as_double('double', unbounded) if family == 'number' else none, none -%}
  {%- if family == 'timestamp' -%}
    {%- set utc = "convert_timezone('UTC', {x})" if data_type.startswith(('timestamp_tz', 'timestamp_ltz')) else '{x}' -%}
    {%- set text = 'to_varchar(cast(' ~ utc ~ " as timestamp_ntz), 'YYYY-MM-DD HH24:MI:SS.FF6')" -%}
    {%- set number = 'cast(date_part(epoch_microsecond, cast(' ~ utc ~ ' as timestamp_ntz)) as double) / 1000000' -%}
    {%- set spread = '(' ~ number ~ ' - ' ~ 86400 * (argos.clock() - modules.datetime.datetime(1970, 1, 1)).days ~ ')' -%}
  {%- elif family == 'time' -%}
    {%- set text = argos._plain_text("to_varchar(cast({x} as time), 'HH24:MI:SS.FF6')") -%}
    {%- set number = "cast(datediff(microsecond, cast('00:00:00' as time), {x}) as double) / 1000000" -%}
  {%- elif family == 'date' -%}
    {%- set text = "to_varchar(cast({x} as date), 'YYYY-MM-DD')" -%}
    {%- set number = "cast(datediff(day, cast('1970-01-01' as date), {x}) as double)" -%}
  {%- elif data_type.startswith('number') and not whole -%}
    {%- set text = argos._plain_text(text) -%}
  {%- endif -%}
  {{ return({'finite': "case when abs({x}) < cast('inf' as double) then {x} end" if unbounded else '{x}', 'number': number, 'spread': spread, 'whole': whole, 'text': argos._text_of_double('varchar', 'case when cast(cast({x} as varchar) as double) = {x} then cast({x} as varchar) else to_json(to_variant({x})) end') if unbounded else text}) }}
{% endmacro %}

{#- Comparisons with NaN are false. %Y prints the year 1 as 1. Of a time's fraction, three or six digits are printed. -#}
{% macro bigquery__value_templates(data_type, family) %}
  {%- set unbounded = data_type == 'float64' -%}
  {%- set text = {
    'timestamp': "format_timestamp('%E4Y-%m-%d %H:%M:%E6S', {x}, 'UTC')",
    'datetime': "format_datetime('%E4Y-%m-%d %H:%M:%E6S', {x})",
    'float64': argos._text_of_double('string'),
  }.get(data_type, 'cast({x} as string)') -%}
  {%- set number = {
    'timestamp': 'unix_micros({x}) / 1e6',
    'datetime': "unix_micros(timestamp({x}, 'UTC')) / 1e6",
    'date': 'cast(unix_date({x}) as float64)',
    'time': "time_diff({x}, time '00:00:00', microsecond) / 1e6",
  }.get(data_type, argos._as_double('float64', unbounded) if family == 'number' else none) -%}
  {{ return({'finite': "case when abs({x}) < cast('inf' as float64) then {x} end" if unbounded else '{x}', 'number': number, 'whole': data_type == 'int64', 'text': argos._plain_text(text) if 'numeric' in data_type or data_type == 'time' else text}) }}
{% endmacro %}

{#- NaN is greater than every number. date_format and timestampdiff take a time for one of the session's zone, which has no hour of its own
    where summer begins: two moments would be one. Without ANSI mode a cast spells small decimals of many places with an exponent. -#}
{% macro databricks__value_templates(data_type, family) %}
  {%- set unbounded, places = data_type in ['float', 'double'], data_type[:-1].split(',')[1] | int if data_type.startswith('decimal') else 0 -%}
  {%- set text, number = argos._plain_text('cast({x} as string)') if 0 < places < 7 else ("format_number({x}, '0." ~ '#' * places ~ "')" if places else 'cast({x} as string)'), argos._as_double('double', unbounded) if family == 'number' else none -%}
  {%- if family == 'timestamp' -%}
    {%- set zoned = data_type == 'timestamp' -%}
    {%- set plain = 'cast(' ~ ("timestamp_ntz'1970-01-01 00:00:00' + interval '0.000001' second * unix_micros({x})" if zoned else '{x}') ~ ' as string)' -%}
    {%- set text = 'concat(' ~ plain ~ ", substr('.000000', length(" ~ plain ~ ') - 18))' -%}
    {%- set number = 'unix_micros({x}) / 1e6' if zoned else 'cast(cast(unix_date(cast({x} as date)) as bigint) * 86400 + hour({x}) * 3600 + minute({x}) * 60 + extract(second from {x}) as double)' -%}
  {%- elif family == 'date' -%}
    {%- set number = 'cast(unix_date({x}) as double)' -%}
  {%- endif -%}
  {{ return({'finite': "case when abs({x}) < double('Infinity') then {x} end" if unbounded else '{x}', 'number': number, 'whole': 'int' in data_type or data_type.endswith(',0)'), 'text': argos._text_of_double('string') if unbounded else text}) }}
{% endmacro %}

{#- NaN, infinities and what would overflow a square are no numbers, unless somebody else guards; + 0.0 makes one value of the two zeros. -#}
{% macro _as_double(double, unbounded, is_guarded=false) %}
  {%- set number = 'cast({x} as ' ~ double ~ ')' ~ (' + 0.0' if unbounded else '') -%}
  {{ return('case when abs({x}) <= 1e150 then ' ~ number ~ ' end' if unbounded and not is_guarded else number) }}
{% endmacro %}

{#- Whole numbers as such; the others, and NaN, as each warehouse spells them. -#}
{% macro _text_of_double(text, spelled='cast({x} as {text})') %}
  {{ return(('case when {x} = case when abs({x}) < 1e15 then floor({x}) end then cast(cast({x} as ' ~ argos.types().bigint ~ ') as {text}) else lower(' ~ spelled ~ ') end') | replace('{text}', text)) }}
{% endmacro %}

{#- A decimal prints its whole scale: 12.500 and 12.5 are one value. -#}
{% macro _plain_text(text) %}{{ return('case when ' ~ text ~ " like '%.%' then regexp_replace(" ~ text ~ ", '[.]?0+$', '') else " ~ text ~ ' end') }}{% endmacro %}
