select
    c.customer_id,
    c.name,
    c.email,
    c.birth_date,
    c.country_code,
    k.region,
    c.loyalty_tier,
    c.created_at
from {{ ref('stg_customers') }} as c
left join {{ ref('countries') }} as k on k.country_code = c.country_code
