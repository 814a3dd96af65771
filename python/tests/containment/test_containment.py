"""No failure of a statement of argos reaches the user's run, and none is silent."""

from __future__ import annotations

import re

import duckdb
import pytest

from ..facts_dump import declared_columns
from ..matrix.test_commands import MODELS, NODES
from ..project import Project
from .faults import FAULTS, TARGETS, Fault, Target, put_faults

ROWS = {"orders": 6, "orders_log": 6, "customers": 4, "best_customers": 4, "customers_history": 4}


def prepare(shop: Project, fault: Fault, target: Target) -> None:
    """A limit that only the faulty statement reaches, and a database that nobody may write."""
    frozen = shop.root / "frozen.duckdb"
    fields = declared_columns(target.fact)
    with duckdb.connect(str(frozen)) as connection:
        connection.execute(f"create table {target.fact} ({', '.join(f'{name} varchar' for name in fields)})")
    output = shop.engine.profile(shop.schema)
    output["settings"] = {"memory_limit": "300MB", "max_temp_directory_size": "0MB"}
    output["attach"] = [{"path": str(frozen), "alias": "frozen", "read_only": True}]
    shop.write_profile(dev=output)
    if target.name == "case":
        yml = (shop.root / "models/schema.yml").read_text()
        gate = "      - argos.profile_within: {arguments: {measure: row_count, at_least: 100}}\n"
        shop.write({"models/schema.yml": yml.replace("    columns:\n", f"{gate}    columns:\n", 1)})
    put_faults(shop, [(fault, target)])


def lines_with(output: str, text: str) -> list[str]:
    return [line for line in output.splitlines() if text in line]


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_failing_statement_is_contained(shop: Project, fault: Fault, target: Target) -> None:
    prepare(shop, fault, target)
    result = shop.dbt("build")
    assert result.exit_code == 0, result.output
    errors = [statement.error or "" for statement in shop.engine.statements() if not statement.ok]
    assert any(fault.error in error for error in errors), errors
    assert {table: shop.count(f"shop.{table}") for table in ROWS} == ROWS
    assert len(lines_with(result.output, f"argos: {target.what} failed; your data is untouched")) == 1
    assert not re.search(r"ERROR creating|SKIP relation", result.output)
    reported = lines_with(result.output, "of argos failed: ") + lines_with(result.output, "cannot be read:")
    assert len([line for line in reported if "tables in" in line or "statement" in line]) == 1, result.output


@pytest.mark.slow
def test_an_append_model_keeps_its_rows_through_a_failing_measure_and_retry(shop: Project) -> None:
    log = Target(
        "log", "run_profile_result", "'model.shop.orders_log'", "measuring warehouse.shop.orders_log"
    )
    prepare(shop, FAULTS[0], log)
    shop.write({"models/broken.sql": "select nonsense from {{ ref('orders_log') }}"})
    assert shop.dbt("build").exit_code == 1
    assert shop.dbt("retry").exit_code == 1
    assert shop.count("shop.orders_log") == 6


@pytest.mark.slow
def test_strict_fails_at_the_end_of_the_run(shop: Project) -> None:
    prepare(shop, FAULTS[0], TARGETS[2])
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
