"""Vars that are misspelt, mistyped or out of reach."""

from __future__ import annotations

from typing import Any

import pytest

from ..builders import only_finding, project, surroundings


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
