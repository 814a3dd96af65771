"""A ProfileReport as a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from argos.profiler.histogram import blocks, histogram
from argos.profiler.model import ORDERED, ColumnProfile, ProfileReport
from argos.reports.document import QUIET, Document, Row, Section
from argos.reports.profile_words import facts_of, rows_line, type_of
from argos.reports.table import Column, Table
from argos.reports.values import ABSENT, shown_bound, shown_number, shown_rate, shown_value
from argos.reports.words import counted, listed, printable

BINS = 10
LENGTH_OF_MONTH = len("2026-01")
COLUMNS = (
    Column("column", widest=40, narrowest=16),
    Column("type", rank=2, widest=24, narrowest=8, style=QUIET),
    Column("null", is_right=True),
    Column("distinct", is_right=True),
    Column("rate", rank=4, is_right=True, style=QUIET),
    Column("min", rank=1, is_right=True),
    Column("p50", rank=3, is_right=True),
    Column("max", rank=1, is_right=True),
    Column("mean", rank=5, is_right=True),
    Column("histogram", style="cyan"),
)
LEGEND = (
    "rate: distinct among the values that are not NULL; len: characters of a text; "
    "histogram: from min to max, or the most frequent values of texts and booleans"
)


def profile_document(report: ProfileReport) -> Document:
    """The facts of the relation, a line for each column, and the notes."""
    return Document(
        title=f"{printable(report.relation_name)}: {rows_line(report)}",
        sections=(
            *(Section(label, (Row(text),)) for label, text in facts_of(report)),
            Table(COLUMNS, tuple(_cells(column) for column in report.columns)),
            Section("notes", tuple(_notes(report))),
        ),
        summary=Row(LEGEND, style=QUIET),
    )


def _cells(column: ColumnProfile) -> tuple[str, ...]:
    least, middle, most, mean = _values(column)
    return (
        printable(column.element_id),
        type_of(column),
        shown_rate(column.null_rate),
        shown_number(column.distinct_count),
        shown_rate(column.distinct_rate),
        least,
        middle,
        most,
        mean,
        _histogram(column),
    )


def _values(column: ColumnProfile) -> tuple[str, str, str, str]:
    """Least, middle, greatest and mean; of texts the lengths; of timestamps over months the days."""
    family = column.type_family
    if family == "text":
        return _length(column.length_min), ABSENT, _length(column.length_max), ABSENT
    least, most = shown_bound(family, column.min_value), shown_bound(family, column.max_value)
    middle, mean = shown_value(family, column.p50), shown_value(family, column.mean)
    if family == "timestamp" and least[:LENGTH_OF_MONTH] != most[:LENGTH_OF_MONTH]:
        least, middle, most, mean = (text.partition(" ")[0] for text in (least, middle, most, mean))
    return least, middle, most, mean


def _length(characters: int | None) -> str:
    return ABSENT if characters is None else f"len {characters:,}"


def _histogram(column: ColumnProfile) -> str:
    if column.type_family in ORDERED:
        return blocks(histogram(column.quantiles, BINS).shares) if column.quantiles else ABSENT
    return blocks([one.count for one in (column.topk_values_hashed or ())[:BINS]]) or ABSENT


def _notes(report: ProfileReport) -> Iterator[Row]:
    """Each sentence once, with the columns that it is about."""
    for topic, sentence in report.notes.items():
        yield Row(printable(f"{topic}: {sentence}"))
    columns: dict[str, list[str]] = {}
    for column in report.columns:
        for topic, sentence in column.notes.items():
            columns.setdefault(printable(f"{topic}: {sentence}"), []).append(printable(column.element_id))
    for note, names in columns.items():
        everything = len(names) == len(report.columns) > 1
        yield Row(f"{note} ({counted(len(names), 'column') if everything else listed(names)})")
