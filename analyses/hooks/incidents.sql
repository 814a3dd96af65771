{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.incidents_statement([['orders', none, 'row_count', '1', '2 to 3', 'too few', 'HIGH', '{"strength": 3}', 'abc', 4.5, 3, 'test.shop.volume', 'model.shop.orders']]) }}
{%- endif %}
