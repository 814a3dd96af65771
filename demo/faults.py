"""What can go wrong in the shop on the last morning, and what should tell of it."""

from __future__ import annotations

from dataclasses import dataclass

READ_BY_PEOPLE = ["customer_value", "daily_revenue"]


@dataclass(frozen=True)
class Fault:
    """A story, the gate that should tell of it, whether it stops the build, and the series that shows it."""

    story: str
    gate: str = ""
    test: str = ""
    stops: bool = True
    series: str = ""


NONE = "none"
FAULTS = {
    "nulls": Fault(
        story="the card provider renamed a field: since last night card payments arrive without their amount",
        gate="null_rate_expected",
        test="argos_null_rate_expected_payments_",
        series="instance_id = 'model.shop.payments' and element_id = 'amount' and measure = 'null_rate'",
    ),
    "volume": Fault(
        story="the export of last night's orders broke off: only those made by phone arrived",
        gate="volume_expected",
        test="argos_source_volume_expected_shop_raw_orders_",
        series="instance_id = 'source.shop.shop_raw.orders' and measure = 'row_count'",
    ),
    "unit": Fault(
        story="the payment service has a new release: since last night amounts arrive in cents",
        gate="distribution_expected",
        test="argos_distribution_expected_payments_amount",
        series="instance_id = 'model.shop.payments' and element_id = 'amount' and measure = 'mean'",
    ),
    "format": Fault(
        story="the new till writes article numbers without their hyphen",
        gate="patterns_expected",
        test="argos_patterns_expected_order_lines_sku",
        stops=False,
        series="instance_id = 'model.shop.order_lines' and element_id = 'sku' and measure = 'unseen_rate'",
    ),
    "segment": Fault(
        story="the load of invoices failed and said nothing: last night's payments are by card and paypal",
        gate="patterns_expected",
        test="argos_patterns_expected_payments_method",
        stops=False,
        series="instance_id = 'model.shop.payments' and element_id = 'method' and measure = 'lost_rate'",
    ),
    "schema": Fault(
        story="the backend renamed a column that no model reads yet: newsletter is now wants_news",
        gate="schema_unchanged",
        test="argos_source_schema_unchanged_shop_raw_customers_",
        stops=False,
        series="instance_id = 'source.shop.shop_raw.customers' and measure = 'schema'",
    ),
    "duplicates": Fault(
        story="the load of payments was retried: those of last night arrived twice",
        gate="duplicates_expected",
        test="argos_duplicates_expected_payments_",
        series="instance_id = 'model.shop.payments' and measure = 'duplicate_rate'",
    ),
    "late": Fault(
        story="the export ran too early: the orders of the last three hours are missing",
        gate="freshness_expected",
        test="argos_source_freshness_expected_shop_raw_orders_ordered_at",
        stops=False,
        series="instance_id = 'source.shop.shop_raw.orders' and measure = 'latest_hours'",
    ),
    NONE: Fault(story="nothing is wrong"),
}
