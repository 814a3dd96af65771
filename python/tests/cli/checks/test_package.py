"""The package in packages.yml and in dbt_packages."""

from __future__ import annotations

import pytest

from argos.errors import InvalidArgumentsError

from ..builders import files, findings, only_finding, surroundings


@pytest.mark.parametrize(
    "entry", ["{'git': 'https://github.com/someone/argos.git'}", "{'package': 'someone/argos'}", "dbt-argos"]
)
def test_the_package_is_found_in_packages_yml(entry: str) -> None:
    assert findings(surroundings(files=files(package_entries=("dbt_utils", entry)))) == []


def test_a_package_that_packages_yml_does_not_name() -> None:
    found = only_finding(surroundings(files=files(package_entries=("dbt_utils", "margoscope"))))
    assert found[:2] == ("package", "warn")


@pytest.mark.parametrize(
    ("entries", "mend"), [((), "add it to packages.yml and run dbt deps"), (("argos",), "run dbt deps")]
)
def test_a_package_that_is_not_installed(entries: tuple[str, ...], mend: str) -> None:
    problem = InvalidArgumentsError(
        "the dbt package argos is not in dbt_packages", "add it to packages.yml and run dbt deps"
    )
    missing = surroundings(
        package=None, package_problem=problem, options=None, registry={}, files=files(package_entries=entries)
    )
    assert only_finding(missing) == ("package", "fail", problem.problem, mend)
