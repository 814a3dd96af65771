"""A backtest as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from argos.model import Place


class Outcome(StrEnum):
    """What the gate would have said of a day of a relation."""

    LEARNING = "LEARNING"
    PASS = "PASS"
    WARN = "WARN"
    FAIL = "FAIL"


@dataclass(frozen=True)
class Alarm:
    """A verdict that is not a PASS; `column` is empty for the relation, whose reason may name columns."""

    relation: str
    column: str
    day: date
    measure: str
    outcome: Outcome
    p_value: float | None
    reason: str


@dataclass(frozen=True)
class Day:
    """A day of a relation: how many verdicts there were, and how many waited for more history."""

    day: date
    outcome: Outcome
    judged: int
    learning: int
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True)
class Relation:
    """A relation, the settings that it was judged by, its columns, and its days, oldest first."""

    name: str
    instance_id: str
    warn_p_value: float
    fail_p_value: float
    learning_days: float
    columns: tuple[str, ...]
    days: tuple[Day, ...]

    def count(self, outcome: Outcome) -> int:
        """How many of its days ended so."""
        return sum(day.outcome is outcome for day in self.days)


@dataclass(frozen=True)
class Totals:
    """What a gate on all of it would have cost. A column-day is a verdict on a column, or on the relation."""

    first_day: date
    last_day: date
    column_days: int
    alarms: int
    alarms_per_1000: float | None
    fails: int
    fails_per_1000: float | None
    table_days: int
    learning_table_days: int
    alarmed_table_days: int
    alarmed_table_day_rate: float | None


@dataclass(frozen=True)
class Label:
    """A line of a file that says what was wrong on a day; `column` is empty for the whole relation."""

    line: int
    relation: str
    column: str
    day: date
    label: str

    @property
    def is_fault(self) -> bool:
        """Whether something was wrong; a day may be labelled ok."""
        return self.label.lower() != "ok"


@dataclass(frozen=True)
class Accuracy:
    """Alarms against labels. Labels of days on which nothing could be judged yet stand apart."""

    alarms: int
    right_alarms: int
    precision: float | None
    faults: int
    found_faults: int
    recall: float | None
    missed: tuple[Label, ...]
    while_learning: tuple[Label, ...]


@dataclass(frozen=True)
class BacktestReport:
    """All that `argos backtest` says; a finding is no failure here."""

    place: Place
    days: int
    measures: tuple[str, ...]
    totals: Totals
    relations: tuple[Relation, ...]
    accuracy: Accuracy | None
