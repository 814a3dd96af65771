{#- SELECT of the versions of baselines with who proposed and attested them, and their status. A version whose proposal was never
    logged was stopped in the middle: it is none. In force is the latest that was attested or needs no attestation. -#}
{% macro baseline_versions(versions, attestations) %}
select *, case when version = active_version then 'ACTIVE' when version > coalesce(active_version, 0) then 'PROPOSED' else 'SUPERSEDED' end as status
from (
  select
    v.*, a.attested_at, a.attested_by, a.attested_as,
    max(case when a.instance_id is not null then v.version end) over (partition by v.instance_id) as attested_version,
    max(case when a.instance_id is not null or v.mode = 'auto' then v.version end) over (partition by v.instance_id) as active_version
  from {{ versions }} as v
  join (
    select instance_id, version, run_id, row_number() over (partition by instance_id, version order by recorded_at, run_id) as place
    from {{ attestations }}
    where step = 'PROPOSED'
  ) as p on p.instance_id = v.instance_id and p.version = v.version and p.run_id = v.run_id and p.place = 1
  left join (
    select instance_id, version, recorded_at as attested_at, given_by as attested_by, given_as as attested_as, row_number() over (partition by instance_id, version order by recorded_at, run_id) as place
    from {{ attestations }}
    where step = 'ATTESTED'
  ) as a on a.instance_id = v.instance_id and a.version = v.version and a.place = 1
) as steps
{%- endmacro %}
