select
    order_id,
    line_number,
    category,
    sku,
    quantity,
    unit_price
from {{ source('shop_raw', 'order_lines') }}
