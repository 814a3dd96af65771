select
    c.customer_id,
    c.region,
    c.loyalty_tier,
    count(o.order_id) as orders,
    coalesce(sum(p.amount), 0) as revenue,
    max(o.ordered_on) as last_ordered_on
from {{ ref('customers') }} as c
left join {{ ref('orders') }} as o on o.customer_id = c.customer_id
left join {{ ref('payments') }} as p on p.order_id = o.order_id
group by c.customer_id, c.region, c.loyalty_tier
