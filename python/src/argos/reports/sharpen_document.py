"""What `argos sharpen` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argos.reports.document import DOUBTFUL, QUIET, Document, Row, Section
from argos.reports.words import counted, short_name

SHOWN = 10


@dataclass(frozen=True)
class Finding:
    """A test that found a change."""

    instance_id: str
    element_id: str
    metric: str
    profile_day: str
    test: str
    value: float
    p_value: float
    q_value: float
    effect_size: float | None
    changed_on: str | None


@dataclass(frozen=True)
class SharpenReport:
    """What was forecast, tested and stored; `findings` by their rank among all tests."""

    relations: int
    series: int
    forecasts: int
    tests: int
    thresholds: int
    findings: Sequence[Finding]

    @property
    def has_finding(self) -> bool:
        """Never: these are reported, and the gates decide."""
        return False


def sharpen_document(report: SharpenReport) -> Document:
    """The counts and the foremost findings."""
    of_what = f"{report.series:,} series of {counted(report.relations, 'relation')}"
    rows = tuple(
        Row(
            f"{finding.test} of {finding.metric} of {_name(finding)}: {finding.value:.4g}",
            "DRIFT",
            DOUBTFUL,
            (_detail(finding),),
        )
        for finding in report.findings[:SHOWN]
    )
    left = len(report.findings) - len(rows)
    more = (Row(f"and {left} more, see statistical_test_result", style=QUIET),) if left > 0 else ()
    learned = (Row(counted(report.thresholds, "learned threshold")),) if report.thresholds else ()
    of_series = Row(f"{counted(report.forecasts, 'forecast')} of {of_what}")
    found = Section("sharpened", (of_series, Row(counted(report.tests, "test result")), *learned))
    sections = (found, Section("changes", rows + more)) if rows else (found,)
    return Document("argos sharpen", sections)


def _name(finding: Finding) -> str:
    label = short_name(finding.instance_id)
    return f"{label}.{finding.element_id}" if finding.element_id else label


def _detail(finding: Finding) -> str:
    since = f", since {finding.changed_on}" if finding.changed_on else ""
    effect = "" if finding.effect_size is None else f", effect {finding.effect_size:.3g}"
    return f"p {finding.p_value:.2g}{effect}, on {finding.profile_day}{since}"
