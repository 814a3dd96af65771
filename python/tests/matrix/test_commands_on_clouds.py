"""What dbt commands leave behind on each warehouse beside DuckDB: the same dumps as there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from ..clouds import Cloud
from ..facts_dump import RunDump, dump, repeated_facts, tables_of
from ..project import Project

PARTITION = "partition: {column: moment, grain: day}, "
TABLES = frozenset({"every_type", "appended", "countries"})
TESTS = {
    "argos_null_rate_expected_every_type_": "PASS",
    "argos_volume_expected_every_type_": "PASS",
    "bounds_of_every_type": "PASS",
    "argos_volume_expected_a_view_": "WARN",
}
BUILD = RunDump(
    "build", "SUCCESS_WITH_WARNINGS", TABLES, gates=TESTS, nodes=TABLES | {"a_view", "page"} | set(TESTS)
)
FIRST = replace(BUILD, new_versions=8)
UNJUDGED = {
    **TESTS,
    "argos_null_rate_expected_every_type_": "WARN",
    "argos_volume_expected_every_type_": "WARN",
    "bounds_of_every_type": "WARN",
}
ONLY_TYPES = RunDump(
    "build",
    measured=frozenset({"every_type"}),
    gates=dict.fromkeys(list(TESTS)[:3], "PASS"),
    nodes=frozenset({"every_type", *list(TESTS)[:3]}),
)
# In one project, since each is parsed from nothing: the first run of all finds no cache and no table.
BUILDS = {
    "build --empty --no-populate-cache": replace(
        FIRST, status="SUCCESS", measured=frozenset(), gates=dict.fromkeys(TESTS, "PASS")
    ),
    "build": BUILD,
    "build --full-refresh --no-populate-cache": BUILD,
    "build --select every_type --cache-selected-only": ONLY_TYPES,
}
OTHERS: dict[str, tuple[tuple[str, ...], tuple[RunDump, ...]]] = {
    "nothing_written": (("compile", "docs generate", "parse", "list", "run-operation noop"), ()),
    "test_of_nothing": (
        ("seed", "test"),
        (
            RunDump(
                "seed", measured=frozenset({"countries"}), nodes=frozenset({"countries"}), new_versions=8
            ),
            RunDump("test", "SUCCESS_WITH_WARNINGS", gates=UNJUDGED, nodes=frozenset(TESTS)),
        ),
    ),
}


@pytest.fixture(scope="module")
def new_types(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Project]:
    def make(schema: str) -> Project:
        project = cloud.new_project("types", tmp_path_factory.mktemp(schema) / "types", schema)
        for model in ("broken", "after_broken"):
            (project.root / f"models/{model}.sql").unlink()
        # Which relations are measured is asked here, not what of them: the fewer columns, the sooner.
        declared = (project.root / "models/schema.yml").read_text()
        assert PARTITION in declared
        few_columns = declared.replace("personal: [day]", "profile_columns: [small_number, name]")
        project.write(
            {
                "macros/noop.sql": "{% macro noop() %}{% endmacro %}",
                "models/schema.yml": few_columns.replace(PARTITION, ""),
            }
        )
        return project

    return make


def run(project: Project, commands: Iterable[str]) -> list[str]:
    """What dbt printed of each."""
    outputs = []
    for command in commands:
        result = project.dbt(*command.split())
        assert result.exit_code == 0, result.output
        outputs.append(result.output)
    return outputs


@pytest.fixture(scope="module")
def built(new_types: Callable[[str], Project]) -> tuple[Project, list[RunDump]]:
    """A project after the builds, and what these left."""
    project = new_types("matrix_builds")
    outputs = run(project, BUILDS)
    assert ["argos: making its tables" in output for output in outputs] == [True, False, False, False]
    return project, dump(project)


def test_builds(built: tuple[Project, list[RunDump]]) -> None:
    project, runs = built
    assert runs == list(BUILDS.values())
    assert not repeated_facts(project)


def test_two_builds_at_once_lose_and_double_nothing(built: tuple[Project, list[RunDump]]) -> None:
    project, runs = built
    builds = [
        project.start("build", "--select", model, "--target-path", f"target_{model}")
        for model in ("every_type", "appended")
    ]
    assert [running.wait(300).exit_code for running in builds] == [0, 0]
    of_both = [each.measured for each in dump(project)[len(runs) :]]
    assert of_both in ([{"every_type"}, {"appended"}], [{"appended"}, {"every_type"}])
    assert not repeated_facts(project)


@pytest.mark.parametrize("name", OTHERS)
def test_command(new_types: Callable[[str], Project], name: str) -> None:
    commands, runs = OTHERS[name]
    project = new_types(f"matrix_{name}")
    run(project, commands)
    if not runs:
        assert not tables_of(project, f"{project.schema}_argos")
        return
    assert dump(project) == list(runs)
    assert not repeated_facts(project)
