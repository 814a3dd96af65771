"""Is the post-hook argos.measure() on everything that can be measured?"""

from __future__ import annotations

from collections.abc import Iterator

from argos.artifacts.manifest import Manifest, Node
from argos.artifacts.project import KINDS
from argos.checks.surroundings import Surroundings
from argos.model import NOT_MEASURED, Check, Outcome
from argos.reports.words import counted, listed

GROUP = "project"
TABLES = {"models": "table", "seeds": "seed", "snapshots": "snapshot"}


def _line(kind: str, project: str) -> str:
    return f'{kind}: {{{project}: {{+post-hook: "{{{{ argos.measure() }}}}"}}}}'


def present(surroundings: Surroundings) -> Iterator[Check]:
    """Each kind of node that the project has carries the hook: by the manifest, else by dbt_project.yml."""
    manifest = surroundings.files.manifest
    for kind in KINDS:
        if manifest:
            yield from _by_manifest(kind, surroundings.project.name, manifest)
        elif kind in surroundings.files.kinds:
            yield _by_files(kind, surroundings)


def _by_manifest(kind: str, project: str, manifest: Manifest) -> Iterator[Check]:
    tables = [node for node in manifest.nodes if node.kind == kind and node.materialized not in NOT_MEASURED]
    missing = [node.name for node in tables if not node.is_measured]
    name, noun = f"hook_{kind}", TABLES[kind]
    add = f"add to dbt_project.yml {_line(kind, project)}"
    if not tables:
        return
    if not missing:
        all_of_them = counted(len(tables), noun)
        yield Check(
            GROUP, name, Outcome.OK, f"{kind}: argos.measure() is on {_all(len(tables))}{all_of_them}"
        )
    elif len(missing) == len(tables):
        yield Check(GROUP, name, Outcome.FAIL, f"{kind}: argos.measure() is on none of {len(tables):,}", add)
    else:
        finding = f"{kind}: argos.measure() is not on {listed(missing)}, {len(missing):,} of {len(tables):,}"
        yield Check(GROUP, name, Outcome.WARN, finding, f"{add}, unless it is left out on purpose")
    if never_run := [node.name for node in tables if _is_outside_transaction(node)]:
        finding = (
            f"{kind}: argos.measure() has transaction: false on {listed(never_run)}, which most adapters skip"
        )
        yield Check(GROUP, name, Outcome.FAIL, finding, f"write it as a plain string, {_line(kind, project)}")


def _all(number: int) -> str:
    return "the " if number == 1 else "all "


def _is_outside_transaction(node: Node) -> bool:
    return any(hook.measures and not hook.transaction for hook in node.hooks)


def _by_files(kind: str, surroundings: Surroundings) -> Check:
    project, name = surroundings.project.name, f"hook_{kind}"
    hooks = [hook for hook in surroundings.project.hooks if hook.kind == kind]
    reached = [hook for hook in hooks if hook.path[:1] in ((), (project,))]
    if reached:
        below = listed([".".join(hook.path) or kind for hook in reached])
        return Check(GROUP, name, Outcome.OK, f"{kind}: dbt_project.yml calls argos.measure() for {below}")
    if kind in surroundings.files.kinds_hooked_in_files:
        return Check(GROUP, name, Outcome.OK, f"{kind}: argos.measure() is in the configs of single files")
    if hooks:
        finding = (
            f"{kind}: argos.measure() stands under {hooks[0].path[0]}, but the project is called {project}"
        )
        return Check(GROUP, name, Outcome.FAIL, finding, f"write {_line(kind, project)}")
    finding = f"{kind}: no post-hook calls argos.measure()"
    return Check(GROUP, name, Outcome.FAIL, finding, f"add to dbt_project.yml {_line(kind, project)}")


def manifest(surroundings: Surroundings) -> Iterator[Check]:
    """Whether the hooks of each node could be looked at."""
    if problem := surroundings.files.manifest_problem:
        finding = f"target/manifest.json {problem}: hooks and meta of single nodes were not checked"
        yield Check(GROUP, "manifest", Outcome.WARN, finding, "run dbt parse")


def own_after(surroundings: Surroundings) -> Iterator[Check]:
    """No hook of the user's own comes after ours: its changes would not be measured."""
    nodes = surroundings.files.manifest.nodes if surroundings.files.manifest else ()
    names = [node.name for node in nodes if node.own_hooks_after and node.materialized not in NOT_MEASURED]
    if names:
        outside = " and, on DuckDB, run outside the model's transaction" if _commits(surroundings) else ""
        finding = (
            f"own post-hooks of {listed(names)} come after argos.measure(): they are not measured{outside}"
        )
        yield Check(GROUP, "own_hooks", Outcome.WARN, finding, "do in the model's SQL what must be measured")


def _commits(surroundings: Surroundings) -> bool:
    return surroundings.warehouse.adapter == "duckdb"
