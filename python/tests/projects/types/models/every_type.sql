{{ config(materialized='table') }}
select
    cast(n as int) as small_number,
    cast(n * 1000 as bigint) as large_number,
    cast(n as {{ spelled('digits') }}) as digits,
    cast(n / 8.0 as {{ spelled('price') }}) as price,
    cast(case when n = 3 then null when n = 4 then 'NaN' else cast(n / 4.0 as {{ dbt.type_string() }}) end as {{ spelled('double') }}) as ratio,
    cast(mod(n, 3) as int) as category,
    case when n <> 2 then concat('name ', cast(n as {{ dbt.type_string() }})) end as name,
    '' as blank,
    cast(case when n = 5 then null else {{ spelled('boolean') }} end as boolean) as flag,
    cast('2026-01-01' as date) as one_day,
    cast(concat('2026-01-0', cast(n as {{ dbt.type_string() }})) as date) as day,
    cast(concat('2026-01-0', cast(n as {{ dbt.type_string() }}), ' 12:30:00.250{{ "+00:00" if target.type in ("bigquery", "databricks") }}') as timestamp) as moment,
    cast(null as int) as nothing,
    {{ spelled('bytes') }} as bytes,
    {{ dbt.array_construct([1, 2]) }} as list,
    cast(n as int) as {{ adapter.quote("select") }}
from (select 1 as n union all select 2 union all select 3 union all select 4 union all select 5) as numbers
