{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.coverage_query([['model.shop.orders'], ['model.shop.customers']]) }}
{%- endif %}
