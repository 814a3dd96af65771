{% test profile_within(model, measure=none, at_least=none, at_most=none, column_name=none) %}
{{ config(enabled=argos.setting('enabled'), severity='warn', fail_calc='coalesce(max(level), 0)', warn_if='>= 1', error_if='>= 2') }}
{{ argos.gate([measure], column_name, {'at_least': at_least, 'at_most': at_most}, kwargs) }}
{% endtest %}
