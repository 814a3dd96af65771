"""Commands that need a situation: a failure before, another target, a stop in the middle."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from ..facts_dump import dump, repeated_facts, tables_of
from ..project import Project
from .test_commands import ALL_VERSIONS, FIRST_BUILD, GATES, MEASURED, NODES, NULLS, VOLUME

pytestmark = pytest.mark.slow
BROKEN = "{{ config(materialized='table') }} select nonsense from {{ ref('orders') }}"
SLOW = (
    "{{ config(materialized='table') }} select count(*) as n from range(1000000000) as a(x) where x % 7 = 9"
)


def test_retry_runs_what_failed(shop: Project) -> None:
    working = (shop.root / "models/customers.sql").read_text()
    shop.write({"models/customers.sql": BROKEN})
    assert shop.dbt("build").exit_code == 1
    shop.write({"models/customers.sql": working})
    assert shop.dbt("retry").exit_code == 0
    failed, retried = dump(shop)
    assert failed.status == "FAILED"
    assert failed.measured == MEASURED - {"customers", "customers_history"}
    assert (retried.command, retried.status) == ("retry", "SUCCESS")
    assert retried.measured == {"customers", "customers_history"}
    assert shop.count("shop.orders_log") == 6
    assert not repeated_facts(shop)


def test_a_failed_node_has_its_class_of_error_and_no_values(shop: Project) -> None:
    shop.write(
        {"models/customers.sql": "{{ config(materialized='table') }} select cast('top secret' as int) as a"}
    )
    assert shop.dbt("build").exit_code == 1
    failed = shop.facts("process_metrics", "status = 'error'")
    assert [(row["task_id"], row["error_class"]) for row in failed] == [
        ("model.shop.customers", "Conversion Error")
    ]
    assert "top secret" not in str(failed)
    skipped = shop.facts("process_metrics", "status = 'skipped'")
    assert skipped
    assert all(row["started_at"] is None and row["duration_ms"] is None for row in skipped)


def test_fail_fast_reaches_the_end_of_the_run(shop: Project) -> None:
    shop.write({"models/orders.sql": "select nonsense"})
    assert shop.dbt("build", "--fail-fast").exit_code == 1
    (run,) = dump(shop)
    assert run.status == "FAILED"
    assert run.measured <= {"raw_orders", "raw.payments"}


def test_clone_makes_no_facts(built_shop: Project) -> None:
    built_shop.write_profile(other=built_shop.engine.profile("other"))
    shutil.copytree(built_shop.root / "target", built_shop.root / "state")
    result = built_shop.dbt("clone", "--state", "state", "--target", "other")
    assert result.exit_code == 0, result.output
    assert dump(built_shop) == [FIRST_BUILD]
    assert not tables_of(built_shop, "other_argos")


def test_defer_writes_to_the_own_schema(built_shop: Project) -> None:
    built_shop.write_profile(other=built_shop.engine.profile("other"))
    shutil.copytree(built_shop.root / "target", built_shop.root / "state")
    args = ("build", "--select", "customers", "--defer", "--state", "state", "--target", "other")
    result = built_shop.dbt(*args)
    assert result.exit_code == 0, result.output
    assert dump(built_shop) == [FIRST_BUILD]
    other = replace(built_shop, schema="other")
    assert [run.measured for run in dump(other)] == [{"customers"}]


def test_two_targets_have_facts_of_their_own(shop: Project) -> None:
    shop.write_profile(other=shop.engine.profile("other"))
    shop.query("create schema other_raw")
    shop.query("create table other_raw.payments as from shop_raw.payments")
    for target in ("dev", "other"):
        assert shop.dbt("build", "--target", target).exit_code == 0
    assert dump(shop) == [FIRST_BUILD]
    assert dump(replace(shop, schema="other")) == [FIRST_BUILD]
    assert shop.facts("run_event", columns="distinct target_name") == [{"target_name": "dev"}]


def test_a_custom_generate_schema_name_does_not_move_argos(shop: Project) -> None:
    name = "{% macro generate_schema_name(custom_schema_name, node) %}elsewhere{% endmacro %}"
    shop.write({"macros/generate_schema_name.sql": name})
    assert shop.dbt("build").exit_code == 0
    assert shop.count("elsewhere.orders") == 6
    assert dump(shop) == [FIRST_BUILD]


def test_argos_schema_moves_all_of_argos(shop: Project) -> None:
    shop.variables = {"argos_schema": "watch"}
    assert shop.dbt("build").exit_code == 0
    assert not tables_of(shop, "shop_argos")
    assert {"run_event", "run_history", "run_profile_result"} <= tables_of(shop, "watch")


def test_microbatch_is_measured_once(shop: Project) -> None:
    model = (
        "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='ordered_on',"
        " begin='2026-01-01', batch_size='day') }} select order_id, ordered_on from {{ ref('orders') }}"
    )
    shop.write({"models/by_day.sql": model})
    args = ("build", "--event-time-start", "2026-01-01", "--event-time-end", "2026-01-04")
    result = shop.dbt(*args)
    assert result.exit_code == 0, result.output
    rows = shop.facts("run_profile_result", "instance_id = 'model.shop.by_day' and element_id = ''")
    assert [row["row_count"] for row in rows] == [6]


def test_a_python_model_is_measured(shop: Project) -> None:
    model = (
        "def model(dbt, session):\n"
        "    dbt.config(materialized='table')\n"
        "    return dbt.ref('orders').filter('order_id > 2')\n"
    )
    shop.write({"models/late_orders.py": model})
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    rows = shop.facts("run_profile_result", "instance_id = 'model.shop.late_orders' and element_id = ''")
    assert [row["row_count"] for row in rows] == [4]


def test_warn_error_turns_a_warning_gate_into_a_failure_of_its_own_only(shop: Project) -> None:
    shop.query("drop table shop_raw.payments")
    result = shop.dbt("--warn-error", "build")
    assert result.exit_code == 1
    assert "there is no warehouse.shop_raw.payments" in result.output
    (run,) = dump(shop)
    assert run.measured == MEASURED - {"raw.payments"}


@pytest.mark.parametrize(
    "made_and_lost",
    [
        "copy (select 1 as payment_id, timestamp '2026-01-01' as paid_at) to '{root}/lost.parquet';"
        " create view shop_raw.payments as select * from read_parquet('{root}/lost.parquet')",
        "create table shop_raw.lost as select 1 as payment_id, timestamp '2026-01-01' as paid_at;"
        " create view shop_raw.payments as select * from shop_raw.lost; drop table shop_raw.lost",
    ],
    ids=["file", "table"],
)
def test_a_source_that_cannot_be_read_harms_no_model(shop: Project, made_and_lost: str) -> None:
    shop.query("drop table shop_raw.payments")
    shop.query(made_and_lost.format(root=shop.root))
    (shop.root / "lost.parquet").unlink(missing_ok=True)
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    assert (
        "argos: source raw.payments is not measured: there is no warehouse.shop_raw.payments that can be read"
        in result.output
    )
    (run,) = dump(shop)
    assert (run.status, run.measured) == ("SUCCESS_WITH_WARNINGS", MEASURED - {"raw.payments"})


@pytest.mark.parametrize("stop", ["interrupt", "kill"])
def test_a_stop_in_the_middle_leaves_a_start_without_an_end(shop: Project, stop: str) -> None:
    shop.write({"models/never_ends.sql": SLOW})
    running = shop.start("build", "--threads", "1")
    running.wait_for_output("START sql table model shop.never_ends")
    getattr(running, stop)()
    assert running.wait(60).exit_code != 0
    assert dump(shop)[0].status == "RUNNING"
    (shop.root / "models/never_ends.sql").unlink()
    assert shop.dbt("build").exit_code == 0
    _, after = dump(shop)
    assert (after.status, after.measured, after.gates, after.nodes) == ("SUCCESS", MEASURED, GATES, NODES)
    assert not repeated_facts(shop)


def test_disabled_leaves_no_statement(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("off")
    shop.variables = {"argos_enabled": False}
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    assert not [s for s in shop.engine.statements() if "argos" in s.sql.split("*/")[-1]]
    assert "argos" not in result.output.replace("/argos", "").split("Found")[0].split("Running")[-1]
    assert shop.count("shop.orders") == 6


def test_an_older_layout_is_widened_and_keeps_its_rows(built_shop: Project) -> None:
    for fact, column in (("run_profile_result", "entropy"), ("run_event", "git_commit")):
        built_shop.query(f"alter table shop_argos.{fact} drop column {column}")
    built_shop.query("drop table shop_argos.gate_decision")
    (marker,) = (t for t in tables_of(built_shop, "shop_argos") if t.startswith("contract_"))
    built_shop.query(f"alter table shop_argos.{marker} rename to contract_00000000")
    built_shop.query("drop view shop_argos.run_history")
    result = built_shop.dbt("build")
    assert result.exit_code == 0, result.output
    assert "widening its tables" in result.output
    first, second = dump(built_shop)
    assert replace(first, gates=GATES) == FIRST_BUILD
    assert second.gates == {VOLUME: "PASS", NULLS: "PASS", **GATES}
    assert {"entropy", "git_commit"} <= {
        row["column_name"]
        for row in built_shop.query(
            "select column_name from information_schema.columns where table_schema = 'shop_argos'"
        )
    }


def test_a_fact_dropped_by_hand_is_made_again(built_shop: Project) -> None:
    built_shop.query("drop table shop_argos.run_profile_result")
    assert built_shop.dbt("build").exit_code == 0
    assert dump(built_shop)[1].measured == MEASURED


def test_nodes_are_compared_again_when_the_project_changed_or_recording_failed(built_shop: Project) -> None:
    (stored,) = built_shop.facts("run_event", "event = 'STARTED'", "nodes_hash")
    compared = "shop_argos.node_version (run_id"

    def versions_of_a_run() -> tuple[int, int]:
        """How many statements of the last run wrote node_version, and how many rows."""
        before = built_shop.count("shop_argos.node_version")
        seen = len(built_shop.engine.statements())
        assert built_shop.dbt("seed").exit_code == 0
        written = [one.sql.lower().replace('"', "") for one in built_shop.engine.statements()[seen:]]
        return sum(compared in sql for sql in written), built_shop.count("shop_argos.node_version") - before

    assert versions_of_a_run() == (0, 0)
    assert {row["nodes_hash"] for row in built_shop.facts("run_event", "event = 'STARTED'")} == {
        stored["nodes_hash"]
    }
    built_shop.write({"models/one_more.sql": "select 1 as id"})
    assert versions_of_a_run() == (1, 1)
    built_shop.query("update shop_argos.run_event set nodes_hash = null")
    assert versions_of_a_run() == (1, 0)
    built_shop.query("drop table shop_argos.node_version")
    assert built_shop.dbt("seed").exit_code == 0
    assert built_shop.count("shop_argos.node_version") == ALL_VERSIONS + 1


def test_a_source_spelt_in_another_case_is_measured(shop: Project) -> None:
    shop.query("alter table shop_raw.payments rename to other; alter table shop_raw.other rename to PayMents")
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    (run,) = dump(shop)
    assert (run.status, run.measured) == ("SUCCESS", MEASURED)


NOT_MEASURED = "argos: leaves_none is not measured: there is no warehouse.shop.leaves_none that can be read"


@pytest.mark.parametrize(
    ("model", "line"),
    [
        (
            "{{ config(materialized='table_function', parameters=['n']) }} select * from range(n) as t(i)",
            "left out 1 view",
        ),
        ("{{ config(materialized='nothing') }} select 1 as id", NOT_MEASURED),
        (
            "{{ config(materialized='table', post_hook=['drop table {{ this }}', '{{ argos.measure() }}']) }} select 1 as id",
            NOT_MEASURED,
        ),
    ],
    ids=["function", "nothing", "dropped"],
)
def test_a_model_that_leaves_no_relation_is_built(shop: Project, model: str, line: str) -> None:
    settings = (shop.root / "dbt_project.yml").read_text()
    if "drop table" in model:
        settings = settings.replace("models: {shop: {+post-hook", "models: {elsewhere: {+post-hook")
    shop.write(
        {
            "dbt_project.yml": settings,
            "models/leaves_none.sql": model,
            "macros/nothing.sql": "{% materialization nothing, default %}{% call statement('main') %}select 1"
            "{% endcall %}{{ run_hooks(post_hooks) }}{{ return({'relations': []}) }}{% endmaterialization %}",
        }
    )
    result = shop.dbt("build", "--select", "leaves_none")
    assert result.exit_code == 0, result.output
    assert line in result.output
    assert dump(shop)[0].status == "SUCCESS"


def test_a_schema_may_be_spelt_in_another_case(shop: Project) -> None:
    assert shop.dbt("seed").exit_code == 0
    for option in ("argos_schema", "argos_history_schema"):
        result = shop.dbt("seed", "--vars", f"{{{option}: Shop_ARGOS}}")
        assert result.exit_code == 0, result.output
        assert "argos: " not in result.output.replace("argos: measured 1 relation", "")
    assert [run.status for run in dump(shop)] == ["SUCCESS"] * 3


def test_names_that_nobody_quotes_may_have_capitals(shop: Project) -> None:
    shop.write(
        {
            "dbt_project.yml": (shop.root / "dbt_project.yml").read_text()
            + "\nquoting: {database: false, schema: false, identifier: false}\n",
            "macros/names.sql": "{% macro generate_alias_name(custom_alias_name=none, node=none) %}T_{{ node.name }}{% endmacro %}",
            "models/capitals.sql": "{{ config(materialized='table') }} select 1 as id",
        }
    )
    result = shop.dbt("build", "--select", "capitals")
    assert result.exit_code == 0, result.output
    assert dump(shop)[0].measured == {"capitals"}


def test_views_are_in_the_schema_of_the_tables_and_made_again_when_they_are_gone(shop: Project) -> None:
    result = shop.dbt("build", "--vars", "{argos_schema: 12}")
    assert result.exit_code == 0, result.output
    assert "failed; your data is untouched" not in result.output
    assert tables_of(shop, "shop_argos") >= {"run_history", "vw_profile_drift"}
    shop.query("drop view shop_argos.vw_profile_drift")
    assert shop.dbt("seed").exit_code == 0
    assert "vw_profile_drift" in tables_of(shop, "shop_argos")


def test_a_model_may_have_the_name_of_a_view_of_argos(shop: Project) -> None:
    shop.write({"models/run_history.sql": "{{ config(materialized='table') }} select 1 as id"})
    result = shop.dbt("build", "--select", "run_history")
    assert result.exit_code == 0, result.output
    assert shop.query("select id from shop.run_history") == [{"id": 1}]
    assert shop.query("select status from shop_argos.run_history") == [{"status": "SUCCESS"}]


def test_a_schema_that_has_the_models_gets_no_tables_of_argos(shop: Project) -> None:
    shop.write({"models/salt.sql": "{{ config(materialized='incremental') }} select 1 as id"})
    result = shop.dbt("build", "--select", "salt", "--vars", "{argos_schema: Shop}")
    assert result.exit_code == 0, result.output
    assert "argos: argos_schema is shop, where this target has its models" in result.output
    assert shop.query("select * from shop.salt") == [{"id": 1}]
    assert "run_event" not in tables_of(shop, "shop")
