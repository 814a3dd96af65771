{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.gate_rows([['orders', none, 'row_count', '1', '2 to 3', "it's too few", 'HIGH', '{"strength": 3}', 'abc', 4.5, 3]]) }}
{%- endif %}
