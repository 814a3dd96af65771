"""The warehouses beside DuckDB: each an engine on loopback and dbt with its real adapter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from argos.warehouse.dbt import day_on

from .engines.dbt_runner import DbtRunner
from .engines.engine import Engine
from .project import Project, copy_project

CLOUDS = ("bigquery", "databricks", "snowflake")
# What is not as on DuckDB, with the reasons.
EXCEPTIONS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "conformance/exceptions.yml").read_text()
)


@dataclass(frozen=True)
class Cloud:
    engine: Engine
    runner: DbtRunner

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def table_format(self) -> str:
        """What a CREATE TABLE past dbt needs so that the table is of the kind that dbt makes."""
        return "using delta" if self.name == "databricks" else ""

    def new_project(self, name: str, root: Path, schema: str) -> Project:
        """A copy of a project under tests/projects in a schema that only its test uses."""
        copy_project(name, root)
        project = Project(root, self.engine, self.runner, schema)
        project.write_profile()
        return project


@dataclass(frozen=True)
class AsWarehouse:
    """A project's engine as the commands see a warehouse."""

    project: Project

    def query(self, sql: str) -> list[dict[str, Any]]:
        return [{name.lower(): value for name, value in row.items()} for row in self.project.query(sql)]

    def arrow(self, sql: str) -> dict[str, list[Any]]:
        rows = self.query(sql)
        return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}

    def relation(self, schema: str, name: str) -> str:
        return f"{schema}.{name}"

    def literal(self, text: str) -> str:
        return f"'{text}'"

    def day(self, moment: str) -> str:
        return day_on(self.project.engine.name, moment)

    def columns(self, relation: str) -> list[str]:
        return [relation]
