"""Versions of what is installed beside the command."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version

from packaging.requirements import Requirement

from argos import DISTRIBUTION
from argos.checks.surroundings import Installed


def read_installed() -> Installed:
    """This Python, dbt, every supported adapter, and what the command asks of them."""
    adapters = _adapters()
    asked = {Requirement(text).name for texts in adapters.values() for text in texts}
    return Installed(
        python=platform.python_version(),
        requires_python=metadata(DISTRIBUTION)["Requires-Python"] or "",
        versions={
            name: found for name in (DISTRIBUTION, "dbt-core", *sorted(asked)) if (found := _version(name))
        },
        adapters=adapters,
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _adapters() -> dict[str, tuple[str, ...]]:
    """Each extra that installs the adapter of its own name is a supported warehouse."""
    extras: dict[str, list[str]] = {}
    for extra, requirement in _extras():
        extras.setdefault(extra, []).append(f"{requirement.name}{requirement.specifier}")
    return {
        extra: tuple(texts)
        for extra, texts in extras.items()
        if any(Requirement(text).name == f"dbt-{extra}" for text in texts)
    }


def _extras() -> Iterator[tuple[str, Requirement]]:
    extras = metadata(DISTRIBUTION).get_all("Provides-Extra") or []
    requirements = [Requirement(text) for text in requires(DISTRIBUTION) or []]
    for requirement in requirements:
        for extra in extras:
            marker = requirement.marker
            if marker and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""}):
                yield extra, requirement
