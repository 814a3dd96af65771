"""What the installed package says of itself."""

from __future__ import annotations

import pytest

from argos.artifacts.package import read_package, read_registry
from argos.warehouse.project import package_files as read_files

from ..builders import package_files
from ..conftest import REPOSITORY

FACTS = """
sources:
  - name: argos
    tables:
      - name: run_event
        columns: [&run_id {name: run_id}, {name: event}]
      - name: gate_decision
        columns: [*run_id]
"""


def test_the_registry_has_every_table_with_its_columns() -> None:
    registry = read_registry(package_files(fact_ymls=(FACTS,)))
    assert registry == {"run_event": ("run_id", "event"), "gate_decision": ("run_id",)}


@pytest.mark.parametrize("required", ["'>=1.10'", "['>=1.10']"], ids=["a text", "a list"])
def test_versions_of_dbt_that_the_package_accepts(required: str) -> None:
    package = read_package(package_files(project_yml=f"{{version: 0.2.0, require-dbt-version: {required}}}"))
    assert (package.version, package.require_dbt_version) == ("0.2.0", (">=1.10",))


def test_the_package_of_this_repository_can_be_read() -> None:
    assert {"run_event", "run_profile_result", "gate_decision"} <= read_registry(
        read_files(REPOSITORY)
    ).keys()
