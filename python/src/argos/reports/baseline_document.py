"""A BaselineDiff and a BaselineLog for people."""

from __future__ import annotations

from collections.abc import Iterator

from argos.baselines.model import BaselineDiff, BaselineLog, RelationDiff, Step, Version
from argos.reports.document import GOOD, QUIET, Document, Row, Section
from argos.reports.table import Column, Table
from argos.reports.values import ABSENT
from argos.reports.words import counted, printable, short_name
from argos.times import shown_moment


def diff_document(report: BaselineDiff) -> Document:
    """A table of what differs for each relation."""
    sections: list[Section | Table] = []
    for relation in report.relations:
        if sections and not isinstance(sections[-1], Table):
            sections.append(Section("", (Row(""),)))
        sections.extend(_relation(relation))
    return Document(report.place.title, tuple(sections))


def _relation(diff: RelationDiff) -> Iterator[Section | Table]:
    versions = (diff.after, *([diff.before] if diff.before else []))
    rows = tuple(Row(_shown(one), style=GOOD if one.status == "ACTIVE" else "") for one in versions)
    yield Section(printable(short_name(diff.instance_id)), rows)
    if diff.changes:
        before = f"version {diff.before.version}" if diff.before else "before"
        headings = (
            Column("column", widest=40),
            Column("what"),
            Column(before, widest=40),
            Column(f"version {diff.after.version}", widest=40),
        )
        cells = [
            (one.element_id or "(relation)", one.field, one.before or ABSENT, one.after or ABSENT)
            for one in diff.changes
        ]
        yield Table(headings, tuple(tuple(map(printable, row)) for row in cells))
    else:
        yield Section("", (Row("nothing differs", style=QUIET),))
    if diff.notes:
        yield Section("notes", tuple(Row(printable(note), style=QUIET) for note in diff.notes))


def _shown(one: Version) -> str:
    days = f"{counted(one.history_days, 'day')} from {one.window_start} to {one.window_end}"
    left_out = f", {counted(one.left_out_days, 'known-bad day')} left out" if one.left_out_days else ""
    attested = f", attested by {printable(one.attested)}" if one.attested else ""
    proposed = f"proposed by {printable(one.proposed)}"
    return f"version {one.version} {one.status}: {days}{left_out}; {proposed}{attested}"


def log_document(report: BaselineLog) -> Document:
    """A row for each step."""
    if not report.steps:
        return Document(report.place.title, (Section("log", (Row("no step was taken yet", style=QUIET),)),))
    headings = ("when", "step", "relation", "version", "by", "as", "reason")
    ranks = (0, 0, 0, 0, 2, 0, 1)
    columns = tuple(Column(name, rank, 60) for name, rank in zip(headings, ranks, strict=True))
    return Document(report.place.title, (Table(columns, tuple(map(_step, report.steps))),))


def _step(one: Step) -> tuple[str, ...]:
    days = f"{one.freeze_from} to {one.freeze_to}" if one.freeze_from else ""
    cells = (
        shown_moment(one.at) if one.at else ABSENT,
        one.step,
        short_name(one.instance_id) if one.instance_id else "all",
        str(one.version or ABSENT),
        one.given_by,
        one.given_as or ABSENT,
        ", ".join(part for part in (days, one.reason) if part) or ABSENT,
    )
    return tuple(map(printable, cells))
