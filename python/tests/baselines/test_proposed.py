"""What a proposal is made of, against the same worked out in Python."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from . import oracle
from .sales import Sales

pytestmark = pytest.mark.slow


def days_of(sales: Sales, element_id: str) -> list[dict[str, Any]]:
    """The latest facts of each measured day."""
    query = f"element_id = '{element_id}' and partition_value is not null qualify row_number() over (partition by partition_value order by recorded_at desc) = 1"
    days = sales.project.facts("run_profile_result", query)
    assert len(days) == 33
    return [day for day in days if day["partition_value"] >= "2025-12-17"]


def test_ranges_and_references_are_those_of_the_days(sales: Sales) -> None:
    found = sales.versions()
    assert set(found) == {"", "day", "id", "amount", "status", "code", "rare", "nothing"}
    for element_id in ("amount", "rare", "status", "code", "id"):
        days, row = days_of(sales, element_id), found[element_id]
        assert row["target_null_rate_max"] == pytest.approx(oracle.null_rate_max(days))
        expected = oracle.distinct_range(days)
        assert (row["distinct_rate_low"], row["distinct_rate_high"]) == pytest.approx(expected)
        assert json.loads(row["distinct_rate_range"]) == pytest.approx(expected)
        assert row["value_count"] == sum(day["eval_count"] - day["null_count"] for day in days)
        assert (row["history_days"], row["left_out_days"], row["owner"]) == (30, 0, "sales")
    for element_id in ("amount", "rare"):
        days, row = days_of(sales, element_id), found[element_id]
        assert json.loads(row["quantiles"]) == pytest.approx(oracle.pooled(days))
        figures = oracle.usual([day["mean"] for day in days])
        assert (row["usual_mean"], row["usual_stddev"], row["usual_q25"], row["usual_q75"]) == pytest.approx(
            figures
        )
    counts = oracle.usual([math.log(day["row_count"]) for day in days_of(sales, "")])
    assert (found[""]["usual_mean"], found[""]["usual_stddev"]) == pytest.approx(counts[:2])
    assert json.loads(found["status"]["topk"]) == oracle.counted(
        days_of(sales, "status"), "topk_values_hashed", 50
    )
    assert json.loads(found["code"]["pattern_set"]) == oracle.counted(
        days_of(sales, "code"), "topk_patterns", 20
    )


def test_quantiles_are_near_those_of_the_raw_values(sales: Sales) -> None:
    raw = sales.project.query(
        "select quantile_disc(amount, [k / 40 for k in range(41)]) as points, max(amount) - min(amount) as span from sales.sales where day >= date '2025-12-17'"
    )[0]
    points = json.loads(sales.versions()["amount"]["quantiles"])
    assert points == pytest.approx([float(point) for point in raw["points"]], abs=float(raw["span"]) / 40)


def test_each_column_has_the_test_that_fits_it_or_says_why_not(sales: Sales) -> None:
    found = sales.versions()
    assert {name: row["drift_test"] for name, row in found.items()} == {
        "": "Z",
        "amount": "KS",
        "code": "PSI",
        "day": "KS",
        "id": None,
        "nothing": None,
        "rare": "Z",
        "status": "PSI",
    }
    assert found["nothing"]["notes"] == "holds only NULLs: nothing is judged"
    assert found["id"]["notes"] == "its values are withheld: no test of their distribution"
    assert found["code"]["topk"] is None
    assert (found["day"]["target_p01"], found["day"]["target_p99"]) == (-24, -24)


def test_a_column_that_shows_its_values_on_few_days_has_no_test(learned_sales: Sales) -> None:
    """Where an identifier is distinct enough on most days, the others say nothing of the window."""
    project = learned_sales.project
    hidden = "quantiles = null, p01 = null, p99 = null, mean = null"
    of_amount = "element_id = 'amount' and partition_value is not null"
    project.query(
        f"update sales_argos.run_profile_result set {hidden} where {of_amount} and partition_value < '2026-01-12'"
    )
    assert learned_sales.operate("propose_baseline", 16, relation="sales").exit_code == 0
    amount = learned_sales.versions()["amount"]
    assert amount["notes"] == "its values are withheld: no test of their distribution"
    assert (amount["drift_test"], amount["quantiles"], amount["target_p01"]) == (None, None, None)


def test_known_bad_days_and_another_type_are_left_out(learned_sales: Sales) -> None:
    sales = learned_sales
    yml = (sales.project.root / "models/schema.yml").read_text()
    bound = "{column_name: amount, measure: max_value, at_most: 1000}"
    hard = f"argos.profile_within: {{arguments: {bound}, config: {{severity: error}}}}"
    sales.project.write({"models/schema.yml": yml.replace("- argos.no_drift", f"- {hard}")})
    stopped = sales.build(17, {"amount": "5000.0"}, {"status": "mod(n, 3)"})
    assert stopped.exit_code == 1, stopped.output
    assert sales.build(18, always={"status": "mod(n, 3)", "parts": "[n]"}).exit_code == 0
    proposed = sales.operate("propose_baseline", 18, relation="sales")
    assert (
        "argos: proposed version 1 of the baseline of sales, of 29 days: it waits to be attested; 1 known-bad day is left out"
        in proposed.output
    )
    found = sales.versions()
    assert found["amount"]["left_out_days"] == 1
    assert (found["status"]["type_family"], found["status"]["history_days"]) == ("number", 1)
    assert "28 days on which it was of another type are left out" in found["status"]["notes"]
    assert (found["parts"]["target_null_rate_max"], found["parts"]["distinct_rate_high"]) == (0, None)


def test_a_column_that_has_no_good_day_of_its_type_is_named(learned_sales: Sales) -> None:
    """Its only day of the new type was stopped by the gate on that very change."""
    sales = learned_sales
    yml = (sales.project.root / "models/schema.yml").read_text()
    hard = "argos.schema_unchanged: {config: {severity: error}}"
    sales.project.write({"models/schema.yml": yml.replace("- argos.no_drift", f"- {hard}")})
    assert sales.build(17, always={"status": "mod(n, 3)"}).exit_code == 1
    proposed = sales.operate("propose_baseline", 17, relation="sales")
    assert "; not held, for want of a good day of their present type: status\n" in proposed.output
    assert "status" not in sales.versions()


def test_nothing_is_made_of_no_day_and_little_of_one(learned_sales: Sales) -> None:
    sales = learned_sales
    late = {"ARGOS_NOW": "2026-03-20 06:00:00"}
    arguments = ("run-operation", "argos.propose_baseline", "--args")
    empty = sales.project.dbt(*arguments, "{relation: sales}", env=late)
    assert empty.exit_code == 1
    assert (
        "argos: sales has no good day in the last 30: build it, or measure its past by argos backfill"
        in empty.output
    )
    assert "no relation has a good day in the last 30" in sales.project.dbt(*arguments, "{}", env=late).output
    last = {"ARGOS_NOW": "2026-02-14 06:00:00"}
    one = sales.project.dbt(*arguments, "{relation: sales}", env=last)
    assert (
        "of 1 day: it waits to be attested; made of one day: its ranges are that day and a margin"
        in one.output
    )
    found = sales.versions()
    assert (
        found[""]["notes"]
        == "made of one day: its ranges are that day and a margin; too few days to judge row_count"
    )
    assert found["rare"]["drift_test"] == "KS"
