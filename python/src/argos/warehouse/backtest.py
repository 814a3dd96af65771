"""Gathers what `argos backtest` says: dbt runs a SELECT of the package, and nothing is written."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argos.backtest.labels import check_labels, read_labels
from argos.backtest.model import BacktestReport
from argos.backtest.report import backtest_report
from argos.errors import PreconditionError
from argos.model import Where
from argos.warehouse.operation import run_operation
from argos.warehouse.project import read_text
from argos.warehouse.setup import read_setup

SAYS_AFTER_SECONDS = 2.0


@dataclass(frozen=True)
class Replay:
    """What is to be replayed; a setting that is None is that of the project."""

    relation: str | None
    days: int
    measures: tuple[str, ...]
    warn_p_value: float | None
    fail_p_value: float | None
    learning_days: int | None


def gather_backtest(
    where: Where, replay: Replay, against: Path | None, say: Callable[[str], None]
) -> BacktestReport:
    """Reads the labels before dbt starts, since that takes longer."""
    labels = read_labels(read_text(against), against.name) if against else []
    setup = read_setup(where)
    batches: list[Mapping[str, Any]] = []
    began = time.monotonic()

    def hear(line: str) -> None:
        if not line.startswith("{"):
            return say(line)
        batches.append(json.loads(line))
        left, done = batches[-1]["left"], sum(len(batch["relations"]) for batch in batches)
        if left and time.monotonic() - began > SAYS_AFTER_SECONDS:
            say(f"judged {done:,} of {done + left:,} relations")
        return None

    run_operation(where, "argos.backtest", vars(replay), hear)
    if not any(batch["days"] for batch in batches):
        raise PreconditionError(
            f"no day of {replay.relation or 'any relation'} was judged by {', '.join(replay.measures)}",
            "it has no column that tells it, or no day that is over",
        )
    report = backtest_report(setup.place, replay.days, replay.measures, batches, ())
    if not against:
        return report
    check_labels(report.relations, labels, against.name)
    return backtest_report(setup.place, replay.days, replay.measures, batches, labels)
