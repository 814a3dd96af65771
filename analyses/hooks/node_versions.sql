{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.node_versions_statement([
  ['model.shop.orders', 'db.shop.orders', 'model', 'shop', 'table', '["daily"]', none, 'sales', none, 2, '[]', '{}', '["seed.shop.raw"]', 'abc', 'def'],
]) }}
{%- endif %}
