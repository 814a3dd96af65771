{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- for statement in argos.feedback_statements("= '0123456789abcdef0123456789abcdef'", 'WRONG', 'ann', "it's the sale").statements %}
{{ statement }};
{%- endfor %}
{%- endif %}
