{{ config(materialized='table') }}
select customer_id, spent from {{ ref('spent') }}
