"""The options that every command has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

FOLDER = click.Path(exists=True, file_okay=False)

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
