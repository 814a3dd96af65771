-- What the shop exports in the morning: all that happened before midnight, with the fault of the day.
set variable midnight = date_trunc('day', getvariable('morning'));

create schema if not exists shop_raw;

create or replace table shop_raw.customers as
select
    * exclude (promoted_at),
    case when promoted_at < getvariable('midnight') then 'gold' else 'basic' end as loyalty_tier,
    case when promoted_at < getvariable('midnight') then promoted_at else created_at end as updated_at
from customers
where created_at < getvariable('midnight');

-- Fault `volume`: the export breaks off after the orders of the phone.
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
where ordered_at < getvariable('midnight')
    and (getvariable('fault') <> 'volume' or channel = 'phone');

create or replace table shop_raw.order_lines as
select * exclude (ordered_at)
from order_lines
where ordered_at < getvariable('midnight');

-- Fault `nulls`: the card provider has renamed a field, so the amount of every card payment is lost.
create or replace table shop_raw.payments as
select * replace (case when getvariable('fault') <> 'nulls' or method <> 'card' then amount end as amount)
from payments
where paid_at < getvariable('midnight');
