"""dbt v2 (2.0.0a3) parses the package and the demo, and compiles them for each warehouse with nothing behind it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ..project import MADE_BY_DBT, PROJECTS, REPOSITORY, copy_package

DBT = REPOSITORY / ".venv-next/bin/dbt"
TARGETS = {
    "duckdb": {"type": "duckdb", "path": "warehouse.duckdb", "schema": "shop"},
    "snowflake": {
        "type": "snowflake", "account": "a", "user": "u", "password": "p", "database": "d", "schema": "shop", "warehouse": "w",
    },
    "bigquery": {"type": "bigquery", "method": "oauth", "project": "p", "dataset": "shop"},
    "databricks": {
        "type": "databricks", "host": "nowhere", "http_path": "/sql/1.0/warehouses/none", "token": "t", "catalog": "c", "schema": "shop",
    },
}  # fmt: skip

pytestmark = pytest.mark.slow


def lay_out(project: Path, root: Path) -> Path:
    """A copy of the package without its hooks of the run, since v2 connects for any; and of a project that has it."""
    package = root / "argos"
    copy_package(package)
    settings = (package / "dbt_project.yml").read_text(encoding="utf-8")
    (package / "dbt_project.yml").write_text(re.sub(r"(?m)^on-run-.*\n", "", settings))
    copy = root / "project"
    shutil.copytree(project, copy, ignore=MADE_BY_DBT)
    (copy / "packages.yml").write_text(json.dumps({"packages": [{"local": str(package)}]}))
    (copy / "profiles.yml").write_text(json.dumps({"shop": {"target": "duckdb", "outputs": TARGETS}}))
    assert dbt(copy, "deps").returncode == 0
    return copy


def dbt(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DBT_PROFILES_DIR": str(project), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
    return subprocess.run(
        [DBT, *arguments], cwd=project, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("project", [PROJECTS / "types", REPOSITORY / "demo"], ids=["package", "demo"])
@pytest.mark.parametrize("target", TARGETS)
def test_compiles_without_an_error_or_a_warning(project: Path, target: str, tmp_path: Path) -> None:
    copy = lay_out(project, tmp_path)
    # These look into dbt's cache, which v2 fills from the warehouse.
    offline = ("--exclude", "resource_type:test", "config.materialized:incremental")
    variables = ("--vars", "{argos_self_test: true}")
    for command in (("parse",), ("compile", *offline)):
        result = dbt(copy, *command, "--target", target, *variables)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "warning" not in result.stdout.lower(), result.stdout
    (measured,) = copy.glob("target/compiled/argos/**/measure.sql")
    assert "run_profile_result" in measured.read_text()


def test_what_is_put_into_the_graph_is_seen_by_other_nodes(tmp_path: Path) -> None:
    """The memory of a run, by which the gates of a layer have it judged at once."""
    (tmp_path / "models").mkdir()
    files = {
        "dbt_project.yml": {"name": "shop", "version": "1.0.0", "profile": "shop"},
        "profiles.yml": {"shop": {"target": "dev", "outputs": {"dev": TARGETS["duckdb"]}}},
    }
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content))
    seen = "{% if execute %}{% do graph.setdefault('seen', []).append(model.name) %}-- {{ graph.get('seen') | length }}{% endif %}"
    for number in range(20):
        (tmp_path / f"models/model_{number}.sql").write_text(f"{seen}\nselect 1 as id\n")
    result = dbt(tmp_path, "compile", "--threads", "1")
    assert result.returncode == 0, result.stdout + result.stderr
    counts = [int(path.read_text().split()[1]) for path in tmp_path.glob("target/compiled/**/*.sql")]
    assert len(counts) == 20
    # Some are rendered at once, and two may begin the list: but most find what others left.
    assert max(counts) > 10, counts
