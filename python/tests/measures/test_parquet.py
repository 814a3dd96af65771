"""Parquet files that DuckDB reads through a view: measured like a table, and never held in memory."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..project import Project
from .test_what_is_measured import build, facts_of

ROWS = 400_000
# NaN comes late: the first rows, and the bounds that a file states, do not tell of it.
LARGE = f"""\
select
  range as id, range % 6 as kind, case when range = {ROWS - 1} then 'nan'::double else range * 0.5 end as half,
  'u' || range as name, case when range % 4 > 0 then hash(range) % 25000 end as middle, range // 1000 as batch
from range({ROWS})
"""
EXACT = ("eval_count", "null_count", "min_value", "max_value", "zero_count", "length_min", "length_max")
OF_RUN = ("run_id", "recorded_at", "fact_id", "instance_id", "relation_name", "profile_ts")


def in_file(path: Path, sql: str) -> str:
    return f"{{{{ config(materialized='external', location='{path}') }}}}\n{sql}"


def as_table(sql: str) -> str:
    return "{{ config(materialized='table') }}\n" + sql


def measured_in_file(shop: Project, sql: str) -> dict[str, dict[str, Any]]:
    build(shop, {"in_file": in_file(shop.root / "rows.parquet", sql)})
    return facts_of(shop, "in_file")


def of_data(facts: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        name: {field: value for field, value in row.items() if field not in OF_RUN}
        for name, row in facts.items()
    }


@pytest.mark.slow
def test_a_large_file_is_sampled_like_a_table(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("large")
    build(shop, {"in_file": in_file(shop.root / "large.parquet", LARGE), "in_table": as_table(LARGE)})
    in_a_file, in_a_table = facts_of(shop, "in_file"), facts_of(shop, "in_table")
    assert in_a_file[""]["row_count"] == ROWS
    assert in_a_file[""]["row_distinct_count"] == pytest.approx(ROWS, rel=0.03)
    notes = {name: json.loads(row["notes"]) for name, row in in_a_file.items() if name}
    for name in notes:
        for field in EXACT:
            assert in_a_file[name][field] == in_a_table[name][field], (name, field)
        assert in_a_file[name]["distinct_count"] == pytest.approx(
            in_a_table[name]["distinct_count"], rel=0.03
        )
    for name in ("kind", "middle", "batch"):
        assert notes[name]["distinct_count"] == "exact"
        assert in_a_file[name]["topk_values_hashed"] == in_a_table[name]["topk_values_hashed"]
    for name in ("id", "half", "name"):
        assert notes[name]["distinct_count"] == "by their hashes, error about 0.9%"
    assert in_a_file["half"]["mean"] == pytest.approx(ROWS / 4, rel=1e-3)
    assert not math.isnan(in_a_file["half"]["stddev"])
    points = json.loads(in_a_file["half"]["quantiles"])
    assert max(abs(point / ROWS * 2 - k / 40) for k, point in enumerate(points)) < 0.01


@pytest.mark.slow
def test_files_without_a_column_that_tells_rows_apart(new_shop: Callable[[str], Project]) -> None:
    sql = "select range // 500 as a, hash(range) % 499 as b from range(350000)"
    facts = measured_in_file(new_shop("pairs"), sql)
    assert facts[""]["row_count"] == 350_000
    assert {name: facts[name]["distinct_count"] for name in ("a", "b")} == {"a": 700, "b": 499}


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_small_file_has_the_facts_of_a_table(new_shop: Callable[[str], Project], ending: str) -> None:
    shop = new_shop("small")
    sql = (
        "select range as id, 'n' || range % 7 as name, range * 0.5::double as half,"
        " case when range % 3 > 0 then date '2026-01-01' + range::int end as day from range(1000)"
    )
    path = shop.root / f"small.{ending}"
    build(
        shop,
        {
            "in_file": in_file(path, sql),
            "in_table": as_table(sql),
            "empty": in_file(shop.root / f"empty.{ending}", sql + " where range < 0"),
        },
    )
    assert of_data(facts_of(shop, "in_file")) == of_data(facts_of(shop, "in_table"))
    assert facts_of(shop, "empty")[""]["row_count"] == 0


@pytest.mark.slow
def test_a_file_over_the_most_bytes_is_counted_only(new_shop: Callable[[str], Project]) -> None:
    sql = "{{ config(meta={'argos': {'profile_max_bytes': 15999}}) }}\nselect range as id, 'a' as name from range(1000)"
    facts = measured_in_file(new_shop("huge"), sql)
    assert set(facts) == {""}
    assert facts[""]["row_count"] == 1000


@pytest.mark.slow
def test_a_file_that_is_broken_fails_nothing_of_the_run(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("broken")
    folder = shop.root / "payments"
    folder.mkdir()
    shop.query("drop table shop_raw.payments")
    for name in ("a", "b"):
        shop.query(
            f"copy (select 1 as payment_id, timestamp '2026-01-01' as paid_at) to '{folder}/{name}.parquet'"
        )
    shop.query(f"create view shop_raw.payments as select * from read_parquet('{folder}/*.parquet')")
    (folder / "b.parquet").write_bytes(b"PAR1 and nothing else")
    shop.write({"models/apart.sql": as_table("select 1 as id")})
    result = shop.dbt("build", "--select", "apart", "source:raw.payments")
    assert result.exit_code == 0, result.output
    assert "argos: measuring warehouse.shop_raw.payments failed; your data is untouched" in result.output
    assert facts_of(shop, "apart")[""]["row_count"] == 1
