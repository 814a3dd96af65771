{% test duplicates_expected(model, column_name=none) %}
{{ config(enabled=argos.setting('enabled'), severity='warn', fail_calc='coalesce(max(level), 0)', warn_if='>= 1', error_if='>= 2') }}
{{ argos.gate(column_name=column_name, unknown=kwargs) }}
{% endtest %}
