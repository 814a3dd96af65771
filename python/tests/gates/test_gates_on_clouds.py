"""Learning, a gate that stops the build, a pull request, a case and its end, on each warehouse beside DuckDB."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from ..clouds import Cloud
from ..engines.dbt_runner import DbtRunner
from ..engines.snowflake.engine import SnowflakeEngine
from ..facts_dump import declared_columns, dump, tables_of
from ..project import Project

MODEL = "{{ config(materialized='table') }} select generated_number as id from ({{ dbt.generate_series(%d) }}) as numbers"
YML = """\
sources:
  - name: outside
    schema: days_raw
    tables: [{name: payments, data_tests: [argos.volume_expected]}]
models:
  - name: guarded
    config: {meta: {argos: %s}}
    data_tests:
      - argos.volume_expected: {config: {severity: error}}
      - argos.profile_within: {arguments: {measure: row_count, at_least: 50.5}}
    columns:
      - {name: id, quote: true, data_tests: [argos.profile_within: {arguments: {measure: null_rate, at_most: 0}}]}
"""
SENTENCE = "volume_expected: row_count of guarded is 10, expected 81 to 123 from 6 days"
STOPPED = "(this stopped the build: 1 relation not built in this run)"
REASON = "it's \\ so"


@pytest.fixture
def days(cloud: Cloud, tmp_path: Path) -> Project:
    project = cloud.new_project("types", tmp_path / "types", "days")
    for folder in ("models", "seeds"):
        shutil.rmtree(tmp_path / "types" / folder)
    settings = yaml.safe_load((tmp_path / "types/dbt_project.yml").read_text())
    settings["models"]["shop"] = {"measured": settings["models"]["shop"]}
    settings["vars"]["argos_learning_days"] = 6
    del settings["seeds"]
    project.write(
        {
            "dbt_project.yml": yaml.safe_dump(settings),
            "models/measured/guarded.sql": MODEL % 100,
            "models/after.sql": "{{ config(materialized='table') }} select id from {{ ref('guarded') }}",
            "models/schema.yml": YML % "{}",
            "seeds/argos_weights.csv": "part,weight\nowner:sales,1.5\nstrength,\ncritical_column,3\n",
        }
    )
    for schema in ("days_raw", "days_argos"):
        project.query(f"drop schema if exists {schema} cascade")
        project.query(f"create schema {schema}")
    project.query(f"create table days_raw.payments {cloud.table_format} as select 1 as id")
    project.query(f"create table days_argos.run_event (run_id string, event string) {cloud.table_format}")
    project.query("insert into days_argos.run_event (run_id, event) values ('older', 'STARTED')")
    return project


def add_rows(project: Project, fact: str, changed: dict[str, str], source: str) -> None:
    """Rows of a fact again, with what is changed in them."""
    fields = declared_columns(fact)
    values = ", ".join(changed.get(name, name) for name in fields)
    project.query(
        f"insert into days_argos.{fact} ({', '.join(fields)}) select {values} from days_argos.{fact} {source}"
    )


def remember(project: Project) -> None:
    """What the run of day 1 saw, seen on the five days after too: from three days on it is what was expected."""
    moments = [
        f"select cast('2026-01-0{day} 06:00:00' as timestamp) as moment, '{day}' as number"
        for day in range(2, 7)
    ]
    after = dict.fromkeys(("recorded_at", "profile_ts"), "moment")
    after |= {name: f"concat({name}, number)" for name in ("run_id", "fact_id")}
    misses = {f"miss_{reference}": "case when number > '3' then 0.0 end" for reference in ("month", "week")}
    for fact in ("run_profile_result", "series_metric"):
        add_rows(
            project,
            fact,
            after | misses,
            f"cross join ({' union all '.join(moments)}) as days where instance_id like '%guarded'",
        )


def settle(project: Project) -> None:
    """Past days are seen again by the last run, with far more rows: what they were at first still counts."""
    later = {"recorded_at": "latest", "fact_id": "concat(fact_id, ' again')", "value": "value + 3"}
    latest = "(select max(recorded_at) as latest from days_argos.series_metric)"
    add_rows(
        project,
        "series_metric",
        later,
        f"cross join {latest} as m where metric = 'row_count' and recorded_at < latest",
    )


def test_a_gate_learns_stops_the_build_and_judges_a_pull_request(days: Project) -> None:
    before = len(days.engine.statements())
    learning = days.dbt("build", "--select", "guarded+", "--threads", "1", day=1)
    assert learning.exit_code == 0, learning.output
    asked = [one for one in days.engine.statements()[before:] if ") as decided" in one.sql]
    assert len(asked) == 2, "the bounds together, and what was judged"
    assert "argos INFO volume_expected of guarded learns: 6 days to go" in learning.output
    assert days.facts("run_event", "run_id = 'older'", "event, status") == [
        {"event": "STARTED", "status": None}
    ]
    assert "run_history" in tables_of(days, "days_argos")
    remember(days)
    settle(days)
    days.write({"models/measured/guarded.sql": MODEL % 10})
    (marker,) = (name for name in tables_of(days, "days_argos") if name.startswith("contract_"))
    days.query(f"drop table days_argos.{marker}")
    before = len(days.engine.statements())
    stopped = days.dbt("build", day=7)
    assert stopped.exit_code == 1
    keeps_grants_of_views(days, before)
    assert f"argos DEFER {SENTENCE} {STOPPED}" in stopped.output
    assert days.count("days.after") == 100
    last = dump(days)[-1]
    assert set(last.gates.values()) == {"PASS", "DEFER", "FAIL"}
    assert last.measured == {"guarded", "outside.payments"}
    bounded = "argos FAIL profile_within: row_count of guarded is 10, expected at least 50.5 (warned only)"
    assert bounded in stopped.output
    events = days.facts("profile_drift_event", "decision <> 'INFO'")
    told = ("element_id", "measure", "drift_type", "statistic", "severity", "decision", "action")
    assert [[row[name] for name in told] for row in events] == [
        ["", "row_count", "VOLUME", "Z", "HIGH", "CRITICAL", "OPEN_RCA"]
    ]
    assert events[0]["stat_value"] > events[0]["threshold"] > 0
    [trend] = days.facts("vw_profile_drift", "severity = 'HIGH'", "element_id, event_count")
    assert trend == {"element_id": "", "event_count": 1}
    lights = days.facts("vw_profile_summary", "instance_id like '%guarded' and element_id = ''", "light")
    assert [row["light"] for row in lights] == ["RED"]

    judges_a_pull_request(days)
    opens_and_closes_a_case(days, events[0]["event_id"])
    assert not days.facts("run_event", "event = 'ERROR'", "detail")


def keeps_grants_of_views(days: Project, before: int) -> None:
    """Whoever was let read one view still may when an upgrade makes it again."""
    form = {"databricks": r"alter view \S+run_history\W+as ", "snowflake": r"run_history copy grants as "}
    made = form.get(days.engine.name, r"create or replace view \S+run_history\W+as ")
    assert [one for one in days.engine.statements()[before:] if re.search(made, one.sql)]


def judges_a_pull_request(days: Project) -> None:
    days.write_profile(pr=days.engine.profile("days_pr"))
    days.query("drop schema if exists days_pr_argos cascade")
    days.variables = {"argos_history_schema": "days_argos"}
    built = days.dbt("build", "--target", "pr", "--target-path", "target_pr", day=7)
    days.variables = {}
    assert built.exit_code == 1
    assert f"argos DEFER {SENTENCE}" in built.output
    assert len(days.facts("run_event", "event = 'STARTED'")) == 3, "nothing is written to the history"


def opens_and_closes_a_case(days: Project, event: str) -> None:
    """A person calls the column critical, which makes a case of it, and then the alarm wrong, which lets the build go on."""
    days.write({"models/schema.yml": YML % "{critical: [id]}"})
    failed = days.dbt("retry", day=7)
    assert failed.exit_code == 1
    assert f"argos FAIL {SENTENCE} {STOPPED}, event {event[:8]}" in failed.output
    (case,) = days.facts("rca_case")
    assert (case["status"], case["severity"], case["descendants"], case["alarms"]) == ("OPEN", "HIGH", 1, 3)
    parts = json.loads(case["severity_parts"])
    assert 2 < parts.pop("strength") < 3
    assert parts == {"critical_column": 3, "exposures": 0, "descendants": 0.1, "recurrence": 0, "owner": 0}

    arguments = json.dumps({"event": event[:8], "verdict": "WRONG", "given_as": "ann", "reason": REASON})
    said = days.dbt("run-operation", "argos.feedback", "--args", arguments, "--no-write-json", day=7)
    assert said.exit_code == 0, said.output
    (given,) = days.facts("alarm_feedback", f"event_id = '{event}'")
    assert given["called_event_id"] == event
    assert (given["verdict"], given["given_as"], given["reason"]) == ("WRONG", "ann", REASON)
    assert given["given_by"]
    retried = days.dbt("retry", day=7)
    assert retried.exit_code == 0, retried.output
    (case,) = days.facts("rca_case")
    assert (case["status"], case["resolution"], case["closed_as"]) == ("CLOSED", "WRONG", "ann")
    assert not days.facts("profile_drift_event", "decision <> 'INFO'", "measure")
    decided = days.facts("gate_decision", "gate_id like '%volume_expected_guarded%'", "level")
    assert sorted(int(row["level"]) for row in decided) == [0, 0, 2, 3]
    assert days.count("days.after") == 10
    days.write({"models/measured/guarded.sql": MODEL % 100})
    next_day = days.dbt("build", "--select", "guarded", day=8)
    assert next_day.exit_code == 0, next_day.output


@pytest.mark.snowflake
def test_a_source_whose_name_is_quoted_is_measured(
    snowflake: SnowflakeEngine, dbt_on_snowflake: DbtRunner, tmp_path: Path
) -> None:
    project = Cloud(snowflake, dbt_on_snowflake).new_project("types", tmp_path / "types", "quoted")
    shutil.rmtree(project.root / "models")
    snowflake.query("create schema if not exists quoted_raw")
    snowflake.query('create or replace table quoted_raw."email archive" as select 1 as id')
    mails = "{name: mails, identifier: email archive, quoting: {identifier: true}, data_tests: [argos.volume_expected]}"
    gone = (
        "{name: gone, identifier: no such, quoting: {identifier: true}, data_tests: [argos.volume_expected]}"
    )
    project.write(
        {"models/raw.yml": f"sources: [{{name: raw, schema: quoted_raw, tables: [{mails}, {gone}]}}]"}
    )
    result = project.dbt("build", "--select", "source:*")
    assert result.exit_code == 0, result.output
    measured = project.facts("run_profile_result", "element_id = ''", "instance_id, row_count")
    rows = [{name.lower(): value for name, value in row.items()} for row in measured]
    assert [(row["instance_id"], int(row["row_count"])) for row in rows] == [("source.shop.raw.mails", 1)]
    assert "argos: source raw.gone is not measured: there is no " in result.output
