"""A dbt project of a test: its files, its invocations, and the facts they left."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .engines.dbt_runner import DbtResult, DbtRunner, RunningDbt
from .engines.engine import Engine

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECTS = Path(__file__).with_name("projects")
DEMO = "../../../demo"
PACKAGE = ("dbt_project.yml", "packages.yml", "macros", "models", "tests", "analyses")
MADE_BY_DBT = shutil.ignore_patterns("target", "logs", "dbt_packages", "*.duckdb*", "package-lock.yml")
CLOCK = "2026-01-{day:02d} 06:00:00"


@dataclass
class Project:
    """A copy of a project under tests/projects with argos installed and a schema of its own."""

    root: Path
    engine: Engine
    runner: DbtRunner
    schema: str = "shop"
    variables: dict[str, Any] = field(default_factory=dict)

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def write_profile(self, **outputs: Mapping[str, Any]) -> None:
        """The default target, and any more by name."""
        all_outputs = {"dev": self.engine.profile(self.schema), **outputs}
        self.write({"profiles.yml": yaml.safe_dump({"shop": {"target": "dev", "outputs": all_outputs}})})

    def dbt(self, *args: str, day: int | None = None, env: Mapping[str, str] | None = None) -> DbtResult:
        return self.runner.invoke(self._arguments(args), self.root, self._environment(env, day))

    def argos(self, *args: str, day: int | None = None, env: Mapping[str, str] | None = None) -> DbtResult:
        """Runs the command."""
        return self.runner.invoke([*args], self.root, self._environment(env, day), program="argos")

    def start(self, *args: str) -> RunningDbt:
        return self.runner.start(self._arguments(args), self.root, self._environment(None, None))

    def query(self, sql: str) -> list[dict[str, Any]]:
        return self.engine.query(sql)

    def facts(self, fact: str, where: str = "true", columns: str = "*") -> list[dict[str, Any]]:
        return self.query(f"select {columns} from {self.schema}_argos.{fact} where {where}")

    def count(self, table: str) -> int:
        return int(self.query(f"select count(*) as n from {table}")[0]["n"])

    def _arguments(self, args: tuple[str, ...]) -> list[str]:
        has_vars = self.variables and args[0] not in ("deps", "debug")
        return [*args, *(["--vars", json.dumps(self.variables)] if has_vars else [])]

    def _environment(self, env: Mapping[str, str] | None, day: int | None) -> dict[str, str]:
        return {
            "DBT_PROFILES_DIR": str(self.root),
            "DBT_LOG_FORMAT_FILE": "json",
            "DBT_LOG_LEVEL_FILE": "debug",
            "DBT_LOG_PATH": str(self.root / "logs"),
            **({"ARGOS_NOW": CLOCK.format(day=day)} if day else {}),
            **(env or {}),
        }


def copy_project(name: str, root: Path, package: Path = REPOSITORY) -> None:
    """Lay out a project of tests/projects at `root`, with this repository as its installed package."""
    shutil.copytree(PROJECTS / name, root, ignore=MADE_BY_DBT)
    (root / "dbt_packages").mkdir()
    os.symlink(package, root / "dbt_packages" / "argos")
    (root / "packages.yml").write_text(f"packages: [{{local: {json.dumps(str(package))}}}]\n")


def copy_package(root: Path) -> None:
    """What dbt reads of this repository, for a test to change."""
    root.mkdir()
    for name in PACKAGE:
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
