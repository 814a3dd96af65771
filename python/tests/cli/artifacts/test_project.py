"""What a dbt_project.yml says of hooks and vars, in each of dbt's spellings."""

from __future__ import annotations

from typing import Any

import pytest

from argos.artifacts.project import DeclaredHook

from ..builders import project

HOOK = "{{ argos.measure() }}"


@pytest.mark.parametrize(
    "tree",
    [
        {"shop": {"+post-hook": HOOK}},
        {"shop": {"post-hook": [HOOK]}},
        {"shop": {"+post_hook": {"sql": HOOK}}},
        {"shop": {"post_hook": ["grant select on {{ this }} to x", {"sql": "{{ argos.measure( ) }}"}]}},
    ],
    ids=["a text", "a list", "a mapping", "a list of both"],
)
def test_the_hook_is_seen_in_every_spelling(tree: dict[str, Any]) -> None:
    assert project({"models": tree}).hooks == (DeclaredHook("models", ("shop",)),)


def test_the_hook_is_seen_in_a_subfolder_and_at_the_top() -> None:
    hooks = project(
        {"models": {"shop": {"marts": {"+post-hook": HOOK}}}, "seeds": {"+post-hook": HOOK}}
    ).hooks
    assert hooks == (DeclaredHook("models", ("shop", "marts")), DeclaredHook("seeds", ()))


@pytest.mark.parametrize("hook", ["{{ argos.measure }}", "{{ other.measure() }}", 3, None])
def test_another_hook_is_not_ours(hook: Any) -> None:
    assert project({"models": {"+post-hook": hook}}).hooks == ()


def test_vars_of_the_command_line_win_and_scopes_are_kept_apart() -> None:
    raw = {"vars": {"argos_schema": "a", "shop": {"argos_warn_p_value": 4, "own": 1}, "argos": {"x": 1}}}
    read = project(raw, argos_schema="b")
    assert read.variables["argos_schema"] == "b"
    assert read.scoped_variables == {"shop": {"argos_warn_p_value": 4}}


def test_a_project_without_anything() -> None:
    assert project({"models": None, "vars": None}).hooks == ()
