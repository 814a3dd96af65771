"""A BacktestReport as rows for people."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator
from datetime import date

from argos.backtest.model import Accuracy, BacktestReport, Day, Label, Outcome, Relation, Totals
from argos.reports.document import BAD, DOUBTFUL, GOOD, QUIET, Document, Row, Section
from argos.reports.table import Column, Table
from argos.reports.values import ABSENT, shown_rate
from argos.reports.words import counted, listed

CELLS = {Outcome.LEARNING: "-", Outcome.PASS: ".", Outcome.WARN: "W", Outcome.FAIL: "F"}
STYLES = {Outcome.WARN: DOUBTFUL, Outcome.FAIL: BAD}
WORST = list(Outcome)
LEGEND = "Mo Tu We Th Fr Sa Su   . passed, - learning, W warned, F failed"
COLUMNS = (
    Column("relation", widest=40),
    *(Column(name, is_right=True) for name in ("days", "learning", "W", "F", "alarms", "per 1,000")),
)


def backtest_document(report: BacktestReport) -> Document:
    """What the gate would have cost, the relations, a calendar, and the sentence of each alarm."""
    place, totals = report.place, report.totals
    gate = f"a gate on {listed(report.measures)}, {totals.first_day} to {totals.last_day}"
    alarms = [Section(str(day), tuple(rows)) for day, rows in _alarms(report).items()]
    return Document(
        title=f"{place.project}, target {place.target} ({place.adapter}): {gate}",
        sections=(
            Section("alarms", tuple(_cost(totals))),
            *([Section("against", tuple(_accuracy(report.accuracy)))] if report.accuracy else []),
            Table(COLUMNS, tuple(_line(relation) for relation in report.relations)),
            Section("calendar", (Row(LEGEND, style=QUIET),)),
            *_calendar(report.relations),
            *alarms,
        ),
        summary=Row(_settings(report.relations), style=QUIET),
    )


def _cost(totals: Totals) -> Iterator[Row]:
    if not totals.column_days:
        yield Row(f"none yet: all of {counted(totals.table_days, 'day')} were learning", style=DOUBTFUL)
        return
    many = counted(totals.alarms, "alarm"), counted(totals.column_days, "column-day")
    yield Row(
        f"{many[0]} in {many[1]}: {_per_1000(totals.alarms_per_1000)} in 1,000",
        style="" if totals.alarms else GOOD,
    )
    yield Row(f"{totals.fails:,} of them would have failed: {_per_1000(totals.fails_per_1000)} in 1,000")
    judged = totals.table_days - totals.learning_table_days
    share = shown_rate(totals.alarmed_table_day_rate)
    more = totals.learning_table_days
    learning = f"; {more:,} more {'was' if more == 1 else 'were'} learning" if more else ""
    yield Row(f"{totals.alarmed_table_days:,} of {judged:,} days of a table had one ({share}){learning}")


def _per_1000(number: float | None) -> str:
    return ABSENT if number is None else f"{number:.1f}"


def _accuracy(accuracy: Accuracy) -> Iterator[Row]:
    precision, recall = shown_rate(accuracy.precision), shown_rate(accuracy.recall)
    yield Row(
        f"precision {precision}: {accuracy.right_alarms:,} of {counted(accuracy.alarms, 'alarm')} met a label"
    )
    yield Row(
        f"recall {recall}: {accuracy.found_faults:,} of {counted(accuracy.faults, 'label')} met an alarm"
    )
    for label in accuracy.missed:
        yield Row(_label(label), "MISS", BAD)
    for label in accuracy.while_learning:
        yield Row(f"{_label(label)} (while learning)", "MISS", QUIET)


def _label(label: Label) -> str:
    column = f".{label.column}" if label.column else ""
    return f"{label.day} {label.relation}{column}: {label.label}"


def _line(relation: Relation) -> tuple[str, ...]:
    judged = sum(day.judged for day in relation.days)
    alarms = sum(len(day.alarms) for day in relation.days)
    counts = (relation.count(outcome) for outcome in (Outcome.LEARNING, Outcome.WARN, Outcome.FAIL))
    rate = _per_1000(1000 * alarms / judged if judged else None)
    return relation.name, str(len(relation.days)), *map(str, counts), str(alarms), rate


def _calendar(relations: tuple[Relation, ...]) -> Iterator[Section]:
    """A section for each month, a row for each week; of several relations the worst of a day."""
    worst: dict[date, Outcome] = {}
    for day in (day for relation in relations for day in relation.days):
        worst[day.day] = max(worst.get(day.day, day.outcome), day.outcome, key=WORST.index)
    for year, month in sorted({(day.year, day.month) for day in worst}):
        weeks = Calendar().monthdatescalendar(year, month)
        rows = [[_cell(worst, day, month) for day in week] for week in weeks]
        yield Section(f"{year}-{month:02d}", tuple(Row("".join(row)) for row in rows if "".join(row).strip()))


def _cell(worst: dict[date, Outcome], day: date, month: int) -> str:
    known = worst.get(day) if day.month == month else None
    return f"{CELLS[known] if known else '':<3}"


def _alarms(report: BacktestReport) -> dict[date, list[Row]]:
    days: list[Day] = sorted((day for one in report.relations for day in one.days), key=lambda day: day.day)
    rows: dict[date, list[Row]] = {}
    for alarm in (alarm for day in days for alarm in day.alarms):
        rows.setdefault(alarm.day, []).append(Row(alarm.reason, alarm.outcome, STYLES[alarm.outcome]))
    return rows


def _settings(relations: tuple[Relation, ...]) -> str:
    """The settings, and for which relations where they differ."""
    groups: dict[str, list[str]] = {}
    for one in relations:
        thresholds = f"warn_p_value {one.warn_p_value:g}, fail_p_value {one.fail_p_value:g}"
        said = f"{thresholds}, learning_days {one.learning_days:g}"
        groups.setdefault(said, []).append(one.name)
    if len(groups) == 1:
        return next(iter(groups))
    return "; ".join(f"{listed(names)}: {said}" for said, names in groups.items())
