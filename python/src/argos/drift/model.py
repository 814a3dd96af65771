"""Drift as plain values: the alarms of some days, and the series that they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from argos.model import Place
from argos.reports.words import short_name

LIGHTS = ("RED", "YELLOW", "GREEN", "GREY")
CRITICAL = "CRITICAL"
ID_DIGITS = 8


@dataclass(frozen=True)
class Event:
    """A row of profile_drift_event."""

    event_id: str
    instance_id: str
    element_id: str
    measure: str
    metric: str
    drift_type: str
    statistic: str | None
    stat_value: float | None
    threshold: float | None
    p_value: float | None
    severity: str
    decision: str
    action: str
    value: float | None
    expected_low: float | None
    expected_high: float | None
    moved_columns: tuple[str, ...]
    partition_value: str | None
    profile_ts: datetime
    run_id: str
    trace_ref: str
    reason: str

    @property
    def short_id(self) -> str:
        """As a person gives it."""
        return self.event_id[:ID_DIGITS]

    @property
    def day(self) -> date:
        """The day that the data is of."""
        return day_of(self.profile_ts, self.partition_value)

    @property
    def label(self) -> str:
        """`orders.amount`."""
        return label_of(self.instance_id, self.element_id)


@dataclass(frozen=True)
class Day:
    """What was seen of a series on a day, and what was expected, where it was judged."""

    day: date
    value: float | None
    expected_low: float | None
    expected_high: float | None
    decision: str | None


@dataclass(frozen=True)
class Series:
    """One measure of a relation or column, its days in their order and its events, the latest first."""

    instance_id: str
    element_id: str
    measure: str
    light: str
    days: tuple[Day, ...]
    events: tuple[Event, ...]

    @property
    def label(self) -> str:
        """`orders.amount`."""
        return label_of(self.instance_id, self.element_id)

    @property
    def latest(self) -> Day | None:
        """The last day that was seen."""
        return self.days[-1] if self.days else None


@dataclass(frozen=True)
class DriftReport:
    """All that `argos drift` says; `relations` counts those of each light, `events` are the latest."""

    place: Place
    now: datetime
    instance_id: str | None
    relation_name: str | None
    days: int
    latest_run_id: str
    latest_run_at: datetime
    relations: Mapping[str, int]
    events: tuple[Event, ...]
    has_more_events: bool
    series: tuple[Series, ...]

    @property
    def has_finding(self) -> bool:
        """Whether the latest run has a CRITICAL alarm."""
        return any(one.decision == CRITICAL and one.run_id == self.latest_run_id for one in self.events)


def day_of(profile_ts: datetime, partition_value: str | None) -> date:
    """The facts of a daily partition bear the moment at which its day ends, others that of their run."""
    return (profile_ts - timedelta(days=partition_value is not None)).date()


def label_of(instance_id: str, element_id: str) -> str:
    """The relation's short name, with that of the column."""
    return f"{short_name(instance_id)}.{element_id}" if element_id else short_name(instance_id)
