{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.gate_query('model.shop.orders', {'name': 'orders', 'resource_type': 'model', 'config': {'meta': {'argos': {'gate_max_age_hours': 24}}}}, ['null_rate'], 'Amount') }}
{%- endif %}
