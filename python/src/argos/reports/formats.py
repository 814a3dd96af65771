"""A report in each format that can be printed or written to a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from argos.reports.document import Document, plain_text
from argos.reports.serialise import as_json, as_yaml


def in_format(
    report: Any, name: str, document_of: Callable[[Any], Document], page_of: Callable[[Any], str] | None
) -> str:
    """The report as text, json or yaml, and as html where it has a page."""
    if name == "html" and page_of:
        return page_of(report)
    if name == "text":
        return plain_text(document_of(report))
    return as_json(report) if name == "json" else as_yaml(report)
