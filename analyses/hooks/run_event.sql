{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{{ argos.run_event_statement('STARTED', {'command': 'build', 'selector': "select: it's", 'threads': 4, 'full_refresh': false}) }}
{%- endif %}
