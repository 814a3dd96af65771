select
    l.order_id,
    l.line_number,
    o.ordered_on,
    l.category,
    l.sku,
    l.quantity,
    l.unit_price,
    l.quantity * l.unit_price as line_amount
from {{ ref('stg_order_lines') }} as l
join {{ ref('orders') }} as o on o.order_id = l.order_id
