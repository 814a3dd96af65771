"""A gate that fails, a case that opens, a person who judges and a retry that passes, on each warehouse beside DuckDB."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from ..clouds import Cloud
from ..project import Project

EVENT = "0123456789abcdef0123456789abcdef"
SENTENCE = "row_count of judged is 1, expected 50 to 70 from 14 days"
GATE = {"argos.volume_expected": {"config": {"severity": "error"}}}
MODEL = {"name": "judged", "config": {"meta": {"argos": {"critical": ["id"]}}}, "data_tests": [GATE]}
REASON = "it's \\ so"


@pytest.fixture
def judged(cloud: Cloud, tmp_path: Path) -> Project:
    """A project with one table, of which a verdict says that it is far from what is normal."""
    project = cloud.new_project("types", tmp_path / "types", "judged")
    for file in (*project.root.glob("models/*"), *project.root.glob("seeds/*")):
        file.unlink()
    sql = "{{ config(materialized='table') }} select 1 as id"
    project.write(
        {
            "models/judged.sql": sql,
            "models/after.sql": "{{ config(materialized='table') }} select id from {{ ref('judged') }}",
            "models/judged.yml": yaml.safe_dump({"models": [MODEL]}),
            "seeds/argos_weights.csv": "part,weight\nowner:sales,1.5\nstrength,\n",
        }
    )
    built = project.dbt("build", day=1)
    assert built.exit_code == 0, built.output
    project.query(f"""
        insert into judged_argos.column_verdict
            (run_id, recorded_at, target_name, fact_id, instance_id, element_id, measure, profile_ts, value, expected_low, expected_high, p_value, level, decision, reason)
        select run_id, recorded_at, target_name, '{EVENT}', instance_id, element_id, measure, profile_ts, 1.0, 50.0, 70.0, 0.0000000001, 3, 'FAIL', '{SENTENCE}'
        from judged_argos.column_verdict where instance_id = 'model.shop.judged' and measure = 'row_count'""")
    return project


def test_feedback_closes_a_case_and_lets_retry_pass(judged: Project) -> None:
    failed = judged.dbt("test", "--select", "judged", day=1)
    assert failed.exit_code == 1, failed.output
    assert (
        f"argos FAIL volume_expected: {SENTENCE} (this stopped the build: 0 relations not built in this run), event {EVENT[:8]}"
        in failed.output
    )
    (case,) = judged.facts("rca_case")
    assert (case["status"], case["severity"], case["descendants"], case["alarms"]) == ("OPEN", "HIGH", 1, 1)
    assert json.loads(case["severity_parts"]) == {
        "strength": 3, "critical_column": 2, "exposures": 0, "descendants": 0.1, "recurrence": 0, "owner": 0,
    }  # fmt: skip

    arguments = json.dumps({"event": EVENT[:8], "verdict": "WRONG", "given_as": "ann", "reason": REASON})
    said = judged.dbt("run-operation", "argos.feedback", "--args", arguments, "--no-write-json", day=1)
    assert said.exit_code == 0, said.output
    (given,) = judged.facts("alarm_feedback")
    assert (given["verdict"], given["given_as"], given["reason"]) == ("WRONG", "ann", REASON)
    assert given["given_by"]
    retried = judged.dbt("retry", day=1)
    assert retried.exit_code == 0, retried.output
    (case,) = judged.facts("rca_case")
    assert (case["status"], case["resolution"], case["closed_as"]) == ("CLOSED", "WRONG", "ann")
    decisions = judged.facts("gate_decision", "true order by recorded_at, level", "level")
    assert sorted(int(row["level"]) for row in decisions) == [0, 0, 3]

    assert judged.dbt("build", day=2).exit_code == 0
    assert not judged.facts("run_event", "event = 'ERROR'", "detail")
