"""The SQL of every hook, gate and view, as each warehouse gets it: a review sees what changed where.

`make snapshots` rewrites them; CI never does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ..clouds import CLOUDS
from ..engines.databricks.engine import DatabricksEngine
from ..engines.dbt_runner import DbtRunner
from ..engines.engine import Statement
from ..project import REPOSITORY, Project, copy_project

SNAPSHOTS = Path(__file__).parent
PROFILES: dict[str, dict[str, Any]] = {
    "duckdb": {"type": "duckdb", "path": "warehouse.duckdb"},
    "bigquery": {"type": "bigquery", "method": "oauth-secrets", "token": "none", "project": "warehouse"},
    "databricks": {
        "type": "databricks", "host": "nowhere", "http_path": "/sql/1.0/warehouses/none", "token": "none",
        "catalog": "warehouse",
    },
    "snowflake": {
        "type": "snowflake", "account": "nowhere", "user": "none", "password": "none", "warehouse": "none",
        "database": "warehouse",
    },
}  # fmt: skip


@dataclass(frozen=True)
class NoWarehouse:
    """A profile to compile for, with nothing behind it."""

    name: str
    python: Path
    preload: Path | None = None

    def profile(self, schema: str) -> dict[str, Any]:
        return {**PROFILES[self.name], "schema": schema}

    def query(self, sql: str) -> list[dict[str, Any]]:
        raise NotImplementedError(sql)

    def statements(self, since: int = 0) -> list[Statement]:
        raise NotImplementedError


@pytest.fixture(params=["duckdb", *(pytest.param(name, marks=getattr(pytest.mark, name)) for name in CLOUDS)])
def compiled(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, dict[str, str]]:
    name = request.param
    python = Path(sys.executable) if name == "duckdb" else REPOSITORY / f".venv-{name}/bin/python"
    copy_project("types", tmp_path / "types")
    with DbtRunner(python, name, DatabricksEngine.preload if name == "databricks" else None) as runner:
        project = Project(tmp_path / "types", NoWarehouse(name, python), runner)
        project.write_profile()
        flags = ("--no-populate-cache", "--no-introspect")
        result = project.dbt("compile", "--select", "package:argos", *flags, day=8)
    assert result.exit_code == 0, result.output
    return name, read_compiled(project.root)


def read_compiled(root: Path) -> dict[str, str]:
    invocation = json.loads((root / "target/manifest.json").read_text())["metadata"]["invocation_id"]
    folder = root / "target/compiled/argos"
    paths = sorted(path for path in folder.rglob("*.sql"))
    texts = {}
    for path in paths:
        name = str(path.relative_to(folder)).removeprefix("analyses/").removeprefix("models/")
        text = path.read_text().replace(invocation, "<run_id>").strip()
        texts[name] = re.sub(r"[ \t]+\n", "\n", text) + "\n"
    return texts


def test_compiled_sql_is_as_reviewed(compiled: tuple[str, dict[str, str]]) -> None:
    engine, texts = compiled
    folder = SNAPSHOTS / engine
    if os.environ.get("ARGOS_UPDATE_SNAPSHOTS") and not os.environ.get("CI"):
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
    kept = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.sql")}
    assert texts == kept, "run `make snapshots` and review the difference"


def test_every_hook_gate_and_view_has_a_snapshot() -> None:
    gates = {path.stem for path in (REPOSITORY / "tests/generic").glob("*.sql")} - {"profile_within"}
    views = {path.stem for path in (REPOSITORY / "models").rglob("*.sql")}
    for engine in PROFILES:
        kept = {path.stem: path.read_text() for path in (SNAPSHOTS / engine).rglob("*.sql")}
        assert views <= kept.keys()
        assert all(f'"{gate}"' in kept["gates_of_a_layer"] for gate in gates)
