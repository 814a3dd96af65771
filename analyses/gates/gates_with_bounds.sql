{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- set test = {'attached_node': ['model.shop.every_type', 'model.shop.orders'] | select('in', graph.nodes) | first} -%}
{{ argos.gate_query([
  argos.gate_question(dict(test, unique_id='rows'), ['row_count'], bounds={'at_least': 3, 'at_most': none}),
  argos.gate_question(dict(test, unique_id='nulls'), ['null_rate'], 'Amount', {'at_least': none, 'at_most': 0.05}),
  argos.gate_question(dict(test, unique_id='greatest'), ['max_value'], bounds={'at_least': 0, 'at_most': 100}),
]) }}
{%- endif %}
