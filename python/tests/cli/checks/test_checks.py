"""Each check finds its fault, says how to mend it, and is quiet otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from argos.artifacts.manifest import Hook
from argos.checks import examine
from argos.checks.surroundings import Surroundings
from argos.errors import DatabaseLockedError, DatabaseMissingError, InvalidArgumentsError
from argos.model import Check, Outcome

from ..builders import (
    MEASURE,
    REGISTRY,
    files,
    manifest,
    node,
    project,
    run,
    surroundings,
    warehouse,
)

HOOK_LINE = '{shop: {+post-hook: "{{ argos.measure() }}"}}'
HOOKED = {"shop": {"+post-hook": MEASURE.sql}}


def findings(found: Surroundings) -> list[Check]:
    """What is not ok."""
    return [check for check in examine(found).checks if check.outcome is not Outcome.OK]


def only_finding(found: Surroundings) -> tuple[str, str, str, str]:
    [check] = findings(found)
    return check.name, check.outcome.value, check.finding, check.mend


def test_a_healthy_project_has_no_finding() -> None:
    report = examine(surroundings())
    assert findings(surroundings()) == []
    assert not report.has_finding
    assert len({check.name for check in report.checks}) == len(report.checks)


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


def test_a_kind_without_the_hook_fails_with_the_line_to_add() -> None:
    nodes = manifest(node("orders", MEASURE), node("raw", kind="seeds"), node("v", materialized="view"))
    name, outcome, _, mend = only_finding(surroundings(files=files(manifest=nodes)))
    assert (name, outcome, mend) == ("hook_seeds", "fail", f"add to dbt_project.yml seeds: {HOOK_LINE}")


def test_a_few_tables_without_the_hook_are_named() -> None:
    nodes = manifest(node("orders", MEASURE), node("revenue"), node("e", materialized="ephemeral"))
    _, outcome, finding, _ = only_finding(surroundings(files=files(manifest=nodes)))
    assert (outcome, finding) == ("warn", "models: argos.measure() is not on revenue, 1 of 2")


def test_the_hook_with_transaction_false() -> None:
    nodes = manifest(node("orders", Hook(MEASURE.sql, transaction=False)))
    name, outcome, finding, mend = only_finding(surroundings(files=files(manifest=nodes)))
    assert (name, outcome) == ("hook_models", "fail")
    assert "transaction: false on orders" in finding
    assert mend.startswith("write it as a plain string")


@pytest.mark.parametrize(
    ("raw", "kinds", "in_files", "failing"),
    [
        ({"models": HOOKED}, {"models"}, set(), None),
        ({"models": {"+post-hook": MEASURE.sql}}, {"models"}, set(), None),
        ({}, {"models"}, {"models"}, None),
        ({}, {"models"}, set(), "no post-hook calls argos.measure()"),
        ({"models": HOOKED}, {"models", "snapshots"}, set(), "snapshots: no post-hook"),
        ({"models": {"shopp": {"+post-hook": MEASURE.sql}}}, {"models"}, set(), "stands under shopp"),
        ({}, set(), set(), None),
    ],
)
def test_hooks_by_the_files_alone(
    raw: dict[str, Any], kinds: set[str], in_files: set[str], failing: str | None
) -> None:
    found = files(manifest=None, kinds=frozenset(kinds), kinds_hooked_in_files=frozenset(in_files))
    checks = findings(surroundings(project=project(raw), files=found))
    assert checks[-1].name == "manifest"
    assert checks[-1].mend == "run dbt parse"
    assert [check.finding for check in checks[:-1] if failing and failing in check.finding] == [
        check.finding for check in checks[:-1]
    ]
    assert bool(checks[:-1]) is bool(failing)


def test_own_hooks_after_ours() -> None:
    nodes = manifest(node("orders", MEASURE, Hook("update x", transaction=True)))
    name, outcome, finding, _ = only_finding(surroundings(files=files(manifest=nodes)))
    assert (name, outcome) == ("own_hooks", "warn")
    assert finding.endswith("and, on DuckDB, run outside the model's transaction")


@pytest.mark.parametrize(
    ("raw", "name", "finding", "mend"),
    [
        (
            {"argos_scema": "x"},
            "vars_known",
            "the var argos_scema is no option of argos",
            "did you mean argos_schema?",
        ),
        (
            {"argos_qqq": 1},
            "vars_known",
            "the var argos_qqq is no option of argos",
            "remove it; options are argos_enabled, argos_schema, argos_warn_score, argos_self_test, argos_now",
        ),
        (
            {"argos_warn_score": "high"},
            "vars_types",
            'the var argos_warn_score is "high", not a number',
            "correct it under vars; until then it is 3",
        ),
        (
            {"shop": {"argos_schema": "x"}},
            "vars_scope",
            "argos_schema under vars: shop: does not reach the hooks of the run and the views of argos",
            "move it to the top of vars",
        ),
        (
            {"argos": {"argos_schema": "x"}},
            "vars_scope",
            "argos_schema under vars: argos: does not reach measure() on your models",
            "move it to the top of vars",
        ),
    ],
)
def test_vars(raw: dict[str, Any], name: str, finding: str, mend: str) -> None:
    assert only_finding(surroundings(project=project({"vars": raw}))) == (name, "fail", finding, mend)


def test_argos_switched_off_is_a_warning() -> None:
    assert only_finding(surroundings(project=project(argos_enabled=False)))[:2] == ("vars_enabled", "warn")


def test_a_profile_that_cannot_be_loaded_ends_the_questions_to_the_warehouse() -> None:
    problem = InvalidArgumentsError("there is no profile x", "correct it")
    found = surroundings(warehouse=warehouse(profile_problem=problem, adapter=None, target=None))
    assert only_finding(found) == ("profile", "fail", "there is no profile x", "correct it")


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [(DatabaseMissingError("none", "run dbt build first"), "warn"), (DatabaseLockedError("locked"), "fail")],
)
def test_a_warehouse_that_does_not_answer(problem: Any, outcome: str) -> None:
    assert only_finding(surroundings(warehouse=warehouse(problem=problem)))[:2] == ("warehouse", outcome)


def test_no_tables_yet() -> None:
    nothing = warehouse(tables=dict.fromkeys(REGISTRY), runs=None, wrote_at=None, database_file="shop.duckdb")
    assert only_finding(surroundings(warehouse=nothing)) == (
        "tables",
        "warn",
        "there are no tables of argos in main_argos yet",
        "run dbt build",
    )


def test_tables_that_are_too_old_to_be_read_end_the_questions() -> None:
    behind = warehouse(
        tables={**warehouse().tables, "run_event": frozenset({"run_id"})}, runs=None, wrote_at=None
    )
    assert only_finding(surroundings(warehouse=behind))[2] == "main_argos lacks run_event.event"


def test_tables_that_are_behind_or_ahead() -> None:
    behind = warehouse(tables={"run_event": frozenset({"run_id"}), "gate_decision": None})
    assert (
        only_finding(surroundings(warehouse=behind))[2] == "main_argos lacks gate_decision, run_event.event"
    )
    ahead = warehouse(tables={**warehouse().tables, "run_event": frozenset({"run_id", "event", "later"})})
    assert "main_argos has run_event.later" in only_finding(surroundings(warehouse=ahead))[2]


def test_what_can_be_told_of_the_permission_to_write() -> None:
    assert only_finding(surroundings(warehouse=warehouse(wrote_at=None)))[:2] == ("permission", "warn")
    locked_down = warehouse(database_file="/data/shop.duckdb", file_is_writable=False)
    assert only_finding(surroundings(warehouse=locked_down))[:2] == ("permission", "fail")


@pytest.mark.parametrize(
    ("changes", "name", "outcome"),
    [
        ({"runs": ()}, "last_run", "warn"),
        ({"runs": (run(status="INTERRUPTED", finished_at=None),)}, "last_run", "warn"),
        ({"failed_statements": ("measuring shop.main.orders",)}, "failed_statements", "fail"),
    ],
)
def test_the_last_run(changes: dict[str, Any], name: str, outcome: str) -> None:
    assert only_finding(surroundings(warehouse=warehouse(**changes)))[:2] == (name, outcome)
