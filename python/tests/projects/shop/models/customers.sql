{{ config(materialized='table') }}
select distinct customer_id from {{ ref('orders') }}
