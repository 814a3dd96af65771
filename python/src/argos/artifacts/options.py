"""The options of argos as the package declares them, and the values that a project gives them."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from argos.artifacts.macros import Macros
from argos.artifacts.package import PackageFiles
from argos.errors import InvalidArgumentsError
from argos.times import parse_utc

PREFIX = "argos_"


@dataclass(frozen=True)
class Option:
    """One option: its name without the prefix, its type and its default."""

    name: str
    type: str
    default: Any
    default_text: str


@dataclass(frozen=True)
class Options:
    """Every option of the installed package."""

    declared: Mapping[str, Option]
    macros: Macros

    def typed(self, name: str, value: Any) -> Any:
        """The value in the option's type, or None when it is not of that type."""
        return self.macros.call("_typed", value, self.declared[name].type)

    def value(self, name: str, variables: Mapping[str, Any], meta: Mapping[str, Any] | None = None) -> Any:
        """What it is worth for a node's `meta.argos` and the vars; a wrong value counts as not set."""
        for given in ((meta or {}).get(name), variables.get(PREFIX + name)):
            typed = None if given is None else self.typed(name, given)
            if typed is not None:
                return typed
        return self.declared[name].default

    def now(self, variables: Mapping[str, Any], clock: datetime) -> datetime:
        """The time that argos takes for now: that of the clock, unless a demo or a test plays another."""
        played = os.environ.get("ARGOS_NOW") if self.value("self_test", variables) else None
        moment = parse_utc(played)
        if played and moment is None:
            raise InvalidArgumentsError(
                f'ARGOS_NOW is "{played}", not a time', "set one such as 2026-01-14 09:00:00, or unset it"
            )
        return moment or clock

    def unknown(self, variables: Mapping[str, Any]) -> list[tuple[str, str | None]]:
        """Vars that look like options and are none, each with the nearest that is one."""
        known = [PREFIX + name for name in self.declared]
        return [
            (name, _nearest(name, list(self.declared)))
            for name in variables
            if name not in known
            and (_plain(name).startswith(PREFIX) or difflib.get_close_matches(_plain(name), known, 1, 0.9))
        ]

    def mistyped(self, variables: Mapping[str, Any]) -> list[tuple[Option, Any]]:
        """Options whose value is not of their type."""
        given = [
            (option, variables[PREFIX + option.name])
            for option in self.declared.values()
            if variables.get(PREFIX + option.name) is not None
        ]
        return [(option, value) for option, value in given if self.typed(option.name, value) is None]

    def problems_of_meta(self, node: Mapping[str, Any], ours: Any) -> list[str]:
        """What a build says of `meta.argos` of a node of the manifest."""
        return list(self.macros.call("_check_meta", node, ours))


def _plain(name: str) -> str:
    return name.lower().replace("-", "_")


def _nearest(name: str, options: list[str]) -> str | None:
    """The option that was meant, by what stands after the prefix."""
    rest = _plain(name).split("_", 1)[-1]
    return next((PREFIX + near for near in difflib.get_close_matches(rest, options, n=1)), None)


def read_options(package: PackageFiles, target_schema: str) -> Options:
    """The options as macros/settings of the installed package declares them."""
    macros = Macros(package.settings_sql, target_schema)
    options = {
        name: Option(name, entry["type"], entry["default"], str(entry.get("default_doc", entry["default"])))
        for name, entry in macros.call("options").items()
    }
    return Options(options, macros)
