{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- set test = {'attached_node': ['model.shop.every_type', 'model.shop.orders'] | select('in', graph.nodes) | first} -%}
{{ argos.gate_query([argos.gate_question(dict(test, unique_id='volume', test_metadata={'name': 'volume_expected'}))]) }}
{%- endif %}
