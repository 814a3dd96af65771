"""What the commands know, as plain values: built by the pure core, printed by reports/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

FAIL_LEVEL = 3

REFRESHED_BY_THE_WAREHOUSE = "the warehouse refreshes it, not dbt"
NOT_MEASURED = {
    "view": ("view", "argos measures tables"),
    "ephemeral": ("ephemeral model", "it has no relation of its own"),
    "materialized_view": ("materialized view", REFRESHED_BY_THE_WAREHOUSE),
    "dynamic_table": ("dynamic table", REFRESHED_BY_THE_WAREHOUSE),
    "streaming_table": ("streaming table", REFRESHED_BY_THE_WAREHOUSE),
    "metric_view": ("metric view", "its measures have no rows"),
}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Where:
    """What the user pointed at, in dbt's own options."""

    project_dir: Path
    profiles_dir: Path
    profile: str | None
    target: str | None
    variables: Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """The project and the schema that a report is about."""

    project: str
    target: str
    adapter: str
    schema: str

    @property
    def title(self) -> str:
        """What stands over a report."""
        return f"{self.project}, target {self.target} ({self.adapter}), schema {self.schema}"


@dataclass(frozen=True)
class RunRows:
    """Rows of the latest runs, and of the statements of argos that failed in the last one."""

    events: Sequence[Row]
    errors: Sequence[Row]


@dataclass(frozen=True)
class StatusRows:
    """Rows of everything else that `argos status` says."""

    gates: Sequence[Row]
    measured: Sequence[Row]
    nodes: Sequence[Row]
    facts: Sequence[Row]
    built: Sequence[Row]
    guarded: Sequence[Row]
    learning: Sequence[Row]


@dataclass(frozen=True)
class Run:
    """One dbt invocation; counts and the end are None until it has finished."""

    run_id: str
    target_name: str
    command: str | None
    selector: str | None
    status: str
    started_at: datetime
    finished_at: datetime | None
    duration_seconds: float | None
    node_count: int | None
    failed_count: int | None
    warned_count: int | None
    skipped_count: int | None
    argos_version: str | None
    dbt_version: str | None

    @property
    def has_finished(self) -> bool:
        """Whether its end was recorded."""
        return self.finished_at is not None


@dataclass(frozen=True)
class Gate:
    """What one gate decided in a run."""

    gate_id: str
    name: str
    instance_id: str
    relation_name: str | None
    outcome: str
    level: int | None
    blocking: bool
    reasons: tuple[str, ...]

    @property
    def is_finding(self) -> bool:
        """Whether the data is wrong enough to end with exit code 1."""
        return self.level == FAIL_LEVEL or self.blocking


@dataclass(frozen=True)
class Learning:
    """A relation whose verdicts wait for more history."""

    instance_id: str
    measures: tuple[str, ...]
    has_gate: bool
    history_days: int
    days_left: int


@dataclass(frozen=True)
class Unmeasured:
    """A node without facts: what it is, and why it has none."""

    instance_id: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Freshness:
    """When a node was last measured."""

    instance_id: str
    measured_at: datetime
    is_old: bool


@dataclass(frozen=True)
class StatusReport:
    """All that `argos status` says."""

    place: Place
    now: datetime
    last_run: Run
    gates_run: Run | None
    measured_relations: int
    measured_columns: int
    skipped_columns: int
    gates_not_passed: tuple[Gate, ...]
    gates_passed: int
    gates_skipped: tuple[Gate, ...]
    failed_statements: tuple[str, ...]
    learning: tuple[Learning, ...]
    unmeasured: tuple[Unmeasured, ...]
    stalest: tuple[Freshness, ...]

    @property
    def has_finding(self) -> bool:
        """Whether a gate of the run failed or blocked."""
        return any(gate.is_finding for gate in self.gates_not_passed)


class Outcome(StrEnum):
    """How a check of `argos doctor` ended."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Check:
    """One check of `argos doctor`: what was found, and how to mend it unless it is fine."""

    group: str
    name: str
    outcome: Outcome
    finding: str
    mend: str = ""


@dataclass(frozen=True)
class DoctorReport:
    """All that `argos doctor` says."""

    project: str
    target: str | None
    checks: tuple[Check, ...]

    def count(self, outcome: Outcome) -> int:
        """How many checks ended so."""
        return sum(check.outcome is outcome for check in self.checks)

    @property
    def has_finding(self) -> bool:
        """Whether a check failed."""
        return self.count(Outcome.FAIL) > 0
