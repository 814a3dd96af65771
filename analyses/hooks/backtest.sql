{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- set judged = [['model.shop.orders', 'orders', 0.003, 0.001, 14]] %}
{%- set since = argos.clock().replace(hour=0) - modules.datetime.timedelta(days=90) %}
{%- set unjudged = argos.unjudged_facts(["'model.shop.orders'"], since) %}
{{ argos.replayed(judged, since, 90, ['drift']) }};
{{ unjudged }};
{{ argos.replayed(judged, since, 90, ['drift'], unjudged) }};
{%- endif %}
