"""`argos feedback` on a project that dbt has built."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from .conftest import Argos, Command, execute, one_line_error

EVENT = "0123456789abcdef0123456789abcdef"
ALARM = f"""update main_argos.column_verdict set level = 3, fact_id = '{EVENT}'
    where instance_id = 'model.shop.orders' and element_id = '' and measure = 'row_count'"""


@pytest.mark.slow
def test_it_records_what_a_person_says_and_leaves_retry_what_it_had(command: Command, shop: Path) -> None:
    execute(shop, ALARM)
    left = (shop / "target/run_results.json").read_bytes()
    reason = 'it\'s "the" sale\\ 🎉'
    author = ("--as", "ann", "--reason", reason)
    result = command("feedback", EVENT[:8], "--wrong", *author, "--vars", "{since: 2026-01-31}", cwd=shop)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("called WRONG: row_count of orders is 3, ")
    with duckdb.connect(str(shop / "shop.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select event_id, measure, verdict, given_by, given_as, reason from main_argos.alarm_feedback"
        ).fetchall()
    assert rows == [(EVENT, "row_count", "WRONG", "duckdb", "ann", reason)]
    assert (shop / "target/run_results.json").read_bytes() == left


@pytest.mark.slow
def test_several_events_are_called_at_once(command: Command, shop: Path) -> None:
    events = (EVENT, EVENT[::-1])
    for event, measure in zip(events, ("row_count", "row_distinct_count"), strict=True):
        execute(shop, ALARM.replace(EVENT, event).replace("'row_count'", f"'{measure}'"))
    result = command("feedback", *(event[:8] for event in events), "--right", cwd=shop)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line[:13] for line in result.stdout.splitlines()] == ["called RIGHT:"] * 2
    with duckdb.connect(str(shop / "shop.duckdb"), read_only=True) as connection:
        rows = connection.execute("select event_id, verdict from main_argos.alarm_feedback").fetchall()
    assert sorted(rows) == sorted((event, "RIGHT") for event in events)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "exit_code", "line"),
    [
        (("1a2b3c4d", "--wrong"), 2, 'no event begins with 1a2b3c4d: take the digits after "event" at the end of the run'),
        (("orders", "--right"), 2, '"orders" is no event: give the first 8 hex digits of an alarm, or more'),
        (("1a2b3c4d", "--right", "--target", "new"), 3, "its tables are missing or old in main_argos: run dbt build once"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged(
    command: Command, shop: Path, arguments: tuple[str, ...], exit_code: int, line: str
) -> None:
    duckdb.connect(str(shop / "new.duckdb")).close()
    result = command("feedback", *arguments, cwd=shop)
    assert (result.exit_code, result.stdout, result.stderr) == (exit_code, "", f"argos: {line}\n")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ((), "whether the alarm was right is not said"),
        (("--right", "--wrong"), "both --right and --wrong are given"),
    ],
)
def test_right_or_wrong_must_be_said(argos: Argos, built: Path, words: tuple[str, ...], problem: str) -> None:
    result = argos("feedback", "1a2b3c4d", *words, cwd=built)
    assert result.exit_code == 2
    assert one_line_error(result) == f"{problem}: give --right or --wrong"


def test_a_package_that_is_not_installed_is_one_line(argos: Argos, shop: Path) -> None:
    os.unlink(shop / "dbt_packages" / "argos")
    result = argos("feedback", "1a2b3c4d", "--wrong", cwd=shop)
    assert (result.exit_code, result.stdout) == (3, "")
    assert one_line_error(result) == "packages of this project are not installed: run dbt deps"
