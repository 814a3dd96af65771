"""Reports of profiles made of facts, without a warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argos.model import Place
from argos.profiler.model import Node, Previous, ProfileKey, ProfileReport
from argos.profiler.report import FIELDS, profile_report

from .builders import MORNING, NOW
from .facts import ORDERS, column, frequent, ordered, relation

PLACE = Place("shop", "dev", "duckdb", "main_argos")
NODE = Node(ORDERS, "shop.main.orders", True)
KEY = ProfileKey("run-9", None, MORNING, MORNING)
LONG = "a_rather_long_name_" * 11
HOSTILE = ("<script>alert(1)</script>", "\"'&<b>", "Ünï", LONG, "one\ntwo\x1b[31m\u202ethree", "[red]a[/red]")


def complete(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the warehouse gives it: with every field that was asked for."""
    return {**dict.fromkeys(FIELDS), **row}


def profile(
    *rows: Mapping[str, Any], previous: Previous | None = None, key: ProfileKey = KEY
) -> ProfileReport:
    return profile_report(PLACE, NOW, NODE, key, previous, "build", [complete(row) for row in rows])


def orders() -> list[dict[str, Any]]:
    """A relation with a column of each family, and all that can be known of it."""
    day, second = 20462, 20462 * 86400
    return [
        relation(1000, row_distinct_count=999, row_once_count=998, latest_loaded_at="2026-01-09 05:00:00"),
        ordered("amount", 1, "number", [k * k / 100 for k in range(1000)], data_type="DECIMAL(10,2)", stddev=2.5),
        frequent("status", 2, "text", [700, 200, 100], data_type="VARCHAR", length_min=4, length_max=9,
                 topk_patterns='[["AAAA", 700], ["AAA-999", 300]]', entropy=1.16),
        frequent("gift", 3, "boolean", [900, 100], data_type="BOOLEAN"),
        ordered("day", 4, "date", range(day - 100, day), data_type="DATE", min_value="2025-10-01", max_value="2026-01-08"),
        ordered("paid_at", 5, "timestamp", range(second - 7200, second, 60), data_type="TIMESTAMP",
                min_value="2026-01-08 22:00:00.000000", max_value="2026-01-08 23:59:00.000000"),
        ordered("hour", 6, "time", range(0, 86400, 600), data_type="TIME", min_value="00:00:00", max_value="23:50:00.5"),
        column("lines", 7, "other", data_type="INTEGER[]", eval_count=1000, null_count=250, null_rate=0.25,
               notes='{"skipped": "counted only"}'),
        column("unknown", 8, "number"),
    ]  # fmt: skip
