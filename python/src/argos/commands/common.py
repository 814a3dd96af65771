"""What the commands share: the project they run in, how they wait, print and write."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argos.model import Where
    from argos.reports.document import Document


@contextlib.contextmanager
def inside_project(options: dict[str, Any]) -> Iterator[Where]:
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
def waiting(what: str) -> Iterator[None]:
    """A spinner while dbt loads, on a terminal only."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def show(
    report: Any,
    output: str,
    document_of: Callable[[Any], Document],
    page_of: Callable[[Any], str] | None = None,
    file: Path | None = None,
) -> None:
    """Print a report, or write it to a file; what it finds ends the command with exit code 1."""
    if output == "text" and not file:
        print_document(document_of(report))
    else:
        from argos.reports.formats import in_format

        _write(in_format(report, output, document_of, page_of), file)
    click.get_current_context().exit(int(getattr(report, "has_finding", False)))


def _write(text: str, file: Path | None) -> None:
    if file is None:
        click.echo(text)
        return
    from argos.errors import InvalidArgumentsError

    try:
        file.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise InvalidArgumentsError(f"{file} cannot be written", error.strerror or "") from error


def print_document(document: Document) -> None:
    from argos.reports.document import for_terminal, plain_text

    if sys.stdout.isatty():
        from rich.console import Console

        Console(highlight=False).print(for_terminal(document))
    else:
        click.echo(plain_text(document))
