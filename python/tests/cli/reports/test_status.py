"""Rows of the warehouse become one report."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from argos.artifacts.manifest import Manifest
from argos.model import Place, Row, RunRows, StatusReport, StatusRows
from argos.reports.status import Limits, last_finished, runs_of, status_report

from ..builders import MORNING, NOW

LIMITS = Limits(max_age_hours=48, learning_days=7)
COUNTS = {"node_count": None, "failed_count": None, "warned_count": None, "skipped_count": None}


def event(run_id: str, name: str, at: datetime, **changes: Any) -> Row:
    empty = {"status": None, "command": None, "selector": None, "argos_version": None, "dbt_version": None}
    common = {"run_id": run_id, "event": name, "happened_at": at, "recorded_at": at, "target_name": "dev"}
    return {**common, **empty, **COUNTS, "run_timeout_hours": None, **changes}


FINISHED = [
    event("r1", "FINISHED", MORNING + timedelta(seconds=12), status="FAILED", node_count=7, failed_count=1),
    event("r1", "STARTED", MORNING, command="build"),
]


def rows(**changes: Any) -> StatusRows:
    empty: dict[str, Any] = {
        name: [] for name in ("gates", "measured", "nodes", "facts", "built", "guarded", "learning")
    }
    return StatusRows(**{**empty, **changes})


def report(found: StatusRows, manifest: Manifest | None = None) -> StatusReport:
    runs = runs_of(RunRows(FINISHED, []), NOW, 24)
    place = Place("shop", "dev", "duckdb", "s")
    return status_report(place, NOW, runs, [], found, lambda node: node.get("limits", LIMITS), manifest)


def node(instance_id: str, materialized: str = "table") -> Row:
    kind = instance_id.split(".")[0]
    return {
        "instance_id": instance_id,
        "resource_type": kind,
        "materialized": materialized,
        "recorded_at": MORNING,
    }


def test_a_finished_run() -> None:
    [run] = runs_of(RunRows(FINISHED, []), NOW, 24)
    assert (run.status, run.duration_seconds, run.node_count, run.failed_count) == ("FAILED", 12.0, 7, 1)


@pytest.mark.parametrize(
    ("hours", "own_timeout", "status"),
    [(3, None, "RUNNING"), (25, None, "INTERRUPTED"), (3, 2, "INTERRUPTED"), (25, 1e12, "RUNNING")],
)
def test_a_run_without_an_end(hours: int, own_timeout: float | None, status: str) -> None:
    start = event("r2", "STARTED", NOW - timedelta(hours=hours), run_timeout_hours=own_timeout)
    [run] = runs_of(RunRows([start], []), NOW, 24)
    assert (run.status, run.finished_at, run.node_count) == (status, None, None)


def test_gates_are_those_of_the_last_run_that_finished() -> None:
    running = event("r2", "STARTED", MORNING + timedelta(hours=1), command="build")
    runs = runs_of(RunRows([running, *FINISHED], []), NOW, 24)
    finished = last_finished(runs)
    assert runs[0].run_id == "r2"
    assert finished is not None
    assert finished.run_id == "r1"


def test_moments_with_a_zone_are_read_as_utc() -> None:
    start = event("r1", "STARTED", datetime(2026, 1, 9, 6, tzinfo=UTC))
    assert runs_of(RunRows([start], []), NOW, 24)[0].started_at == MORNING


def gate_row(name: str, level: int | None, blocking: bool = False) -> Row:
    return {
        "gate_id": f"test.shop.{name}.fea9245365",
        "instance_id": "model.shop.orders",
        "relation_name": "shop.main.orders",
        "level": level,
        "outcome": {None: "SKIPPED", 0: "PASS", 1: "WARN", 2: "DEFER", 3: "FAIL"}[level],
        "blocking": blocking,
        "reasons": '["a", "b"]' if level else None,
    }


def test_gates_are_counted_and_the_worst_stand_first() -> None:
    gates = [
        gate_row("p", 0),
        gate_row("w", 1),
        gate_row("f", 3),
        gate_row("s", None),
        gate_row("b", 2, True),
    ]
    found = report(rows(gates=gates))
    assert [gate.name for gate in found.gates_not_passed] == ["b", "f", "w"]
    assert found.gates_not_passed[0].reasons == ("a", "b")
    assert (found.gates_passed, [gate.name for gate in found.gates_skipped]) == (1, ["s"])


@pytest.mark.parametrize(
    ("level", "blocking", "finding"),
    [(0, False, False), (1, False, False), (3, False, True), (2, True, True)],
)
def test_a_gate_that_failed_or_blocked_is_a_finding(level: int, blocking: bool, finding: bool) -> None:
    assert report(rows(gates=[gate_row("g", level, blocking)])).has_finding is finding


def test_why_nodes_are_not_measured() -> None:
    found = report(
        rows(
            nodes=[
                node("model.shop.measured"),
                node("model.shop.v", "view"),
                node("model.shop.built"),
                node("model.shop.new", "incremental"),
                node("source.shop.crm.customers", ""),
                node("source.shop.crm.guarded", ""),
            ],
            facts=[{"instance_id": "model.shop.measured", "measured_at": MORNING}],
            built=[{"task_id": "model.shop.built", "built_at": MORNING}],
            guarded=[{"instance_id": "source.shop.crm.guarded"}],
        )
    )
    assert {one.instance_id: one.reason.split(":")[0] for one in found.unmeasured} == {
        "model.shop.v": "argos measures tables",
        "model.shop.built": "built but not measured",
        "model.shop.new": "not built in the last 90 days",
        "source.shop.crm.customers": "without a gate that ran in the last 90 days",
        "source.shop.crm.guarded": "not built in the last 90 days",
    }


def test_a_node_that_dbt_no_longer_knows_is_left_out() -> None:
    gone = rows(
        nodes=[node("model.shop.gone")], facts=[{"instance_id": "model.shop.gone", "measured_at": MORNING}]
    )
    assert report(gone).stalest
    later = Manifest(MORNING + timedelta(hours=1), (), frozenset())
    assert report(gone, later).stalest == ()
    earlier = Manifest(MORNING - timedelta(hours=1), (), frozenset())
    assert report(gone, earlier).stalest


def test_the_stalest_facts_come_first_and_old_ones_are_marked() -> None:
    ages = {"a": 1, "b": 49, "c": 2, "d": 3}
    found = report(
        rows(
            nodes=[node(f"model.shop.{name}") for name in ages],
            facts=[
                {"instance_id": f"model.shop.{name}", "measured_at": NOW - timedelta(hours=hours)}
                for name, hours in ages.items()
            ],
        )
    )
    assert [(one.instance_id, one.is_old) for one in found.stalest] == [
        ("model.shop.b", True),
        ("model.shop.d", False),
        ("model.shop.c", False),
    ]


def test_relations_that_are_learning_with_the_days_left() -> None:
    found = report(
        rows(
            nodes=[node("model.shop.orders"), {**node("seed.shop.raw"), "limits": Limits(48, 29.5)}],
            guarded=[{"instance_id": "model.shop.orders"}],
            learning=[
                {"instance_id": "seed.shop.raw", "measure": "row_count", "history_days": 1},
                {"instance_id": "model.shop.orders", "measure": "row_count", "history_days": 4},
                {"instance_id": "model.shop.orders", "measure": "null_rate", "history_days": 3},
                {"instance_id": "model.shop.gone", "measure": "null_rate", "history_days": 3},
            ],
        )
    )
    assert [(one.instance_id, one.has_gate, one.history_days, one.days_left) for one in found.learning] == [
        ("model.shop.orders", True, 3, 4),
        ("seed.shop.raw", False, 1, 29),
    ]
    assert found.learning[0].measures == ("null_rate", "row_count")
