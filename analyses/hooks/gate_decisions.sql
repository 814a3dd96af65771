{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.gate_decisions_statement([
  dict({'gate_id': 'test.shop.volume', 'instance_id': 'model.shop.orders', 'level': 3, 'outcome': 'FAIL', 'blocking': true, 'is_of_day': 'yes'}, **argos._reasons_of([['orders', none, 'row_count', '1', '2 to 3', 'too few', 'HIGH', '{"strength": 3}', 'abc', 4.5, 3]])),
  {'gate_id': 'test.shop.nulls', 'instance_id': 'model.shop.orders', 'level': 0, 'outcome': 'PASS', 'blocking': false},
]) }}
{%- endif %}
