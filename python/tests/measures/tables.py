"""Tables made of Python values, loaded into DuckDB past dbt, and their facts after a run of dbt."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..project import Project

Facts = dict[str, dict[str, Any]]

FAMILIES = {
    "integer": "number",
    "bigint": "number",
    "float": "number",
    "double": "number",
    "decimal": "number",
    "varchar": "text",
    "boolean": "boolean",
    "date": "date",
    "time": "time",
    "timestamp": "timestamp",
}


@dataclass(frozen=True)
class Column:
    """Values of one type; the infinite dates and timestamps, which Python has not, are infinite floats."""

    name: str
    data_type: str
    values: Sequence[Any]

    @property
    def family(self) -> str:
        return "other" if "[" in self.data_type else FAMILIES[self.data_type.split("(")[0].split()[0]]

    @property
    def valid(self) -> list[Any]:
        return [value for value in self.values if value is not None]


def literal(value: Any) -> str | None:
    """A value in a text that DuckDB casts to its type without a loss."""
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return "infinity" if value > 0 else "-infinity"
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def write_rows(columns: Sequence[Column], path: Path) -> str:
    """Write the columns into a file, and return the SELECT that reads them from it with their types."""
    rows = zip(*(map(literal, column.values) for column in columns), strict=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({f"c{n}": value for n, value in enumerate(row)}) + "\n" for row in rows)
    fields = ", ".join(f"cast(c{n} as {c.data_type}) as {quoted(c.name)}" for n, c in enumerate(columns))
    types = ", ".join(f"c{n}: 'varchar'" for n in range(len(columns)))
    return f"select {fields} from read_json('{path}', format = 'newline_delimited', columns = {{{types}}})"


def gate_tables(project: Project, names: Sequence[str]) -> None:
    """Make sources of tables in shop_raw, each with a gate, so that a run of tests measures them."""
    declared = [
        {"name": f"t{n}", "identifier": name, "quoting": {"identifier": True}, "data_tests": ["argos.volume_expected"]}
        for n, name in enumerate(names)
    ]  # fmt: skip
    sources = [{"name": "made", "schema": "shop_raw", "tables": declared}]
    project.write({"models/made.yml": json.dumps({"sources": sources})})


def refused(project: Project) -> list[str]:
    """Errors of the statements of all runs."""
    return [statement.error for statement in project.engine.statements() if statement.error]


def measure_tables(project: Project, tables: Mapping[str, str], day: int = 1) -> dict[str, Facts]:
    """The facts that one run of dbt leaves of tables made by SELECTs, by table and column."""
    for name, select in tables.items():
        project.query(f"create or replace table shop_raw.{quoted(name)} as {select}")
    gate_tables(project, list(tables))
    result = project.dbt("test", "--select", "source:made", day=day)
    assert result.exit_code == 0, result.output
    assert "failed" not in result.output, (refused(project), result.output)
    facts: dict[str, Facts] = {name: {} for name in tables}
    names = dict(enumerate(tables))
    where = f"instance_id like 'source.%.made.t%' and profile_ts = timestamp '2026-01-{day:02d} 06:00:00'"
    for row in project.facts("run_profile_result", where):
        facts[names[int(row["instance_id"].rpartition(".t")[2])]][row["element_id"]] = row
    return facts
