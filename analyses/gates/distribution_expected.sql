{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.gate_query('model.shop.orders', {'name': 'orders', 'resource_type': 'model', 'config': {}}, ['distribution', 'mean', 'mean_hours', 'stddev', 'stddev_hours', 'zero_rate'], 'Amount') }}
{%- endif %}
