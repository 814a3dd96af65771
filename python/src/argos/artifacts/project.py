"""A user's dbt_project.yml, read for what concerns argos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from argos.artifacts.hooks import measures
from argos.artifacts.manifest import Manifest
from argos.artifacts.options import PREFIX

KINDS = ("models", "seeds", "snapshots")


@dataclass(frozen=True)
class DeclaredHook:
    """Where dbt_project.yml calls measure(): `models`, then the path below it, such as ("shop", "marts")."""

    kind: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Project:
    """A dbt project: its name, its vars and the hooks that dbt_project.yml declares."""

    name: str
    variables: Mapping[str, Any]
    scoped_variables: Mapping[str, Mapping[str, Any]]
    hooks: tuple[DeclaredHook, ...]


@dataclass(frozen=True)
class ProjectFiles:
    """What the disk says of a project; `manifest` only while no file is newer than it, else why."""

    kinds: frozenset[str]
    kinds_hooked_in_files: frozenset[str]
    package_entries: tuple[str, ...]
    manifest: Manifest | None
    manifest_problem: str | None


def read_project(raw: Mapping[str, Any], given_variables: Mapping[str, Any]) -> Project:
    """What the parsed dbt_project.yml says; vars of the command line win."""
    declared = raw.get("vars")
    variables = dict(declared) if isinstance(declared, Mapping) else {}
    scopes = {str(name): value for name, value in variables.items() if isinstance(value, Mapping)}
    return Project(
        name=str(raw.get("name", "")),
        variables={str(name): value for name, value in {**variables, **given_variables}.items()},
        scoped_variables={name: ours for name, value in scopes.items() if (ours := _ours(value))},
        hooks=tuple(hook for kind in KINDS for hook in _hooks(kind, raw.get(kind), ())),
    )


def _ours(variables: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in variables.items() if str(name).startswith(PREFIX)}


def _hooks(kind: str, tree: Any, path: tuple[str, ...]) -> Iterator[DeclaredHook]:
    if not isinstance(tree, Mapping):
        return
    for key, value in tree.items():
        if str(key).lstrip("+").replace("_", "-") == "post-hook":
            if measures(value):
                yield DeclaredHook(kind, path)
        else:
            yield from _hooks(kind, value, (*path, str(key)))
