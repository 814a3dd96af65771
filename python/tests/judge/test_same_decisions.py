"""The same facts are judged and sharpened alike on every warehouse, but for metrics that one of them cannot tell: 60 days of
orders, some of them faulty, each judged as of that day."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from argos.stats.rows import FORECAST_COLUMNS, TEST_COLUMNS

from ..clouds import EXCEPTIONS, Cloud
from ..engines.dbt_runner import DbtRunner
from ..engines.duckdb_file import DuckDbEngine
from ..project import Project, copy_project
from .made_facts import (
    AMOUNT_BY_ACCOUNT,
    DAYS,
    EMPTY,
    FAULTS,
    FIRST_DAY,
    FORETOLD_FROM,
    HIGHER_PRICES,
    INSTANCE,
    LAST,
    LEARNED,
    PRICE_FORETOLD,
    ROWS_FORETOLD,
    SHOWN_DAYS,
    Fact,
    account_mean,
    made_empty,
    made_facts,
    made_forecasts,
)

NUMBERS = ("value", "expected_low", "expected_high", "score", "threshold", "p_value", "history_days", "level")
TEXTS = ("decision", "statistic", "reason")
Verdicts = dict[tuple[str, str, str], dict[str, Any]]
CLOCK = {"ARGOS_NOW": str(FIRST_DAY + timedelta(days=DAYS)) + " 06:00:00"}
SHARPENED = {"series_forecast": FORECAST_COLUMNS, "statistical_test_result": TEST_COLUMNS}
KEYS = ("instance_id", "element_id", "test", "metric", "profile_day", "companion_id", "trained_until")
Sharpened = dict[str, list[dict[str, Any]]]


def judged(project: Project) -> Verdicts:
    """What is made of the orders."""
    result = project.dbt("build", env=CLOCK)
    assert result.exit_code == 0, result.output
    made = {
        "run_profile_result": made_facts(),
        "series_forecast": made_forecasts(),
        "learned_threshold": [LEARNED],
    }
    return verdicts_on(project, INSTANCE, made)


def verdicts_on(project: Project, instance: str, made: dict[str, list[Fact]]) -> Verdicts:
    """By day, column and measure."""
    facts = {name: as_rows(rows) for name, rows in made.items()}
    arguments = {"facts": facts, "instance_id": instance, "since": str(FIRST_DAY)}
    done = project.dbt("run-operation", "judge_facts", "--args", json.dumps(arguments), env=CLOCK)
    assert done.exit_code == 0, done.output
    found = project.facts("column_verdict", f"instance_id = '{instance}'")
    low = [{name.lower(): value for name, value in row.items()} for row in found]
    return {(str(row["partition_value"]), row["element_id"], row["measure"]): row for row in low}


def sharpened(project: Project) -> Sharpened:
    """What the command stores of what was judged."""
    done = project.argos("sharpen", "--ahead", "3", env=CLOCK)
    assert done.exit_code == 0, done.output
    found = {}
    for fact, columns in SHARPENED.items():
        rows = [{name.lower(): value for name, value in row.items()} for row in project.facts(fact)]
        of_fact = [{name: row[name] for name in columns} for row in rows]
        found[fact] = sorted(of_fact, key=lambda row: [str(row[name]) for name in columns if name in KEYS])
    return found


def as_rows(facts: list[Fact]) -> dict[str, list[Any]]:
    fields = sorted({name for fact in facts for name in fact})
    return {"fields": fields, "rows": [[fact.get(name) for name in fields] for fact in facts]}


@pytest.fixture(scope="module")
def project_here(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("judged") / "shop"
    copy_project("judged", root)
    project = Project(root, DuckDbEngine(root / "warehouse.duckdb", root / "logs" / "dbt.log"), dbt_on_duckdb)
    project.write_profile()
    return project


@pytest.fixture(scope="module")
def here(project_here: Project) -> tuple[Verdicts, Sharpened]:
    return judged(project_here), sharpened(project_here)


@pytest.fixture(scope="module")
def on_duckdb(here: tuple[Verdicts, Sharpened]) -> Verdicts:
    return here[0]


def of_day(verdicts: Verdicts, number: int, column: str, measure: str) -> dict[str, Any]:
    return verdicts[(str(FIRST_DAY + timedelta(days=number)), column, measure)]


def alarms_of(verdicts: Verdicts, number: int) -> dict[tuple[str, str], str]:
    day = str(FIRST_DAY + timedelta(days=number))
    return {key[1:]: row["decision"] for key, row in verdicts.items() if key[0] == day and row["level"]}


def test_each_fault_is_found_and_named(on_duckdb: Verdicts) -> None:
    found = {fault: alarms_of(on_duckdb, number) for number, fault in FAULTS.items()}
    assert found["half of the rows"][("", "row_count")] == "FAIL"
    assert found["nulls"][("status", "null_rate")] == "FAIL"
    for column in ("phone", "birthday"):
        assert found["more nulls"][(column, "null_rate")] in ("WARN", "FAIL"), column
    assert {found["unit"].get(("amount", metric)) for metric in ("mean", "stddev", "distribution")} >= {
        "FAIL"
    }
    assert found["new value"][("status", "unseen_rate")] == "FAIL"
    assert found["new value"][("airport", "unseen_rate")] == "FAIL"
    assert found["nulls"][("stop_over", "unseen_rate")] == "FAIL", (
        "each of its values is rare, their shape is new"
    )
    assert found["value gone"][("status", "lost_rate")] == "FAIL"
    assert not {("city", "lost_rate"), ("coupon", "lost_rate")} & set(found["value gone"])
    of_day = found["fractions and no zeros"]
    of_account = {key: decision for key, decision in of_day.items() if key[0] == "account"}
    assert of_account == {("account", "fraction_rate"): "FAIL", ("account", "drift"): "FAIL"}
    assert of_day[("discount", "lost_rate")] == "FAIL"
    assert found["no rows"][("", "row_count")] == "FAIL"
    assert found["late"][("ordered_at", "latest_hours")] == "FAIL"
    assert found["all at once"][("", "drift")] == "FAIL"
    assert found["withheld"][("account", "mean")] == "FAIL"
    assert ("exchange_rate", "mean") in found["one value"]
    assert not found["distinct rows unknown"]
    of_cards = {key: decision for key, decision in found["one of two"].items() if key[0].startswith("card")}
    assert of_cards == {("card_bank", "null_gap_rate"): "FAIL", ("card_bank", "drift"): "FAIL"}


def test_lateness_is_told_in_hours_before_the_end_of_the_day(on_duckdb: Verdicts) -> None:
    [late] = [number for number, fault in FAULTS.items() if fault == "late"]
    day = str(FIRST_DAY + timedelta(days=late))
    reason = on_duckdb[(day, "ordered_at", "latest_hours")]["reason"]
    assert reason == (
        "the latest orders.ordered_at is 12.1 h before the end of its day, expected 1.3 h before to 0.7 h after from 27 days"
    )


def test_what_is_days_away_is_told_in_days(on_duckdb: Verdicts) -> None:
    reason = of_day(on_duckdb, 40, "due_at", "mean_hours")["reason"]
    usual = "29.4 days after to 29.6 days after from 28 days"
    assert reason == f"the mean of orders.due_at is 29.5 days after the end of its day, expected {usual}"


def test_columns_that_move_at_once_are_one_event(on_duckdb: Verdicts) -> None:
    day = str(FIRST_DAY + timedelta(days=57))
    assert "columns of orders changed at once" in on_duckdb[(day, "", "drift")]["reason"]


def test_what_passes_lies_within_what_is_expected(on_duckdb: Verdicts) -> None:
    judged_days = [row for row in on_duckdb.values() if row["decision"] != "LEARNING"]
    known = [row for row in judged_days if row["value"] is not None and row["expected_low"] is not None]
    assert len(known) > 5000
    # The share of NULLs of the column itself has to rise too where it rises beyond that of another.
    of_metrics = [row for row in known if row["measure"] not in ("drift", "null_gap_rate")]
    within = [row["expected_low"] <= row["value"] <= row["expected_high"] for row in of_metrics]
    odd = [
        row["reason"]
        for row, is_within in zip(of_metrics, within, strict=True)
        if is_within != (not row["level"])
    ]
    assert not odd


def test_a_table_that_usually_has_no_rows_is_expected_to_have_none(
    here: tuple[Verdicts, Sharpened], project_here: Project
) -> None:
    verdicts = verdicts_on(project_here, EMPTY, {"run_profile_result": made_empty()})
    for metric in ("row_count", "row_distinct_count"):
        usual = of_day(verdicts, 40, "", metric)
        assert (usual["value"], usual["expected_low"], usual["expected_high"]) == (0, 0, 1)
        assert (usual["decision"], of_day(verdicts, LAST, "", metric)["decision"]) == ("PASS", "FAIL")


def test_withheld_quantiles_have_no_distance(on_duckdb: Verdicts) -> None:
    days = {key[0]: row for key, row in on_duckdb.items() if key[1:] == ("order_id", "distribution")}
    assert len(days) == DAYS
    assert [day for day, row in days.items() if row["value"] is not None] == []
    last = days[str(FIRST_DAY + timedelta(days=SHOWN_DAYS[-1]))]
    assert (last["decision"], last["level"]) == ("PASS", 0)


def test_what_sharpen_stored_is_used(on_duckdb: Verdicts) -> None:
    def centers(column: str, first: int, end: int) -> dict[int, float]:
        rows = {number: of_day(on_duckdb, number, column, "mean") for number in range(first, end)}
        return {number: (row["expected_low"] + row["expected_high"]) / 2 for number, row in rows.items()}

    near = partial(pytest.approx, abs=0.01)
    assert all(center != near(PRICE_FORETOLD) for center in centers("price", 20, FORETOLD_FROM).values())
    told = range(FORETOLD_FROM, min(FAULTS))
    assert all(center == near(PRICE_FORETOLD) for center in centers("price", told.start, told.stop).values())
    intercept, slope = AMOUNT_BY_ACCOUNT
    amounts = centers("amount", told.start, told.stop)
    assert any(amounts[number] == near(intercept + slope * account_mean(number)) for number in told)
    [special], [dear] = ROWS_FORETOLD, HIGHER_PRICES
    assert not alarms_of(on_duckdb, special)
    assert not [key for key in alarms_of(on_duckdb, dear) if key[0] == "price"]
    far, usual_far = (of_day(on_duckdb, number, "price", "distribution") for number in (dear, dear - 2))
    assert 5 * usual_far["expected_high"] < far["value"] < far["expected_high"]
    rows = [of_day(on_duckdb, number, "", "row_count") for number in (min(FAULTS) - 1, special)]
    usual, foretold = [(row["expected_low"], row["expected_high"]) for row in rows]
    assert usual[0] > 800
    assert foretold[0] < ROWS_FORETOLD[special] < foretold[1]
    learned = of_day(on_duckdb, 40, str(LEARNED["element_id"]), str(LEARNED["measure"]))
    not_learned = of_day(on_duckdb, 40, "ordered_at", "distribution")
    assert learned["threshold"] > 1.5 * not_learned["threshold"]


def test_quiet_days_are_quiet_and_the_first_fourteen_learn(on_duckdb: Verdicts) -> None:
    alarms = {n: alarms_of(on_duckdb, n) for n in range(14, min(FAULTS)) if alarms_of(on_duckdb, n)}
    assert not alarms
    first = [
        row["decision"] for key, row in on_duckdb.items() if key[0] <= str(FIRST_DAY + timedelta(days=13))
    ]
    assert set(first) <= {"LEARNING", "PASS", "FAIL"}
    assert "LEARNING" in first


def test_the_facts_are_judged_and_sharpened_alike(
    here: tuple[Verdicts, Sharpened], cloud: Cloud, tmp_path: Path
) -> None:
    on_duckdb, sharpened_here = here
    project = cloud.new_project("judged", tmp_path / "shop", "judged")
    verdicts = judged(project)
    untold = EXCEPTIONS["metrics_not_on"].get(cloud.name, {})
    same = {key for key, row in on_duckdb.items() if row["metric"] not in untold}
    assert set(verdicts) == {key for key in on_duckdb if key in same or key[2] == "drift"}
    differing = [
        (*key, *pair)
        for key, expected in on_duckdb.items()
        if key in same
        for pair in differences(verdicts[key], expected, (*NUMBERS, *TEXTS))
    ]
    assert not differing, f"{len(differing)} values differ, such as {differing[:20]}"

    assert len(sharpened_here["series_forecast"]) > len(made_forecasts())
    found = sharpened(project)
    for fact, of_duckdb in sharpened_here.items():
        expected_rows = [row for row in of_duckdb if row["metric"] not in untold]
        assert len(found[fact]) == len(expected_rows) > 0
        for row, expected in zip(found[fact], expected_rows, strict=True):
            # How many series there are moves what is said of all of them together.
            compared = [name for name in SHARPENED[fact] if not (untold and name == "q_value")]
            assert not differences(row, expected, compared)


def differences(
    row: dict[str, Any], expected: dict[str, Any], names: Iterable[str]
) -> list[tuple[str, Any, Any]]:
    return [(name, row[name], expected[name]) for name in names if not is_close(row[name], expected[name])]


def is_close(value: Any, expected: Any) -> bool:
    """Numbers within what order of summation does, all else in the words of its warehouse."""
    try:
        return math.isclose(float(value), float(expected), rel_tol=1e-6, abs_tol=1e-9)
    except (TypeError, ValueError):
        return str(value) == str(expected)
