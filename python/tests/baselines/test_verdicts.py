"""A day held to an attested baseline."""

from __future__ import annotations

import json

import pytest

from . import oracle
from .sales import Sales

pytestmark = pytest.mark.slow
FAULTS = {
    "id": "floor(n / 30)",
    "amount": "60 + mod(n * 7919, 1009) / 10.0",
    "status": "case when mod(n * 31, 10) < 6 then 'paid' else 'lost' end",
    "code": "concat('AB/', cast(n as {{ dbt.type_string() }}))",
    "rare": "case when mod(n, 10) = 0 then 1000 + mod(n * 7919, 1009) / 10.0 end",
    "nothing": "'x'",
    "rows": "mod(n, 3) = 0",
}


def test_only_an_attested_version_judges(sales: Sales) -> None:
    quiet = sales.build(17)
    assert quiet.exit_code == 0
    assert sales.verdicts(17) == {}
    assert "argos: baselines are due: argos baseline attest sales" in quiet.output
    sales.operate("attest_baseline", 17, relation="sales", given_as="bob")
    quiet = sales.build(18)
    assert "due" not in quiet.output
    assert set(sales.verdicts(18).values()) == {
        (0, None, f"baseline: sales{name} is as it was (version 1)")
        for name in ("", ".day", ".id", ".amount", ".status", ".code", ".rare", ".nothing")
    }
    late = sales.project.dbt("build", env={"ARGOS_NOW": "2026-02-17 06:00:00"})
    assert "argos: baselines are due: argos baseline propose sales" in late.output


def test_each_fault_is_said_and_reaches_the_gate(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    result = sales.build(17, FAULTS)
    found = sales.verdicts(17)
    baselines = sales.versions()
    of_day = "partition_value = '2026-01-16' and run_id = (select max_by(run_id, recorded_at) from sales_argos.run_profile_result)"
    today = {row["element_id"]: row for row in sales.project.facts("run_profile_result", of_day)}
    scores = {
        row["element_id"]: row["score"]
        for row in sales.project.facts("column_verdict", "measure = 'baseline' and level > 0")
    }

    amount = oracle.ks(json.loads(today["amount"]["quantiles"]), json.loads(baselines["amount"]["quantiles"]))
    assert scores["amount"] == pytest.approx(amount)
    assert found["amount"][:2] == (3, "KS")
    assert found["amount"][2].startswith(
        f"baseline: KS of sales.amount is {round(amount, 4)}, expected at most 0.3"
    )
    status = oracle.psi(
        dict(json.loads(today["status"]["topk_values_hashed"])),
        today["status"]["eval_count"],
        dict(json.loads(baselines["status"]["topk"])),
        baselines["status"]["value_count"],
    )
    assert scores["status"] == pytest.approx(status)
    assert found["status"][:2] == (3, "PSI")
    assert found["code"] == (3, "Z", "baseline: 100% of the values of sales.code have a shape that is not known, such as AA/9999, expected at most 0% (version 1)")  # fmt: skip
    assert found["rare"][:2] == (3, "Z")
    assert found["rare"][2].startswith("baseline: mean of sales.rare is 10")
    assert found["id"][2].startswith("baseline: distinct_rate of sales.id is ")
    assert found[""][0] == 3
    assert found[""][2].startswith(f"baseline: row_count of sales is {today['']['row_count']}, expected 1")
    assert found["nothing"][0] == found["day"][0] == 0
    versions = sales.project.facts("column_verdict", "measure = 'baseline'", "distinct baseline_version")
    assert [row["baseline_version"] for row in versions] == ["1"]
    assert "argos FAIL no_drift: baseline: " in result.output
    [decision] = sales.project.facts("gate_decision", "outcome = 'FAIL'")
    said = {row["fact_id"]: row["reason"] for row in sales.project.facts("column_verdict", "level = 3")}
    assert [said[event] for event in json.loads(decision["event_ids"])] == json.loads(decision["reasons"])
    assert "WARN 3 argos_no_drift_sales_" in result.output


def test_nulls_and_another_type(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    sales.build(17, {"amount": "case when mod(n, 4) > 0 then mod(n * 7919, 1009) / 10.0 end"})
    level, statistic, reason = sales.verdicts(17)["amount"]
    assert (level, statistic) == (3, "Z")
    assert reason == "baseline: null_rate of sales.amount is 21.1%, expected at most 2.9% (version 1)"
    sales.build(18, always={"status": "mod(n, 3)"})
    assert sales.verdicts(18)["status"] == (3, None, "baseline: sales.status is of the type number, expected text (version 1)")  # fmt: skip
