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
            self.fail("nan is not in the range 0<x<=1.", param, ctx)
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


def _name_such_as(example: str) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """An empty name is none, and does not mean that none was given."""

    def name(_ctx: click.Context, _parameter: click.Parameter, text: str | None) -> str | None:
        if text is not None and not text.strip():
            raise click.BadParameter(f"a name is needed, such as {example}")
        return text.strip() if text else None

    return name


def with_relation(required: bool = False) -> Callable[[Function], Function]:
    """The relation that a command is about."""
    return click.argument("relation", required=required, callback=_name_such_as("orders"))


def with_author(command: Function) -> Function:
    """Who takes a step, and why."""
    command = click.option("--reason", metavar="TEXT", help="Why, for whoever reads of it later.")(command)
    return click.option(
        "--as",
        "given_as",
        metavar="NAME",
        callback=_name_such_as("--as anna"),
        help="Who you are, where several share a user.",
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
