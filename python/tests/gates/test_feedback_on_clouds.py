"""A source that is broken, judged by a person and retried, on each warehouse beside DuckDB."""

from __future__ import annotations

import json
import re

from ..project import Project
from .test_gates_on_clouds import MODEL, days  # noqa: F401

LEARNED = 15


def test_feedback_closes_a_case_and_lets_retry_pass(days: Project) -> None:  # noqa: F811
    for day in range(1, LEARNED):
        result = days.dbt("build", day=day)
        assert result.exit_code == 0, result.output
    days.write(
        {"models/measured/guarded.sql": MODEL % 1, "seeds/argos_weights.csv": "part,weight\nstrength,8\n"}
    )
    stopped = days.dbt("build", "--exclude", "argos_weights", day=LEARNED)
    assert stopped.exit_code == 1, stopped.output
    assert days.dbt("seed", day=LEARNED).exit_code == 0
    again = days.dbt("build", "--exclude", "argos_weights", day=LEARNED)
    found = re.search(r"argos feedback ([0-9a-f]{8}) --wrong, then dbt retry", again.output)
    assert found, again.output
    (case,) = days.facts("rca_case")
    assert (case["status"], case["severity"], case["instance_id"]) == ("OPEN", "HIGH", "model.shop.guarded")
    assert json.loads(case["severity_parts"])["strength"] > 1

    arguments = json.dumps({"event": found[1], "verdict": "WRONG", "given_as": "ann", "reason": "it's \\ so"})
    said = days.dbt("run-operation", "argos.feedback", "--args", arguments, "--no-write-json", day=LEARNED)
    assert said.exit_code == 0, said.output
    retried = days.dbt("retry", day=LEARNED)
    assert retried.exit_code == 0, retried.output
    assert days.count("days.after") == 1
    (given,) = days.facts("alarm_feedback")
    assert (given["verdict"], given["given_as"], given["reason"]) == ("WRONG", "ann", "it's \\ so")
    assert given["given_by"]
    (case,) = days.facts("rca_case")
    assert (case["status"], case["resolution"], case["closed_as"]) == ("CLOSED", "WRONG", "ann")
    assert [row["level"] for row in days.facts("gate_decision", "level >= 2")]
    assert days.dbt("build", day=LEARNED + 1).exit_code in (0, 1)
    assert not days.facts("run_event", "event = 'ERROR'", "detail")
