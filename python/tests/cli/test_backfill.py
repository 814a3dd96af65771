"""`argos backfill` on a project that dbt has built."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from ..engines.dbt_runner import DbtRunner
from .conftest import Command, installed, write

PAST = """\
{{ config(materialized='table', meta={'argos': {'partition': {'column': 'day'}}}) }}
select cast(now() as date) - cast(range as integer) as day, 1 as amount from range(1, 41)
"""


@pytest.fixture(scope="module")
def past(dbt_on_duckdb: DbtRunner, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with forty days of a table, the newest three measured."""
    root = tmp_path_factory.mktemp("backfill") / "shop"
    shutil.copytree(built, root, symlinks=True)
    write(root, {"models/past.sql": PAST})
    result = dbt_on_duckdb.invoke(["build", "--select", "past"], root)
    assert result.exit_code == 0, result.output
    return root


@pytest.mark.slow
def test_it_measures_the_past_once(command: Command, past: Path) -> None:
    result = installed("backfill", "past", "--days", "36", cwd=past)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert [line.partition(", up to ")[0] for line in lines] == [
        "measured 31 of 33 partitions of past",
        "measured 33 of 33 partitions of past",
        "proposed version 1 of the baseline of past, of 30 days: it is in force",
    ]
    again = command("backfill", "model.shop.PAST", "--days", "36", cwd=past)
    assert again.stdout == "nothing to measure: every partition of the last 36 days of past is measured\n"
    with duckdb.connect(str(past / "shop.duckdb"), read_only=True) as connection:
        query = "select count(*), count(distinct partition_value) from main_argos.run_profile_result where element_id = 'amount' and partition_value is not null"
        assert connection.execute(query).fetchone() == (36, 36)


@pytest.mark.slow
def test_days_that_were_measured_and_not_compared_are_done_again(command: Command, past: Path) -> None:
    metrics = "from main_argos.series_metric where partition_value is not null and metric = 'row_count'"
    command("backfill", "past", cwd=past)
    with duckdb.connect(str(past / "shop.duckdb")) as connection:
        twenty_days = f"select cast(max(cast(partition_value as date)) - 20 as varchar) {metrics}"
        connection.execute(f"delete from main_argos.series_metric where partition_value < ({twenty_days})")
    again = command("backfill", "past", "--days", "25", cwd=past)
    assert again.stdout.startswith("measured 4 of 4 partitions of past, up to ")
    with duckdb.connect(str(past / "shop.duckdb"), read_only=True) as connection:
        assert connection.execute(f"select count(distinct partition_value) {metrics}").fetchone() == (25,)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "exit_code", "line"),
    [
        (("pasd",), 2, "no relation is called pasd: did you mean past?"),
        (("orders",), 3, "orders has no partitions to measure: declare meta.argos.partition, such as {column: ordered_on, grain: day}"),
        (("past", "--target", "new"), 3, "its tables are missing or old in main_argos: run dbt build once"),
        (("past", "--vars", "{argos_enabled: false}"), 3, "argos_enabled is false: nothing is measured"),
        (("past; drop table orders",), 2, "no relation is called past; drop table orders"),
    ],
)  # fmt: skip
def test_what_cannot_be_backfilled(
    command: Command, past: Path, arguments: tuple[str, ...], exit_code: int, line: str
) -> None:
    duckdb.connect(str(past / "new.duckdb")).close()
    result = command("backfill", *arguments, cwd=past)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert result.stderr == f"argos: {line}\n"


@pytest.mark.slow
def test_a_locked_file_is_one_line(past: Path) -> None:
    with duckdb.connect(str(past / "shop.duckdb")):
        result = installed("backfill", "past", cwd=past)
    assert result.returncode == 3
    assert len(result.stderr.splitlines()) == 1
    assert "lock" in result.stderr
