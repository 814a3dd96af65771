{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.process_metrics_statement([
  ['model.shop.orders', 'model', 'success', '2026-01-08 06:00:00', 12.5, 2, 10, 0, 'Thread-1', none, 'model.shop.orders', none, none, none, 'query'],
], ['model.shop.orders']) }}
{%- endif %}
