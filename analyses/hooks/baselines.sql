{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- set fields = (argos.registry().baseline_version.columns.keys() | list)[4:] %}
{{ argos.append('baseline_version', fields, argos.proposed_baselines([['model.shop.orders', 'attested', 'sales', 'anna']], argos.clock() - modules.datetime.timedelta(days=30))) }};
{{ argos.append('column_verdict', argos.verdict_fields() + ['baseline_version'], argos.baseline_verdicts([['model.shop.orders', 'orders']])) }};
{%- endif %}
