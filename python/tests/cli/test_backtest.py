"""`argos backtest` on days that dbt built by the clock of this machine."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from ..engines.dbt_runner import DbtRunner
from .conftest import Argos, Command, execute, one_line_error, write

pytestmark = pytest.mark.slow

PAST = """\
{{ config(materialized='table', meta={'argos': {'partition': {'column': 'day'}}}) }}
select * from days
"""
GATE = "models: [{name: past, data_tests: [argos.no_drift]}]"
TODAY = datetime.now(UTC).date()


def add_day(shop: Path, days_ago: int, rows: int) -> None:
    execute(shop, f"insert into days select date '{day(days_ago)}', i from range({rows}) as numbers(i)")


def day(days_ago: int) -> str:
    return str(TODAY - timedelta(days=days_ago))


@pytest.fixture(scope="module")
def past(built: Path, dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty days, backfilled but for the first three, and three more, each built by itself; two have lost rows."""
    root = tmp_path_factory.mktemp("backtest") / "shop"
    shutil.copytree(built, root, symlinks=True)
    write(root, {"models/past.sql": PAST, "models/past.yml": GATE})
    execute(root, "create table days (day date, id integer)")
    for days_ago in range(33, 3, -1):
        add_day(root, days_ago, 15 if days_ago == 9 else 100 + days_ago * 7 % 5)
    fill = ["run-operation", "argos.backfill", "--args", "{relation: past, days: 60}"]
    build = ["run", "--select", "past"]
    for arguments in (build, fill):
        assert dbt_on_duckdb.invoke(arguments, root).exit_code == 0
    for days_ago in (3, 2, 1):
        add_day(root, days_ago, 12 if days_ago == 2 else 101)
        assert dbt_on_duckdb.invoke(build, root).exit_code == 0
    return root


def test_a_lost_day_is_told_with_its_price(command: Command, past: Path) -> None:
    write(
        past,
        {"faults.csv": f"relation,day,label\npast,{day(9)},lost\npast,{day(2)},lost\npast,{day(12)},other\n"},
    )
    result = command("backtest", "past", "--against", "faults.csv", cwd=past)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == f"shop, target dev (duckdb): a gate on drift, {day(33)} to {day(1)}"
    assert "recall 66.7%: 2 of 3 labels met an alarm" in result.stdout
    assert f"MISS  {day(12)} past: other" in result.stdout
    for days_ago, rows in ((9, 15), (2, 12)):
        assert any(
            line.startswith(f"{day(days_ago)}    FAIL  row_count of past is {rows},") for line in lines
        )
    assert lines[-1] == "warn_p_value 0.002, fail_p_value 0.001, learning_days 14"


def test_p_values_are_those_of_the_runs(command: Command, past: Path) -> None:
    options = ("--format", "json", "--warn-p-value", "1", "--learning-days", "0", "--measure", "row_count")
    result = command("backtest", *options, cwd=past)
    assert result.exit_code == 0, result.stderr
    report = json.loads(result.stdout)
    (relation,) = [one for one in report["relations"] if one["name"] == "past"]
    found = {
        alarm["day"]: alarm["p_value"]
        for one in relation["days"]
        for alarm in one["alarms"]
        if alarm["column"] == ""
    }
    with duckdb.connect(str(past / "shop.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select partition_value, p_value from main_argos.column_verdict"
            " where instance_id = 'model.shop.past' and measure = 'row_count' and p_value is not null"
        ).fetchall()
    known = dict(rows)
    assert set(known) == {day(3), day(2), day(1)}
    assert known[day(2)] < 0.001
    assert {one: found[one] for one in known} == pytest.approx(known)


@pytest.mark.parametrize(
    ("arguments", "exit_code", "line"),
    [
        (("pasd",), 2, "no relation is called pasd: did you mean past?"),
        (("past", "--measure", "moon"), 2, "no measure is called moon: there are drift, "),
        (("orders_view",), 3, "there is no history of orders_view: run argos backfill, or build on some days"),
        (("past", "--measure", "null_gap_rate"), 3, "no day of past was judged by null_gap_rate: it has no column that tells it"),
        (("past", "--against", "unknown.csv"), 2, "unknown.csv line 2: no relation is called pasta: this backtest has past"),
    ],
)  # fmt: skip
def test_what_cannot_be_replayed(
    command: Command, past: Path, arguments: tuple[str, ...], exit_code: int, line: str
) -> None:
    write(past, {"unknown.csv": "relation,day,label\npasta,2026-01-01,lost\n"})
    result = command("backtest", *arguments, cwd=past)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert result.stderr.startswith(f"argos: {line}")
    assert result.stderr.count("\n") == 1


def test_what_fails_is_never_likelier_than_what_warns(command: Command, past: Path) -> None:
    options = ("--format", "json", "--warn-p-value", "1e-11", "--measure", "row_count", "--days", "9")
    result = command("backtest", "past", *options, cwd=past)
    assert result.exit_code == 0, result.stderr
    (relation,) = json.loads(result.stdout)["relations"]
    assert (relation["warn_p_value"], relation["fail_p_value"]) == (1e-11, 1e-11)
    assert not [day for day in relation["days"] if day["alarms"]]


def test_tables_of_another_target_are_missing(command: Command, past: Path) -> None:
    duckdb.connect(str(past / "new.duckdb")).close()
    result = command("backtest", "--target", "new", cwd=past)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "argos: its tables are missing or old in main_argos: run dbt build once\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"relation,day\n", "faults.csv has no column label: its first line is relation,column,day,label"),
        (b"relation,day,label\npast,today,lost\n", "faults.csv line 2: today is no day such as 2026-01-31"),
        (b"\xff\xfe\n", "cannot be read: it is not UTF-8"),
    ],
)
def test_a_file_of_labels_is_read_before_anything_else(
    shop: Path, argos: Argos, text: bytes, line: str
) -> None:
    (shop / "faults.csv").write_bytes(text)
    result = argos("backtest", "--against", "faults.csv", cwd=shop)
    assert result.exit_code == 2
    assert one_line_error(result).endswith(line)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--days", "0"), "0 is not in the range 1<=x<=1000"),
        (("--warn-p-value", "0"), "0 is not in the range 0<x<=1"),
        (("--warn-p-value", "0.001", "--fail-p-value", "0.01"), "0.01 is above --warn-p-value 0.001"),
        (("--against", "nowhere.csv"), "File 'nowhere.csv' does not exist"),
    ],
)
def test_options_that_make_no_sense(
    shop: Path, argos: Argos, arguments: tuple[str, ...], problem: str
) -> None:
    result = argos("backtest", *arguments, cwd=shop)
    assert result.exit_code == 2
    assert problem in result.stderr
