"""Calls one macro of the package, so that what is declared in Jinja is declared nowhere else."""

from __future__ import annotations

import datetime
import re
from types import SimpleNamespace
from typing import Any, NoReturn

from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from argos.errors import ContractMismatchError


class _ReturnedError(Exception):
    """How dbt's `return()` leaves a macro."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


def _return(value: Any) -> NoReturn:
    raise _ReturnedError(value)


class MacroFile:
    """One .sql file of macros that need no more than `return`, `modules` and `target.schema`."""

    def __init__(self, text: str, name: str, target_schema: str = "") -> None:
        self._name = name
        environment = SandboxedEnvironment(extensions=["jinja2.ext.do"])
        try:
            template = environment.from_string(text)
            target, modules = SimpleNamespace(schema=target_schema), SimpleNamespace(re=re, datetime=datetime)
            context = template.new_context({"return": _return, "target": target, "modules": modules})
            for _ in template.root_render_func(context):
                pass
        except TemplateError as error:
            raise ContractMismatchError(
                f"{name} of the package cannot be read ({error})", "install it again with dbt deps"
            ) from error
        self._macros = context.vars

    def call(self, macro: str, *arguments: Any) -> Any:
        """What the macro returns."""
        if macro not in self._macros:
            raise ContractMismatchError(
                f"{self._name} of the package has no macro {macro}",
                "install the command and the package in one version",
            )
        try:
            return self._macros[macro](*arguments)
        except _ReturnedError as returned:
            return returned.value
        except TemplateError as error:
            raise ContractMismatchError(
                f"macro {macro} of the package cannot be called ({error})",
                "install the command and the package in one version",
            ) from error
