{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- set relation = api.Relation.create(database=target.database, schema='shop', identifier='orders', type='table') -%}
{%- set columns = [
  {'name': 'order_id', 'data_type': 'bigint', 'family': 'number', 'row_count': 200},
  {'name': 'amount', 'data_type': 'decimal(10,2)', 'family': 'number'},
  {'name': "the customer's name", 'data_type': 'varchar', 'family': 'text'},
  {'name': 'paid', 'data_type': 'boolean', 'family': 'boolean'},
  {'name': 'born_on', 'data_type': 'date', 'family': 'date', 'is_personal': true},
  {'name': 'ordered_at', 'data_type': 'timestamp', 'family': 'timestamp'},
  {'name': 'lines', 'data_type': 'struct', 'family': 'other'},
] -%}
{{ argos.append('run_profile_result', argos.profile_fields(), argos.profile('model.shop.orders', relation, columns, {})) }}
{%- endif %}
