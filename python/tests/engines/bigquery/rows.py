"""Rows of a query as BigQuery's REST API sends them, as Python values."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable
from typing import Any

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _timestamp(text: str) -> str:
    moment = EPOCH + datetime.timedelta(microseconds=int(text))
    return moment.replace(tzinfo=None).isoformat(" ")


def _exact(text: str) -> str:
    """The emulator pads to the whole scale, BigQuery does not."""
    return f"{decimal.Decimal(text).normalize():f}"


# Dates and times stay texts.
_VALUES: dict[str, Callable[[str], Any]] = {
    "BIGNUMERIC": _exact,
    "BOOL": lambda text: text.lower() == "true",
    "BOOLEAN": lambda text: text.lower() == "true",
    "FLOAT": float,
    "FLOAT64": float,
    "INT64": int,
    "INTEGER": int,
    "NUMERIC": _exact,
    "TIMESTAMP": _timestamp,
}


def rows_of(answer: dict[str, Any]) -> list[dict[str, Any]]:
    fields = answer.get("schema", {}).get("fields", [])
    return [_record(fields, row) for row in answer.get("rows") or []]


def _record(fields: list[dict[str, Any]], row: dict[str, Any]) -> dict[str, Any]:
    return {field["name"]: _value(field, cell["v"]) for field, cell in zip(fields, row["f"], strict=True)}


def _value(field: dict[str, Any], value: Any) -> Any:
    if value is None:
        return None
    if field.get("mode") == "REPEATED":
        return [_value({**field, "mode": "NULLABLE"}, item["v"]) for item in value]
    if field["type"] in ("RECORD", "STRUCT"):
        return _record(field["fields"], value)
    return _VALUES.get(field["type"], str)(value)
