{{ config(materialized='view') }}
select name from {{ ref('every_type') }}
