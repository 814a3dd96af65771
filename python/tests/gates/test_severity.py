"""How weights make a FAIL of a DEFER, which cases that opens, and what is said while gates learn."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..project import Project
from .test_feedback import at, cases

PAYMENTS = "row_count of raw.payments is 10, expected 14 to 29 from 7 days"
GATE = ("--select", "source:raw.payments")


def decision(shop: Project) -> dict[str, Any]:
    row = shop.facts(
        "gate_decision", "instance_id = 'source.shop.raw.payments' order by recorded_at desc limit 1"
    )[0]
    return {**row, "parts": json.loads(row["severity_parts"] or "{}")}


@pytest.fixture
def broken_source(learned_shop: Project) -> Project:
    learned_shop.query("delete from shop_raw.payments where payment_id > 9")
    return learned_shop


@pytest.mark.slow
def test_weights_of_a_seed_make_a_fail_of_a_defer(broken_source: Project) -> None:
    shop = broken_source
    deferred = shop.dbt("test", *GATE, env=at(6))
    assert f"argos DEFER volume_expected: {PAYMENTS} (warned only), event " in deferred.output
    row = decision(shop)
    assert (row["level"], row["outcome"], row["blocking"], row["severity_after_weighting"]) == (
        2,
        "DEFER",
        False,
        "LOW",
    )
    assert row["parts"].keys() == {
        "strength",
        "critical_column",
        "exposures",
        "descendants",
        "recurrence",
        "owner",
    }
    assert sum(row["parts"].values()) == pytest.approx(row["severity_weight"], abs=0.001)
    assert len(json.loads(row["event_ids"])) == 1
    assert cases(shop) == []

    shop.write({"seeds/argos_weights.csv": "part,weight\nstrength,20\n"})
    assert shop.dbt("seed", "--select", "argos_weights", env=at(7)).exit_code == 0
    failed = shop.dbt("test", *GATE, env=at(8))
    assert f"argos FAIL volume_expected: {PAYMENTS} (warned only), event " in failed.output
    row = decision(shop)
    assert (row["level"], row["severity_after_weighting"]) == (3, "HIGH")
    assert [case[0] for case in cases(shop)] == ["OPEN"]


@pytest.mark.slow
def test_wrong_weights_are_said_and_count_for_nothing(broken_source: Project) -> None:
    shop = broken_source
    shop.write(
        {
            "seeds/argos_weights.csv": "part,weight\nstreng,20\nhigh_from,many\nexposures,\nrecurrence,9999999999\n,3\nowner:sales,1\n"
        }
    )
    shop.dbt("seed", "--select", "argos_weights", env=at(6))
    result = shop.dbt("test", *GATE, env=at(7))
    assert (
        "argos: the seed argos_weights has a part streng that argos does not know: did you mean strength?"
        in result.output
    )
    assert "the seed argos_weights has a row without a part, which counts for nothing" in result.output
    for part in ("high_from", "exposures", "recurrence"):
        assert (
            f"argos: the weight of {part} in the seed argos_weights is no number of at most nine digits: the shipped weight is used"
            in result.output
        )
    assert f"argos DEFER volume_expected: {PAYMENTS}" in result.output

    shop.write({"seeds/argos_weights.csv": "name,points\nstrength,20\n"})
    shop.dbt("seed", "--select", "argos_weights", "--full-refresh", env=at(8))
    result = shop.dbt("test", *GATE, env=at(9))
    assert (
        "argos: the seed argos_weights has no columns part and weight: the shipped weights are used"
        in result.output
    )
    assert f"argos DEFER volume_expected: {PAYMENTS}" in result.output


def test_gates_that_learn_are_one_line(shop: Project) -> None:
    result = shop.dbt("build", day=1)
    said = [line.split("argos ", 1)[1] for line in result.output.splitlines() if " learns: " in line]
    assert said == ["INFO null_rate_expected of orders.amount learns: 7 days to go; so do 2 other gates"]


def test_a_new_column_of_a_table_that_is_known_learns_by_itself(learned_shop: Project) -> None:
    models = learned_shop.root / "models"
    sql = (models / "orders.sql").read_text().replace("amount", "amount, 2 * amount as Discount", 1)
    gate = "      - {name: '\"discount\"', data_tests: [argos.null_rate_expected]}\n      - name: amount"
    yml = (models / "schema.yml").read_text().replace("      - name: amount", gate, 1)
    learned_shop.write({"models/orders.sql": sql, "models/schema.yml": yml})
    result = learned_shop.dbt("build", "--select", "orders", day=8)
    assert result.exit_code == 0, result.output
    said = [line.split("argos ", 1)[1] for line in result.output.splitlines() if " learns: " in line]
    assert said == ["INFO null_rate_expected of orders.discount learns: 7 days to go"]
