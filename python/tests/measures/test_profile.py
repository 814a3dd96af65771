"""The measures of a relation against values worked out by hand, over data that breaks careless SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from ..conftest import make_shop
from ..engines.dbt_runner import DbtRunner
from ..project import Project

Facts = dict[str, dict[str, Any]]


def measure_all(shop: Project, tables: Mapping[str, str]) -> dict[str, Facts]:
    """Facts of tables made by SQL, as sources with a gate, by table; the relation itself under ''."""
    for name, sql in tables.items():
        shop.query(f"create or replace table shop_raw.{name} as {sql}")
    declared = [{"name": name, "data_tests": ["argos.volume_expected"]} for name in tables]
    sources = [{"name": "odd", "schema": "shop_raw", "tables": declared}]
    shop.write({"models/odd.yml": json.dumps({"sources": sources})})
    result = shop.dbt("test", "--select", "source:odd")
    assert result.exit_code == 0, result.output
    assert "failed" not in result.output, result.output
    facts: dict[str, Facts] = {name: {} for name in tables}
    for row in shop.facts("run_profile_result", "instance_id like 'source.shop.odd.%'"):
        facts[row["instance_id"].rpartition(".")[2]][row["element_id"]] = row
    return facts


def measure(shop: Project, sql: str) -> Facts:
    return measure_all(shop, {"table_of_test": sql})["table_of_test"]


VALUES = {
    "whole": ("select x from (values (1), (2), (2), (2), (null)) as t(x)", 1, 2, "1", "2"),
    "huge_whole": ("select cast(x as decimal(38,0)) as x from (values ('99999999999999999999999999999999999999'), ('1'), ('1'), ('1')) as t(x)", 0, 2, "1", "9" * 38),
    "decimal": ("select cast(x as decimal(10,4)) as x from (values (1.5), (-0.25), (100), (1.5)) as t(x)", 0, 3, "-0.25", "100"),
    "not_a_number": ("select cast(x as double) as x from (values ('nan'), ('inf'), ('-inf'), ('1.5'), ('2.5')) as t(x)", 0, 5, "1.5", "2.5"),
    "only_not_a_number": ("select 'nan'::double as x", 0, 1, None, None),
    "text": ("select x from (values (''), (' '), ('😀'), (null), ('a''b\\')) as t(x)", 1, 4, None, None),
    "long_text": ("select repeat('x', 10000) as x", 0, 1, None, None),
    "boolean": ("select x from (values (true), (false), (null)) as t(x)", 1, 2, None, None),
    "extreme_dates": ("select x from (values (date '0001-01-01'), (date '9999-12-31'), ('infinity'::date)) as t(x)", 0, 3, "0001-01-01", "9999-12-31"),
    "time": ("select x from (values (time '00:00:00'), (time '23:59:59.999999')) as t(x)", 0, 2, "00:00:00", "23:59:59.999999"),
    "timestamp": ("select x from (values (timestamp '2026-01-01 12:00:00.25'), ('-infinity'::timestamp)) as t(x)", 0, 2, "2026-01-01 12:00:00.250000", "2026-01-01 12:00:00.250000"),
    "zoned": ("select x from (values (timestamptz '2026-01-01 12:00:00+02:00')) as t(x)", 0, 1, "2026-01-01 10:00:00.000000", "2026-01-01 10:00:00.000000"),
    "all_null": ("select cast(null as integer) as x from range(3)", 3, 0, None, None),
    "nested": ("select [1, 2] as x union all select null", 1, None, None, None),
    "struct": ("select {'a': 1} as x", 0, None, None, None),
    "binary": ("select 'ab'::blob as x", 0, None, None, None),
    "enum": ("select 'a'::enum('a', 'b') as x", 0, 1, None, None),
    "uuid": ("select uuid() as x", 0, 1, None, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def kinds(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Facts]:
    shop = make_shop(tmp_path_factory.mktemp("kinds") / "shop", dbt_on_duckdb)
    return measure_all(shop, {f"kind_{name}": value[0] for name, value in VALUES.items()})


@pytest.mark.parametrize("name", VALUES)
def test_a_column_of_every_kind(kinds: dict[str, Facts], name: str) -> None:
    _, nulls, distinct, least, greatest = VALUES[name]
    column = kinds[f"kind_{name}"]["x"]
    assert (column["null_count"], column["distinct_count"]) == (nulls, distinct)
    assert (column["min_value"], column["max_value"]) == (least, greatest)


def test_the_rows_of_a_relation(shop: Project) -> None:
    facts = measure(
        shop, "select x, y from (values (1, null), (null, 1), (1, null), (2, 2), (2, 2), (3, 3)) as t(x, y)"
    )
    relation = facts[""]
    assert (relation["row_count"], relation["row_distinct_count"], relation["row_once_count"]) == (6, 4, 2)
    assert (relation["null_count"], relation["ordinal"], relation["data_type"]) == (None, 0, None)
    assert (facts["x"]["row_count"], facts["x"]["eval_count"]) == (None, 6)
    assert facts["x"]["null_rate"] == pytest.approx(1 / 6)
    assert facts["x"]["distinct_rate"] == pytest.approx(3 / 5)


def test_a_relation_without_rows(shop: Project) -> None:
    facts = measure(shop, "select 1 as x, 'a' as y where 1 = 0")
    assert set(facts) == {"", "x", "y"}
    relation = facts[""]
    assert (relation["row_count"], relation["row_distinct_count"], relation["row_once_count"]) == (0, 0, 0)
    assert [facts[x]["null_rate"] for x in ("x", "y")] == [None, None]


def test_a_relation_of_nested_columns_has_no_count_of_distinct_rows(shop: Project) -> None:
    relation = measure(shop, "select [range] as x from range(3)")[""]
    assert (relation["row_count"], relation["row_distinct_count"], relation["row_once_count"]) == (
        3,
        None,
        None,
    )


def test_a_wide_relation(shop: Project) -> None:
    facts = measure(shop, "select " + ", ".join(f"{n} as c{n}" for n in range(200)))
    assert len(facts) == 201
    assert facts["c199"]["ordinal"] == 200


def test_columns_that_differ_in_case_and_zone_of_the_session(shop: Project) -> None:
    output = shop.engine.profile(shop.schema) | {"settings": {"TimeZone": "Asia/Tokyo"}}
    shop.write_profile(dev=output)
    facts = measure(
        shop, "select timestamptz '2026-01-01 12:00:00+00:00' as at, timestamp '2026-01-01 12:00:00' as local"
    )
    assert {facts[name]["min_value"] for name in ("at", "local")} == {"2026-01-01 12:00:00.000000"}


def test_a_column_of_one_value_has_no_outliers(shop: Project) -> None:
    values = "0.1::double as a, 0.10::decimal(10,2) as b, if(range % 9 = 0, null, 33.33::double) as c, timestamp '2026-01-01 10:20:30.7' as d, 5e-324 as e, 1e44::double as f, (repeat('9', 38))::decimal(38,0) as g"
    for _ in range(2):
        facts = measure(shop, f"select {values} from range(100)")
        assert {facts[name]["outlier_rate"] for name in "abcdefg"} == {0}


def test_texts_that_differ_far_behind_are_told_apart(shop: Project) -> None:
    facts = measure(shop, "select repeat('x', 300) || range % 3 as x from range(90)")["x"]
    assert facts["distinct_count"] == 3
    listed = json.loads(facts["topk_values_hashed"])
    assert (len({value for value, _ in listed}), {count for _, count in listed}) == (3, {30})
