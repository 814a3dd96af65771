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
from (select 'model.shop.orders' as instance_id, 'db.shop.orders' as relation_name, 'model' as resource_type, 'shop' as package_name, 'table' as materialized, '["daily"]' as tags, cast(null as varchar) as domain, 'sales' as owner, cast(null as varchar) as criticality, '2' as descendants, '[]' as exposures, '{}' as meta, '["seed.shop.raw"]' as depends_on, 'abc' as raw_code_hash, 'def' as version_hash) as n
left join (select instance_id, version_hash, row_number() over (partition by instance_id order by recorded_at desc) as age_rank from "warehouse"."shop_argos"."node_version") as latest
  on latest.instance_id = n.instance_id and latest.age_rank = 1
where latest.version_hash is null or latest.version_hash <> n.version_hash
) as q
