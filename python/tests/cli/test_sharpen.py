"""`argos sharpen` on facts of sixty days."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from argos.reports.document import plain_text
from argos.reports.sharpen_document import SharpenReport, sharpen_document

from ..engines.dbt_runner import DbtRunner
from .conftest import Argos, Command, execute
from .facts import ORDERS, SCHEMA, insert, make_shop

TODAY = datetime.now().replace(hour=6, minute=0, second=0, microsecond=0)


def days(number: int, seed: int = 1) -> list[dict[str, Any]]:
    """Rows of series_metric: two NULL rates that go together, and the number of rows."""
    rng = np.random.default_rng(seed)
    rows = []
    for age in range(number, 0, -1):
        moment = TODAY - timedelta(days=age)
        base = {"run_id": f"run-{age}", "recorded_at": moment, "profile_ts": moment, "target_name": "dev"}
        nulls = float(rng.gamma(2, 0.05))
        values = {("", "row_count"): 7 + rng.normal(0, 0.01), ("a", "null_rate"): nulls}
        values["b", "null_rate"] = nulls + rng.normal(0, 0.0005)
        for (element, metric), value in values.items():
            rows.append(
                {
                    **base,
                    "instance_id": ORDERS,
                    "element_id": element,
                    "metric": metric,
                    "value": float(value),
                }
            )
    return rows


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return make_shop(tmp_path)


def test_nothing_stored_is_said_in_a_line(empty: Path, argos: Argos) -> None:
    result = argos("sharpen", cwd=empty)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "argos: no day of the last 120 is known of schema main_argos of target dev: build it once, or run argos backfill\n"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2026-12-25,Christmas\nsoon,Easter\n", "line 2 of {file} has no day such as 2026-12-25"),
        ("2026-05-01,Día del Trabajo\n", "{file} cannot be read: it is not UTF-8"),
    ],
)
def test_holidays_that_cannot_be_read(empty: Path, argos: Argos, text: str, line: str) -> None:
    file = empty / "holidays.csv"
    file.write_text(text, encoding="latin-1")
    result = argos("sharpen", "--holidays", str(file), cwd=empty)
    assert (result.exit_code, result.stderr) == (2, f"argos: {line.format(file=file)}\n")


def test_a_heading_and_empty_lines_are_no_holidays(tmp_path: Path) -> None:
    from argos.warehouse.sharpen import read_holidays

    file = tmp_path / "holidays.csv"
    file.write_text("\ufeffday,name\n\n2026-12-25,Christmas\n2026-12-26\n", encoding="utf-8")
    assert list(read_holidays(file).values()) == ["Christmas", "holiday"]


@pytest.mark.parametrize("arguments", [("--ahead", "0"), ("--ahead", "40"), ("--holidays", "none.csv")])
def test_what_cannot_be_meant(empty: Path, argos: Argos, arguments: tuple[str, ...]) -> None:
    assert argos("sharpen", *arguments, cwd=empty).exit_code == 2


def test_its_summary_counts_one_as_one() -> None:
    told = plain_text(sharpen_document(SharpenReport(1, 29, 1497, 1, 1, [])))
    assert told.splitlines()[2:] == [
        "sharpened     1,497 forecasts of 29 series of 1 relation",
        "              1 test result",
        "              1 learned threshold",
    ]


def test_without_numpy_a_line_says_how_to_get_it(
    empty: Path, argos: Argos, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    result = argos("sharpen", cwd=empty)
    assert result.exit_code == 3
    assert result.stderr.endswith("is not installed here: pip install numpy scipy\n")


@pytest.fixture(scope="module")
def sharpened(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built shop with a past."""
    root = tmp_path_factory.mktemp("sharpen") / "shop"
    shutil.copytree(built, root, symlinks=True)
    execute(root, f"delete from {SCHEMA}.series_metric")
    insert(root, "series_metric", days(60))
    return root


def stored(root: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(root / "shop.duckdb"), read_only=True) as connection:
        rows: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    return rows


@pytest.mark.slow
def test_days_that_another_column_told_apart_are_other_days(
    command: Command, sharpened: Path, tmp_path: Path
) -> None:
    root = tmp_path / "shop"
    shutil.copytree(sharpened, root, symlinks=True)
    execute(
        root,
        f"update {SCHEMA}.series_metric set partition_value = strftime(profile_ts, '%Y-%m-%d'),"
        f" partition_key = case when recorded_at < timestamp '{TODAY - timedelta(days=30)}'"
        " then 'paid by day' else 'sold by day' end",
    )
    assert command("sharpen", "orders", cwd=root).exit_code == 0
    keys = f"select distinct partition_key, is_daily from {SCHEMA}.series_forecast"
    assert stored(root, keys) == [("sold by day", 1)]
    trained = f"select max(trained_days) from {SCHEMA}.series_forecast where model = 'blend'"
    ((days_known,),) = stored(root, trained)
    assert 20 < days_known < 30
    trained = f"select max(trained_days) from {SCHEMA}.series_forecast where model = 'blend'"
    ((days_known,),) = stored(root, trained)
    assert 20 < days_known < 30


@pytest.mark.slow
def test_it_stores_forecasts_once(command: Command, sharpened: Path) -> None:
    first = command("sharpen", "orders", "--ahead", "2", "--format", "json", cwd=sharpened)
    assert (first.exit_code, first.stderr) == (0, "")
    report = json.loads(first.stdout)
    assert (report["relations"], report["series"], report["forecasts"]) == (1, 3, 15)
    query = f"select model, companion_id, element_id, count(*), min(expected_spread) < 0.001 from {SCHEMA}.series_forecast group by all order by all"
    rows = stored(sharpened, query)
    assert [row[:4] for row in rows] == [
        ("blend", "", "", 3),
        ("blend", "", "a", 3),
        ("blend", "", "b", 3),
        ("companion", "a", "b", 3),
        ("companion", "b", "a", 3),
    ]
    assert [row[4] for row in rows] == [False, False, False, True, True]
    command("sharpen", "--ahead", "2", cwd=sharpened)
    assert stored(sharpened, query) == rows


@pytest.mark.slow
def test_it_forecasts_from_today(dbt_on_duckdb: DbtRunner, sharpened: Path, tmp_path: Path) -> None:
    days = f"select distinct profile_day from {SCHEMA}.series_forecast order by 1"
    arguments = ["sharpen", "orders", "--ahead", "2", "--vars", "{argos_self_test: true}"]
    # Of today too, where it is not known yet; nothing of what has ended.
    for away, expected in ((0, (1, 2)), (3, (0, 1, 2)), (30, ())):
        root = Path(shutil.copytree(sharpened, tmp_path / f"shop_{away}", symlinks=True))
        execute(root, f"delete from {SCHEMA}.series_forecast")
        today = TODAY - timedelta(days=1) + timedelta(days=away)
        played = {"ARGOS_NOW": f"{today:%Y-%m-%d} 09:00:00"}
        result = dbt_on_duckdb.invoke(arguments, root, env=played, program="argos")
        assert result.exit_code == 0, result.stderr
        assert stored(root, days) == [((today + timedelta(days=day)).date(),) for day in expected]


@pytest.mark.slow
def test_a_day_counts_as_it_was_first_seen(command: Command, sharpened: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(sharpened, tmp_path / "shop", symlinks=True))
    query = (
        f"select element_id, companion_id, profile_day, expected from {SCHEMA}.series_forecast order by all"
    )
    assert command("sharpen", "orders", cwd=root).exit_code == 0
    known = stored(root, query)
    execute(root, f"delete from {SCHEMA}.series_forecast")
    again = [
        {
            **row,
            "run_id": "later",
            "recorded_at": row["recorded_at"] + timedelta(days=1),
            "value": place % 3.0,
        }
        for place, row in enumerate(days(60))
    ]
    insert(root, "series_metric", again)
    assert command("sharpen", "orders", cwd=root).exit_code == 0
    assert stored(root, query) == known != []


@pytest.mark.slow
def test_values_of_a_column_that_is_personal_now_are_not_forecast(
    command: Command, sharpened: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(sharpened, tmp_path / "shop", symlinks=True))
    means = [{**row, "metric": "mean"} for row in days(60) if row["element_id"]]
    insert(root, "series_metric", means)
    of_a = {"instance_id": ORDERS, "element_id": "a"}
    for age, notes in ((2, "{}"), (1, '{"bounds": "withheld: personal"}')):
        moment = TODAY - timedelta(days=age)
        insert(root, "run_profile_result", [{**of_a, "recorded_at": moment, "notes": notes}])
    assert command("sharpen", "orders", cwd=root).exit_code == 0
    query = f"select distinct element_id, metric from {SCHEMA}.series_forecast where element_id <> '' order by all"
    assert stored(root, query) == [("a", "null_rate"), ("b", "mean"), ("b", "null_rate")]


@pytest.mark.slow
def test_a_rate_that_is_always_the_same_has_not_changed(
    command: Command, sharpened: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(sharpened, tmp_path / "shop", symlinks=True))
    stepped = [row for row in days(60) if row["element_id"] == "a"]
    for age, row in enumerate(stepped):
        rows = (1000 if age < 30 else 100) + age % 5
        row.update(total_count=rows, value=float(np.arcsin(np.sqrt(0.375 / (rows + 0.75)))))
    for element, share in (("never", 0), ("always", 1), ("seldom", 0.2)):
        insert(
            root,
            "series_metric",
            [
                {
                    **row,
                    "element_id": element,
                    "affected_count": row["total_count"] * share + (share == 0.2) * (place % 3),
                }
                for place, row in enumerate(stepped)
            ],
        )
    assert command("sharpen", "orders", cwd=root).exit_code == 0
    query = f"select distinct element_id from {SCHEMA}.statistical_test_result where element_id in ('never', 'always', 'seldom') and verdict = 'DRIFT'"
    assert stored(root, query) == [("seldom",)]


@pytest.mark.slow
def test_a_distribution_is_forecast_on_a_holiday_alone(
    command: Command, sharpened: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(sharpened, tmp_path / "shop", symlinks=True))
    fairs = [TODAY + timedelta(days=away) for away in (-40, -20, 1)]
    (root / "holidays.csv").write_text("".join(f"{day:%Y-%m-%d},fair\n" for day in fairs))
    far = [
        {
            **row,
            "element_id": "price",
            "metric": "distribution",
            "value": 0.001,
            "miss_month": 6.0 if row["profile_ts"] in fairs else 0.7 + place % 3 / 10,
        }
        for place, row in enumerate(row for row in days(60) if row["metric"] == "row_count")
    ]
    insert(root, "series_metric", far)
    assert command("sharpen", "orders", "--holidays", "holidays.csv", cwd=root).exit_code == 0
    told = f"select profile_day, expected from {SCHEMA}.series_forecast where metric = 'distribution'"
    [(day, expected)] = stored(root, told)
    assert day == fairs[-1].date()
    assert expected == pytest.approx(0.8 + 5.2 * 2 / 3, abs=0.1), "two thirds of the way, as there were two"
    drifts = f"select test from {SCHEMA}.statistical_test_result where element_id = 'price'"
    assert stored(root, drifts) == [], "how far it is from the month is no series of its own"


@pytest.mark.slow
def test_a_relation_that_is_not_there(command: Command, sharpened: Path) -> None:
    result = command("sharpen", "ordres", cwd=sharpened)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "orders" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("is_daily", [False, True], ids=["a whole table", "daily partitions"])
def test_a_change_is_of_the_day_of_the_data(
    command: Command, sharpened: Path, tmp_path: Path, is_daily: bool
) -> None:
    root = Path(shutil.copytree(sharpened, tmp_path / "shop", symlinks=True))
    execute(root, f"delete from {SCHEMA}.series_metric")
    counts = [row for row in days(60) if not row["element_id"]]
    for age, row in enumerate(counts):
        row["value"] += 3.0 * (age >= 40)
        # A partition bears the moment at which its day ends.
        midnight = row["profile_ts"].replace(hour=0)
        row.update(
            {"partition_value": f"{midnight - timedelta(days=1):%Y-%m-%d}", "profile_ts": midnight}
            if is_daily
            else {}
        )
    insert(root, "series_metric", counts)
    report = json.loads(command("sharpen", "--format", "json", cwd=root).stdout)
    [found] = [one for one in report["findings"] if one["test"] == "CHANGEPOINT"]
    step, newest = (counts[place]["profile_ts"] - timedelta(days=is_daily) for place in (40, -1))
    assert (found["changed_on"], found["profile_day"]) == (f"{step:%Y-%m-%d}", f"{newest:%Y-%m-%d}")
