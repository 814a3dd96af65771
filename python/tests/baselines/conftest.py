"""A table with thirty measured days and a proposal, made once and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..engines.dbt_runner import DbtRunner
from ..engines.duckdb_file import DuckDbEngine
from ..project import Project, copy_project
from .sales import Sales


def at(root: Path, runner: DbtRunner) -> Sales:
    engine = DuckDbEngine(root / "warehouse.duckdb", root / "logs" / "dbt.log")
    return Sales(Project(root, engine, runner, "sales"))


@pytest.fixture(scope="session")
def measured(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty days of the past measured by backfill on the first day."""
    root = tmp_path_factory.mktemp("measured") / "types"
    copy_project("types", root)
    sales = at(root, dbt_on_duckdb)
    sales.project.write_profile()
    sales.lay_out()
    built = sales.build(16)
    assert built.exit_code == 0, built.output
    past = sales.operate("backfill", 16, relation="sales", days=40)
    assert past.exit_code == 0, past.output
    assert "proposed version" not in past.output
    return root


@pytest.fixture(scope="session")
def proposed(measured: Path, dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a version that waits."""
    root = tmp_path_factory.mktemp("proposed") / "types"
    shutil.copytree(measured, root, symlinks=True)
    result = at(root, dbt_on_duckdb).operate("propose_baseline", 16, relation="sales", given_as="anna")
    assert result.exit_code == 0, result.output
    assert (
        "argos: proposed version 1 of the baseline of sales, of 30 days: it waits to be attested"
        in result.output
    )
    return root


@pytest.fixture
def learned_sales(measured: Path, dbt_on_duckdb: DbtRunner, tmp_path: Path) -> Sales:
    return at(Path(shutil.copytree(measured, tmp_path / "types", symlinks=True)), dbt_on_duckdb)


@pytest.fixture
def sales(proposed: Path, dbt_on_duckdb: DbtRunner, tmp_path: Path) -> Sales:
    return at(Path(shutil.copytree(proposed, tmp_path / "types", symlinks=True)), dbt_on_duckdb)
