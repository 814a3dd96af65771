insert into "warehouse"."shop_argos"."node_version" (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, resource_type, package_name, materialized, tags, domain, owner, criticality, descendants, exposures, meta, depends_on, raw_code_hash, version_hash)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00' as recorded_at,
  'dev' as target_name,
  md5(cast(cast(to_json(['node_version', '<run_id>', cast(q.instance_id as varchar)]) as varchar) as TEXT)) as fact_id,
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
from (select j[1] as instance_id, j[2] as relation_name, j[3] as resource_type, j[4] as package_name, j[5] as materialized, j[6] as tags, j[7] as domain, j[8] as owner, j[9] as criticality, j[10] as descendants, j[11] as exposures, j[12] as meta, j[13] as depends_on, j[14] as raw_code_hash, j[15] as version_hash
from (select unnest(from_json('[["model.shop.orders", "db.shop.orders", "model", "shop", "table", "[\"daily\"]", null, "sales", null, 2, "[]", "{}", "[\"seed.shop.raw\"]", "abc", "def"]]', '[["varchar"]]')) as j) as unpacked) as n
left join (
  select instance_id, max_by(version_hash, recorded_at) as version_hash
  from "warehouse"."shop_argos"."node_version"
  group by instance_id
) as latest on latest.instance_id = n.instance_id
where latest.version_hash is null or latest.version_hash <> n.version_hash
) as q
