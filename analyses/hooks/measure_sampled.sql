{#- Only DuckDB samples: where the others sketch, this is the statement of measure.sql. -#}
{{ config(enabled=argos.setting('self_test') and target.type == 'duckdb') }}
{%- if execute %}
{%- set relation = api.Relation.create(database=target.database, schema='shop', identifier='orders', type='table') -%}
{%- set columns = [
  {'name': 'order_id', 'data_type': 'bigint', 'family': 'number', 'row_count': 1000000},
  {'name': 'name', 'data_type': 'varchar', 'family': 'text'},
  {'name': 'paid', 'data_type': 'boolean', 'family': 'boolean'},
  {'name': 'ordered_at', 'data_type': 'timestamp', 'family': 'timestamp'},
] -%}
{{ argos.append('run_profile_result', argos.profile_fields(), argos.profile('model.shop.orders', relation, columns, {})) }}
{%- endif %}
