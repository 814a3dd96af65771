{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.process_metrics_statement([
  ['model.shop.orders', 'model', 'success', '2026-01-08T06:00:00Z', 12.5, 2, 10, none, none, none, none, none, none, none, none, 0, 'query', 'Thread-1', none, 'model.shop.orders'],
]) }}
{%- endif %}
