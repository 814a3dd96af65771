"""A table after eight quiet days, each a real build, to be copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import make_shop
from ..engines.dbt_runner import DbtRunner
from ..engines.duckdb_file import DuckDbEngine
from ..project import Project

MODEL = "{{{{ config(materialized='table', meta={{'argos': {{'domain': 'sales', 'owner': 'ann'}}}}) }}}} select {fields} from (select range as n from range({rows})) as r"
FIELDS = {
    "id": "n",
    "amount": "case when n % 100 <> 0 then n % 97 end",
    "size": "n % 50",
    "kind": "'k' || (n % 5)",
    "city": "'c' || (n % 6)",
    "shop": "'s' || (n % 4)",
}
DAYS = 8

Build = Callable[..., None]


def build(project: Project, day: int, changes: dict[str, str] | None = None, rows: int = 0) -> None:
    """Builds the table on a day, with some columns of other values."""
    fields = ", ".join(
        f"{expression} as {name}" for name, expression in {**FIELDS, **(changes or {})}.items()
    )
    project.write({"models/sales.sql": MODEL.format(fields=fields, rows=rows or 2000 + 10 * (day % 3))})
    result = project.dbt("build", "--select", "sales", day=day)
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def quiet(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_shop(tmp_path_factory.mktemp("drift") / "shop", dbt_on_duckdb)
    for day in range(1, DAYS + 1):
        build(project, day)
    return project


@pytest.fixture
def sales(quiet: Project, dbt_on_duckdb: DbtRunner, tmp_path: Path) -> Project:
    """A copy of it."""
    root = tmp_path / "shop"
    shutil.copytree(quiet.root, root, symlinks=True)
    return Project(root, DuckDbEngine(root / "warehouse.duckdb", root / "logs" / "dbt.log"), dbt_on_duckdb)
