"""Moments and spans of time: always UTC, never with a zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

MINUTE, HOUR, DAY = 60, 3600, 86400


def utc_now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


def parse_utc(value: Any) -> datetime | None:
    """A moment as a warehouse or a file spells it, or None."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else None


def shown_moment(moment: datetime) -> str:
    """A moment to the minute, for people."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def shown_age(now: datetime, moment: datetime) -> str:
    """How long ago a moment was."""
    seconds = (now - moment).total_seconds()
    return (
        f"{shown_seconds(seconds)} ago"
        if seconds >= MINUTE
        else "just now"
        if seconds >= 0
        else "in the future"
    )


def shown_seconds(seconds: float) -> str:
    """A span of time in the unit that a person would choose."""
    if seconds < MINUTE:
        return f"{seconds:.1f} s"
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds >= unit:
            number = int(seconds // unit)
            return f"{number} {name}{'' if number == 1 else 's'}"
    return ""
