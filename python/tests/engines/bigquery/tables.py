"""What tables look like to GoogleSQL: the emulator's own, and the views that BigQuery has of its metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .googlesql import TablePath

Fields = list[dict[str, Any]]

# BigQuery has these names beside those of GoogleSQL.
ALIASES = dict.fromkeys(("BIGINT", "BYTEINT", "INT", "INTEGER", "SMALLINT", "TINYINT"), "TYPE_INT64")
_KINDS = {"BOOLEAN": "BOOL", "FLOAT": "DOUBLE", "FLOAT64": "DOUBLE", "INTEGER": "INT64"}


def _view(columns: str) -> Fields:
    return [dict(zip(("name", "type"), column.split(":"), strict=True)) for column in columns.split()]


_TABLE = "table_catalog:STRING table_schema:STRING table_name:STRING "
METADATA = {
    "COLUMNS": _view(
        f"{_TABLE} column_name:STRING ordinal_position:INT64 is_nullable:STRING data_type:STRING "
        "is_generated:STRING is_hidden:STRING is_system_defined:STRING is_partitioning_column:STRING "
        "clustering_ordinal_position:INT64 collation_name:STRING column_default:STRING rounding_mode:STRING"
    ),
    "COLUMN_FIELD_PATHS": _view(
        f"{_TABLE} column_name:STRING field_path:STRING data_type:STRING description:STRING"
    ),
    "MATERIALIZED_VIEWS": _view(f"{_TABLE} last_refresh_time:TIMESTAMP refresh_watermark:TIMESTAMP"),
    "SCHEMATA": _view(
        "catalog_name:STRING schema_name:STRING schema_owner:STRING creation_time:TIMESTAMP "
        "last_modified_time:TIMESTAMP location:STRING ddl:STRING"
    ),
    "TABLES": _view(
        f"{_TABLE} table_type:STRING is_insertable_into:STRING is_typed:STRING creation_time:TIMESTAMP ddl:STRING"
    ),
    "TABLE_OPTIONS": _view(f"{_TABLE} option_name:STRING option_type:STRING option_value:STRING"),
    "VIEWS": _view(f"{_TABLE} view_definition:STRING check_option:STRING use_standard_sql:STRING"),
    "__TABLES__": _view(
        "project_id:STRING dataset_id:STRING table_id:STRING creation_time:INT64 last_modified_time:INT64 "
        "row_count:INT64 size_bytes:INT64 type:INT64"
    ),
}


def flat(path: TablePath) -> list[str]:
    """The names in a path, of which one identifier may hold several."""
    return [name for part in path for name in part.split(".")]


def metadata_view(path: TablePath) -> Fields | None:
    """Columns of a metadata view; an unknown one is no table."""
    names = [name.upper() for name in flat(path)]
    is_metadata = "INFORMATION_SCHEMA" in names or names[-1] == "__TABLES__"
    return METADATA.get(names[-1], []) if is_metadata else None


def catalog(tables: Mapping[TablePath, Fields], language: dict[str, Any]) -> dict[str, Any]:
    """A catalog of catalogs, in which each table is found by the path that a statement has for it."""
    root: dict[str, Any] = {
        "name": "root",
        "builtinFunctionOptions": {"languageOptions": language},
        "namedType": [{"name": name, "type": {"typeKind": kind}} for name, kind in ALIASES.items()],
        "table": [],
        "catalog": [],
    }
    for path, fields in tables.items():
        node = root
        for name in path[:-1]:
            node = _child(node["catalog"], name)
        columns = [{"name": field["name"], "type": _type(field)} for field in fields]
        node["table"].append({"name": path[-1], "column": columns})
    return root


def _child(catalogs: list[dict[str, Any]], name: str) -> dict[str, Any]:
    for found in catalogs:
        if found["name"].lower() == name.lower():
            return found
    catalogs.append({"name": name, "table": [], "catalog": []})
    return catalogs[-1]


def _type(field: dict[str, Any]) -> dict[str, Any]:
    """A type of the API as one of GoogleSQL, unless GoogleSQL derived it."""
    if "googlesql" in field:
        return dict(field["googlesql"])
    kind = field["type"].upper()
    if kind in ("RECORD", "STRUCT"):
        inner = [{"fieldName": each["name"], "fieldType": _type(each)} for each in field["fields"]]
        found: dict[str, Any] = {"typeKind": "TYPE_STRUCT", "structType": {"field": inner}}
    else:
        found = {"typeKind": f"TYPE_{_KINDS.get(kind, kind)}"}
    if field.get("mode") == "REPEATED":
        return {"typeKind": "TYPE_ARRAY", "arrayType": {"elementType": found}}
    return found
