"""Metadata commands of a SQL warehouse that open-source Spark has not, answered from those that it has."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DESCRIBE_AS_JSON = re.compile(r"DESCRIBE\s+(?:TABLE\s+)?EXTENDED\s+(\S+)\s+AS\s+JSON", re.IGNORECASE)

_DECIMAL = re.compile(r"decimal\((\d+),(\d+)\)")
_LIMITED_TEXT = re.compile(r"(char|varchar)\((\d+)\)")


@dataclass
class _Description:
    columns: list[dict[str, Any]] = field(default_factory=list)
    partitions: list[str] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)


def described_relation(sql: str) -> str | None:
    """The relation of a DESCRIBE ... AS JSON, which Spark refuses for tables of the second API."""
    match = _DESCRIBE_AS_JSON.fullmatch(_COMMENT.sub("", sql).strip().rstrip(";"))
    return match.group(1) if match else None


def describe_as_json(session: Any, relation: str) -> str:
    """What the warehouse answers to DESCRIBE TABLE EXTENDED ... AS JSON."""
    *_, schema, table = ["default", *relation.replace("`", "").split(".")]
    found = _read(session.sql(f"DESCRIBE TABLE EXTENDED {relation}").collect())
    metadata = {
        "table_name": table,
        "catalog_name": "spark_catalog",
        "namespace": [schema],
        "schema_name": schema,
        "columns": found.columns,
        "partition_columns": found.partitions,
        "table_properties": {},
        "type": found.details.get("type", "MANAGED"),
        **{
            key: found.details[key]
            for key in ("provider", "owner", "location", "comment", "view_text")
            if key in found.details
        },
    }
    return json.dumps(metadata)


def _type(data_type: str) -> dict[str, Any]:
    """A type in parts, out of which the adapter spells it again; what is nested stays whole."""
    if found := _DECIMAL.fullmatch(data_type):
        return {"name": "decimal", "precision": int(found[1]), "scale": int(found[2])}
    if found := _LIMITED_TEXT.fullmatch(data_type):
        return {"name": found[1], "length": int(found[2])}
    return {"name": {"timestamp": "timestamp_ltz"}.get(data_type, data_type)}


def _read(rows: list[Any]) -> _Description:
    """Sort the rows of DESCRIBE EXTENDED into its sections, which start with a `#`."""
    found, section = _Description(), "columns"
    for name, value, comment in rows:
        if name.startswith("# Partition"):
            section = "partitions"
        elif name.startswith(("# Detailed", "# View", "# Metadata")):
            section = "details"
        elif name.startswith("#") or not name:
            continue
        elif section == "columns":
            found.columns.append(_column(name, value, comment))
        elif section == "partitions":
            found.partitions.append(name)
        else:
            found.details.setdefault(name.lower().replace(" ", "_"), value)
    return found


def _column(name: str, data_type: str, comment: str | None) -> dict[str, Any]:
    column = {"name": name, "type": _type(data_type), "nullable": True}
    return {**column, "comment": comment} if comment else column
