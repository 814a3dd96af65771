"""Versions that do not go together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ..builders import findings, only_finding, surroundings, warehouse


@pytest.mark.parametrize(
    ("versions", "outcome", "name"),
    [
        ({"dbt-core": "1.9.0"}, "fail", "dbt_core"),
        ({"dbt-core": "3.0.0"}, "fail", "dbt_core"),
        ({"dbt-duckdb": "1.9.0"}, "warn", "adapter"),
        ({"dbt-argos": "0.2.0"}, "warn", "package_version"),
    ],
)
def test_a_version_that_does_not_fit(versions: dict[str, str], outcome: str, name: str) -> None:
    healthy = surroundings()
    installed = replace(healthy.installed, versions={**healthy.installed.versions, **versions})
    found = only_finding(replace(healthy, installed=installed))
    assert found[:2] == (name, outcome)
    assert found[3].startswith('pip install "')


def test_an_old_python() -> None:
    installed = replace(surroundings().installed, python="3.10.2")
    assert only_finding(surroundings(installed=installed))[0] == "python"


def test_a_prerelease_of_dbt_is_within_its_range() -> None:
    installed = replace(
        surroundings().installed, versions={**surroundings().installed.versions, "dbt-core": "2.0.0a3"}
    )
    assert findings(surroundings(installed=installed)) == []


def test_a_warehouse_that_argos_does_not_know() -> None:
    found = only_finding(surroundings(warehouse=warehouse(adapter="postgres")))
    assert found == (
        "adapter",
        "fail",
        "argos does not support postgres: nothing is measured",
        "use databricks or duckdb",
    )
