select
    customer_id,
    name,
    lower(email) as email,
    birth_date,
    country_code,
    loyalty_tier,
    created_at,
    updated_at
from {{ source('shop_raw', 'customers') }}
