{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.append('column_verdict', argos.verdict_fields(), argos.verdicts([['model.shop.orders', 'orders', 3, 5]])) }};
{{ argos.append('column_verdict', argos.verdict_fields(), argos.verdicts([['model.shop.orders', 'orders', 3, 5], ['model.shop.customers', 'customers', 4, 6]])) }}
{%- endif %}
