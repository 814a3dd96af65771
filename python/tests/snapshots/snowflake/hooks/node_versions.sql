insert into warehouse.shop_argos.node_version (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, resource_type, package_name, materialized, tags, domain, owner, criticality, descendants, exposures, meta, depends_on, raw_code_hash, version_hash)
select
  '<run_id>' as run_id,
  cast('2026-01-08 06:00:00' as timestamp_ntz) as recorded_at,
  'dev' as target_name,
  md5(cast(to_json(array_construct(ifnull(to_variant('node_version'), parse_json('null')), ifnull(to_variant('<run_id>'), parse_json('null')), ifnull(to_variant(cast(q.instance_id as varchar)), parse_json('null')))) as TEXT)) as fact_id,
  cast(q.instance_id as varchar) as instance_id,
  cast(q.relation_name as varchar) as relation_name,
  cast(q.resource_type as varchar) as resource_type,
  cast(q.package_name as varchar) as package_name,
  cast(q.materialized as varchar) as materialized,
  cast(q.tags as varchar) as tags,
  cast(q.domain as varchar) as domain,
  cast(q.owner as varchar) as owner,
  cast(q.criticality as varchar) as criticality,
  cast(q.descendants as bigint) as descendants,
  cast(q.exposures as varchar) as exposures,
  cast(q.meta as varchar) as meta,
  cast(q.depends_on as varchar) as depends_on,
  cast(q.raw_code_hash as varchar) as raw_code_hash,
  cast(q.version_hash as varchar) as version_hash
from (
select n.instance_id, n.relation_name, n.resource_type, n.package_name, n.materialized, n.tags, n.domain, n.owner, n.criticality, n.descendants, n.exposures, n.meta, n.depends_on, n.raw_code_hash, n.version_hash
from (select cast(get(unpacked.value, 0) as varchar) as instance_id, cast(get(unpacked.value, 1) as varchar) as relation_name, cast(get(unpacked.value, 2) as varchar) as resource_type, cast(get(unpacked.value, 3) as varchar) as package_name, cast(get(unpacked.value, 4) as varchar) as materialized, cast(get(unpacked.value, 5) as varchar) as tags, cast(get(unpacked.value, 6) as varchar) as domain, cast(get(unpacked.value, 7) as varchar) as owner, cast(get(unpacked.value, 8) as varchar) as criticality, cast(get(unpacked.value, 9) as varchar) as descendants, cast(get(unpacked.value, 10) as varchar) as exposures, cast(get(unpacked.value, 11) as varchar) as meta, cast(get(unpacked.value, 12) as varchar) as depends_on, cast(get(unpacked.value, 13) as varchar) as raw_code_hash, cast(get(unpacked.value, 14) as varchar) as version_hash
from table(flatten(input => parse_json('[["model.shop.orders", "db.shop.orders", "model", "shop", "table", "[\\"daily\\"]", null, "sales", null, 2, "[]", "{}", "[\\"seed.shop.raw\\"]", "abc", "def"]]'))) as unpacked) as n
left join (
  select instance_id, max_by(version_hash, recorded_at) as version_hash
  from warehouse.shop_argos.node_version
  group by instance_id
) as latest on latest.instance_id = n.instance_id
where latest.version_hash is null or latest.version_hash <> n.version_hash
) as q
