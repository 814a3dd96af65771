"""A report in each format that can be written to a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from argos.drift.model import DriftReport
from argos.profiler.model import ProfileReport
from argos.reports.document import Document, plain_text
from argos.reports.serialise import as_json, as_yaml

Shown = TypeVar("Shown", ProfileReport, DriftReport)


def in_format(
    report: Shown, name: str, document_of: Callable[[Shown], Document], page_of: Callable[[Shown], str]
) -> str:
    """The report as text, json, yaml or html."""
    if name in ("text", "html"):
        return plain_text(document_of(report)) if name == "text" else page_of(report)
    return as_json(report) if name == "json" else as_yaml(report)
