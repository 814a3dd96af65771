{{ config(materialized='table') }}
select cast('not a number' as int) as n, name from {{ ref('every_type') }}
