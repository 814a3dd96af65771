"""The options that every command has."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import click

FOLDER = click.Path(exists=True, file_okay=False)


class _Probability(click.FloatRange):
    """Above 0 and at most 1; nan is neither too small nor too large, and no probability."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"{value} is not in the range {self._describe_range()}.", param, ctx)
        return number


PROBABILITY = _Probability(0, 1, min_open=True)

Function = Callable[..., Any]


def _variables(_ctx: click.Context, _option: click.Parameter, text: str) -> dict[str, Any]:
    import yaml

    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise click.BadParameter(f"{text!r} is not YAML") from error
    if not isinstance(value or {}, dict):
        raise click.BadParameter(f"{text!r} is not a mapping such as '{{argos_schema: monitoring}}'")
    return {str(name): given for name, given in (value or {}).items()}


def _name(_ctx: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise click.BadParameter("a name is needed, such as --as anna")
    return text.strip() if text else None


def _relation(_ctx: click.Context, _argument: click.Parameter, text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise click.BadParameter("a name is needed, such as orders")
    return text


def with_relation(required: bool = False) -> Callable[[Function], Function]:
    """The relation that a command is about."""
    return click.argument("relation", required=required, callback=_relation)


def with_author(command: Function) -> Function:
    """Who takes a step, and why."""
    command = click.option("--reason", metavar="TEXT", help="Why, for whoever reads of it later.")(command)
    return click.option(
        "--as", "given_as", metavar="NAME", callback=_name, help="Who you are, where several share a user."
    )(command)


def with_options(*formats: str) -> Callable[[Function], Function]:
    """dbt's own options for saying which project and target, and, of a report, its format."""
    options: tuple[Callable[[Function], Function], ...] = (
        click.option(
            "--project-dir", type=FOLDER, envvar="DBT_PROJECT_DIR", help="Folder of dbt_project.yml."
        ),
        click.option(
            "--profiles-dir", type=FOLDER, envvar="DBT_PROFILES_DIR", help="Folder of profiles.yml."
        ),
        click.option("--profile", envvar="DBT_PROFILE", help="Profile to use instead of the project's."),
        click.option("-t", "--target", envvar="DBT_TARGET", help="Target to use instead of the profile's."),
        click.option(
            "--vars", "variables", default="{}", callback=_variables, help="Vars as YAML, as for dbt."
        ),
    )
    if formats:
        options += (
            click.option(
                "--format",
                "output",
                type=click.Choice(formats),
                default="text",
                show_default=True,
                help="How to print the report.",
            ),
        )

    def decorate(command: Function) -> Function:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate
