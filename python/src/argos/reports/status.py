"""From rows of the warehouse to a StatusReport."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from argos.artifacts.manifest import Manifest
from argos.model import (
    NOT_MEASURED,
    Freshness,
    Gate,
    Learning,
    Place,
    Row,
    Run,
    RunRows,
    StatusReport,
    StatusRows,
    Unmeasured,
)
from argos.numbers import whole
from argos.times import parse_utc

STALEST = 3
UNGUARDED = ("source", "without a gate that ran in the last 90 days")
HOOK_MISSING = ("relation", "built but not measured: argos doctor names the missing hook")
NEVER_BUILT = ("relation", "not built in the last 90 days")


@dataclass(frozen=True)
class Limits:
    """What the options say of a node's times."""

    max_age_hours: float
    learning_days: float


def runs_of(rows: RunRows, now: datetime, timeout_hours: float) -> list[Run]:
    """The latest runs, the last started first."""
    ended = {row["run_id"]: row for row in rows.events if row["event"] == "FINISHED"}
    started = [row for row in rows.events if row["event"] == "STARTED"]
    runs = [_run(row, ended.get(row["run_id"], {}), now, timeout_hours) for row in started]
    return sorted(runs, key=lambda run: run.started_at, reverse=True)


def _run(start: Row, end: Row, now: datetime, timeout_hours: float) -> Run:
    started_at = parse_utc(start["happened_at"]) or datetime.min
    finished_at = parse_utc(end.get("happened_at"))
    is_late = _hours_between(started_at, now) > float(start["run_timeout_hours"] or timeout_hours)
    return Run(
        run_id=start["run_id"],
        target_name=start["target_name"],
        command=start["command"],
        selector=start["selector"],
        status=end.get("status") or ("INTERRUPTED" if is_late else "RUNNING"),
        started_at=started_at,
        finished_at=finished_at,
        duration_seconds=(finished_at - started_at).total_seconds() if finished_at else None,
        node_count=whole(end.get("node_count")),
        failed_count=whole(end.get("failed_count")),
        warned_count=whole(end.get("warned_count")),
        skipped_count=whole(end.get("skipped_count")),
        argos_version=start["argos_version"],
        dbt_version=start["dbt_version"],
    )


def _hours_between(earlier: datetime, later: datetime) -> float:
    return (later - earlier).total_seconds() / 3600


def status_report(
    place: Place,
    now: datetime,
    runs: list[Run],
    errors: Sequence[Row],
    rows: StatusRows,
    limits: Callable[[Row], Limits],
    manifest: Manifest | None,
) -> StatusReport:
    """All that `argos status` says; `runs` is not empty."""
    gates = _worst_first(rows.gates)
    nodes = [row for row in rows.nodes if not _is_gone(row, manifest)]
    measured = {name: whole(number) or 0 for row in rows.measured for name, number in row.items()}
    return StatusReport(
        place=place,
        now=now,
        last_run=runs[0],
        gates_run=last_finished(runs),
        measured_relations=measured.get("relations", 0),
        measured_columns=measured.get("columns", 0),
        skipped_columns=measured.get("skipped_columns", 0),
        gates_not_passed=tuple(gate for gate in gates if gate.level),
        gates_passed=sum(gate.level == 0 for gate in gates),
        gates_skipped=tuple(gate for gate in gates if gate.level is None),
        failed_statements=tuple(str(row["detail"]) for row in errors),
        learning=_learning(rows, {node["instance_id"]: limits(node) for node in nodes}),
        unmeasured=tuple(_unmeasured(rows, nodes)),
        stalest=_stalest(rows, {node["instance_id"]: limits(node) for node in nodes}, now),
    )


def last_finished(runs: list[Run]) -> Run | None:
    """The latest run whose gates are known."""
    return next((run for run in runs if run.has_finished), None)


def _worst_first(rows: Sequence[Row]) -> list[Gate]:
    gates = [_gate(row) for row in rows]
    return sorted(gates, key=lambda gate: (not gate.blocking, -(gate.level or 0), gate.name))


def _gate(row: Row) -> Gate:
    return Gate(
        gate_id=row["gate_id"],
        name=re.sub(r"^test\.[^.]+\.|\.[0-9a-f]{10}$", "", row["gate_id"]),
        instance_id=row["instance_id"],
        relation_name=row["relation_name"],
        outcome=row["outcome"],
        level=whole(row["level"]),
        blocking=bool(row["blocking"]),
        reasons=tuple(json.loads(row["reasons"] or "[]")),
    )


def _is_gone(node: Row, manifest: Manifest | None) -> bool:
    """Whether dbt has since written a manifest without the node; its rows remain."""
    seen_at = parse_utc(node["recorded_at"])
    if not manifest or not manifest.generated_at or not seen_at:
        return False
    return node["instance_id"] not in manifest.known_ids and manifest.generated_at > seen_at


def _learning(rows: StatusRows, limits: Mapping[str, Limits]) -> tuple[Learning, ...]:
    guarded = {row["instance_id"] for row in rows.guarded}
    waiting: dict[str, dict[str, int]] = {}
    for row in rows.learning:
        if row["instance_id"] in limits:
            waiting.setdefault(row["instance_id"], {})[row["measure"]] = int(row["history_days"] or 0)
    relations = [
        Learning(
            instance_id=instance_id,
            measures=tuple(sorted(days)),
            has_gate=instance_id in guarded,
            history_days=min(days.values()),
            days_left=max(math.ceil(limits[instance_id].learning_days) - min(days.values()), 0),
        )
        for instance_id, days in waiting.items()
    ]
    return tuple(sorted(relations, key=lambda one: (not one.has_gate, -one.days_left, one.instance_id)))


def _unmeasured(rows: StatusRows, nodes: list[Row]) -> Iterator[Unmeasured]:
    measured = {row["instance_id"] for row in rows.facts}
    guarded = {row["instance_id"] for row in rows.guarded}
    built = {row["task_id"] for row in rows.built}
    for node in sorted(nodes, key=lambda row: str(row["instance_id"])):
        instance_id, kind = node["instance_id"], node["resource_type"]
        if instance_id in measured:
            continue
        if known := NOT_MEASURED.get(node["materialized"]):
            yield Unmeasured(instance_id, *known)
        elif kind == "source" and instance_id not in guarded:
            yield Unmeasured(instance_id, *UNGUARDED)
        else:
            yield Unmeasured(instance_id, *(HOOK_MISSING if instance_id in built else NEVER_BUILT))


def _stalest(rows: StatusRows, limits: Mapping[str, Limits], now: datetime) -> tuple[Freshness, ...]:
    oldest = sorted(
        (measured_at, row["instance_id"])
        for row in rows.facts
        if row["instance_id"] in limits and (measured_at := parse_utc(row["measured_at"]))
    )
    return tuple(
        Freshness(instance_id, at, _hours_between(at, now) > limits[instance_id].max_age_hours)
        for at, instance_id in oldest[:STALEST]
    )
