-- The shop's whole past, 131 days of orders, in temporary tables: dbt sees only what is exported of it.
-- Chance comes from md5, so the shop is the same on every machine.
create temp macro chance(id, what) as cast(md5_number_lower(concat(what, '/', id)) % 1000003 as double) / 1000003;
create temp macro pick(id, what, words) as words[1 + cast(floor(chance(id, what) * len(words)) as bigint)];

create temp table days as
select
    n as day_number,
    date '2025-09-06' + cast(n as integer) as day,
    cast(case when isodow(day) > 5 then 220 else 140 end + 20 * chance(n, 'busy') as bigint) as order_count,
    2500 + 11 * n as customer_count
from range(1, 132) as r(n);

create temp table customers as
select
    n as customer_id,
    concat('Customer ', n) as name,
    concat('Customer.', n, '@Example.com') as email,
    case when chance(n, 'told') < 0.8 then date '1950-01-01' + cast(20000 * chance(n, 'birth') as integer) end
        as birth_date,
    chance(n, 'newsletter') < 0.3 as newsletter,
    newsletter as wants_news,
    pick(n, 'country', ['DE', 'DE', 'DE', 'IT', 'IT', 'FR', 'FR', 'AT', 'CH', 'ES', 'GB', 'NL', 'PT', 'SE'])
        as country_code,
    timestamp '2025-09-06 08:00:00' + to_days(cast(greatest(0, n - 2490) // 11 as integer)) as created_at,
    created_at + to_days(cast(20 + 200 * chance(n, 'tier') as integer)) as promoted_at
from range(1, 3942) as r(n);

create temp table orders as
select
    row_number() over (order by day_number, n) as order_id,
    1 + cast(floor(customer_count * power(chance(order_id, 'customer'), 2)) as bigint) as customer_id,
    day + to_minutes(cast(floor(1440 * chance(order_id, 'minute')) as bigint)) as ordered_at,
    pick(order_id, 'channel', ['app', 'app', 'app', 'web', 'web', 'phone']) as channel
from days, range(1, 241) as r(n)
where n <= order_count;

create temp table order_lines as
select
    order_id,
    n as line_number,
    ordered_at,
    pick(order_id * 10 + n, 'category', ['home', 'garden', 'toys', 'books', 'sport']) as category,
    concat(upper(category[:3]), '-', 1000 + cast(floor(400 * chance(order_id * 10 + n, 'article')) as bigint)) as sku,
    pick(order_id * 10 + n, 'quantity', [1, 1, 1, 2, 3]) as quantity,
    cast(5 + 95 * power(chance(order_id * 10 + n, 'price'), 3) as decimal(8, 2)) as unit_price
from orders, range(1, 5) as r(n)
where n <= 1 + 4 * power(chance(order_id, 'lines'), 2);

create temp table payments as
select
    order_id as payment_id,
    order_id,
    pick(order_id, 'method', ['card', 'card', 'card', 'paypal', 'invoice']) as method,
    sum(quantity * unit_price) as amount,
    max(ordered_at) + to_minutes(cast(floor(60 * chance(order_id, 'paid')) as bigint)) as paid_at
from order_lines
group by order_id;
