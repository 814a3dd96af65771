"""A table of daily partitions, and what a test does with the baseline of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ..engines.dbt_runner import DbtResult
from ..project import Project

ROWS = 200
SOME_ROWS = "mod(n, 20 + mod(d * 7, 11)) <> 0"
COLUMNS = {
    "id": "n",
    "amount": "case when mod(n, 50) <> 0 then mod(n * 7919, 1009) / 10.0 end",
    "status": "case when mod(n * 31, 10) < 6 then 'new' when mod(n * 31, 10) < 9 then 'paid' else 'void' end",
    "code": "concat('AB-', cast(10000 + mod(n * 7, 9000) as {{ dbt.type_string() }}))",
    "rare": "case when mod(n, 10) = 0 then mod(n * 7919, 1009) / 10.0 end",
    "nothing": "cast(null as {{ dbt.type_string() }})",
}
MODEL = """\
{{{{ config(materialized='table') }}}}
select
  cast({{{{ dbt.dateadd('day', 'd', "cast('2025-12-14' as date)") }}}} as date) as day,
  {columns}
from (
  select cast(generated_number as {{{{ dbt.type_bigint() }}}}) as n, cast(floor((generated_number - 1) / {rows}) as {{{{ dbt.type_int() }}}}) as d
  from ({{{{ dbt.generate_series({total}) }}}}) as numbers
) as numbered
where {where}
"""
ARGOS = {"owner": "sales", "baseline_mode": "attested", "partition": {"column": "day", "grain": "day"}}
YML = {"models": [{"name": "sales", "config": {"meta": {"argos": ARGOS}}, "data_tests": ["argos.no_drift"]}]}


CHECKS = (
    "distinct_rate",
    "row_count",
    "mean_hours",
    "mean",
    "distribution",
    "unseen_rate",
    "null_rate",
    "type",
)


def gravity(row: Mapping[str, Any]) -> tuple[int, int]:
    """What sorts the verdicts of a column by its baseline, the gravest last."""
    return row["level"], CHECKS.index(row["metric"])


@dataclass
class Sales:
    """A project with the one model `sales`, whose days begin on 2025-12-14."""

    project: Project

    def lay_out(self) -> None:
        for folder in ("models", "seeds"):
            shutil.rmtree(self.project.root / folder)
        self.project.write({"models/schema.yml": yaml.safe_dump(YML)})

    def build(
        self, day: int, today: Mapping[str, str] | None = None, always: Mapping[str, str] | None = None
    ) -> DbtResult:
        """Builds the days up to the one before a day of January, with `today` in columns and rows of the newest one."""
        last = 16 + day
        columns = {**COLUMNS, **(always or {})}
        where = SOME_ROWS
        for name, other in (today or {}).items():
            if name == "rows":
                where += f" and (d < {last} or {other})"
            else:
                columns[name] = f"case when d = {last} then {other} else {columns[name]} end"
        text = ",\n  ".join(f"{sql} as {name}" for name, sql in columns.items())
        model = MODEL.format(columns=text, rows=ROWS, total=(last + 1) * ROWS, where=where)
        self.project.write({"models/sales.sql": model})
        return self.project.dbt("build", day=day)

    def operate(self, operation: str, day: int, **arguments: Any) -> DbtResult:
        """Runs an operation of the package as the command does."""
        called = ("run-operation", f"argos.{operation}", "--args", json.dumps(arguments))
        return self.project.dbt(*called, day=day)

    def command(self, *arguments: str, day: int) -> DbtResult:
        """Runs `argos baseline`."""
        return self.project.argos("baseline", *arguments, day=day)

    def versions(self, where: str = "1 = 1") -> dict[str, dict[str, Any]]:
        """The rows of profile_baseline by column, those of the latest version where there are several."""
        rows = self.project.facts("profile_baseline", f"{where} order by version")
        return {row["element_id"].lower(): row for row in rows}

    def statuses(self) -> dict[int, str]:
        return {row["version"]: row["status"] for row in self.project.facts("profile_baseline")}

    def steps(self) -> list[tuple[Any, ...]]:
        rows = self.project.facts("baseline_attestation", "1 = 1 order by recorded_at, version, step")
        return [(row["version"], row["step"], row["given_as"], row["reason"]) for row in rows]

    def verdicts(self, day: int) -> dict[str, tuple[Any, ...]]:
        """Level, statistic and reason of each column's gravest verdict by its baseline."""
        of_day = f"measure = 'baseline' and cast(profile_ts as date) = cast('2026-01-{day:02d}' as date)"
        rows = sorted(self.project.facts("column_verdict", of_day), key=gravity)
        return {row["element_id"].lower(): (row["level"], row["statistic"], row["reason"]) for row in rows}
