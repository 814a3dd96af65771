"""Containment in SQL blocks, through each real adapter: every statement fails in one build, and the build stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ..clouds import Cloud
from ..engines.bigquery.engine import BigQueryEngine
from ..engines.databricks.engine import DatabricksEngine
from ..engines.dbt_runner import DbtRunner
from .faults import FAULTS, GATE, READ_FAULTS, Fault, Target, put_faults

SEND = "{% macro send(sql) %}{% do log('outcome: ' ~ argos.attempt(sql), info=true) %}{% endmacro %}"
CAST, UNKNOWN_COLUMN, _, _, _ = FAULTS
MISSING_TABLE = Fault(
    "missing_table",
    "modules.re.sub('insert into [^ ]+[.]', 'insert into argos_fault.', sql, 1)",
    "argos_fault",
)
GONE = "sources: [{name: raw, schema: no_such_schema, tables: [{name: gone, data_tests: [argos.volume_expected]}]}]"
LEAVES_NONE = {
    "models/nothing.sql": "{{ config(materialized='nothing') }} select 1 as id",
    "macros/nothing.sql": "{% materialization nothing, default %}{% call statement('main') %}select 1{% endcall %}"
    "{{ run_hooks(post_hooks) }}{{ return({'relations': []}) }}{% endmaterialization %}",
}
BROKEN = (
    (CAST, Target("run_event", "STARTED", "recording the start of the run")),
    (UNKNOWN_COLUMN, Target("node_version", "", "recording the nodes of the project")),
    (CAST, Target("run_profile_result", "'model.shop.every_type'", r"measuring [-\w]+.broken.every_type")),
    (MISSING_TABLE, Target("run_profile_result", "'model.shop.appended'", r"measuring [-\w]+.broken.appended")),
    (CAST, Target("run_profile_result", "ends_at", r"measuring 2 partitions of [-\w]+.broken.appended")),
    (UNKNOWN_COLUMN, Target("column_verdict", "'model.shop.every_type'", r"judging [-\w]+.broken.every_type")),
    (CAST, Target("column_verdict", "'model.shop.appended'", "judging 2 relations that no gate asked for")),
    (MISSING_TABLE, Target("process_metrics", "", "recording what the nodes cost")),
    (CAST, Target("gate_decision", "", "recording what the gates decided")),
    (UNKNOWN_COLUMN, Target("run_event", "FINISHED", "recording the end of the run")),
)  # fmt: skip


def test_every_statement_fails_and_the_build_stands(cloud: Cloud, tmp_path: Path) -> None:
    project = cloud.new_project("types", tmp_path / "types", "broken")
    for model in ("broken", "after_broken"):
        (project.root / f"models/{model}.sql").unlink()
    project.write({"models/raw.yml": GONE} | LEAVES_NONE)
    put_faults(project, [*BROKEN, (READ_FAULTS[0], GATE)])
    before = len(cloud.engine.statements())

    result = project.dbt("build")
    assert result.exit_code == 0, result.output
    sent = cloud.engine.statements(before)
    caught = [error for statement in sent for error in statement.caught]
    gates = re.findall(f"argos WARN .* {GATE.what}", result.output)
    asked = [statement for statement in sent if ") as decided" in statement.sql]
    assert 0 < len(gates) < len(asked), "together, and then each for itself"
    faulty = [error for error in caught if "argos_fault" in error.lower()]
    assert len(faulty) == len(BROKEN) + len(asked), caught
    if cloud.name != "databricks":
        logged = (project.root / "logs" / "dbt.log").read_text().lower()
        # A message may have several lines, of which the first tells whose it is.
        told = logged.split("argos: a statement failed: ")[1:]
        assert len([message for message in told if "argos_fault" in message[:2000]]) >= len(BROKEN)
    for _, target in BROKEN:
        said = re.findall(f"argos: {target.what} failed; your data is untouched", result.output)
        assert len(said) == 1, result.output
    assert f"{len(BROKEN)} statements of argos failed: " in result.output
    assert "argos: source raw.gone is not measured: there is no " in result.output
    assert "argos: nothing is not measured: there is no " in result.output
    assert project.count("broken.appended") == 5
    assert project.count("broken.every_type") == 5

    (project.root / "macros/fault.sql").unlink()
    assert project.dbt("retry").exit_code in (0, 2)
    assert project.count("broken.appended") == 5


@pytest.mark.databricks
@pytest.mark.parametrize(("conflicts", "outcome", "sent"), [(0, True, 1), (2, True, 3), (9, False, 5)])
def test_a_write_that_another_one_forestalled_is_sent_again(
    databricks: DatabricksEngine,
    dbt_on_databricks: DbtRunner,
    tmp_path: Path,
    conflicts: int,
    outcome: bool,
    sent: int,
) -> None:
    project = Cloud(databricks, dbt_on_databricks).new_project("primitives", tmp_path / "p", "forestalled")
    project.write({"macros/send.sql": SEND})
    table = f"forestalled.after_{conflicts}"
    databricks.query("create schema if not exists forestalled")
    properties = f"tblproperties ('argos.conflicts' = '{conflicts}')"
    databricks.query(f"create table {table} (n int) using delta {properties}")
    before = len(databricks.statements())
    result = project.dbt("run-operation", "send", "--args", f"{{sql: insert into {table} values (1)}}")
    assert f"outcome: {outcome}" in result.output
    tried = [each for each in databricks.statements(before) if "insert into" in each.body]
    assert [len(each.caught) for each in tried] == [1] * (sent - outcome) + [0] * outcome
    assert project.count(table) == int(outcome)


@pytest.mark.bigquery
def test_what_bigquery_refuses_for_the_moment_is_sent_again(
    bigquery: BigQueryEngine, dbt_on_bigquery: DbtRunner, tmp_path: Path
) -> None:
    project = Cloud(bigquery, dbt_on_bigquery).new_project("primitives", tmp_path / "p", "refused")
    project.write({"macros/send.sql": SEND})
    for message, sent in (("Exceeded rate limits: too many operations", 5), ("no such thing", 1)):
        before = len(bigquery.statements())
        sql = f"select error('{message}')"
        result = project.dbt("run-operation", "send", "--args", json.dumps({"sql": sql}))
        assert "outcome: False" in result.output
        assert len([each for each in bigquery.statements(before) if message in each.body]) == sent
        logged = (project.root / "logs/dbt.log").read_text()
        assert re.search(f"argos: a statement failed: .*{message}", logged)
