"""A day that `argos backtest` replays has the p-values that it had when dbt built it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..conftest import make_shop
from ..engines.dbt_runner import DbtRunner
from ..engines.duckdb_file import DuckDbEngine
from ..project import Project

Key = tuple[str, str, str, str]

DAYS = 13
MEASURES = (
    "drift",
    "row_count",
    "row_distinct_count",
    "mean",
    "stddev",
    "distribution",
    "top_rate",
    "unseen_rate",
)
DAILY = """\
{{ config(materialized='table', meta={'argos': {'partition': {'column': 'day'}}}) }}
select day, x, name, amount from shop_raw.days
"""
WHOLE = """\
{{ config(materialized='table') }}
select x, name, amount from shop_raw.days where day = (select max(day) from shop_raw.days)
"""
GATES = "models: [{name: daily, data_tests: [argos.no_drift]}, {name: whole, data_tests: [argos.no_drift]}]\n"
# So many rows and so large amounts that most days are a little unlike the days before.
ROWS = """\
insert into shop_raw.days
select date '2025-12-31' + {day}, i, 'n' || hash(i + {day}) % 9, hash(i * 7 + {day}) % 1000 / 10.0 * {factor}
from range({rows}) as numbers(i)
"""


def new_day(shop: Project, day: int) -> None:
    """The data of a day is built on the next. Every third day, rows of a day that was judged are lost."""
    shop.query(ROWS.format(day=day, rows=120 + 67 * (day * 5 % 7), factor=1 + day * 3 % 5 / 8))
    if day % 3 == 0:
        shop.query(f"delete from shop_raw.days where day = date '2025-12-31' + {day - 2} and x % 3 > 0")


@pytest.fixture(scope="module")
def played(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Days built one by one; one is built twice, on another nothing is built."""
    shop = make_shop(tmp_path_factory.mktemp("backtest") / "shop", dbt_on_duckdb)
    shop.query("create table shop_raw.days (day date, x bigint, name varchar, amount double)")
    for folder in ("models", "seeds", "snapshots"):
        shutil.rmtree(shop.root / folder)
    shop.write({"models/daily.sql": DAILY, "models/whole.sql": WHOLE, "models/gates.yml": GATES})
    for day in range(1, DAYS + 1):
        new_day(shop, day)
        for clock in {8: [], 10: ["06:00:00", "18:00:00"]}.get(day, ["06:00:00"]):
            result = shop.dbt("run", env={"ARGOS_NOW": f"2026-01-{day + 1:02d} {clock}"})
            assert result.exit_code == 0, result.output
    return shop


@pytest.fixture
def shop(played: Project, dbt_on_duckdb: DbtRunner, tmp_path: Path) -> Project:
    """A copy of it."""
    root = tmp_path / "shop"
    shutil.copytree(played.root, root, symlinks=True)
    engine = DuckDbEngine(root / "warehouse.duckdb", root / "logs" / "dbt.log")
    return Project(root, engine, dbt_on_duckdb)


def replayed(shop: Project, now: int = DAYS + 1, *args: str, **arguments: Any) -> dict[Key, float]:
    """Every p-value of the replay, by relation, day, column and measure: with this threshold all of them alarm."""
    given = json.dumps({"warn_p_value": 1, "learning_days": 0, "measures": MEASURES, **arguments})
    result = shop.dbt("run-operation", "argos.backtest", "--args", given, *args, day=now)
    assert result.exit_code == 0, result.output
    return {key: float(p_value) for key, (p_value, _) in alarms_said(shop).items()}


def alarms_said(shop: Project) -> dict[Key, tuple[str, str]]:
    """p-value and sentence of each alarm that the last replay told."""
    log = map(json.loads, (shop.root / "logs/dbt.log").read_text(encoding="utf-8").splitlines())
    said = [line["info"]["msg"] for line in log if line["info"]["msg"].startswith("argos: {")]
    found = {}
    for relation, day, _, _, _, alarms in json.loads(said[-1].removeprefix("argos: "))["days"]:
        for column, measure, _, p_value, reason in map(json.loads, json.loads(alarms or "null") or ()):
            found[relation, day[:10], column, measure] = (p_value, reason)
    return found


def as_it_was(shop: Project) -> dict[Key, float]:
    """Those of the runs, the last of each day."""
    rows = shop.query(
        "select instance_id, cast(cast(profile_ts as date) as varchar) as day, element_id, measure, p_value"
        f" from shop_argos.column_verdict where measure in {MEASURES} order by recorded_at"
    )
    fields = ("instance_id", "day", "element_id", "measure")
    last = {tuple(row[field] for field in fields): row["p_value"] for row in rows}
    return {key: p_value for key, p_value in last.items() if p_value is not None}


@pytest.mark.slow
def test_a_day_has_the_p_that_it_had(shop: Project) -> None:
    tables = ("run_profile_result", "series_metric", "column_verdict", "run_event")
    before = [shop.count(f"shop_argos.{table}") for table in tables]
    found, known = replayed(shop), as_it_was(shop)
    assert {key: found.get(key) for key in known} == pytest.approx(known)
    assert set(found) - set(known) == {key for key in found if key[:2] == ("model.shop.daily", "2026-01-09")}
    assert sum(p_value < 1 for p_value in known.values()) > 15
    assert [shop.count(f"shop_argos.{table}") for table in tables] == before


@pytest.mark.slow
def test_what_came_later_counts_for_nothing(shop: Project) -> None:
    """The last days are forgotten with all that their runs measured again, and the others stay as they were."""
    known = as_it_was(shop)
    for table in ("run_profile_result", "series_metric", "column_verdict"):
        shop.query(f"delete from shop_argos.{table} where recorded_at > timestamp '2026-01-10 12:00:00'")
    found = replayed(shop)
    assert len(found) > 10
    assert {key: known.get(key) for key in found if key[1] != "2026-01-09"} == pytest.approx(
        {key: value for key, value in found.items() if key[1] != "2026-01-09"}
    )


@pytest.mark.slow
def test_days_that_no_run_judged_are_derived(shop: Project) -> None:
    """Of a table whose days were never measured again, the result is the same."""
    known = {key: p_value for key, p_value in as_it_was(shop).items() if key[0] == "model.shop.whole"}
    shop.query("delete from shop_argos.series_metric where profile_ts > timestamp '2026-01-11 12:00:00'")
    found = replayed(shop, relation="whole")
    assert {key: found.get(key) for key in known} == pytest.approx(known)
    shop.query("delete from shop_argos.series_metric")
    found = replayed(shop, relation="whole")
    assert {key: found.get(key) for key in known} == pytest.approx(known)


@pytest.mark.slow
def test_only_the_days_asked_for(shop: Project) -> None:
    found = replayed(shop, days=2)
    assert {key[:2] for key in found} == {
        (f"model.shop.{name}", f"2026-01-{day}") for name in ("daily", "whole") for day in (13, 14)
    }
    later = replayed(shop, days=2, now=28)
    assert later == pytest.approx(found), "it counts from the newest day, not from today"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"relation": "dayly"}, "no relation is called dayly: did you mean daily?"),
        ({"measures": ["moon"]}, "no measure is called moon: there are drift, null_rate"),
    ],
)
def test_bad_input_is_one_line(shop: Project, arguments: dict[str, Any], problem: str) -> None:
    result = shop.dbt("run-operation", "argos.backtest", "--args", json.dumps(arguments), day=DAYS + 2)
    assert result.exit_code != 0
    assert f"argos: {problem}" in result.output


@pytest.mark.slow
def test_a_pull_request_replays_production(shop: Project) -> None:
    known = replayed(shop)
    shop.write_profile(pr=shop.engine.profile("pr"))
    shop.variables = {"argos_history_schema": "shop_argos"}
    assert replayed(shop, DAYS + 1, "--target", "pr") == pytest.approx(known)


@pytest.mark.slow
def test_without_tables_or_history_it_says_so(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("new")
    nothing = shop.dbt("run-operation", "argos.backtest", day=1)
    assert nothing.exit_code != 0
    assert "argos: its tables are missing or old in shop_argos: run dbt build once" in nothing.output
