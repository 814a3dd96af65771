"""Makes a report of the rows of the replay."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from argos.backtest.labels import accuracy_of
from argos.backtest.model import Alarm, BacktestReport, Day, Label, Outcome, Relation, Totals
from argos.model import Place


def backtest_report(
    place: Place,
    days: int,
    measures: Sequence[str],
    batches: Iterable[Mapping[str, Any]],
    labels: Sequence[Label],
) -> BacktestReport:
    """The report; `labels` are none when no file was given."""
    relations = tuple(relation for batch in batches for relation in _relations(batch, days))
    accuracy = accuracy_of(relations, labels) if labels else None
    return BacktestReport(place, days, tuple(measures), _totals(relations), relations, accuracy)


def _relations(batch: Mapping[str, Any], days: int) -> Iterable[Relation]:
    """Those with a day. Derived days come apart from the others, each kind up to the newest of its own."""
    for instance_id, name, warn, fail, learning in batch["relations"]:
        rows = [row for row in batch["days"] if row[0] == instance_id]
        found = sorted((_day(name, row) for row in rows), key=lambda one: one.day)
        if found:
            first = found[-1].day - timedelta(days=days)
            shown = tuple(one for one in found if one.day > first)
            columns = tuple(batch["columns"].get(instance_id, ()))
            yield Relation(name, instance_id, float(warn), float(fail), float(learning), columns, shown)


def _day(name: str, row: Sequence[Any]) -> Day:
    """A partition is told by its day, and its facts by the moment at which that ends."""
    _, ends_on, is_partition, judged, learning, alarms = row
    day = date.fromisoformat(ends_on[:10]) - timedelta(days=is_partition)
    found = sorted(
        (_alarm(name, day, text) for text in json.loads(alarms or "null") or ()), key=_strongest_first
    )
    outcome = Outcome.PASS if judged else Outcome.LEARNING
    if found:
        outcome = Outcome.FAIL if any(one.outcome is Outcome.FAIL for one in found) else Outcome.WARN
    return Day(day, outcome, judged, learning, tuple(found))


def _alarm(name: str, day: date, text: str) -> Alarm:
    column, measure, decision, p_value, reason = json.loads(text)
    return Alarm(
        name, column, day, measure, Outcome(decision), None if p_value is None else float(p_value), reason
    )


def _strongest_first(alarm: Alarm) -> tuple[bool, float, str, str]:
    """What a person reads first: the relation's own alarm, then the least probable."""
    return bool(alarm.column), 0 if alarm.p_value is None else alarm.p_value, alarm.column, alarm.measure


def _totals(relations: Sequence[Relation]) -> Totals:
    days = [day for relation in relations for day in relation.days]
    alarms = [alarm for day in days for alarm in day.alarms]
    column_days = sum(day.judged for day in days)
    fails = sum(alarm.outcome is Outcome.FAIL for alarm in alarms)
    learning = sum(day.outcome is Outcome.LEARNING for day in days)
    alarmed = sum(bool(day.alarms) for day in days)
    return Totals(
        first_day=min(day.day for day in days),
        last_day=max(day.day for day in days),
        column_days=column_days,
        alarms=len(alarms),
        alarms_per_1000=_share(1000 * len(alarms), column_days),
        fails=fails,
        fails_per_1000=_share(1000 * fails, column_days),
        table_days=len(days),
        learning_table_days=learning,
        alarmed_table_days=alarmed,
        alarmed_table_day_rate=_share(alarmed, len(days) - learning),
    )


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None
