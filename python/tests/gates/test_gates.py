"""What a gate decides, and what dbt does then."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import yaml

from ..facts_dump import dump
from ..matrix.test_commands import NULLS, SOURCE, VOLUME
from ..project import Project

MANY_NULLS = "order_id,customer_id,status,amount,ordered_on\n" + "".join(
    f"{n},10,new,,2026-01-01\n" for n in range(1, 25)
)
NO_ROWS = "order_id,customer_id,status,amount,ordered_on\n"


def break_orders(shop: Project, csv: str) -> None:
    shop.write({"seeds/raw_orders.csv": csv})


def test_gates_learn_for_seven_days_then_judge(learned_shop: Project) -> None:
    learned_shop.dbt("build", day=8)
    verdicts = learned_shop.facts(
        "column_verdict", "instance_id = 'model.shop.orders' and measure = 'row_count' order by profile_ts"
    )
    assert [row["decision"] for row in verdicts] == ["LEARNING"] * 7 + ["PASS"]
    assert verdicts[0]["reason"] == "row_count of orders is 6, learning: 0 of 7 days"
    assert verdicts[7]["reason"] == "row_count of orders is 6, expected 3 to 12 from 7 days"
    assert [row["level"] for row in verdicts] == [0] * 8


def test_a_column_that_is_lost_while_few_days_are_known_is_no_pass(shop: Project) -> None:
    shop.variables = {"argos_learning_days": 2}
    model = "{{ config(materialized='table') }} select range as id, %s as amount from range(100)"
    for day in range(1, 6):
        shop.write({"models/few.sql": model % ("cast(null as integer)" if day == 5 else "range % 7")})
        shop.dbt("build", "--select", "few", day=day)
    [drift] = shop.facts(
        "column_verdict", "measure = 'drift' and element_id = 'amount' and profile_ts >= '2026-01-05'"
    )
    assert (drift["metric"], drift["value"], drift["decision"]) == ("null_rate", 1, "LEARNING")


def test_a_hard_gate_stops_what_is_downstream_and_again_after_retry(learned_shop: Project) -> None:
    break_orders(learned_shop, NO_ROWS)
    result = learned_shop.dbt("build", day=8)
    assert result.exit_code == 1
    sentence = "argos FAIL volume_expected: row_count of orders is 0, expected 3 to 12 from 7 days"
    assert f"{sentence} (this stopped the build: 5 relations not built in this run)" in result.output
    last = dump(learned_shop)[-1]
    assert last.gates == {VOLUME: "FAIL", NULLS: "PASS", SOURCE: "PASS"}
    assert "customers" not in last.measured
    assert learned_shop.count("shop.customers") == 4

    retried = learned_shop.dbt("retry", day=8)
    assert retried.exit_code == 1
    assert sentence in retried.output
    assert "customers" not in dump(learned_shop)[-1].measured

    decision = learned_shop.facts(
        "gate_decision", f"outcome = 'FAIL' and gate_id like '%{VOLUME}%' order by recorded_at limit 1"
    )[0]
    assert (decision["level"], decision["blocking"], decision["relation_name"]) == (
        3,
        True,
        "warehouse.shop.orders",
    )
    assert decision["reasons"] == '["row_count of orders is 0, expected 3 to 12 from 7 days"]'


def test_a_gate_of_another_package_says_which_and_how_to_build_it(shop: Project) -> None:
    gate = {"argos.volume_expected": {"config": {"severity": "error"}}}
    crm = {"name": "crm", "version": "1.0.0", "models": {"crm": {"+post-hook": "{{ argos.measure() }}"}}}
    model = "{{ config(materialized='table') }} select range as id from range({{ var('rows') }})"
    installed = yaml.safe_load((shop.root / "packages.yml").read_text())["packages"]
    shop.write(
        {
            "dbt_packages/crm/dbt_project.yml": json.dumps(crm),
            "dbt_packages/crm/models/staging/tickets.sql": model,
            "dbt_packages/crm/models/staging/tickets.yml": json.dumps(
                {"models": [{"name": "tickets", "data_tests": [gate]}]}
            ),
            "packages.yml": json.dumps({"packages": [*installed, {"local": "dbt_packages/crm"}]}),
        }
    )
    for day in range(1, 9):
        shop.variables = {"argos_learning_days": 6, "rows": 10 if day == 8 else 100}
        result = shop.dbt("build", "--select", "package:crm", day=day)
    assert "argos DEFER volume_expected in crm: row_count of tickets is 10, expected " in result.output
    assert "argos: once it is mended: dbt build --select crm.staging.tickets+; if " in result.output
    shop.variables["rows"] = 100
    mended = shop.dbt("build", "--select", "crm.staging.tickets+", day=8)
    assert "PASS=4 WARN=0 ERROR=0" in mended.output, mended.output


def test_a_soft_gate_only_warns(learned_shop: Project) -> None:
    break_orders(learned_shop, MANY_NULLS)
    result = learned_shop.dbt("build", "--exclude", VOLUME, day=8)
    assert result.exit_code == 0
    assert (
        "argos FAIL null_rate_expected: null_rate of orders.amount is 100%, expected 0% to 95.8% from 7 days (warned only)"
        in result.output
    )
    last = dump(learned_shop)[-1]
    assert (last.status, last.gates[NULLS]) == ("SUCCESS_WITH_WARNINGS", "FAIL")
    assert "best_customers" in last.measured


@pytest.mark.slow
def test_the_latest_observation_of_a_day_counts_once(shop: Project) -> None:
    for day in (1, 1, 2):
        shop.dbt("build", day=day)
    verdict = shop.facts("column_verdict", "element_id = '' order by profile_ts desc limit 1")[0]
    assert verdict["history_days"] == 1


@pytest.mark.slow
def test_an_empty_relation_fails_by_its_volume_and_has_no_null_rate(learned_shop: Project) -> None:
    break_orders(learned_shop, NO_ROWS)
    learned_shop.write(
        {
            "models/schema.yml": (learned_shop.root / "models/schema.yml")
            .read_text()
            .replace("severity: error", "severity: warn")
        }
    )
    result = learned_shop.dbt("build", day=8)
    assert "row_count of orders is 0, expected 3 to 12" in result.output, result.output
    rows = learned_shop.facts(
        "column_verdict",
        "instance_id = 'model.shop.orders' and element_id = 'amount' and measure = 'null_rate' and value is null",
    )
    assert [row["reason"] for row in rows] == [
        "null_rate of orders.amount is unknown: there are no rows to tell"
    ]


@pytest.mark.slow
def test_a_verdict_goes_stale(shop: Project) -> None:
    shop.dbt("build", day=1)
    fresh = shop.dbt("test", "--select", "orders", day=2)
    assert "WARN=0" in fresh.output
    stale = shop.dbt("test", "--select", "orders", day=4)
    assert "is older than 48 hours, last judged at 2026-01-01 06:00:00 (warned only)" in stale.output
    assert stale.exit_code == 0
    for longer in (100, 10**9):
        shop.variables = {"argos_gate_max_age_hours": longer}
        assert "WARN=0" in shop.dbt("test", "--select", "orders", day=4).output


@pytest.mark.slow
def test_a_node_that_was_built_but_not_measured_is_not_judged_by_old_facts(shop: Project) -> None:
    shop.dbt("build", day=1)
    without_hook = "models: {shop: {orders: {+post-hook: []}}}\n"
    settings = (shop.root / "dbt_project.yml").read_text()
    hook = 'models: {shop: {+post-hook: "{{ argos.measure() }}"}}\n'
    assert hook in settings
    shop.write({"dbt_project.yml": settings.replace(hook, without_hook)})
    result = shop.dbt("build", day=2)
    assert result.exit_code == 0
    assert (
        "row_count of orders was not judged in this run, last judged at 2026-01-01 06:00:00: add the post-hook"
        in result.output
    )
    assert "5 nodes without the post-hook argos.measure()" in result.output


def test_a_table_that_became_a_view_says_so(shop: Project) -> None:
    shop.write({"models/odd/turned.sql": "{{ config(materialized='table') }} select 1 as id"})
    shop.write(
        {
            "models/odd/turned.yml": "models: [{name: turned, data_tests: [argos.volume_expected, argos.freshness_expected]}]"
        }
    )
    first = shop.dbt("build", "--select", "turned", day=1)
    assert first.exit_code == 0
    assert "see that a column of it is a date or moment that ends near its day, else look" in first.output
    shop.write({"models/odd/turned.sql": "{{ config(materialized='view') }} select 1 as id"})
    said = shop.dbt("build", "--select", "turned", day=2).output
    assert (
        "row_count of turned was not judged in this run, last judged at 2026-01-01 06:00:00: argos measures tables, not views"
        in said
    )
    assert (
        "latest_hours of turned was not judged in the last 42 days: argos measures tables, not views" in said
    )


def test_never_measured_warns_with_the_reason(shop: Project) -> None:
    gates = (
        "models: [{name: orders_view, data_tests: [argos.volume_expected]},"
        " {name: best_customers, config: {post-hook: []}, columns: [{name: nothing, data_tests: [argos.null_rate_expected]}]}]"
    )
    shop.write({"models/more.yml": gates})
    result = shop.dbt("build")
    assert result.exit_code == 0
    assert (
        "row_count of orders_view was not judged in the last 42 days: argos measures tables, not views"
        in result.output
    )
    assert "null_rate of best_customers.nothing was not judged in the last 42 days" in result.output
    [compiled] = shop.root.glob("target/compiled/**/argos_volume_expected_orders_view_.sql")
    [row] = shop.query(compiled.read_text())
    unknown = ("value", "expected", "severity", "severity_weight", "severity_parts", "event_id")
    assert {row[name] for name in unknown} == {None}


@pytest.mark.slow
def test_a_pull_request_is_judged_by_the_history_of_production(
    learned_shop: Project,
) -> None:
    production = learned_shop
    production.write_profile(pr=production.engine.profile("pr"))
    production.query("create schema pr_raw")
    production.query("create table pr_raw.payments as from shop_raw.payments")
    before = production.count("shop_argos.run_profile_result")
    break_orders(production, NO_ROWS)
    pull_request = replace(production, schema="pr")

    alone = pull_request.dbt("build", "--target", "pr", day=8)
    assert alone.exit_code == 0
    assert {row["decision"] for row in pull_request.facts("column_verdict")} == {"LEARNING"}

    pull_request.variables = {"argos_history_schema": "warehouse.shop_argos"}
    judged = pull_request.dbt("build", "--target", "pr", day=8)
    assert judged.exit_code == 1
    assert "row_count of orders is 0, expected 3 to 12 from 7 days (this stopped the build" in judged.output
    assert production.count("shop_argos.run_profile_result") == before


@pytest.mark.slow
def test_a_missing_history_is_one_line_and_the_own_facts_are_used(shop: Project) -> None:
    shop.variables = {"argos_history_schema": "nowhere"}
    result = shop.dbt("build")
    assert result.exit_code == 0
    assert result.output.count("argos_history_schema nowhere has no facts of argos") == 1


@pytest.mark.slow
def test_two_columns_that_differ_by_case_are_told_apart_by_neither_gate(shop: Project) -> None:
    """A column gate matches without regard to case: `AMOUNT` in yml finds `amount`."""
    yml = (shop.root / "models/schema.yml").read_text().replace("- name: amount", "- name: AMOUNT")
    shop.write({"models/schema.yml": yml})
    result = shop.dbt("build")
    assert result.exit_code == 0
    assert "WARN=0" in result.output
