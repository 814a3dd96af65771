{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.gate_query('source.shop.raw.payments', {'name': 'payments', 'source_name': 'raw', 'resource_type': 'source', 'config': {}}, ['row_count'], none) }}
{%- endif %}
