{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.gate_query('model.shop.orders', {'name': 'orders', 'resource_type': 'model', 'config': {}}, ['null_rate'], 'Amount', {'at_least': none, 'at_most': 0.05}) }}
{%- endif %}
