{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- for name, declared in argos.registry().items() | sort %}
{{ argos.create_table(argos.fact(name), declared) }};
{%- endfor %}
{{ argos.add_column(argos.fact('run_event'), 'detail', argos.types().text) }};
{{ argos.salt_statement() }};
{%- endif %}
