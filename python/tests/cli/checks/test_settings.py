"""Vars that are misspelt, mistyped or out of reach."""

from __future__ import annotations

from typing import Any

import pytest

from argos.artifacts.options import read_options
from argos.checks.settings import of_nodes
from argos.warehouse.project import package_files as read_files

from ..builders import MEASURE, files, manifest, node, only_finding, project, surroundings
from ..conftest import REPOSITORY


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
            "remove it; options are argos_enabled, argos_schema, argos_warn_p_value, argos_self_test",
        ),
        (
            {"argos_warn_p_value": "high"},
            "vars_types",
            'the var argos_warn_p_value is "high", not a number',
            "correct it under vars; until then it is 3",
        ),
        (
            {"shop": {"argos_schema": "x"}},
            "vars_scope",
            "argos_schema under shop in vars is not seen by the hooks of the run and the views of argos",
            "move it to the top of vars",
        ),
        (
            {"argos": {"argos_schema": "x"}},
            "vars_scope",
            "argos_schema under argos in vars is not seen by measure() on your models",
            "move it to the top of vars",
        ),
    ],
)
def test_vars(raw: dict[str, Any], name: str, finding: str, mend: str) -> None:
    assert only_finding(surroundings(project=project({"vars": raw}))) == (name, "fail", finding, mend)


def test_argos_switched_off_is_a_warning() -> None:
    assert only_finding(surroundings(project=project(argos_enabled=False)))[:2] == ("vars_enabled", "warn")


@pytest.mark.parametrize(
    ("ours", "finding"),
    [
        ({"ownr": "ann"}, "unknown key meta.argos.ownr of model.shop.orders: did you mean owner?"),
        (
            {"warn_p_value": "high"},
            'meta.argos.warn_p_value of model.shop.orders is "high", not a number from 0 to 1: it is ignored',
        ),
        (
            {"partition": "ordered_on"},
            "meta.argos.partition of model.shop.orders names no column: write {column: ordered_on, grain: day}",
        ),
        (
            {"partition": {"column": "ordered_on", "grain": "week"}},
            'meta.argos.partition.grain of model.shop.orders is "week", not one of day, month, year: day is used',
        ),
        (
            {"partition": {"column": "ordered_on", "grains": "month"}},
            "unknown key meta.argos.partition.grains of model.shop.orders: did you mean grain?",
        ),
        (
            {"personal": "email"},
            "meta.argos.personal of model.shop.orders is not a list of columns, and taken for one: write [email]",
        ),
        ([1], "meta.argos of model.shop.orders is not a mapping of keys: it is ignored"),
    ],
)
def test_meta_of_a_node_is_checked_by_the_macro_of_the_build(ours: Any, finding: str) -> None:
    declared = read_options(read_files(REPOSITORY), "main")
    of_project = files(manifest=manifest(node("orders", MEASURE), orders=ours))
    name, outcome, found, _ = only_finding(surroundings(options=declared, files=of_project))
    assert (name, outcome, found) == ("meta", "fail", finding)


def test_a_right_meta_is_no_finding() -> None:
    ours = {"owner": "ann", "critical": ["id"], "partition": {"column": "day"}, "profile_columns": ["id"]}
    declared = read_options(read_files(REPOSITORY), "main")
    checks = of_nodes(surroundings(options=declared, files=files(manifest=manifest(orders=ours))))
    assert list(checks) == []
