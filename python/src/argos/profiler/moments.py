"""Dates and times, which the facts hold as numbers."""

from __future__ import annotations

from datetime import datetime, timedelta

from argos.times import DAY

EPOCH = datetime(1970, 1, 1)
SECONDS = {"date": DAY, "time": 1, "timestamp": 1}


def moment_of(family: str, number: float) -> datetime | None:
    """The moment that a number of this family stands for, or None beyond the years 1 to 9999."""
    try:
        return EPOCH + timedelta(seconds=number * SECONDS[family])
    except OverflowError:
        return None


def iso_of(family: str, number: float | None) -> str | None:
    """A number of this family in ISO 8601; timestamps with a Z."""
    moment = None if number is None else moment_of(family, number)
    if moment is None:
        return None
    if family == "date":
        return moment.date().isoformat()
    if family == "time":
        return moment.time().isoformat()
    return f"{moment.isoformat()}Z"
