"""From rows of the views and tables of argos to a DriftReport."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from argos.drift.model import LIGHTS, Day, DriftReport, Event, Series, day_of
from argos.errors import ContractMismatchError
from argos.model import FAIL_LEVEL, Place, Row
from argos.numbers import finite
from argos.profiler.model import Node
from argos.times import parse_utc

DRIFT, SCHEMA = "drift", "schema"
COUNTS, LOGARITHMS = ("row_count", "row_distinct_count"), ("stddev", "stddev_hours")
NUMBERS = ("stat_value", "threshold", "p_value", "value", "expected_low", "expected_high")
ALARM_LEVEL = 1

Key = tuple[str, str, str]
# A row of each series and day, the latter told apart from those of another partition key and of the whole.
OfDay = Mapping[tuple[Any, ...], Row]
# A distribution is compared with the days of a month, a week and the same weekday.
REFERENCES = ("", "_week", "_weekday")


@dataclass(frozen=True)
class DriftRows:
    """What the warehouse was asked for: rows of events, of verdicts, of metrics and of lights."""

    latest_run: Row
    events: Sequence[Row]
    verdicts: Sequence[Row]
    metrics: Sequence[Row]
    relations: Sequence[Row]
    has_more_events: bool = False


def drift_report(place: Place, now: datetime, node: Node | None, days: int, rows: DriftRows) -> DriftReport:
    """All that `argos drift` says."""
    verdicts = _latest_of_day(rows.verdicts)
    standing = (
        row for key, row in _latest_of_day(rows.events).items() if not _is_mended(row, verdicts.get(key))
    )
    events = tuple(sorted(map(_event, standing), key=_order_of_event))
    return DriftReport(
        place=place,
        now=now,
        instance_id=node.instance_id if node else None,
        relation_name=node.relation_name if node else None,
        days=days,
        latest_run_id=rows.latest_run["run_id"],
        latest_run_at=parse_utc(rows.latest_run["recorded_at"]) or now,
        relations={light: _count(rows.relations, light) for light in LIGHTS},
        events=events,
        has_more_events=rows.has_more_events,
        series=_series(events, verdicts, _first_seen(rows.metrics), now - timedelta(days=days)),
    )


def _is_mended(event: Row, verdict: Row | None) -> bool:
    """Whether a later run of that day has judged the series again, and found nothing."""
    return bool(verdict and not verdict["level"] and verdict["recorded_at"] > event["recorded_at"])


def _order_of_event(event: Event) -> tuple[Any, ...]:
    """The latest day first, and of a day the worst."""
    order = {"HIGH": 0, "MED": 1}
    return -event.day.toordinal(), order.get(event.severity, 2), event.label, event.measure


def _count(rows: Iterable[Row], light: str) -> int:
    return sum(_light(row["level"], row["is_judged"]) == light for row in rows)


def _light(level: Any, is_judged: Any) -> str:
    if (level or 0) >= ALARM_LEVEL:
        return "RED" if level >= FAIL_LEVEL else "YELLOW"
    return "GREEN" if is_judged else "GREY"


def _key(row: Row) -> Key:
    return row["instance_id"], row["element_id"], row["measure"]


def _days_of(row: Row) -> str | None:
    """What tells its day from others: the key of its partition, or that it is of the whole."""
    return None if row["partition_value"] is None else row["partition_key"] or ""


def _latest_of_day(rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """A day counts once, as it was judged last."""
    return _of_day(rows, lambda known: known[:2])


def _first_seen(rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """A day counts once, as the judge knows it: last seen on the first day that saw it."""
    return _of_day(rows, lambda known: (known[0], -known[1].date().toordinal(), known[1]))


def _of_day(
    rows: Iterable[Row], order: Callable[[tuple[datetime, datetime, Row]], tuple[Any, ...]]
) -> dict[tuple[Any, ...], Row]:
    """The last row of each day in an order."""
    timed = ((parse_utc(row["profile_ts"]), parse_utc(row["recorded_at"]), row) for row in rows)
    known = [
        (profile_ts, recorded_at, row) for profile_ts, recorded_at, row in timed if profile_ts and recorded_at
    ]
    return {
        (*_key(row), _days_of(row), day_of(profile_ts, row["partition_value"])): row
        for profile_ts, _, row in sorted(known, key=order)
    }


def _event(row: Row) -> Event:
    moment = parse_utc(row["profile_ts"])
    try:
        moved = tuple(str(one) for one in json.loads(row["moved_columns"] or "[]"))
    except (ValueError, TypeError) as error:
        raise ContractMismatchError(
            f"moved_columns of the event {row['event_id']} is no array of names",
            "run dbt build once, with the command and the package in one version",
        ) from error
    values: dict[str, Any] = {field.name: row.get(field.name) for field in fields(Event)}
    values.update({name: finite(row[name]) for name in NUMBERS}, moved_columns=moved, profile_ts=moment)
    return Event(**values)


def _series(events: Sequence[Event], judged: OfDay, seen: OfDay, since: datetime) -> tuple[Series, ...]:
    """Each series once: those that alarmed, and whatever else was asked for."""
    told = _days_told_apart([*seen.values(), *judged.values()])
    verdicts, metrics = _by_series(judged, since, told), _by_series(seen, since, told)
    of_event: dict[Key, list[Event]] = {}
    for event in events:
        of_event.setdefault((event.instance_id, event.element_id, event.measure), []).append(event)
    keys = [
        key for key in {**of_event, **verdicts} if key[2] != SCHEMA and (key[2] != DRIFT or key in of_event)
    ]
    series = (
        _one_series(key, verdicts.get(key, {}), metrics.get(key, {}), of_event.get(key, [])) for key in keys
    )
    return tuple(
        sorted(series, key=lambda one: (LIGHTS.index(one.light), not one.events, one.label, one.measure))
    )


def _days_told_apart(rows: Iterable[Row]) -> dict[str, str | None]:
    """How the days of each relation are told apart now: a line through others would show a change."""
    judged = (row for row in rows if row["measure"] != SCHEMA)
    ordered = sorted(judged, key=lambda row: str(parse_utc(row["recorded_at"])))
    return {row["instance_id"]: _days_of(row) for row in ordered}


def _by_series(of_day: OfDay, since: datetime, told: Mapping[str, str | None]) -> dict[Key, dict[Any, Row]]:
    found: dict[Key, dict[Any, Row]] = {}
    for (*key, days_of, day), row in of_day.items():
        # Facts of an older layout do not say by what their days are told apart.
        now = None if key[2] == SCHEMA else told[key[0]]
        if day >= since.date() and (days_of == now or (days_of == "" and now is not None)):
            found.setdefault((key[0], key[1], key[2]), {})[day] = row
    return found


def _one_series(
    key: Key, verdicts: Mapping[Any, Row], metrics: Mapping[Any, Row], events: Sequence[Event]
) -> Series:
    reference = _reference(verdicts, metrics) if key[2] == "distribution" else ""
    days = tuple(
        _day(day, key[2], verdicts.get(day), metrics.get(day), reference)
        for day in sorted({*verdicts, *metrics})
    )
    last = verdicts[max(verdicts)] if verdicts else {}
    is_judged = last.get("decision") not in (None, "LEARNING")
    return Series(*key, _light(last.get("level"), is_judged), days, tuple(events))


def _reference(verdicts: Mapping[Any, Row], metrics: Mapping[Any, Row]) -> str:
    """The days that a distribution was mostly compared with, as the values of its verdicts tell."""
    met = Counter(
        reference
        for day in {*verdicts} & {*metrics}
        for reference in REFERENCES
        if _is_close(verdicts[day]["value"], _distance(metrics[day], reference))
    )
    return max(REFERENCES, key=lambda reference: met[reference])


def _is_close(value: Any, other: float | None) -> bool:
    known = finite(value)
    return known is not None and other is not None and math.isclose(known, other, abs_tol=1e-9)


def _distance(metric: Row, reference: str) -> float | None:
    """How far a distribution is from that of some days, beyond chance: from 0 to 1."""
    value, chance = finite(metric.get(f"value{reference}")), finite(metric.get(f"variance{reference}"))
    return None if value is None else math.sqrt(max(value - (chance or 0.0), 0.0) / math.log(2))


def _day(day: Any, measure: str, verdict: Row | None, metric: Row | None, reference: str) -> Day:
    """As it was judged, else as its metric says; of an event of many columns, the distance from normal."""
    if verdict is None:
        return Day(day, shown_scale(measure, metric or {}, reference), None, None, None)
    if measure == DRIFT:
        return Day(day, finite(verdict["score"]), None, None, verdict["decision"])
    bounds = finite(verdict["expected_low"]), finite(verdict["expected_high"])
    return Day(day, finite(verdict["value"]), *bounds, verdict["decision"])


def shown_scale(measure: str, metric: Row, reference: str = "") -> float | None:
    """A metric, which is stored on the scale that it is compared on, as a person reads it."""
    if measure == "distribution":
        return _distance(metric, reference)
    value, total = finite(metric.get("value")), finite(metric.get("total_count"))
    affected = finite(metric.get("affected_count"))
    if value is None:
        return None
    if total and affected is not None:
        return affected / total
    if measure in COUNTS:
        return float(math.floor(math.exp(value) + 0.25))
    if measure in LOGARITHMS:
        return math.exp(value)
    return value
