"""DuckDB as an engine of the suite: the warehouse is a file, the log is that of dbt."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from .engine import Statement


@dataclass(frozen=True)
class DuckDbEngine:
    """One database file in a project, and the dbt log of that project."""

    database: Path
    log: Path
    read_only: bool = False
    name: str = "duckdb"
    python: Path = Path(sys.executable)
    preload: Path | None = None

    def profile(self, schema: str) -> dict[str, Any]:
        """One thread of DuckDB: tables of tests are small, and the tests themselves run side by side."""
        options = {"threads": 1} | ({"access_mode": "READ_ONLY"} if self.read_only else {})
        kind = {"type": "duckdb", "path": self.database.name}
        return {**kind, "schema": schema, "threads": 2, "config_options": options}

    def query(self, sql: str) -> list[dict[str, Any]]:
        with duckdb.connect(str(self.database)) as connection:
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def statements(self, since: int = 0) -> list[Statement]:
        """Statements of the last invocation; each error belongs to the last statement of its thread."""
        found: list[Statement] = []
        last_of_thread: dict[str, int] = {}
        for line in self.log.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            thread = event["info"]["thread"]
            if event["info"]["name"] == "SQLQuery":
                last_of_thread[thread] = len(found)
                found.append(Statement(event["data"]["sql"], True, None, 0, thread))
            elif event["info"]["msg"].startswith("DuckDB adapter: duckdb error: "):
                message = event["info"]["msg"].removeprefix("DuckDB adapter: duckdb error: ")
                position = last_of_thread[thread]
                found[position] = replace(found[position], ok=False, error=message, caught=(message,))
        return found[since:]
