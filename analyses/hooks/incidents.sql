{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.incidents_statement([[['test.shop.volume', 'model.shop.orders', 3, 'FAIL', true], {'node': {'compiled_code': argos._one_row({'name': 'orders'}, 'too few')}}]]) }}
{%- endif %}
