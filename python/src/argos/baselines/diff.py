"""What differs between two versions of a baseline, out of rows of profile_baseline."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from argos.baselines.model import Change, RelationDiff, Version
from argos.errors import InvalidArgumentsError
from argos.reports.values import shown_hours, shown_number, shown_rate
from argos.reports.words import short_name
from argos.times import parse_utc

Row = Mapping[str, Any]
SHAPES = 5


def _range(row: Row) -> str | None:
    low, high = row["distinct_rate_low"], row["distinct_rate_high"]
    return None if low is None else f"{shown_rate(low)} to {shown_rate(high)}"


def _shown(number: float, row: Row) -> str:
    """Dates and timestamps are stored in hours from the end of their day."""
    is_moment = row["type_family"] in ("date", "timestamp")
    return f"{shown_hours(number)} the end of its day" if is_moment else shown_number(number)


def _number(name: str) -> Callable[[Row], str | None]:
    return lambda row: None if row[name] is None else _shown(float(row[name]), row)


def _rows_a_day(row: Row) -> str | None:
    """Of the relation itself, whose logarithm is judged."""
    is_judged = not row["element_id"] and row["usual_mean"] is not None
    return shown_number(round(math.exp(float(row["usual_mean"])))) if is_judged else None


def _median(row: Row) -> str | None:
    points = [float(point) for point in json.loads(row["quantiles"] or "[]") if point is not None]
    return _shown(points[len(points) // 2], row) if points else None


def _shapes(row: Row) -> str | None:
    shapes = sorted(entry[0] for entry in json.loads(row["pattern_set"] or "[]"))
    more = f" and {len(shapes) - SHAPES} more" if len(shapes) > SHAPES else ""
    return ", ".join(shapes[:SHAPES]) + more if shapes else None


def _rate(row: Row) -> str | None:
    rate = row["target_null_rate_max"]
    return None if rate is None else shown_rate(float(rate))


FIELDS: Mapping[str, Callable[[Row], str | None]] = {
    "rows a day": _rows_a_day,
    "type": lambda row: row["data_type"],
    "null_rate, at most": _rate,
    "distinct_rate": _range,
    "1st percentile": _number("target_p01"),
    "median": _median,
    "99th percentile": _number("target_p99"),
    "shapes": _shapes,
    "test": lambda row: row["drift_test"],
}


def diffs(rows: Sequence[Row], version: int | None) -> tuple[RelationDiff, ...]:
    """For each relation the given version, else its latest, against the one in force before it."""
    ordered = sorted(rows, key=lambda row: str(row["instance_id"]))
    relations = [
        _diff(instance_id, list(of_relation), version)
        for instance_id, of_relation in groupby(ordered, key=lambda row: str(row["instance_id"]))
    ]
    return tuple(relations)


def _diff(instance_id: str, rows: Sequence[Row], version: int | None) -> RelationDiff:
    statuses = {int(row["version"]): row["status"] for row in rows}
    chosen = max(statuses) if version is None else version
    if chosen not in statuses:
        known = ", ".join(str(one) for one in sorted(statuses))
        raise InvalidArgumentsError(
            f"{short_name(instance_id)} has no version {chosen} of a baseline", f"it has {known}"
        )
    earlier = [one for one in statuses if one < chosen]
    active = [one for one in earlier if statuses[one] == "ACTIVE"]
    before = _rows_of(rows, max(active or earlier)) if earlier else {}
    after = _rows_of(rows, chosen)
    notes = (
        f"{name or 'the relation'}: {row['notes'].strip()}"
        for name, row in sorted(after.items())
        if row["notes"]
    )
    return RelationDiff(
        instance_id,
        _version(before[""]) if before else None,
        _version(after[""]),
        tuple(_changes(before, after)),
        tuple(notes),
    )


def _rows_of(rows: Sequence[Row], version: int) -> dict[str, Row]:
    return {row["element_id"]: row for row in rows if int(row["version"]) == version}


def _changes(before: Mapping[str, Row], after: Mapping[str, Row]) -> Iterator[Change]:
    for element_id in sorted({*before, *after}):
        for field, shown in FIELDS.items():
            was, now = (shown(rows[element_id]) if element_id in rows else None for rows in (before, after))
            if was != now:
                yield Change(element_id, field, was, now)


def _version(row: Row) -> Version:
    start, end = parse_utc(row["baseline_window_start"]), parse_utc(row["baseline_window_end"])
    if not (start and end):
        raise InvalidArgumentsError(f"version {row['version']} of {row['instance_id']} has no days")
    return Version(
        int(row["version"]),
        row["status"],
        start.date(),
        end.date(),
        int(row["history_days"]),
        int(row["left_out_days"] or 0),
        row["proposed_as"] or row["proposed_by"],
        row["attested_as"] or row["attested_by"],
    )
