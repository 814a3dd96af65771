"""The shop that the demo plays: its database, its exports and its dbt project."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from dbt.cli.main import dbtRunner

HERE = Path(__file__).resolve().parent
DATABASE, KEPT = Path("shop.duckdb"), Path("eve.duckdb")


@dataclass
class Build:
    """What one `dbt build` said, and how each of its nodes ended."""

    console: list[str] = field(default_factory=list)
    status_of: dict[str, str] = field(default_factory=dict)

    def hear(self, event: Any) -> None:
        if event.info.level != "debug":
            self.console.append(event.info.msg)

    def said(self, pattern: str) -> list[str]:
        return [line for line in self.console if re.match(pattern, line)]

    def is_quiet(self) -> bool:
        return bool(self.status_of) and set(self.status_of.values()) <= {"success", "pass"}

    def ended_as(self, status: str, nodes: list[str]) -> bool:
        return all(self.status_of.get(node) == status for node in nodes)


class Shop:
    """The shop's database, its morning export and its dbt project. dbt shares this process, thus the file."""

    def __init__(self, is_kept: bool) -> None:
        """A new shop, or the one that was kept."""
        os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
        os.chdir(HERE)
        if is_kept and not KEPT.exists():
            raise SystemExit("no mornings are kept that could be played on: run make demo without AGAIN once")
        for file in (DATABASE, DATABASE.with_suffix(".duckdb.wal")):
            file.unlink(missing_ok=True)
        if is_kept:
            shutil.copy(KEPT, DATABASE)
        else:
            KEPT.unlink(missing_ok=True)
        self._dbt(dbtRunner(), "deps")
        parsed = self._dbt(dbtRunner(), "parse")
        self._manifest = parsed.result
        self._database = duckdb.connect(str(DATABASE))
        self._database.execute(Path("history.sql").read_text(encoding="utf-8"))

    def keep(self) -> None:
        """Keep the shop as it is, so that what follows can be played again."""
        self._database.execute("checkpoint")
        shutil.copy(DATABASE, KEPT)

    def export(self, morning: datetime, fault: str) -> None:
        """Replace the raw tables by all that had happened in the night before that morning."""
        os.environ["ARGOS_NOW"] = str(morning)
        self._database.execute(
            f"set variable morning = timestamp '{morning}'; set variable fault = '{fault}'"
        )
        self._database.execute(Path("export.sql").read_text(encoding="utf-8"))

    def build(self) -> Build:
        """Run `dbt build`. The project is parsed once, since from day to day only the clock differs."""
        build = Build()
        outcome = self._dbt(self._runner(build), "build")
        build.status_of = {result.node.name: str(result.status) for result in outcome.result}
        return build

    def backfill(self, relation: str, days: int) -> str:
        """Measure the partitions of its past; the last line of what argos says."""
        heard = Build()
        arguments = json.dumps({"relation": relation, "days": days})
        operation = ["run-operation", "argos.backfill", "--args", arguments, "--no-write-json"]
        outcome = self._dbt(self._runner(heard), *operation)
        said = heard.said("argos: ")
        if not outcome.success or not said:
            raise SystemExit("\n".join(["the backfill failed:", *heard.console]))
        return said[-1]

    def query(self, sql: str) -> list[tuple[str, ...]]:
        """The names of the columns, then the rows."""
        answer = self._database.execute(sql)
        header = tuple(column[0] for column in answer.description)
        rows = (tuple("" if cell is None else str(cell) for cell in row) for row in answer.fetchall())
        return [header, *rows]

    def _runner(self, listener: Build) -> Any:
        return dbtRunner(manifest=self._manifest.deepcopy(), callbacks=[listener.hear])

    @staticmethod
    def _dbt(dbt: Any, command: str, *arguments: str) -> Any:
        outcome = dbt.invoke(["--log-level", "none", "--no-use-colors", command, *arguments])
        if outcome.exception:
            raise SystemExit(f"dbt {command} could not run: {outcome.exception}")
        return outcome
