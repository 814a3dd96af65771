{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.sharpened_statement('series_forecast', ['instance_id', 'element_id', 'metric', 'profile_day', 'model', 'companion_id', 'expected', 'trained_until', 'method_version', 'is_daily'], [
  ['model.shop.orders', 'amount', 'null_rate', '2026-01-09', 'blend', '', 0.25, '2026-01-08', '1', 0],
]) }}
{%- endif %}
