"""Baselines as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from argos.model import Place


@dataclass(frozen=True)
class Version:
    """One version of the baseline of a relation, and what its makers said of it."""

    version: int
    status: str
    window_start: date
    window_end: date
    history_days: int
    left_out_days: int
    proposed: str
    attested: str | None


@dataclass(frozen=True)
class Change:
    """What differs of a column, or of the relation where `element_id` is empty; None is nothing."""

    element_id: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class RelationDiff:
    """A version against the one that it takes the place of, None for the first."""

    instance_id: str
    before: Version | None
    after: Version
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class BaselineDiff:
    """What `argos baseline diff` says."""

    place: Place
    relations: tuple[RelationDiff, ...]

    @property
    def has_finding(self) -> bool:
        """A difference is none."""
        return False


@dataclass(frozen=True)
class Step:
    """One step taken with a baseline; the days are those of a freeze."""

    at: datetime | None
    step: str
    instance_id: str | None
    version: int | None
    given_by: str
    given_as: str | None
    reason: str | None
    freeze_from: date | None
    freeze_to: date | None


@dataclass(frozen=True)
class BaselineLog:
    """What `argos baseline log` says, the latest step first."""

    place: Place
    steps: tuple[Step, ...]

    @property
    def has_finding(self) -> bool:
        """A step is none."""
        return False
