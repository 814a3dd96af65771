"""Do the versions of Python, dbt, its adapter, the command and the package go together?"""

from __future__ import annotations

from collections.abc import Iterator

from packaging.requirements import Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from argos import DISTRIBUTION
from argos.checks.surroundings import Surroundings
from argos.model import Check, Outcome

GROUP = "versions"


def _check(name: str, outcome: Outcome, finding: str, mend: str = "") -> Check:
    return Check(GROUP, name, outcome, finding, mend)


def _within(version: str, required: str) -> bool:
    try:
        return SpecifierSet(required).contains(version, prereleases=True)
    except InvalidSpecifier:
        return True


def python(surroundings: Surroundings) -> Iterator[Check]:
    """Python is one that the command supports."""
    installed = surroundings.installed
    if _within(installed.python, installed.requires_python):
        yield _check("python", Outcome.OK, f"python {installed.python}")
    else:
        finding = f"python {installed.python} is outside {installed.requires_python}"
        yield _check("python", Outcome.FAIL, finding, "install argos under another python")


def dbt_core(surroundings: Surroundings) -> Iterator[Check]:
    """dbt is one that the package accepts."""
    version = surroundings.installed.versions.get("dbt-core", "")
    required = ",".join(surroundings.package.require_dbt_version if surroundings.package else ())
    if _within(version, required):
        accepted = f", the package accepts {required}" if required else ""
        yield _check("dbt_core", Outcome.OK, f"dbt-core {version}{accepted}")
    else:
        finding = f"dbt-core {version} is outside {required}, which the package accepts"
        yield _check("dbt_core", Outcome.FAIL, finding, f'pip install "dbt-core{required}"')


def adapter(surroundings: Surroundings) -> Iterator[Check]:
    """The adapter of the target is supported, in a version that was tested."""
    name, installed = surroundings.warehouse.adapter, surroundings.installed
    if name is None:
        return
    if name not in installed.adapters:
        finding = f"argos does not support {name}: nothing is measured"
        yield _check("adapter", Outcome.FAIL, finding, f"use {' or '.join(sorted(installed.adapters))}")
        return
    requirements = [Requirement(text) for text in installed.adapters[name]]
    found = {one.name: installed.versions.get(one.name, "") for one in requirements}
    said = ", ".join(f"{distribution} {version}" for distribution, version in found.items())
    outside = [one for one in requirements if not _within(found[one.name], str(one.specifier))]
    if not outside:
        yield _check("adapter", Outcome.OK, said)
    for one in outside:
        finding = f"{one.name} {found[one.name]} was not tested with this argos"
        yield _check("adapter", Outcome.WARN, finding, f'pip install "{one.name}{one.specifier}"')


def package(surroundings: Surroundings) -> Iterator[Check]:
    """The command and the package are of one version."""
    if surroundings.package is None:
        return
    ours, theirs = surroundings.installed.versions.get(DISTRIBUTION, ""), surroundings.package.version
    if ours == theirs:
        yield _check("package_version", Outcome.OK, f"argos {ours}, command and package alike")
    else:
        finding = f"the command is {ours}, the package {theirs}"
        yield _check("package_version", Outcome.WARN, finding, 'pip install "dbt_packages/argos/python"')
