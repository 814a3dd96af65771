"""The warehouse, its tables and its last run."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from argos.checks.tables import undivided
from argos.errors import DatabaseLockedError, DatabaseMissingError, InvalidArgumentsError

from ..builders import REGISTRY, only_finding, run, surroundings, warehouse


def test_a_profile_that_cannot_be_loaded_ends_the_questions_to_the_warehouse() -> None:
    problem = InvalidArgumentsError("there is no profile x", "correct it")
    found = surroundings(warehouse=warehouse(profile_problem=problem, adapter=None, target=None))
    assert only_finding(found) == ("profile", "fail", "there is no profile x", "correct it")


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [(DatabaseMissingError("none", "run dbt build first"), "warn"), (DatabaseLockedError("locked"), "fail")],
)
def test_a_warehouse_that_does_not_answer(problem: Any, outcome: str) -> None:
    assert only_finding(surroundings(warehouse=warehouse(problem=problem)))[:2] == ("warehouse", outcome)


def test_no_tables_yet() -> None:
    nothing = warehouse(tables=dict.fromkeys(REGISTRY), runs=None, wrote_at=None, database_file="shop.duckdb")
    assert only_finding(surroundings(warehouse=nothing)) == (
        "tables",
        "warn",
        "there are no tables of argos in main_argos yet",
        "run dbt build",
    )


def test_tables_that_are_too_old_to_be_read_end_the_questions() -> None:
    behind = warehouse(
        tables={**warehouse().tables, "run_event": frozenset({"run_id"})}, runs=None, wrote_at=None
    )
    assert only_finding(surroundings(warehouse=behind))[2] == "main_argos lacks run_event.event"


def test_tables_that_are_behind_or_ahead() -> None:
    behind = warehouse(tables={"run_event": frozenset({"run_id"}), "gate_decision": None})
    assert (
        only_finding(surroundings(warehouse=behind))[2] == "main_argos lacks gate_decision, run_event.event"
    )
    ahead = warehouse(tables={**warehouse().tables, "run_event": frozenset({"run_id", "event", "later"})})
    assert "main_argos has run_event.later" in only_finding(surroundings(warehouse=ahead))[2]


def test_what_can_be_told_of_the_permission_to_write() -> None:
    assert only_finding(surroundings(warehouse=warehouse(wrote_at=None)))[:2] == ("permission", "warn")
    locked_down = warehouse(database_file="/data/shop.duckdb", file_is_writable=False)
    assert only_finding(surroundings(warehouse=locked_down))[:2] == ("permission", "fail")


@pytest.mark.parametrize(
    ("changes", "name", "outcome"),
    [
        ({"runs": ()}, "last_run", "warn"),
        ({"runs": (run(status="INTERRUPTED", finished_at=None),)}, "last_run", "warn"),
        ({"failed_statements": ("measuring shop.main.orders",)}, "failed_statements", "fail"),
    ],
)
def test_the_last_run(changes: dict[str, Any], name: str, outcome: str) -> None:
    assert only_finding(surroundings(warehouse=warehouse(**changes)))[:2] == (name, outcome)


def moment(element_id: str, first: str, last: str, instance_id: str = "model.shop.orders") -> dict[str, Any]:
    return {
        "instance_id": instance_id,
        "element_id": element_id,
        "min_value": first,
        "max_value": last,
        "profile_ts": datetime(2026, 1, 31, 6, 0),
    }


def test_a_table_that_grows_by_the_day_could_be_judged_by_it() -> None:
    grows = moment("ordered_at", "2025-12-01 08:00:00", "2026-01-30 23:10:00")
    found = surroundings(warehouse=warehouse(moments=(grows, moment("paid_on", "2025-12-01", "2026-01-31"))))
    assert only_finding(found) == (
        "partition",
        "warn",
        "orders grows by the day and is judged whole: a faulty day hides among the others",
        "declare meta.argos.partition: {column: ordered_at, grain: day}",
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-01-20", "2026-01-30"), ("2025-01-01", "2025-12-31"), ("-infinity", "2026-01-30"), ("2020-01-01", "9999-12-31"), ("2025-12-01", "2026-03-01"), ("0044-03-15 (BC)", "infinity")],
)  # fmt: skip
def test_other_dates_suggest_nothing(first: str, last: str) -> None:
    state = warehouse(moments=(moment("born_on", first, last),))
    assert not list(undivided(surroundings(warehouse=state)))
