"""A day held to an attested baseline."""

from __future__ import annotations

import json
import re

import pytest

from . import oracle
from .sales import ROWS, Sales, gravity

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
    alarms = sales.project.facts("column_verdict", "measure = 'baseline' and level > 0")
    scores = {(row["element_id"], row["metric"]): row["score"] for row in alarms}
    assert len(scores) == len({row["fact_id"] for row in alarms}) == len(alarms)

    amount = oracle.ks(json.loads(today["amount"]["quantiles"]), json.loads(baselines["amount"]["quantiles"]))
    assert scores["amount", "distribution"] == pytest.approx(amount)
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
    assert scores["status", "distribution"] == pytest.approx(status)
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
    assert decision["relation_name"] == "warehouse.sales.sales"
    said = {row["fact_id"]: row["reason"] for row in sales.project.facts("column_verdict", "level = 3")}
    assert [said[event] for event in json.loads(decision["event_ids"])] == json.loads(decision["reasons"])
    assert "WARN 3 argos_no_drift_sales_" in result.output
    assert {row["element_id"]: (row["metric"], row["statistic"]) for row in sorted(alarms, key=gravity)} == {
        "": ("row_count", "Z"),
        "id": ("distinct_rate", "Z"),
        "amount": ("distribution", "KS"),
        "status": ("distribution", "PSI"),
        "code": ("unseen_rate", "Z"),
        "rare": ("mean", "Z"),
    }
    assert all(row["score"] > row["threshold"] > 0 for row in alarms)


def test_nulls_and_another_type(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    sales.build(17, {"amount": "case when mod(n, 4) > 0 then mod(n * 7919, 1009) / 10.0 end"})
    level, statistic, reason = sales.verdicts(17)["amount"]
    assert (level, statistic) == (3, "Z")
    assert reason == "baseline: null_rate of sales.amount is 21.1%, expected at most 2.9% (version 1)"
    [sparse] = sales.project.facts("profile_drift_event", "measure = 'baseline'")
    assert (sparse["metric"], sparse["drift_type"]) == ("null_rate", "SPARSITY")
    sales.build(18, always={"status": "mod(n, 3)"})
    [other] = sales.project.facts("profile_drift_event", "metric = 'type'")
    assert (other["drift_type"], other["action"], other["severity"]) == ("SCHEMA", "PATCH_CONTRACT", "HIGH")
    assert sales.verdicts(18)["status"] == (3, None, "baseline: sales.status is of the type number, expected text (version 1)")  # fmt: skip


SHIFTED = "1000 + mod(n * 7919, 1009) / 10.0"
NULLS = "case when mod(n, {of}) > 0 then mod(n * 7919, 1009) / 10.0 end"


def outcome(sales: Sales) -> tuple[str, bool]:
    """Of the latest decision of the gate, and whether it stopped the build."""
    rows = sales.project.facts("gate_decision", "level is not null order by recorded_at desc")
    return rows[0]["outcome"], rows[0]["blocking"]


def strict(sales: Sales) -> None:
    """Its gate stops the build, and a baseline alone alarms."""
    yml = (sales.project.root / "models/schema.yml").read_text()
    gate = "argos.no_drift: {config: {severity: error}}"
    sales.project.write({"models/schema.yml": yml.replace("- argos.no_drift", f"- {gate}")})
    sales.project.variables = {"argos_warn_p_value": 0, "argos_fail_p_value": 0}


def test_what_is_attested_since_lets_the_retry_pass(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    strict(sales)
    assert sales.build(17, {"amount": NULLS.format(of=2)}).exit_code == 1
    assert outcome(sales) == ("FAIL", True)
    sales.operate("propose_baseline", 17, relation="sales", given_as="anna")
    assert sales.project.dbt("test", day=17).exit_code == 1, "a proposal is no version in force"
    sales.operate("attest_baseline", 17, relation="sales", given_as="bob")
    retried = sales.project.dbt("test", env={"ARGOS_NOW": "2026-01-17 09:00:00"})
    assert retried.exit_code == 0, retried.output
    assert outcome(sales) == ("WARN", False)
    assert "(version 1); version 2 was attested since, build it again" in retried.output


def test_a_departure_that_is_not_beyond_doubt_is_deferred(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    strict(sales)
    assert sales.build(17, {"amount": NULLS.format(of=6)}).exit_code == 1
    assert sales.verdicts(17)["amount"][0] == 3
    assert outcome(sales) == ("DEFER", True)


def test_a_word_on_a_baseline_does_not_hold_for_what_is_worse(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    strict(sales)
    assert sales.build(17, {"amount": NULLS.format(of=6)}).exit_code == 1
    [alarm] = sales.project.facts("column_verdict", "measure = 'baseline' and level = 3")
    assert alarm["metric"] == "null_rate"
    called = sales.operate("feedback", 17, event=alarm["fact_id"], verdict="WRONG")
    assert called.exit_code == 0, called.output
    assert sales.build(17, {"amount": NULLS.format(of=6)}).exit_code == 0
    for worse in (NULLS.format(of=2), SHIFTED, f"case when mod(n, 6) > 0 then {SHIFTED} end"):
        assert sales.build(17, {"amount": worse}).exit_code == 1, worse


def test_a_word_on_the_last_metric_holds_for_drift_and_not_for_the_baseline(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    assert sales.build(17, {"amount": NULLS.format(of=2)}).exit_code == 0
    alarms = {row["measure"]: row["fact_id"] for row in sales.project.facts("column_verdict", "level > 0")}
    assert alarms.keys() == {"null_rate", "drift", "baseline"}

    def still() -> set[str]:
        return {row["measure"] for row in sales.project.facts("called_verdict", "level > 0")}

    for measure, left in (("null_rate", {"baseline"}), ("baseline", set())):
        called = sales.operate("feedback", 17, event=alarms[measure], verdict="WRONG")
        assert called.exit_code == 0, called.output
        assert still() == left


def test_each_check_is_a_series_and_one_that_was_mended_no_alarm(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    sales.project.variables = {"argos_warn_p_value": 0, "argos_fail_p_value": 0}
    assert sales.build(17, {"amount": NULLS.format(of=2)}).exit_code == 0

    def of_amount() -> dict[str, str]:
        report = json.loads(sales.project.argos("drift", "sales", "--format", "json", day=17).stdout)
        series = [one for one in report["series"] if one["element_id"] == "amount"]
        return {one["measure"]: one["light"] for one in series if one["measure"].startswith("baseline")}

    checks = {"type", "null_rate", "distribution", "distinct_rate"}
    assert {name for name, light in of_amount().items() if light == "RED"} == {"baseline null_rate"}
    sales.build(17)
    sales.project.dbt("build", env={"ARGOS_NOW": "2026-01-17 09:00:00"})
    sales.project.variables = {}
    assert of_amount() == {f"baseline {name}": "GREEN" for name in checks}
    shown = sales.project.argos("drift", "sales", day=17).stdout
    assert "0 alarms in the last 30 days" in shown


def test_a_day_that_lost_nearly_all_rows_is_no_mere_warning(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    sales.build(17)
    usual = sales.verdicts(17)[""]
    stopped = sales.build(18, {"rows": f"mod(n, {ROWS}) = 0"})
    level, _, reason = sales.verdicts(18)[""]
    assert (usual[0], level) == (0, 3), stopped.output
    assert reason.startswith("baseline: row_count of sales is 1, expected 1"), reason


def test_of_several_events_each_has_to_be_called(sales: Sales) -> None:
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    strict(sales)
    stopped = sales.build(17, {"amount": f"case when mod(n, 6) > 0 then {SHIFTED} end"})
    hint = "once it is mended: dbt build --select sales\\+; if it is as it should be: argos feedback ([0-9a-f ]+) --wrong"
    [events] = re.findall(hint, stopped.output)
    assert len(events.split()) > 1


def test_of_a_column_that_is_personal_now_no_value_is_written_anew(sales: Sales) -> None:
    project = sales.project
    sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    assert sales.build(17).exit_code == 0
    yml = (project.root / "models/schema.yml").read_text()
    project.write(
        {"models/schema.yml": yml.replace("owner: sales", "owner: sales\n        personal: [amount]")}
    )
    early = sales.operate("propose_baseline", 18, relation="sales", given_as="anna")
    assert early.exit_code == 0, early.output
    built = sales.build(18)
    assert built.exit_code == 0, built.output
    assert "sales.amount" not in built.output, "its mean is not missed"
    proposed = sales.operate("propose_baseline", 18, relation="sales", given_as="anna")
    assert proposed.exit_code == 0, proposed.output
    today = "element_id = 'amount' and cast(recorded_at as date) = cast('2026-01-18' as date)"
    values = {
        "reference_frame": ("center", "width", "past_greatest"),
        "series_metric": ("center", "width"),
        "baseline_version": ("target_p01", "target_p99", "quantiles", "usual_mean", "usual_q25"),
    }
    for fact, names in values.items():
        rows = project.facts(fact, today)
        assert rows
        assert {name: row[name] for row in rows for name in names if row[name] is not None} == {}
    metrics = {row["metric"] for row in project.facts("series_metric", today)}
    assert not metrics & {"mean", "stddev"}
    assert {"null_rate", "zero_rate"} <= metrics
