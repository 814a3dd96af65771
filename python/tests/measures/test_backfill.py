"""The past of a relation with partitions, measured by `dbt run-operation argos.backfill`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ..containment.faults import FAULTS, Target, put_faults
from ..engines.dbt_runner import DbtResult
from ..project import Project
from .test_partitions import built, model, rows

CAST = FAULTS[0]


@pytest.mark.slow
def test_the_past_is_backfilled_once(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("past")
    sql = "select date '2025-10-01' + cast(range // 10 as integer) as p, range as x from range(950)"
    built(shop, {"past": model(sql, partition={"column": "p"})}, day=5)

    def backfill(days: Any, relation: str = "past") -> DbtResult:
        arguments = json.dumps({"relation": relation, "days": days})
        return shop.dbt("run-operation", "argos.backfill", "--args", arguments, day=5)

    result = backfill(40)
    assert result.exit_code == 0, result.output
    said = [line.partition("argos: ")[2] for line in result.output.splitlines() if "argos: " in line]
    assert said == [
        "measured 31 of 37 partitions of past, up to 2025-12-25",
        "measured 37 of 37 partitions of past, up to 2025-12-31",
        "proposed version 1 of the baseline of past, of 29 days: it is in force",
    ]
    for name in ("past", "shop.past", "warehouse.SHOP.past"):
        assert "argos: nothing to measure: every partition of the last 40 days" in backfill(40, name).output
    values = [
        row["partition_value"]
        for row in rows(shop, "past", "element_id = 'x' and partition_value is not null")
    ]
    assert len(values) == len(set(values)) == 40
    assert "argos: measured 55 of 55 partitions of past" in backfill(1000).output
    for wrong, problem in {
        (0, "past"): 'days is "0", not a whole number above 0',
        ("many", "past"): 'days is "many", not a whole number above 0',
        (9, "pasta"): "no relation is called pasta: did you mean past?",
        (9, "customers"): "there is no warehouse.shop.customers: build it first",
    }.items():
        result = backfill(*wrong)
        assert result.exit_code != 0
        assert f"argos: {problem}" in result.output


@pytest.mark.slow
def test_a_backfill_that_fails_keeps_what_it_did(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("cut")
    sql = "select date '2025-10-01' + cast(range // 10 as integer) as p, range as x from range(950)"
    built(shop, {"past": model(sql, partition={"column": "p"})}, day=5)
    put_faults(shop, [(CAST, Target("run_profile_result", "'2025-12-30'", ""))])
    arguments = ("run-operation", "argos.backfill", "--args", '{"relation": "past", "days": 40}')
    result = shop.dbt(*arguments, day=5)
    assert result.exit_code != 0
    assert "the partitions of past from 2025-12-26 failed after 31 partitions, which stay" in result.output
    (shop.root / "macros/fault.sql").unlink()
    assert "argos: measured 6 of 6 partitions of past" in shop.dbt(*arguments, day=5).output
