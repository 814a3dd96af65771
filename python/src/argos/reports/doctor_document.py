"""A DoctorReport as rows for people."""

from __future__ import annotations

from argos.model import Check, DoctorReport, Outcome
from argos.reports.document import BAD, DOUBTFUL, GOOD, Document, Row, Section
from argos.reports.words import counted

STYLES = {Outcome.OK: GOOD, Outcome.WARN: DOUBTFUL, Outcome.FAIL: BAD}


def doctor_document(report: DoctorReport) -> Document:
    """The checks under their groups, one row each, and how many ended how."""
    groups: dict[str, list[Check]] = {}
    for check in report.checks:
        groups.setdefault(check.group, []).append(check)
    target = f", target {report.target}" if report.target else ""
    return Document(
        title=f"{report.project}{target}",
        sections=tuple(
            Section(name, tuple(_row(check) for check in checks)) for name, checks in groups.items()
        ),
        summary=_summary(report),
    )


def _row(check: Check) -> Row:
    text = f"{check.finding}: {check.mend}" if check.mend else check.finding
    return Row(text, check.outcome.value, STYLES[check.outcome])


def _summary(report: DoctorReport) -> Row:
    failed, warned = report.count(Outcome.FAIL), report.count(Outcome.WARN)
    said = [f"{report.count(Outcome.OK)} of {counted(len(report.checks), 'check')} ok"]
    said += [counted(warned, "warning")] if warned else []
    said += [counted(failed, "failure")] if failed else []
    return Row(", ".join(said), style=BAD if failed else DOUBTFUL if warned else GOOD)
