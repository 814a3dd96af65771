{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- set test = {'attached_node': ['model.shop.every_type', 'model.shop.orders'] | select('in', graph.nodes) | first} -%}
{%- set questions = [
  argos.gate_question(dict(test, unique_id='bounds'), ['null_rate'], 'Amount', {'at_least': none, 'at_most': 0.05}),
  dict(argos.gate_question(dict(test, unique_id='held'), ['drift', 'baseline']), is_held='yes', max_age_hours='24'),
] -%}
{%- for name in ['distribution_expected', 'duplicates_expected', 'freshness_expected', 'no_drift', 'null_rate_expected', 'patterns_expected', 'schema_unchanged', 'volume_expected'] -%}
  {%- do questions.append(argos.gate_question(dict(test, unique_id=name, test_metadata={'name': name}))) -%}
{%- endfor -%}
{{ argos.gate_query(questions) }}
{%- endif %}
