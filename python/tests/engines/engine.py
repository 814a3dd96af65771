"""What a test may ask of any warehouse, whether it is a file, an emulator or a cluster."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

# dbt-snowflake puts it after the statement.
_DBT_COMMENT = re.compile(
    r'^\s*/\*\s*\{"app": "dbt".*?\*/\s*|\s*/\*\s*\{"app": "dbt"[^*]*\*/\s*;?\s*$', re.DOTALL
)


@dataclass(frozen=True)
class Statement:
    """One statement as the warehouse received it."""

    sql: str
    ok: bool
    error: str | None
    ms: int
    session: str
    caught: tuple[str, ...] = ()
    """Errors that were raised inside the statement, also those that a handler in it swallowed."""

    @property
    def body(self) -> str:
        """The statement without the comment that dbt adds to it."""
        return _DBT_COMMENT.sub("", self.sql).strip()


class EngineError(Exception):
    """An engine cannot start, or refused a query of a test."""


class Engine(Protocol):
    """A running warehouse."""

    @property
    def name(self) -> str:
        """The adapter's name: `duckdb`, `databricks`, ..."""

    @property
    def python(self) -> Path:
        """The interpreter that has dbt and this adapter."""

    @property
    def preload(self) -> Path | None:
        """A Python file for DbtRunner to run before its first invocation."""

    def profile(self, schema: str) -> dict[str, Any]:
        """An output of profiles.yml."""

    def query(self, sql: str) -> list[dict[str, Any]]:
        """Rows, past dbt; not listed among the statements."""

    def statements(self, since: int = 0) -> list[Statement]:
        """Statements of the adapter in their order, from the given position on."""
