select
    payment_id,
    order_id,
    method,
    amount,
    paid_at
from {{ ref('stg_payments') }}
