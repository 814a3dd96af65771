{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.report_query(['model.shop.orders', 'model.shop.customers'], [['test.shop.volume', 'model.shop.orders', 3, 'FAIL', true]], [['test.shop.nulls', 'model.shop.orders', 0, 'PASS', false]]) }}
{%- endif %}
