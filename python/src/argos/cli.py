"""The command `argos`: it parses, calls, prints and maps to exit codes, and nothing else."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argos.click_options import with_options

if TYPE_CHECKING:
    from argos.model import DoctorReport, StatusReport, Where
    from argos.reports.document import Document

EXIT_CODES = """\b
Exit codes: 0 nothing found, 1 a finding, 2 invalid arguments, 3 something is
missing, 4 tables of another version, 5 access denied."""


class ErrorsAsLines(click.Group):
    """A group whose errors are one line on stderr and an exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command."""
        from argos.errors import ArgosError

        try:
            return super().invoke(ctx)
        except ArgosError as error:
            line, exit_code = f"argos: {error}", error.exit_code
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        # Out here the error is gone, and with it what it kept of dbt, which Python would warn of at the end.
        click.echo(line, err=True)
        ctx.exit(exit_code)


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        import argos

        click.echo(f"argos {argos.__version__}")
        ctx.exit()


@click.group(cls=ErrorsAsLines, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def cli() -> None:
    """Whether your data is right and your runs are fast.

    argos records what it sees inside dbt build; this command reads it, with
    the profile and the adapter that dbt uses. Only backfill writes, by dbt.

    \b
    Examples:
      argos status                     what the last run saw and decided
      argos doctor --target prod       whether argos is set up right
      argos status --format json       the same for a script
      argos profile orders             what the columns of orders hold
      argos backfill orders --days 90  measure the partitions of its past
    """


@cli.command(epilog="Exit code 1 when a gate of the run failed or stopped the build.")
@with_options("text", "json", "yaml")
def status(output: str, **options: Any) -> None:
    """What the last run saw and decided.

    \b
    Examples:
      argos status
      argos status --target prod --format json
      argos status --project-dir shop --vars '{argos_schema: monitoring}'
    """
    with _inside_project(options) as where, _waiting("reading the tables of argos"):
        from argos.warehouse.status import gather_status

        report = gather_status(where)
    from argos.reports.status_document import status_document

    _print(report, output, status_document)


@cli.command(epilog="Exit code 1 when a check failed; a warning is none.")
@with_options("text", "json", "yaml")
def doctor(output: str, **options: Any) -> None:
    """Whether argos is set up right: versions, hooks, vars, tables.

    \b
    Examples:
      argos doctor
      argos doctor --target prod --profiles-dir ci
    """
    with _inside_project(options) as where, _waiting("examining the project"):
        from argos.warehouse.doctor import gather_doctor

        report = gather_doctor(where)
    from argos.reports.doctor_document import doctor_document

    _print(report, output, doctor_document)


@cli.command()
@click.argument("relation")
@click.option("--partition", metavar="VALUE", help="Show this partition instead of the latest.")
@click.option(
    "--output",
    "file",
    type=click.Path(path_type=Path),
    help="Write the report to this file, not to the console.",
)
@with_options("text", "json", "yaml", "html")
def profile(relation: str, partition: str | None, file: Path | None, output: str, **options: Any) -> None:
    """What the columns of a relation hold, as of its latest profile.

    RELATION is its name, or schema.name, database.schema.name or dbt's
    unique_id, in upper or lower case.

    \b
    Examples:
      argos profile orders
      argos profile shop.main.orders --format json
      argos profile orders --format html --output orders.html
    """
    with _inside_project(options) as where, _waiting("reading the tables of argos"):
        from argos.warehouse.profile import gather_profile

        report = gather_profile(where, relation, partition)
    if output == "text" and not file:
        from argos.reports.profile_document import profile_document

        _print_document(profile_document(report))
    else:
        from argos.reports.profile_formats import as_format

        _write(as_format(report, output), file)


@cli.command()
@click.argument("relation")
@click.option(
    "--days",
    type=click.IntRange(min=1),
    default=30,
    show_default=True,
    help="How far back from its newest partition.",
)
@with_options()
def backfill(relation: str, days: int, **options: Any) -> None:
    """Measure the partitions of a relation's past, as if argos had been there.

    RELATION is its name, group.name of a source, or dbt's unique_id. It has
    to declare a partition. Partitions that are measured already are left out,
    so it can be stopped and started again.

    \b
    Examples:
      argos backfill orders
      argos backfill crm.payments --days 365 --target prod
    """
    with _inside_project(options) as where:
        from argos.warehouse.backfill import backfill as run_backfill

        run_backfill(where, relation, days, click.echo)


def _write(text: str, file: Path | None) -> None:
    if file is None:
        click.echo(text)
        return
    from argos.errors import InvalidArgumentsError

    try:
        file.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise InvalidArgumentsError(f"{file} cannot be written", error.strerror or "") from error


@contextlib.contextmanager
def _inside_project(options: dict[str, Any]) -> Iterator[Where]:
    """The project's folder as the current one, as dbt has it: paths in profiles.yml count from there."""
    from argos.model import Where
    from argos.warehouse.project import find_profiles_dir, find_project_dir

    project_dir = find_project_dir(options["project_dir"])
    profiles_dir = find_profiles_dir(options["profiles_dir"], project_dir)
    with contextlib.chdir(project_dir), _uncollected():
        yield Where(project_dir, profiles_dir, options["profile"], options["target"], options["variables"])


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Importing dbt makes a million objects and no garbage: collecting would cost half a second."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextlib.contextmanager
def _waiting(what: str) -> Iterator[None]:
    """A spinner while dbt loads, on a terminal only."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def _print(report: StatusReport | DoctorReport, output: str, document_of: Callable[[Any], Document]) -> None:
    if output == "text":
        _print_document(document_of(report))
    else:
        from argos.reports.serialise import as_json, as_yaml

        click.echo(as_json(report) if output == "json" else as_yaml(report))
    click.get_current_context().exit(int(report.has_finding))


def _print_document(document: Document) -> None:
    from argos.reports.document import for_terminal, plain_text

    if sys.stdout.isatty():
        from rich.console import Console

        Console(highlight=False).print(for_terminal(document))
    else:
        click.echo(plain_text(document))


def main() -> None:
    """The console script. It ends at once: taking down what dbt imported costs more than the report."""
    try:
        cli(prog_name="argos")
    except SystemExit as end:
        if "dbt.cli.main" in sys.modules:
            raise  # After a run, dbt has semaphores to give back.
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)
