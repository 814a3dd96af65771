"""Rows of the replay as a report, and that as people read it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml

from argos.backtest.model import BacktestReport, Label, Outcome
from argos.backtest.report import backtest_report
from argos.model import Place
from argos.reports.backtest_document import backtest_document
from argos.reports.document import plain_text
from argos.reports.serialise import as_json, as_yaml

PLACE = Place("shop", "dev", "duckdb", "main_argos")
SENTENCE = "row_count of orders is 9, expected 90 to 130 from 28 days"


def alarm(column: str, decision: str, p_value: float | None, reason: str = SENTENCE) -> str:
    return json.dumps([column, "drift", decision, None if p_value is None else str(p_value), reason])


def row(name: str, ends_on: str, judged: int = 5, *alarms: str, is_partition: int = 1) -> list[Any]:
    listed = json.dumps(sorted(alarms)) if alarms else None
    return [f"model.shop.{name}", ends_on, is_partition, judged, 5 - judged, listed]


def report(*rows: list[Any], labels: tuple[Label, ...] = ()) -> BacktestReport:
    names = sorted({one[0].split(".")[-1] for one in rows})
    relations = [[f"model.shop.{name}", name, 0.003, 0.001, 14] for name in names]
    return backtest_report(
        PLACE, 90, ("drift",), [{"relations": relations, "columns": {}, "days": list(rows)}], labels
    )


ROWS = (
    row(
        "orders", "2026-02-01", 5, alarm("a", "WARN", 0.002, "mean of orders.a is 9"), alarm("", "FAIL", 1e-5)
    ),
    row("orders", "2026-01-31 00:00:00", 0),
    row("orders", "2026-02-02"),
    row("people", "2026-01-31", 5, is_partition=0),
    row("people", "2026-02-02", 5, alarm("", "WARN", 0.002, "row_count of people is 7"), is_partition=0),
)


def test_days_are_told_by_their_partition_and_counted() -> None:
    made = report(*ROWS)
    orders, people = made.relations
    assert [(one.day, one.outcome) for one in orders.days] == [
        (date(2026, 1, 30), Outcome.LEARNING),
        (date(2026, 1, 31), Outcome.FAIL),
        (date(2026, 2, 1), Outcome.PASS),
    ]
    assert [one.column for one in orders.days[1].alarms] == ["", "a"]
    assert people.days[1].day == date(2026, 2, 2)
    totals = made.totals
    assert (totals.column_days, totals.alarms, totals.fails) == (20, 3, 1)
    assert (totals.alarms_per_1000, totals.fails_per_1000) == (150, 50)
    assert (totals.table_days, totals.learning_table_days, totals.alarmed_table_days) == (5, 1, 2)
    assert totals.alarmed_table_day_rate == 0.5


def test_it_reads_like_this() -> None:
    labels = (
        Label(2, "orders", "a", date(2026, 1, 31), "unit"),
        Label(3, "orders", "", date(2026, 2, 1), "rows"),
        Label(4, "orders", "b", date(2026, 1, 30), "early"),
    )
    assert plain_text(backtest_document(report(*ROWS, labels=labels))) == (
        "shop, target dev (duckdb): a gate on drift, 2026-01-30 to 2026-02-02\n"
        "\n"
        "alarms        3 alarms in 20 column-days: 150.0 in 1,000\n"
        "              1 of them would have failed: 50.0 in 1,000\n"
        "              2 of 4 days of a table had one (50%); 1 more was learning\n"
        "against       precision 66.7%: 2 of 3 alarms met a label\n"
        "              recall 50%: 1 of 2 labels met an alarm\n"
        "              MISS  2026-02-01 orders: rows\n"
        "              MISS  2026-01-30 orders.b: early (while learning)\n"
        "\n"
        "relation  days  learning  W  F  alarms  per 1,000\n"
        "orders       3         1  0  1       2      200.0\n"
        "people       2         0  1  0       1      100.0\n"
        "\n"
        "calendar      Mo Tu We Th Fr Sa Su   . passed, - learning, W warned, F failed\n"
        "2026-01                   -  F\n"
        "2026-02                         .\n"
        "              W\n"
        "2026-01-31    FAIL  row_count of orders is 9, expected 90 to 130 from 28 days\n"
        "              WARN  mean of orders.a is 9\n"
        "2026-02-02    WARN  row_count of people is 7\n"
        "\n"
        "warn_p_value 0.003, fail_p_value 0.001, learning_days 14"
    )


def test_while_all_is_learning_there_is_no_rate() -> None:
    made = report(row("orders", "2026-01-31", 0), row("orders", "2026-02-01", 0))
    text = plain_text(backtest_document(made))
    assert "alarms        none yet: all of 2 days were learning\n" in text
    assert (made.totals.alarms_per_1000, made.totals.alarmed_table_day_rate) == (None, None)
    assert "orders       2         2  0  0       0          -" in text


def test_relations_with_settings_of_their_own_are_named() -> None:
    made = backtest_report(
        PLACE,
        90,
        ("drift",),
        [
            {
                "relations": [["model.shop.a", "a", 0.003, 0.001, 14]],
                "columns": {"model.shop.a": ["n"]},
                "days": [row("a", "2026-01-31")],
            },
            {
                "relations": [["model.shop.b", "b", 0.01, 0.001, 7]],
                "columns": {},
                "days": [row("b", "2026-01-31")],
            },
        ],
        (),
    )
    assert plain_text(backtest_document(made)).splitlines()[-1] == (
        "a: warn_p_value 0.003, fail_p_value 0.001, learning_days 14;"
        " b: warn_p_value 0.01, fail_p_value 0.001, learning_days 7"
    )


def test_days_before_the_period_are_left_out() -> None:
    made = report(row("orders", "2026-05-01"), row("orders", "2026-01-31"), row("orders", "2026-02-01"))
    assert [str(one.day) for one in made.relations[0].days] == ["2026-01-31", "2026-04-30"]


def test_a_verdict_without_a_probability() -> None:
    (only,) = report(row("orders", "2026-01-31", 5, alarm("", "FAIL", None))).relations[0].days[0].alarms
    assert only.p_value is None


@pytest.mark.parametrize(
    "load", [lambda made: json.loads(as_json(made)), lambda made: yaml.safe_load(as_yaml(made))]
)
def test_data_has_every_day(load: Any) -> None:
    data = load(report(*ROWS))
    assert list(data) == ["place", "days", "measures", "totals", "relations", "accuracy"]
    assert data["relations"][0]["days"][1]["alarms"][0] == {
        "relation": "orders",
        "column": "",
        "day": "2026-01-31",
        "measure": "drift",
        "outcome": "FAIL",
        "p_value": 1e-5,
        "reason": SENTENCE,
    }
