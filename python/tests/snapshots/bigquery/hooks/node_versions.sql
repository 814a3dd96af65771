insert into `warehouse`.`shop_argos`.`node_version` (run_id, recorded_at, target_name, fact_id, instance_id, relation_name, resource_type, package_name, materialized, tags, domain, owner, criticality, descendants, exposures, meta, depends_on, raw_code_hash, version_hash)
select
  '<run_id>' as run_id,
  timestamp '2026-01-08 06:00:00+00' as recorded_at,
  'dev' as target_name,
  to_hex(md5(cast(to_json_string(['node_version', '<run_id>', cast(q.instance_id as string)]) as string))) as fact_id,
  cast(q.instance_id as string) as instance_id,
  cast(q.relation_name as string) as relation_name,
  cast(q.resource_type as string) as resource_type,
  cast(q.package_name as string) as package_name,
  cast(q.materialized as string) as materialized,
  cast(q.tags as string) as tags,
  cast(q.domain as string) as domain,
  cast(q.owner as string) as owner,
  cast(q.criticality as string) as criticality,
  cast(q.descendants as int64) as descendants,
  cast(q.exposures as string) as exposures,
  cast(q.meta as string) as meta,
  cast(q.depends_on as string) as depends_on,
  cast(q.raw_code_hash as string) as raw_code_hash,
  cast(q.version_hash as string) as version_hash
from (
select n.instance_id, n.relation_name, n.resource_type, n.package_name, n.materialized, n.tags, n.domain, n.owner, n.criticality, n.descendants, n.exposures, n.meta, n.depends_on, n.raw_code_hash, n.version_hash
from (select json_value(j, '$[0]') as instance_id, json_value(j, '$[1]') as relation_name, json_value(j, '$[2]') as resource_type, json_value(j, '$[3]') as package_name, json_value(j, '$[4]') as materialized, json_value(j, '$[5]') as tags, json_value(j, '$[6]') as domain, json_value(j, '$[7]') as owner, json_value(j, '$[8]') as criticality, json_value(j, '$[9]') as descendants, json_value(j, '$[10]') as exposures, json_value(j, '$[11]') as meta, json_value(j, '$[12]') as depends_on, json_value(j, '$[13]') as raw_code_hash, json_value(j, '$[14]') as version_hash
from unnest(json_query_array('[["model.shop.orders", "db.shop.orders", "model", "shop", "table", "[\\"daily\\"]", null, "sales", null, 2, "[]", "{}", "[\\"seed.shop.raw\\"]", "abc", "def"]]')) as j) as n
left join (
  select instance_id, any_value(version_hash having max recorded_at) as version_hash
  from `warehouse`.`shop_argos`.`node_version`
  group by instance_id
) as latest on latest.instance_id = n.instance_id
where latest.version_hash is null or latest.version_hash <> n.version_hash
) as q
