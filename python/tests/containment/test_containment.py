"""No failure of a statement of argos reaches the user's run, and none is silent."""

from __future__ import annotations

import re
from collections.abc import Sequence

import duckdb
import pytest

from ..facts_dump import declared_columns
from ..matrix.test_commands import MODELS, NODES
from ..project import Project
from .faults import FAULTS, GATE, READ_FAULTS, TARGETS, Fault, Target, put_faults

ROWS = {"orders": 6, "orders_log": 6, "customers": 4, "best_customers": 4, "customers_history": 4}


def prepare(shop: Project, fault: Fault, targets: Sequence[Target]) -> None:
    """A limit that only the faulty statements reach, and a database that nobody may write."""
    frozen = shop.root / "frozen.duckdb"
    with duckdb.connect(str(frozen)) as connection:
        for fact in {target.fact for target in targets if target.fact}:
            fields = (f"{name} varchar" for name in declared_columns(fact))
            connection.execute(f"create table {fact} ({', '.join(fields)})")
    output = shop.engine.profile(shop.schema)
    output["settings"] = {"memory_limit": "300MB", "max_temp_directory_size": "0MB"}
    output["attach"] = [{"path": str(frozen), "alias": "frozen", "read_only": True}]
    shop.write_profile(dev=output)
    yml = (shop.root / "models/schema.yml").read_text()
    gate = "      - argos.profile_within: {arguments: {measure: row_count, at_least: 100}}\n"
    shop.write({"models/schema.yml": yml.replace("    columns:\n", f"{gate}    columns:\n", 1)})
    put_faults(shop, [(fault, target) for target in targets])


def lines_with(output: str, text: str) -> list[str]:
    return [line for line in output.splitlines() if text in line]


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
@pytest.mark.parametrize("targets", TARGETS.values(), ids=list(TARGETS))
def test_failing_statements_are_contained(shop: Project, fault: Fault, targets: Sequence[Target]) -> None:
    prepare(shop, fault, targets)
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    assert {table: shop.count(f"shop.{table}") for table in ROWS} == ROWS
    assert not re.search(r"ERROR creating|SKIP relation", result.output)
    failed = [statement for statement in shop.engine.statements() if not statement.ok]
    for target in targets:
        ours = [
            one
            for one in failed
            if re.search(rf"insert into [^ ]*\b{target.fact}\b", one.sql) and target.text in one.sql
        ]
        assert any(fault.error in (one.error or "") for one in ours), (target.what, failed)
        assert len(lines_with(result.output, f"argos: {target.what} failed; your data is untouched")) == 1
    said = lines_with(result.output, "failed; your data is untouched")
    assert len(lines_with(result.output, f"{len(said)} statements of argos failed: ")) == 1, result.output


@pytest.mark.slow
@pytest.mark.parametrize("fault", READ_FAULTS, ids=lambda fault: fault.name)
def test_a_gate_whose_own_query_fails_warns(shop: Project, fault: Fault) -> None:
    prepare(shop, fault, [GATE])
    yml = (shop.root / "models/schema.yml").read_text()
    shop.write(
        {"models/schema.yml": yml.replace("at_least: 100}", "at_least: 100}, config: {severity: error}")}
    )
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    assert {table: shop.count(f"shop.{table}") for table in ROWS} == ROWS
    decided = shop.facts("gate_decision", columns="gate_id, outcome, reasons")
    assert {row["outcome"] for row in decided} == {"WARN"}
    assert all(GATE.what in row["reasons"] for row in decided)
    failed = [statement for statement in shop.engine.statements() if not statement.ok]
    ours = [one for one in failed if "as faulty" in one.sql and fault.error in (one.error or "")]
    for row in decided:
        assert [one for one in ours if f'[["{row["gate_id"]}",' in one.sql], row["gate_id"]


@pytest.mark.slow
def test_a_table_that_is_lost_after_a_gate_read_it_changes_nothing(shop: Project) -> None:
    dropping = "{% do run_query('drop table if exists ' ~ argos.fact('column_verdict')) %}"
    shop.write(
        {
            "models/schema.yml": (shop.root / "models/schema.yml")
            .read_text()
            .replace("    columns:\n", "      - dropping_gate\n    columns:\n", 1),
            "macros/gate.sql": "{% test dropping_gate(model) %}"
            "{{ config(severity='warn', fail_calc='coalesce(max(level), 0)') }}"
            f"{{% set rows = argos.gate(['row_count']) %}}{dropping}{{{{ rows }}}}{{% endtest %}}",
        }
    )
    result = shop.dbt(
        "build", "--select", "raw_orders", "orders,resource_type:model", "dropping_gate_orders_"
    )
    assert result.exit_code == 0, result.output
    assert "PASS dropping_gate_orders_" in result.output
    tables = "select table_name from duckdb_tables() where table_name = 'column_verdict'"
    assert shop.query(tables) == []


@pytest.mark.slow
def test_what_failed_is_counted_where_nothing_can_be_written(shop: Project) -> None:
    measure = TARGETS["run_and_measure"][1]
    prepare(shop, FAULTS[0], [measure, Target("run_event", "'ERROR'", "")])
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    assert f"argos: 1 statement of argos failed: {measure.what}" in result.output


@pytest.mark.slow
def test_an_append_model_keeps_its_rows_through_a_failing_measure_and_retry(shop: Project) -> None:
    log = Target("run_profile_result", "'model.shop.orders_log'", "measuring warehouse.shop.orders_log")
    prepare(shop, FAULTS[0], [log])
    shop.write({"models/broken.sql": "select nonsense from {{ ref('orders_log') }}"})
    assert shop.dbt("build").exit_code == 1
    assert shop.dbt("retry").exit_code == 1
    assert shop.count("shop.orders_log") == 6


@pytest.mark.slow
def test_strict_fails_at_the_end_of_the_run(shop: Project) -> None:
    prepare(shop, FAULTS[0], TARGETS["run_and_measure"][1:2])
    shop.variables = {"argos_strict": True}
    result = shop.dbt("build")
    assert result.exit_code != 0
    assert "argos_strict: 1 statement of argos failed: measuring warehouse.shop.orders" in result.output
    assert shop.count("shop.best_customers") == 4
    finished = shop.facts("process_metrics", columns="task_id")
    assert {row["task_id"].split(".")[2] for row in finished} >= MODELS & NODES


def test_the_adapter_still_catches_what_attempt_relies_on(shop: Project) -> None:
    """dbt-duckdb's location_exists must swallow database errors, run what stands in it, and return false."""
    macro = (
        "{% macro trial() %}"
        "{% do log('made ' ~ argos.attempt('create table trial as select 1 as a'), info=true) %}"
        "{% do log('cast ' ~ argos.attempt(\"insert into trial select cast('x' as int)\"), info=true) %}"
        "{% do log('bind ' ~ argos.attempt('insert into trial select b'), info=true) %}"
        "{% do log('none ' ~ argos.attempt('insert into no_such_table select 1'), info=true) %}"
        "{% do log('next ' ~ argos.attempt('insert into trial select 2'), info=true) %}"
        "{% endmacro %}"
    )
    shop.write({"macros/trial.sql": macro})
    result = shop.dbt("run-operation", "trial")
    assert result.exit_code == 0, result.output
    said = re.findall(r"(made|cast|bind|none|next) (True|False)", result.output)
    assert said == [
        ("made", "True"),
        ("cast", "False"),
        ("bind", "False"),
        ("none", "False"),
        ("next", "True"),
    ]
    assert [row["a"] for row in shop.query("select a from main.trial union all select 0 order by 1")] == [
        0,
        1,
        2,
    ]
