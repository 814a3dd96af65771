"""What was typed means one relation, or one line says why not."""

from __future__ import annotations

from datetime import datetime

import pytest

from argos.errors import ArgosError
from argos.profiler.model import Node, ProfileKey
from argos.profiler.relations import find_profiles, find_relation

ORDERS = Node("model.shop.orders", "shop.main.Orders", True)
RAW = Node("source.shop.crm.orders", "lake.crm.orders", True)
CUSTOMERS = Node("source.shop.crm.customers", "lake.crm.clients", True)
VERSION = Node("model.shop.prices.v2", "shop.main.prices_v2", True)
VIEW = Node("model.shop.recent", "shop.main.recent", False, "view")
TABLE = Node("model.shop.unhooked", "shop.main.unhooked", False, "table")
UNGUARDED = Node("source.shop.crm.visits", "lake.crm.visits", False)
NODES = (ORDERS, RAW, CUSTOMERS, VERSION, VIEW, TABLE, UNGUARDED)
TWICE = tuple(Node(f"source.shop.{group}.shifts", f"lake.{group}.shifts", True) for group in ("crm", "erp"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("model.shop.orders", ORDERS),
        ("MODEL.SHOP.ORDERS", ORDERS),
        ("shop.main.orders", ORDERS),
        ("main.orders", ORDERS),
        ("orders", ORDERS),
        ('"shop"."main"."Orders"', ORDERS),
        ("`lake`.`crm`.`clients`", CUSTOMERS),
        ("crm.orders", RAW),
        ("clients", CUSTOMERS),
        ("customers", CUSTOMERS),
        ("crm.customers", CUSTOMERS),
        ("prices_v2", VERSION),
        ("prices.v2", VERSION),
    ],
)
def test_any_name_finds_it(typed: str, meant: Node) -> None:
    assert find_relation(typed, NODES) == meant


@pytest.mark.parametrize(
    ("typed", "exit_code", "line"),
    [
        ("shifts", 2, "shifts may be source.shop.crm.shifts, source.shop.erp.shifts: give one of these"),
        ("ordres", 2, "no relation is called ordres: did you mean orders or crm.orders?"),
        (
            "ain.orders",
            2,
            "no relation is called ain.orders: did you mean shop.main.Orders or orders or crm.orders?",
        ),
        (
            "z\nz",
            2,
            "no relation is called z\\nz: argos has measured crm.customers, crm.orders, orders, prices.v2",
        ),
        (
            "zzz",
            2,
            "no relation is called zzz: argos has measured crm.customers, crm.orders, orders, prices.v2",
        ),
        ("", 2, "no relation is called : argos has measured crm.customers, crm.orders, orders, prices.v2"),
        ("recent", 3, "there is no profile of recent: it is a view: argos measures tables"),
        (
            "unhooked",
            3,
            "there is no profile of unhooked: build it with the post-hook argos.measure(): see argos doctor",
        ),
        ("visits", 3, "there is no profile of crm.visits: put a gate on this source, and build it"),
    ],
)
def test_one_line_says_why_not(typed: str, exit_code: int, line: str) -> None:
    with pytest.raises(ArgosError) as raised:
        find_relation(typed, (*NODES, *TWICE) if typed == "shifts" else NODES)
    assert (raised.value.exit_code, str(raised.value)) == (exit_code, line)


def test_nothing_measured_at_all() -> None:
    with pytest.raises(ArgosError, match=r"^no relation is called orders$"):
        find_relation("orders", [])


def key(day: int, partition: str | None = None) -> ProfileKey:
    return ProfileKey(f"run-{day}", partition, datetime(2026, 1, day), datetime(2026, 1, day, 6))


def test_the_latest_profile_comes_first() -> None:
    assert find_profiles(None, [key(7), key(9), key(8)], "orders") == [key(9), key(8), key(7)]


def test_the_whole_comes_before_any_partition() -> None:
    assert find_profiles(None, [key(9, "2026-01-08"), key(7)], "orders") == [key(7)]
    parts = [key(8, "2026-01-07"), key(9, "2026-01-08")]
    assert find_profiles(None, parts, "orders") == parts[::-1]
    assert find_profiles("2026-01-07", parts, "orders") == parts[:1]


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ([key(9, "b"), key(8, "a"), key(7, "b")], "orders has no profile of the partition c: it has b, a"),
        ([key(9)], "orders has no profile of the partition c: it is measured whole"),
    ],
)
def test_a_partition_without_a_profile(keys: list[ProfileKey], line: str) -> None:
    with pytest.raises(ArgosError) as raised:
        find_profiles("c", keys, "orders")
    assert (raised.value.exit_code, str(raised.value)) == (2, line)
