"""Views of metadata that dbt asks for and the emulator has not, as rows in the statement itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .tables import METADATA

Tables = Callable[[str, str], list[dict[str, Any]]]

_VIEW = re.compile(
    r"(?:`?(?P<project>[\w-]+)`?\.)?`?(?P<dataset>\w+)`?\."
    r"(?:INFORMATION_SCHEMA\.)?(?P<view>__TABLES__|COLUMNS|COLUMN_FIELD_PATHS|MATERIALIZED_VIEWS|TABLE_OPTIONS)\b",
    re.IGNORECASE,
)


def with_metadata(sql: str, tables: Tables) -> str:
    """The statement with each such view replaced by what it holds now; sizes and options are not known."""

    def replaced(found: re.Match[str]) -> str:
        view = found["view"].upper()
        of_dataset = tables(found["project"], found["dataset"]) if view in _ROWS else []
        return _rows(view, [row for table in of_dataset for row in _ROWS[view](table)])

    return _VIEW.sub(replaced, sql)


def _listed(table: dict[str, Any]) -> list[dict[str, Any]]:
    named = table["tableReference"]
    kind = 2 if table.get("type") == "VIEW" else 1
    return [
        {
            "project_id": named["projectId"],
            "dataset_id": named["datasetId"],
            "table_id": named["tableId"],
            "type": kind,
        }
    ]


def _columns(table: dict[str, Any]) -> list[dict[str, Any]]:
    named = table["tableReference"]
    return [
        {
            "table_catalog": named["projectId"],
            "table_schema": named["datasetId"],
            "table_name": named["tableId"],
            "column_name": field["name"],
            "field_path": field["name"],
            "data_type": field["type"],
            "ordinal_position": position,
            "is_partitioning_column": "NO",
        }
        for position, field in enumerate(table.get("schema", {}).get("fields", []), start=1)
    ]


_ROWS: dict[str, Callable[[dict[str, Any]], list[dict[str, Any]]]] = {
    "COLUMNS": _columns,
    "COLUMN_FIELD_PATHS": _columns,
    "__TABLES__": _listed,
}


def _rows(view: str, rows: list[dict[str, Any]]) -> str:
    """A query of literals; of none it is one row that is filtered out."""
    selects = [_select(view, row) for row in rows] or [f"{_select(view, {})} from unnest([1]) where false"]
    return f"({' union all '.join(selects)})"


def _select(view: str, row: dict[str, Any]) -> str:
    values = [
        f"cast({_literal(row.get(column['name']))} as {column['type']}) as {column['name']}"
        for column in METADATA[view]
    ]
    return f"select {', '.join(values)}"


def _literal(value: Any) -> str:
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else f"'{value}'"
