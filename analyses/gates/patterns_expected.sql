{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.gate_query('model.shop.orders', {'name': 'orders', 'resource_type': 'model', 'config': {}}, ['unseen_rate', 'top_rate'], 'Status') }}
{%- endif %}
