"""All checks together."""

from __future__ import annotations

from argos.checks import examine

from ..builders import findings, surroundings


def test_a_healthy_project_has_no_finding() -> None:
    report = examine(surroundings())
    assert findings(surroundings()) == []
    assert not report.has_finding
    assert len({check.name for check in report.checks}) == len(report.checks)
