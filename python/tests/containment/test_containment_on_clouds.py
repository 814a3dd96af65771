"""Containment in SQL blocks, through each real adapter: every statement fails in one build, and the build stands."""

from __future__ import annotations

import re
from pathlib import Path

from ..clouds import Cloud
from .faults import FAULTS, Fault, Target, put_faults

CAST, UNKNOWN_COLUMN, _, _, _ = FAULTS
MISSING_TABLE = Fault(
    "missing_table",
    "modules.re.sub('insert into [^ ]+[.]', 'insert into argos_fault.', sql, 1)",
    "argos_fault",
)
BROKEN = (
    (CAST, Target("run_event", "STARTED", "recording the start of the run")),
    (UNKNOWN_COLUMN, Target("node_version", "", "recording the nodes of the project")),
    (CAST, Target("run_profile_result", "'model.shop.every_type'", r"measuring [-\w]+.broken.every_type")),
    (MISSING_TABLE, Target("run_profile_result", "'model.shop.appended'", r"measuring [-\w]+.broken.appended")),
    (CAST, Target("run_profile_result", "ends_at", r"measuring 2 partitions of [-\w]+.broken.appended")),
    (UNKNOWN_COLUMN, Target("column_verdict", "'model.shop.every_type'", r"judging [-\w]+.broken.every_type")),
    (CAST, Target("column_verdict", "'model.shop.appended'", "judging 2 relations without a gate")),
    (MISSING_TABLE, Target("process_metrics", "", "recording what the nodes cost")),
    (CAST, Target("gate_decision", "", "recording what the gates decided")),
    (UNKNOWN_COLUMN, Target("run_event", "FINISHED", "recording the end of the run")),
)  # fmt: skip


def test_every_statement_fails_and_the_build_stands(cloud: Cloud, tmp_path: Path) -> None:
    project = cloud.new_project("types", tmp_path / "types", "broken")
    for model in ("broken", "after_broken"):
        (project.root / f"models/{model}.sql").unlink()
    put_faults(project, BROKEN)
    before = len(cloud.engine.statements())

    result = project.dbt("build")
    assert result.exit_code == 0, result.output
    caught = [error for statement in cloud.engine.statements(before) for error in statement.caught]
    assert len([error for error in caught if "argos_fault" in error.lower()]) == len(BROKEN), caught
    for _, target in BROKEN:
        said = re.findall(f"argos: {target.what} failed; your data is untouched", result.output)
        assert len(said) == 1, result.output
    assert f"{len(BROKEN)} statements of argos failed: " in result.output
    assert project.count("broken.appended") == 5
    assert project.count("broken.every_type") == 5

    (project.root / "macros/fault.sql").unlink()
    assert project.dbt("retry").exit_code in (0, 2)
    assert project.count("broken.appended") == 5
