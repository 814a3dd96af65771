{{ config(enabled=argos.setting('self_test')) }}
{%- if execute %}
{%- set relation = api.Relation.create(database=target.database, schema='shop', identifier='orders', type='table') -%}
{%- set columns = [
  {'name': 'order_id', 'data_type': 'bigint', 'family': 'number', 'row_count': 200},
  {'name': 'status', 'data_type': 'varchar', 'family': 'text'},
  {'name': 'ordered_at', 'data_type': 'timestamp', 'family': 'timestamp'},
] -%}
{%- set node = {'unique_id': 'model.shop.orders', 'name': 'orders', 'config': {'meta': {'argos': {'partition': {'column': 'ordered_at'}}}}} -%}
{%- set partitioning = argos.partitioning(node, columns) -%}
{%- set touched = [] -%}
{%- for day in ['2026-01-30', '2026-01-31'] -%}{%- do touched.append(dict(argos.span_of(day, true), value=day, row_count=100, why='new')) -%}{%- endfor -%}
{{ argos.counted_partitions(node.unique_id, relation, partitioning, 5001) }};

{{ argos.partitions_statement(node, relation, columns, {}, partitioning, touched) }};

{{ argos.looked_on(node.unique_id) }};

{{ argos.missing_day_statement(node, relation, modules.datetime.date(2026, 1, 31), dict(partitioning, known=touched)) }};

{{ argos.append('run_profile_result', argos.profile_fields(), argos.merged_profile(node.unique_id, relation, columns, dict(partitioning, found=touched, all_rows=200))) }}
{%- endif %}
