"""Rows of drift that tests vary: days of a shop with alarms of each kind."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from hashlib import md5
from typing import Any

from argos.drift.model import DriftReport
from argos.drift.report import DriftRows, drift_report
from argos.model import Place
from argos.profiler.model import Node

from .facts import ORDERS

NOW = datetime(2026, 1, 31, 9, 0)
PLACE = Place("shop", "dev", "duckdb", "main_argos")
NODE = Node(ORDERS, "shop.main.orders", True)
LAST = date(2026, 1, 30)
Row = dict[str, Any]


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 6)


def verdict(day: date, element: str = "amount", measure: str = "null_rate", **changes: Any) -> Row:
    """A row of column_verdict on a quiet day."""
    row = {
        "run_id": f"run-{day:%d}", "instance_id": ORDERS, "element_id": element, "measure": measure,
        "partition_value": None, "partition_key": None, "profile_ts": moment(day), "recorded_at": moment(day), "level": 0, "decision": "PASS", "value": 0.003,
        "expected_low": 0.001, "expected_high": 0.006, "score": 0.4,
    }  # fmt: skip
    return {**row, **changes}


def event(day: date = LAST, element: str = "amount", measure: str = "null_rate", **changes: Any) -> Row:
    """A row of profile_drift_event: CRITICAL unless said otherwise."""
    row = {
        **verdict(day, element, measure), "event_id": md5(f"{day}{element}{measure}".encode()).hexdigest(),
        "metric": measure, "drift_type": "SPARSITY", "statistic": "Z", "stat_value": 9.5, "threshold": 4.1,
        "p_value": 1e-6, "severity": "HIGH", "decision": "CRITICAL", "action": "OPEN_RCA", "value": 0.124,
        "moved_columns": None, "trace_ref": f"run run-{day:%d}, node {ORDERS}",
        "reason": "null_rate of orders.amount is 12.4%, expected 0.1% to 0.6% from 28 days",
    }  # fmt: skip
    return {**row, **changes}


def metric(day: date, element: str, measure: str, value: float, **changes: Any) -> Row:
    """A row of series_metric."""
    row = {
        "instance_id": ORDERS,
        "element_id": element,
        "measure": measure,
        "partition_value": None,
        "partition_key": None,
    }
    times = {"profile_ts": moment(day), "recorded_at": moment(day)}
    numbers = {"value": value, "variance": None, "affected_count": None, "total_count": None}
    return {**row, **times, **numbers, **changes}


def month(element: str, measure: str, values: list[float], width: float, **last: Any) -> list[Row]:
    """Verdicts of the days up to the last; the first ten learn."""
    rows = []
    for age, value in enumerate(reversed(values)):
        bounds = {"expected_low": max(0.0, values[0] - width), "expected_high": values[0] + width}
        day = LAST - timedelta(days=age)
        learning = {"expected_low": None, "expected_high": None, "decision": "LEARNING"}
        is_learning = age >= len(values) - 10
        rows.append(verdict(day, element, measure, value=value, **(learning if is_learning else bounds)))
    return [{**rows[0], **last}, *rows[1:]]


def waves(count: int, middle: float, height: float) -> list[float]:
    return [middle + height * math.sin(position * 0.9) for position in range(count)]


def orders() -> DriftRows:
    """A critical column, a weekly count with a warning, one event of many columns, a schema and a quiet series."""
    fail, warn = {"level": 3, "decision": "FAIL"}, {"level": 1, "decision": "WARN"}
    many = ["amount", "city", "customer_name", "discount", "kind", "shop", "size"]
    earlier = LAST - timedelta(days=4)
    verdicts = [
        *month("amount", "null_rate", [*waves(29, 0.003, 0.001), 0.124], 0.003, **fail),
        *month("", "row_count", [*waves(29, 2000, 150), 1490], 300, **warn),
        *month("", "drift", waves(30, 1.1, 0.6), 0),
        *month("city", "unseen_rate", waves(30, 0.01, 0.004), 0.02),
        *month("note", "null_rate", [0.0] * 30, 0.01),
    ]
    verdicts = [
        {**row, "score": 14.0, **fail} if row["measure"] == "drift" and row["profile_ts"] == moment(earlier) else row
        for row in verdicts
    ]  # fmt: skip
    events = [
        event(),
        event(element="", measure="row_count", drift_type="VOLUME", severity="MED", decision="WARN", action="NUDGE",
              reason="row_count of orders is 1490, expected 1700 to 2300 from 28 days"),
        event(earlier, "", "drift", drift_type="DISTRIBUTION", moved_columns=str(many).replace("'", '"'),
              reason=f"columns of orders changed at once: {', '.join(many)}; most of all in 28 days"),
        event(element="vat", measure="schema", drift_type="SCHEMA", statistic=None, action="PATCH_CONTRACT",
              reason="column tax of orders seems renamed to vat, since 2026-01-29"),
        event(LAST - timedelta(days=9), severity="MED", decision="WARN", action="NUDGE",
              reason="null_rate of orders.amount is 0.7%, expected 0.1% to 0.6% from 28 days"),
    ]  # fmt: skip
    history = [
        metric(LAST - timedelta(days=age), "", "row_count", math.log(2000 - age)) for age in range(30, 45)
    ]
    relations = [
        {"instance_id": ORDERS, "level": 3, "is_judged": 1},
        {"instance_id": "model.shop.customers", "level": 0, "is_judged": 1},
        {"instance_id": "model.shop.new", "level": 0, "is_judged": 0},
    ]
    latest = {"run_id": f"run-{LAST:%d}", "recorded_at": moment(LAST)}
    return DriftRows(latest, events, verdicts, history, relations)


def drift(rows: DriftRows | None = None, node: Node | None = NODE) -> DriftReport:
    found = rows or orders()
    of_node = [row for row in found.relations if not node or row["instance_id"] == node.instance_id]
    return drift_report(
        PLACE,
        NOW,
        node,
        30,
        DriftRows(found.latest_run, found.events, found.verdicts, found.metrics, of_node),
    )
