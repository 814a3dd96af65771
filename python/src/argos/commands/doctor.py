"""The command `argos doctor`."""

from __future__ import annotations

from typing import Any

import click

from argos.click_options import with_options
from argos.commands.common import inside_project, show, waiting


@click.command(epilog="Exit code 1 when a check failed; a warning is none.")
@with_options("text", "json", "yaml")
def doctor(output: str, **options: Any) -> None:
    """Whether argos is set up right: versions, hooks, vars, tables.

    \b
    Examples:
      argos doctor
      argos doctor --target prod --profiles-dir ci
    """
    with inside_project(options) as where, waiting("examining the project"):
        from argos.warehouse.doctor import gather_doctor

        report = gather_doctor(where)
    from argos.reports.doctor_document import doctor_document

    show(report, output, doctor_document)
