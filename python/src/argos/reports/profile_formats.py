"""A ProfileReport in each format that can be written to a file."""

from __future__ import annotations

from argos.profiler.model import ProfileReport
from argos.reports.document import plain_text
from argos.reports.profile_document import profile_document
from argos.reports.profile_page import profile_page
from argos.reports.serialise import as_json, as_yaml


def as_format(report: ProfileReport, name: str) -> str:
    """The report as text, json, yaml or html."""
    if name == "text":
        return plain_text(profile_document(report))
    return {"json": as_json, "yaml": as_yaml, "html": profile_page}[name](report)
