{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- set statements = argos.judging([['model.shop.orders', 'orders', 0.003, 0.001, 14], ['model.shop.customers', 'customers', 0.01, 0.001, 7]]) %}
{{ statements.frames }};
{{ statements.metrics }};
{{ statements.verdicts }};
{%- endif %}
