"""The view `vw_profile_summary`, on facts that the test inserts itself: one row where the facts have many."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from ..engines.dbt_runner import DbtRunner
from .conftest import execute
from .facts import ORDERS, SCHEMA, column, insert, make_shop, relation

pytestmark = pytest.mark.slow

BEFORE = {"run_id": "run-8", "recorded_at": "2026-01-08 06:00:00", "profile_ts": "2026-01-08 06:00:00"}
AGAIN = {"run_id": "run-10", "recorded_at": "2026-01-10 06:00:00"}


@pytest.fixture(scope="module")
def compiled(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The queries of the view and of the one that it reads, as dbt compiles them for DuckDB."""
    root, names = make_shop(tmp_path_factory.mktemp("summary")), ("called_verdict", "vw_profile_summary")
    result = dbt_on_duckdb.invoke(["compile", "--select", *names], root)
    assert result.exit_code == 0, result.output
    folder = root / "target/compiled/argos/models/views"
    return {name: (folder / f"{name}.sql").read_text(encoding="utf-8") for name in names}


def summary(shop: Path, query: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(shop / "shop.duckdb")) as connection:
        found = connection.execute(
            f"select * from ({query}) order by instance_id, partition_value, element_id"
        )
        names = [one[0] for one in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.fixture
def rows(compiled: dict[str, str], tmp_path: Path) -> list[dict[str, Any]]:
    """The view over two profiles of orders, and a partition that was profiled again without its old column."""
    shop = make_shop(tmp_path)
    visits = {"instance_id": "model.shop.visits", "partition_value": "2026-01-08"}
    facts = [
        relation(900, **BEFORE), column("a", 1, "number", null_rate=0.5, **BEFORE), column("b", 2, "text", **BEFORE),
        relation(1000, row_distinct_count=500, row_once_count=250), column("a", 1, "number", null_rate=0.25),
        relation(0, row_distinct_count=0, **visits), column("old", 1, "text", **visits),
        relation(7, **visits, **AGAIN), column("new", 1, "text", **visits, **AGAIN),
    ]  # fmt: skip
    insert(shop, "run_profile_result", facts)
    nodes = [
        {"recorded_at": f"2026-01-0{day}", "instance_id": ORDERS, "owner": who}
        for day, who in ((1, "x"), (2, "y"))
    ]
    insert(shop, "node_version", nodes)
    execute(shop, f"create view {SCHEMA}.called_verdict as {compiled['called_verdict']}")
    return summary(shop, compiled["vw_profile_summary"])


def test_one_row_for_each_relation_partition_and_column(rows: list[dict[str, Any]]) -> None:
    fields = ("instance_id", "partition_value", "element_id", "run_id", "is_current")
    assert [tuple(row[field] for field in fields) for row in rows] == [
        (ORDERS, None, "", "run-9", True),
        (ORDERS, None, "a", "run-9", True),
        (ORDERS, None, "b", "run-8", False),
        ("model.shop.visits", "2026-01-08", "", "run-10", True),
        ("model.shop.visits", "2026-01-08", "new", "run-10", True),
        ("model.shop.visits", "2026-01-08", "old", "run-9", False),
    ]


def test_what_a_dashboard_wants(rows: list[dict[str, Any]]) -> None:
    whole, first, *_ = rows
    assert (whole["row_count"], whole["row_distinct_rate"], whole["row_once_rate"]) == (1000, 0.5, 0.25)
    assert (first["null_rate"], first["row_once_rate"]) == (0.25, None)
    assert {row["owner"] for row in rows if row["instance_id"] == ORDERS} == {"y"}
