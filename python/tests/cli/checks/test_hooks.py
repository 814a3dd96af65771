"""The post-hook, by the manifest or by the files alone."""

from __future__ import annotations

from typing import Any

import pytest

from argos.artifacts.manifest import Hook

from ..builders import MEASURE, files, findings, manifest, node, only_finding, project, surroundings

HOOK_LINE = '{shop: {+post-hook: "{{ argos.measure() }}"}}'
HOOKED = {"shop": {"+post-hook": MEASURE.sql}}


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
    hooks = {"kinds": frozenset(kinds), "kinds_hooked_in_files": frozenset(in_files)}
    found = files(manifest=None, manifest_problem="is not there", **hooks)
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
