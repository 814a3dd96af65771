"""The command `argos status`."""

from __future__ import annotations

from typing import Any

import click

from argos.click_options import with_options
from argos.commands.common import inside_project, show, waiting


@click.command(epilog="Exit code 1 when a gate of the run failed or stopped the build.")
@with_options("text", "json", "yaml")
def status(output: str, **options: Any) -> None:
    """What the last run saw and decided.

    \b
    Examples:
      argos status
      argos status --target prod --format json
      argos status --project-dir shop --vars '{argos_schema: monitoring}'
    """
    with inside_project(options) as where, waiting("reading the tables of argos"):
        from argos.warehouse.status import gather_status

        report = gather_status(where)
    from argos.reports.status_document import status_document

    show(report, output, status_document)
