{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.report_query(['model.shop.orders', 'model.shop.customers'], [{'gate_id': 'test.shop.nulls', 'instance_id': 'model.shop.orders', 'level': 0}]) }}
{%- endif %}
