select
    o.ordered_on,
    count(*) as orders,
    sum(p.amount) as revenue
from {{ ref('orders') }} as o
join {{ ref('payments') }} as p on p.order_id = o.order_id
group by o.ordered_on
