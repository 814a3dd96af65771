"""Sentences about a profile that the console and the page share."""

from __future__ import annotations

from collections.abc import Iterator

from argos.profiler.model import ColumnProfile, ProfileReport
from argos.reports.values import shown_rate
from argos.reports.words import counted, listed, printable
from argos.times import shown_age, shown_moment


def rows_line(report: ProfileReport) -> str:
    """How many rows there are, how many of them differ, and how many stand alone."""
    if report.row_count is None:
        return "number of rows unknown"
    said = [counted(report.row_count, "row")]
    if report.row_distinct_count is not None:
        said.append(f"{report.row_distinct_count:,} distinct")
    if report.row_once_rate is not None:
        said.append(f"{shown_rate(report.row_once_rate)} occur once")
    return ", ".join(said)


def facts_of(report: ProfileReport) -> Iterator[tuple[str, str]]:
    """What there is to say of the relation, each under a label."""
    yield "node", printable(report.instance_id)
    by = f", by dbt {report.command}" if report.command else ""
    when = f"{shown_moment(report.recorded_at)}, {shown_age(report.now, report.recorded_at)}"
    yield "profiled", f"{when}{by}, run {report.run_id}"
    if report.partition_value is not None:
        until = shown_moment(report.profile_ts)
        yield "partition", f"{printable(report.partition_value)}, which ends at {until}"
    if report.latest_loaded_at:
        loaded = report.latest_loaded_at
        yield "loaded", f"{shown_moment(loaded)}, {shown_age(report.recorded_at, loaded)} when profiled"
    yield "previous", _previous(report)


def _previous(report: ProfileReport) -> str:
    before = report.previous
    if before is None:
        return "no earlier profile"
    when = f"{shown_moment(before.recorded_at)}, {shown_age(report.now, before.recorded_at)}"
    if before.partition_value != report.partition_value:
        when += f", partition {printable(before.partition_value or '')}"
    changes = [("added", before.added_columns), ("removed", before.removed_columns)]
    said = [f"{word} {listed([printable(name) for name in names], 5)}" for word, names in changes if names]
    return f"{when}; since then {' and '.join(said)}" if said else f"{when}, with the same columns"


def type_of(column: ColumnProfile) -> str:
    """The warehouse's type, else the family."""
    return printable(column.data_type or column.type_family)
