"""A ProfileReport in each format that can be written to a file."""

from __future__ import annotations

from argos.profiler.model import ProfileReport
from argos.reports.formats import in_format
from argos.reports.profile_document import profile_document
from argos.reports.profile_page import profile_page


def as_format(report: ProfileReport, name: str) -> str:
    """The report as text, json, yaml or html."""
    return in_format(report, name, profile_document, profile_page)
