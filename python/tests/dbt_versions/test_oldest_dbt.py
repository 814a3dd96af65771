"""The oldest dbt that the package allows, 1.10.8: a failing build and a second one leave what they should."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ..engines.dbt_runner import DbtRunner
from ..engines.duckdb_file import DuckDbEngine
from ..facts_dump import RunDump, dump, repeated_facts
from ..project import REPOSITORY, Project, copy_project

OLDEST = REPOSITORY / ".venv-oldest/bin/python"
BUILT = frozenset({"every_type", "appended", "countries"})
GATES = {
    "argos_null_rate_expected_every_type_": "PASS",
    "argos_volume_expected_every_type_": "PASS",
    "argos_volume_expected_a_view_": "WARN",
    "bounds_of_every_type": "PASS",
}
RUN = RunDump(
    "build",
    "FAILED",
    BUILT,
    gates=GATES,
    nodes=BUILT | {"a_view", "broken", "after_broken", "page"} | set(GATES),
)


@pytest.mark.slow
def test_two_builds(tmp_path: Path) -> None:
    copy_project("types", tmp_path / "types")
    engine = DuckDbEngine(tmp_path / "types/warehouse.duckdb", tmp_path / "types/logs/dbt.log")
    with DbtRunner(OLDEST, "duckdb") as runner:
        project = Project(tmp_path / "types", engine, runner, "types")
        project.write_profile()
        outputs = [project.dbt("build").output for _ in range(2)]
    assert dump(project) == [replace(RUN, new_versions=10), RUN], outputs
    assert not repeated_facts(project)
    for output in outputs:
        assert "Running with dbt=1.10.8" in output
        assert (
            "argos: measured 3 relations and 2 partitions, left out 1 view, 2 nested or binary columns"
            in output
        )
