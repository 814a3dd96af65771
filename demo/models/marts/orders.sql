{{ config(materialized='incremental', unique_key='order_id') }}
select
    order_id,
    customer_id,
    ordered_at,
    ordered_on,
    channel,
    status
from {{ ref('stg_orders') }}
{% if is_incremental() %}
-- an order's status still changes in its first days
where ordered_on >= (select max(ordered_on) - interval 7 days from {{ this }})
{% endif %}
