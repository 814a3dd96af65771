"""Calls macros of the package, so that what is declared in Jinja is declared nowhere else."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, NoReturn

from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from argos.errors import ContractMismatchError

# What dbt puts into the context of a macro, as far as macros that ask no warehouse need it.
_OF_DBT = {"modules": SimpleNamespace(re=re, datetime=datetime), "tojson": json.dumps, "set": set, "zip": zip}


class _ReturnedError(Exception):
    """How dbt's `return()` leaves a macro."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


def _return(value: Any) -> NoReturn:
    raise _ReturnedError(value)


class Macros:
    """The macros of some .sql files, by the names of these, which call each other as `argos.<name>`."""

    def __init__(self, files: Mapping[str, str], target_schema: str = "") -> None:
        self._macros: dict[str, Callable[..., Any]] = {}
        environment = SandboxedEnvironment(extensions=["jinja2.ext.do"])
        shared = {
            "return": _return,
            "target": SimpleNamespace(schema=target_schema),
            "argos": self,
            **_OF_DBT,
        }
        for name, text in files.items():
            try:
                template = environment.from_string(text)
                context = template.new_context(shared)
                for _ in template.root_render_func(context):
                    pass
            except TemplateError as error:
                raise ContractMismatchError(
                    f"{name} of the package cannot be read ({error})", "install it again with dbt deps"
                ) from error
            self._macros.update(context.vars)

    def __getitem__(self, macro: str) -> Callable[..., Any]:
        """The macro, as another one calls it."""

        def called(*arguments: Any) -> Any:
            try:
                return self._macros[macro](*arguments)
            except _ReturnedError as returned:
                return returned.value

        return called

    def call(self, macro: str, *arguments: Any) -> Any:
        """What the macro returns."""
        if macro not in self._macros:
            raise ContractMismatchError(
                f"the package has no macro {macro}",
                "install the command and the package in one version",
            )
        try:
            return self[macro](*arguments)
        except (TemplateError, KeyError, TypeError) as error:
            raise ContractMismatchError(
                f"macro {macro} of the package cannot be called ({error})",
                "install the command and the package in one version",
            ) from error
