"""A table of daily partitions, and what a test does with the baseline of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..engines.dbt_runner import DbtResult
from ..project import Project

ROWS = 200
AMOUNT = "mod(n * 7919, 1009) / 10.0"
STATUS = "case when mod(n * 31, 10) < 6 then 'new' when mod(n * 31, 10) < 9 then 'paid' else 'void' end"
CODE = "concat('AB-', cast(10000 + mod(n * 7, 9000) as {{ dbt.type_string() }}))"
MODEL = """\
{{{{ config(materialized='table') }}}}
select
  cast({{{{ dbt.dateadd('day', 'd', "cast('2025-12-14' as date)") }}}} as date) as day,
  n as id,
  case when mod(n, 50) <> 0 then cast({amount} as {{{{ dbt.type_float() }}}}) end as amount,
  {status} as status,
  {code} as code,
  cast(null as {{{{ dbt.type_string() }}}}) as nothing
from (
  select generated_number as n, cast(floor((generated_number - 1) / {rows}) as {{{{ dbt.type_int() }}}}) as d
  from ({{{{ dbt.generate_series({total}) }}}}) as numbers
) as numbered
where {where}
"""
YML = {
    "models": [
        {
            "name": "sales",
            "config": {
                "meta": {
                    "argos": {
                        "owner": "sales",
                        "baseline_mode": "attested",
                        "partition": {"column": "day", "grain": "day"},
                    }
                }
            },
            "data_tests": ["argos.no_drift"],
        }
    ]
}


@dataclass
class Sales:
    """A project with the one model `sales`, whose days begin on 2025-12-14."""

    project: Project

    def lay_out(self) -> None:
        for folder in ("models", "seeds"):
            shutil.rmtree(self.project.root / folder)
        self.project.write({"models/schema.yml": yaml.safe_dump(YML)})

    def build(self, day: int, today: dict[str, str] | None = None, where: str = "1 = 1") -> DbtResult:
        """Builds the days up to the one before a day of January, with other columns on the newest one."""
        last = 17 + day - 1
        columns = {"amount": AMOUNT, "status": STATUS, "code": CODE}
        for name, other in (today or {}).items():
            columns[name] = f"case when d = {last} then {other} else {columns[name]} end"
        text = MODEL.format(**columns, rows=ROWS, total=(last + 1) * ROWS, where=where)
        self.project.write({"models/sales.sql": text})
        return self.project.dbt("build", day=day)

    def operate(self, operation: str, day: int, **arguments: Any) -> DbtResult:
        return self.project.dbt("run-operation", f"argos.{operation}", "--args", json.dumps(arguments), day=day)

    def versions(self, where: str = "1 = 1") -> list[dict[str, Any]]:
        return self.project.facts("profile_baseline", f"{where} order by version, element_id")

    def steps(self) -> list[tuple[Any, ...]]:
        rows = self.project.facts("baseline_attestation", "1 = 1 order by recorded_at, step")
        return [(row["version"], row["step"], row["given_as"], row["reason"]) for row in rows]

    def verdicts(self, profile_day: int) -> dict[str, tuple[Any, ...]]:
        rows = self.project.facts(
            "column_verdict", f"measure = 'baseline' and profile_ts = timestamp '2026-01-{profile_day:02d} 00:00:00'"
        )
        return {row["element_id"]: (row["level"], row["statistic"], row["reason"]) for row in rows}


def new_sales(project: Project) -> Sales:
    sales = Sales(project)
    sales.lay_out()
    return sales
