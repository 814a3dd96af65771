"""Reports as data: the same keys whatever there is to say, times in ISO 8601 with a Z."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from argos.model import DoctorReport, Outcome


def as_data(value: Any) -> Any:
    """A dataclass as lists, dicts and plain values."""
    if is_dataclass(value):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return f"{value.isoformat()}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_data(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [as_data(one) for one in value]
    return value


def report_data(report: Any) -> dict[str, Any]:
    """The report, and whether it ends with exit code 1 where it can find something."""
    data: dict[str, Any] = as_data(report)
    if hasattr(report, "has_finding"):
        data["has_finding"] = report.has_finding
    if isinstance(report, DoctorReport):
        data["counts"] = {outcome.value: report.count(outcome) for outcome in Outcome}
    return data


def as_json(report: Any) -> str:
    """The report as JSON."""
    return json.dumps(report_data(report), indent=2, ensure_ascii=False)


def as_yaml(report: Any) -> str:
    """The report as YAML."""
    import yaml

    return yaml.safe_dump(report_data(report), sort_keys=False, allow_unicode=True).rstrip()
