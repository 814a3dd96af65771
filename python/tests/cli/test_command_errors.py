"""What a command says when it cannot read or write: one line, and an exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Argos, execute, one_line_error, write


@pytest.mark.parametrize(
    ("arguments", "exit_code", "error"),
    [
        (["--target", "nope"], 2, "has no target nope: it has dev, new, memory, other, secret"),
        (["--profile", "nope"], 2, "there is no profile nope in "),
        (["--target", "new"], 3, "new.duckdb: run dbt build first"),
        (["--target", "memory"], 3, "keeps its database in memory"),
        (["--target", "other"], 3, "dbt-fantasy is not installed here: pip install dbt-fantasy"),
        (["--target", "secret"], 3, "SHOP_PATH_THAT_IS_NOT_SET is not set"),
    ],
)
def test_a_target_that_cannot_be_read(
    argos: Argos, built: Path, arguments: list[str], exit_code: int, error: str
) -> None:
    result = argos("status", *arguments, cwd=built)
    assert result.exit_code == exit_code
    assert error in one_line_error(result)


@pytest.mark.parametrize(
    "command",
    ["backfill orders", "backtest", "baseline propose", "feedback 1a2b3c4d --wrong", "sharpen"],
)
def test_a_command_that_writes_makes_no_empty_database(argos: Argos, shop: Path, command: str) -> None:
    result = argos(*command.split(), "--target", "new", cwd=shop)
    assert result.exit_code == 3
    assert one_line_error(result).endswith("new.duckdb: run dbt build first")
    assert not (shop / "new.duckdb").exists()


@pytest.mark.parametrize(
    ("files", "exit_code", "error"),
    [
        ({"dbt_project.yml": "a: ["}, 2, "dbt_project.yml is no YAML"),
        ({"dbt_project.yml": "- a"}, 2, "dbt_project.yml is not a mapping"),
        ({"profiles.yml": "shop: {}"}, 2, "dbt cannot load the project"),
        ({"dbt_packages/argos": ""}, 3, "the dbt package argos is not in"),
    ],
)
def test_a_project_that_cannot_be_read(
    argos: Argos, shop: Path, files: dict[str, str], exit_code: int, error: str
) -> None:
    (shop / "dbt_packages" / "argos").unlink() if "dbt_packages/argos" in files else write(shop, files)
    result = argos("status", cwd=shop)
    assert result.exit_code == exit_code
    assert error in one_line_error(result)


def test_no_project(argos: Argos, tmp_path: Path) -> None:
    result = argos("status", cwd=tmp_path)
    assert result.exit_code == 2
    assert "or above it: run argos inside a dbt project, or give --project-dir" in one_line_error(result)


def test_no_tables_of_argos(argos: Argos, shop: Path) -> None:
    execute(shop, "drop schema main_argos cascade")
    result = argos("status", cwd=shop)
    assert result.exit_code == 3
    assert one_line_error(result) == (
        "tables of argos are missing in schema main_argos of target dev: "
        "run dbt build with the package argos installed; argos doctor says what is missing"
    )


def test_one_table_is_missing(argos: Argos, shop: Path) -> None:
    execute(shop, "drop table main_argos.gate_decision")
    result = argos("status", cwd=shop)
    assert result.exit_code == 3
    assert "tables of argos are missing in schema main_argos of target dev: " in one_line_error(result)


def test_no_run_recorded(argos: Argos, shop: Path) -> None:
    execute(shop, "delete from main_argos.run_event")
    result = argos("status", cwd=shop)
    assert result.exit_code == 3
    assert "argos has recorded no run in schema main_argos" in one_line_error(result)


def test_tables_of_another_version(argos: Argos, shop: Path) -> None:
    execute(shop, "alter table main_argos.run_event drop column failed_count")
    result = argos("status", cwd=shop)
    assert result.exit_code == 4
    assert "of another version of argos" in one_line_error(result)
