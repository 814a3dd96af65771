{{ config(materialized='table') }}
select order_id, customer_id, status, amount, cast(ordered_on as date) as ordered_on from {{ ref('raw_orders') }}
