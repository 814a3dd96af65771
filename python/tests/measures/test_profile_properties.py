"""What holds of the profile of any table: made by Hypothesis, measured by the statement that dbt ran, or by dbt itself."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ..conftest import make_parsed_shop
from ..engines.dbt_runner import DbtRunner
from ..project import Project
from .oracle import assert_as_expected, fences_of, is_identifier, numbers_of, parsed
from .strategies import HOSTILE_NAMES, TABLE_NAMES, VALUES, columns_named, hostile_tables, tables
from .tables import Column, Facts, measure_tables, write_rows

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("properties")]

# A step towards a smaller example would take half a second, or a run of dbt.
REPRODUCIBLE = settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


class Statement:
    """The INSERT by which dbt measured a table, to be run again over other rows of it."""

    def __init__(self, shop: Project) -> None:
        self._rows = shop.root / "rows.json"
        empty = [Column(f"c{n}", data_type, []) for n, data_type in enumerate(VALUES)]
        measure_tables(shop, {"subject": write_rows(empty, self._rows)})
        (self._insert,) = [
            s.body for s in shop.engine.statements() if 'insert into "warehouse"."shop_argos"."run_profile_result"' in s.body
        ]  # fmt: skip
        self.connection = duckdb.connect(str(shop.root / "warehouse.duckdb"))
        self.salt = self._value("select salt_value from shop_argos.salt")

    def _value(self, sql: str) -> Any:
        return self.connection.execute(sql).fetchall()[0][0]

    def forget(self) -> None:
        self.connection.execute("delete from shop_argos.run_profile_result")

    def measure(self, table: list[Column]) -> Facts:
        """The facts of these rows, for which those of the measurements before are history."""
        self.connection.execute(
            f"create or replace table shop_raw.subject as {write_rows(table, self._rows)}"
        )
        self.connection.execute("update shop_argos.run_profile_result set run_id = 'earlier'")
        self.connection.execute(self._insert)
        found = self.connection.execute(
            "select * from shop_argos.run_profile_result where run_id <> 'earlier'"
        )
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return {row["element_id"]: row for row in rows}


@pytest.fixture(scope="module")
def new_made(
    dbt_on_duckdb: DbtRunner, parsed_shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Project]:
    def make() -> Project:
        return make_parsed_shop(tmp_path_factory.mktemp("made") / "shop", dbt_on_duckdb, parsed_shop)

    return make


@pytest.fixture(scope="module")
def made_shop(new_made: Callable[[], Project]) -> Project:
    return new_made()


@pytest.fixture(scope="module")
def statement(new_made: Callable[[], Project]) -> Iterator[Statement]:
    made = Statement(new_made())
    yield made
    made.connection.close()


def size(column: Column) -> float:
    return max(map(abs, numbers_of(column)), default=0.0)


def assert_bounded(row: dict[str, Any]) -> None:
    """Relations between facts that hold whatever the values are."""
    facts = parsed(row)
    valid = facts["eval_count"] - facts["null_count"]
    for name in ("null_rate", "distinct_rate", "outlier_rate"):
        assert facts[name] is None or 0 <= facts[name] <= 1, name
    assert (facts["distinct_count"] == 0) == (valid == 0)
    assert facts["distinct_count"] <= valid
    for name in ("topk_values_hashed", "topk_patterns"):
        assert sum(count for _, count in facts[name] or []) <= valid, name
    if valid:
        assert -1e-9 <= facts["entropy"] <= math.log2(facts["distinct_count"]) + 1e-9
    points = facts["quantiles"] or []
    inner = [facts[name] for name in ("p01", "p50", "p95", "p99") if points]
    assert all(low <= high for low, high in pairwise([*points[:1], *inner, *points[-1:]]))
    assert all(low <= high for low, high in pairwise(points))
    assert isinstance(json.loads(facts["notes"]), dict)


@REPRODUCIBLE
@given(first=tables(), second=tables())
def test_any_table_is_measured_as_python_measures_it(
    statement: Statement, first: list[Column], second: list[Column]
) -> None:
    statement.forget()
    before, now = statement.measure(first), statement.measure(second)
    assert now[""]["row_count"] == len(second[0].values)
    for earlier, column in zip(first, second, strict=True):
        fences = None if is_identifier(earlier) else fences_of(numbers_of(earlier))
        assert_as_expected(before[earlier.name], earlier, statement.salt, scale=size(earlier))
        assert_as_expected(now[column.name], column, statement.salt, fences, scale=size(column))
        assert_bounded(now[column.name])


@settings(REPRODUCIBLE, max_examples=8)
@given(table=tables(), data=st.data())
def test_the_order_of_rows_changes_nothing(
    statement: Statement, table: list[Column], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(table[0].values))))
    shuffled = [replace(column, values=[column.values[n] for n in order]) for column in table]
    statement.forget()
    before = statement.measure(table)
    statement.forget()
    now = statement.measure(shuffled)
    for column in table:
        facts = {**before[column.name]}
        for name in ("mean", "stddev"):
            facts[name] = (
                None if facts[name] is None else pytest.approx(facts[name], rel=1e-9, abs=size(column) * 1e-9)
            )
        assert now[column.name] == facts


def wide(count: int, every: int) -> str:
    """A row of columns c1, c2, ...: `every` so many of them a number of its own, the others of a type that is only counted."""
    values = (f"{n} as c{n}" if n % every == 0 else f"'x'::blob as c{n}" for n in range(1, count + 1))
    return "select " + ", ".join(values)


def made_by(strategy: st.SearchStrategy[list[Column]], count: int) -> list[list[Column]]:
    """Examples to be measured together, by one run of dbt."""
    made: list[list[Column]] = []

    @settings(REPRODUCIBLE, max_examples=count)
    @given(strategy)
    def collect(table: list[Column]) -> None:
        made.append(table)

    collect()
    return made


def test_columns_of_any_name_are_measured(made_shop: Project) -> None:
    made = made_by(hostile_tables(), 10) + made_by(columns_named(HOSTILE_NAMES, sizes=(4,)), 2)[1:]
    names = TABLE_NAMES + [f"made{n}" for n in range(len(made) - len(TABLE_NAMES))]
    by_table = dict(zip(names, made, strict=True))
    selects = {
        name: write_rows(table, made_shop.root / f"{n}.json")
        for n, (name, table) in enumerate(by_table.items())
    }
    facts = measure_tables(made_shop, selects)
    (salt,) = made_shop.facts("salt")
    for name, table in by_table.items():
        assert facts[name].keys() == {"", *(column.name for column in table)}, name
        for column in table:
            assert_as_expected(facts[name][column.name], column, salt["salt_value"], scale=size(column))
            assert_bounded(facts[name][column.name])


def test_the_first_500_columns_are_measured_and_the_others_counted(made_shop: Project) -> None:
    facts = measure_tables(made_shop, {"wide500": wide(500, every=50), "wide510": wide(510, every=2)}, day=3)
    measured = {"", *(f"c{n}" for n in range(1, 501))}
    assert facts["wide500"].keys() == facts["wide510"].keys() == measured
    assert "skipped" not in json.loads(facts["wide500"][""]["notes"])
    assert json.loads(facts["wide510"][""]["notes"])["skipped"] == "10 columns after the first 500"
    hashes = [row["topk_values_hashed"] for row in facts["wide510"].values() if row["topk_values_hashed"]]
    assert len(set(hashes)) == len(hashes) == 250, "each number is that of its own column"
