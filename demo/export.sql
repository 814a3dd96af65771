-- What the shop exports in the morning: all that happened before midnight, with the fault of the day.
set variable midnight = date_trunc('day', getvariable('morning'));

create schema if not exists shop_raw;

-- Fault `schema`: one column has another name.
create or replace table shop_raw.customers as
select
    columns(lambda name: name not in ('promoted_at', if(getvariable('fault') = 'schema', 'newsletter', 'wants_news'))),
    case when promoted_at < getvariable('midnight') then 'gold' else 'basic' end as loyalty_tier,
    case when promoted_at < getvariable('midnight') then promoted_at else created_at end as updated_at
from customers
where created_at < getvariable('midnight');

-- Of last night's orders, with fault `volume` only those made by phone arrive; with `late` those of the last three hours do not.
create or replace table shop_raw.orders as
select
    *,
    case
        when ordered_at >= getvariable('midnight') - interval 1 day then 'placed'
        when ordered_at >= getvariable('midnight') - interval 3 days then 'shipped'
        when chance(order_id, 'returned') < 0.04 then 'returned'
        else 'delivered'
    end as status
from orders
where ordered_at < case
        when getvariable('fault') = 'late' then getvariable('midnight') - interval 3 hours else getvariable('midnight')
    end
    and (getvariable('fault') <> 'volume' or channel = 'phone' or ordered_at < getvariable('midnight') - interval 1 day);

-- Fault `format`: the new till has no hyphen in its article numbers.
create or replace table shop_raw.order_lines as
select
    * exclude (ordered_at) replace (case
        when getvariable('fault') = 'format' and ordered_at >= getvariable('midnight') - interval 1 day then replace(sku, '-', '')
        else sku
    end as sku)
from order_lines
where ordered_at < getvariable('midnight');

-- Since last night, with fault `nulls` the amounts of card payments are lost, for the provider has renamed a field; with
-- `unit` amounts are in cents; with `segment` no invoice is among them; with `duplicates` all payments are loaded twice.
create or replace table shop_raw.payments as
select
    * exclude (is_new, copy) replace (case
        when is_new and getvariable('fault') = 'unit' then 100 * amount
        when not is_new or getvariable('fault') <> 'nulls' or method <> 'card' then amount
    end as amount)
from (
    select *, paid_at >= getvariable('midnight') - interval 1 day as is_new, unnest([1, 2]) as copy
    from payments
    where paid_at < getvariable('midnight')
) as paid
where (copy = 1 or is_new and getvariable('fault') = 'duplicates')
    and (getvariable('fault') <> 'segment' or method <> 'invoice' or not is_new);
