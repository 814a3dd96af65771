"""Checks statements by GoogleSQL against the emulator's tables."""

from __future__ import annotations

from typing import Any

from google.protobuf import json_format

from .emulator import Emulator
from .googlesql import GoogleSql, Parsed, TablePath
from .tables import Fields, catalog, flat, metadata_view


class Check:
    """Type-checks one statement after the other; RejectedError carries GoogleSQL's message."""

    def __init__(self, googlesql: GoogleSql, emulator: Emulator) -> None:
        self._googlesql = googlesql
        self._emulator = emulator
        # The emulator tells some types by those of DuckDB: what GoogleSQL derived for a CREATE is better.
        self._derived: dict[TablePath, Fields] = {}

    def statement(self, parsed: Parsed) -> None:
        tables = {}
        for path in [*self._googlesql.tables_in(parsed.text), *_altered(parsed)]:
            fields = self._fields(path)
            if fields is not None:
                tables[path] = fields
        resolved = self._googlesql.analyze(parsed.text, catalog(tables, self._googlesql.language))
        if parsed.kind == "ast_ddl_statement_node":
            self._remember(json_format.MessageToDict(resolved))

    def _fields(self, path: TablePath) -> Fields | None:
        view = metadata_view(path)
        if view is not None:
            return view
        place = self._emulator.place(flat(path))
        fields = self._emulator.fields(place)
        derived = self._derived.get(place)
        if fields is None or derived is None:
            return fields
        return derived if _names(derived) == _names(fields) else fields

    def _remember(self, resolved: dict[str, Any]) -> None:
        path, fields = _created(resolved)
        if path and fields:
            self._derived[self._emulator.place(flat(path))] = fields


def _names(fields: Fields) -> list[str]:
    return [field["name"].lower() for field in fields]


def _altered(parsed: Parsed) -> list[TablePath]:
    """The table of an ALTER TABLE, which GoogleSQL does not count among those that a statement names."""
    ddl = parsed.tree.ast_ddl_statement_node if parsed.kind == "ast_ddl_statement_node" else None
    if ddl is None or ddl.WhichOneof("node") != "ast_alter_statement_base_node":
        return []
    base = ddl.ast_alter_statement_base_node
    statement = getattr(base, base.WhichOneof("node"))
    while "path" not in statement.DESCRIPTOR.fields_by_name:
        statement = statement.parent
    return [tuple(name.id_string for name in statement.path.names)]


def _created(resolved: dict[str, Any]) -> tuple[TablePath, Fields]:
    """Path and columns of what a resolved CREATE makes: wrappers come first, then parents."""
    path: TablePath = ()
    fields: Fields = []
    node: dict[str, Any] | None = resolved
    while node:
        path = tuple(node.get("namePath", path))
        if "columnDefinitionList" in node:
            fields = [
                {"name": each["name"], "googlesql": each["type"]} for each in node["columnDefinitionList"]
            ]
        elif "outputColumnList" in node and not fields:
            fields = [
                {"name": each["name"], "googlesql": each["column"]["type"]}
                for each in node["outputColumnList"]
            ]
        node = next(
            (
                value
                for key, value in node.items()
                if isinstance(value, dict) and (key == "parent" or key.startswith("resolvedCreate"))
            ),
            None,
        )
    return path, fields
