"""A DriftReport as a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from argos.drift.model import CRITICAL, DriftReport, Event, Series
from argos.reports.document import BAD, DOUBTFUL, GOOD, QUIET, Document, Row, Section
from argos.reports.drift_words import (
    facts_of_event,
    latest_run_of,
    measure_of,
    relations_of,
    shown_band,
    shown_light,
    shown_measure,
    sparkline,
    title_of,
)
from argos.reports.table import Column, Table
from argos.reports.values import ABSENT
from argos.reports.words import printable

SENTENCES = 20
STYLES = {CRITICAL: BAD, "WARN": DOUBTFUL}
COLUMNS = (
    Column("light"),
    Column("series", widest=44, narrowest=16),
    Column("measure", rank=1),
    Column("history", rank=3, widest=30, narrowest=30, style="cyan"),
    Column("value", is_right=True),
    Column("expected", rank=2, is_right=True, widest=30, style=QUIET),
    Column("day", rank=4, style=QUIET),
    Column("event"),
)
LEGEND = (
    "history: the last observed days, from the least to the greatest value; hours are from the end of a day; "
    "day and event: of the latest alarm, by whose digits it is found again"
)


def drift_document(report: DriftReport) -> Document:
    """What was judged last, a line for each series, and the sentences of the alarms."""
    table = (Table(COLUMNS, tuple(_cells(series) for series in report.series)),) if report.series else ()
    alarms = tuple(_alarms(report)) or (Row("none", style=GOOD),)
    return Document(
        title=title_of(report),
        sections=(
            Section("latest run", (Row(latest_run_of(report)),)),
            Section("now", (Row(relations_of(report)),)),
            *table,
            Section("alarms", alarms),
        ),
        summary=Row(LEGEND, style=QUIET) if report.series else None,
    )


def _cells(series: Series) -> tuple[str, ...]:
    latest, event = series.latest, series.events[0] if series.events else None
    measure = series.measure
    return (
        shown_light(series.light),
        printable(series.label),
        measure_of(series),
        sparkline(series),
        shown_measure(measure, latest.value) if latest else ABSENT,
        shown_band(measure, latest.expected_low, latest.expected_high) if latest else ABSENT,
        str(event.day) if event else ABSENT,
        event.short_id if event else ABSENT,
    )


def _alarms(report: DriftReport) -> Iterator[Row]:
    for event in report.events[:SENTENCES]:
        yield _alarm(event)
    if (more := len(report.events) - SENTENCES) > 0:
        yield Row(f"and {more:,} more: give --format json or html", style=QUIET)


def _alarm(event: Event) -> Row:
    return Row(
        text=f"{event.decision} {printable(event.reason)}",
        style=STYLES.get(event.decision, ""),
        details=(facts_of_event(event),),
    )
