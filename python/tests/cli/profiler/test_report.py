"""Rows of run_profile_result become one report."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from argos.errors import ContractMismatchError
from argos.model import Row
from argos.profiler.model import Frequency, ProfileReport
from argos.profiler.moments import iso_of
from argos.profiler.report import changes, profile_report

from ..builders import NOW
from ..facts import column, frequent, ordered, relation
from ..profiles import KEY, NODE, PLACE, complete


def report(*rows: Row) -> ProfileReport:
    return profile_report(PLACE, NOW, NODE, KEY, None, "build", [complete(row) for row in rows])


def test_the_relation() -> None:
    made = report(relation(200, row_distinct_count=190, row_once_count=180, notes='{"a": "b"}'))
    assert (made.row_count, made.row_distinct_rate, made.row_once_rate) == (200, 0.95, 0.9)
    assert (made.notes, made.columns, made.previous) == ({"a": "b"}, (), None)


def test_null_is_unknown() -> None:
    made = report(relation(None), column("a", 1, "number"))
    assert (made.row_count, made.row_once_rate, made.latest_loaded_at) == (None, None, None)
    [unknown] = made.columns
    measured = {"element_id", "ordinal", "type_family", "notes"}
    assert {name for name, value in vars(unknown).items() if value is not None} == measured


def test_an_empty_relation_has_no_rates() -> None:
    made = report(relation(0, row_distinct_count=0, row_once_count=0))
    assert (made.row_count, made.row_distinct_rate, made.row_once_rate) == (0, None, None)


def test_columns_stand_in_their_order_and_once() -> None:
    rows = [
        column("b", 2, "text"),
        column("a", 1, "number", null_count=1),
        column("a", 1, "number", null_count=2),
    ]
    assert [(one.element_id, one.null_count) for one in report(*rows).columns] == [("a", 2), ("b", None)]


def test_frequencies_are_shares_of_what_is_not_null() -> None:
    [text] = report(frequent("a", 1, "text", [60, 20], eval_count=100, null_count=20)).columns
    assert text.topk_values_hashed == (
        Frequency("00000000000000a0", 60, 0.75),
        Frequency("00000000000000a1", 20, 0.25),
    )


def test_numbers_that_are_none_are_unknown() -> None:
    [made] = report(column("a", 1, "number", mean=float("nan"), stddev=float("inf"))).columns
    assert (made.mean, made.stddev) == (None, None)
    [empty] = report(column("a", 1, "number", quantiles=json.dumps([None] * 41), notes="null")).columns
    assert (empty.quantiles, empty.notes) == (None, {})


@pytest.mark.parametrize(
    ("family", "number", "iso"),
    [
        ("date", 20462, "2026-01-09"),
        ("date", -719162, "0001-01-01"),
        ("date", 1e9, None),
        ("timestamp", 1767938400.25, "2026-01-09T06:00:00.250000Z"),
        ("timestamp", -1, "1969-12-31T23:59:59Z"),
        ("time", 45296, "12:34:56"),
        ("time", None, None),
    ],
)
def test_dates_and_times_are_iso_beside_their_numbers(
    family: str, number: float | None, iso: str | None
) -> None:
    assert iso_of(family, number) == iso


def test_the_iso_values_of_a_column() -> None:
    [made] = report(ordered("day", 1, "date", [20461, 20462, 20463])).columns
    assert made.iso
    assert (made.p50, made.iso.p50, made.iso.mean) == (20462, "2026-01-09", "2026-01-09")
    assert made.iso.quantiles
    assert made.iso.quantiles[::20] == ("2026-01-08", "2026-01-09", "2026-01-10")
    [number] = report(ordered("n", 1, "number", [1, 2])).columns
    assert number.iso is None


BAD: list[tuple[str, Any]] = [
    ("quantiles", "{"),
    ("quantiles", "[1, 2]"),
    ("quantiles", "7"),
    ("quantiles", json.dumps(["a"] * 41)),
    ("quantiles", json.dumps([1e400] * 41)),
    ("quantiles", json.dumps([10**400] * 41)),
    ("quantiles", json.dumps({str(k): k for k in range(41)})),
    ("topk_patterns", '{"A": 1}'),
    ("topk_patterns", '[["A"]]'),
    ("topk_patterns", '[["A", "many"]]'),
    ("topk_values_hashed", "[1]"),
    ("notes", "[]"),
    ("notes", "exact"),
]


@pytest.mark.parametrize(("field", "text"), BAD)
def test_a_field_that_is_not_as_agreed_is_named(field: str, text: str) -> None:
    with pytest.raises(ContractMismatchError, match=rf"^{field} of shop\.main\.orders\.a is not an "):
        report(column("a", 1, "number", **{field: text}))


def test_what_changed_since_the_previous_profile() -> None:
    made = changes(KEY, before=["a", "b", "c"], now=["c", "a", "d"])
    assert (made.added_columns, made.removed_columns) == (("d",), ("b",))
    assert made.recorded_at == datetime(2026, 1, 9, 6)
