"""The command `argos drift`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from argos.click_options import with_options, with_relation
from argos.commands.common import inside_project, show, waiting


@click.command(epilog="Exit code 1 when the latest run has a CRITICAL alarm.")
@with_relation()
@click.option(
    "--days", type=click.IntRange(1, 400), default=30, show_default=True, help="How far back to look."
)
@click.option(
    "--output",
    "file",
    type=click.Path(path_type=Path),
    help="Write the report to this file, not to the console.",
)
@with_options("text", "json", "yaml", "html")
def drift(relation: str | None, days: int, file: Path | None, output: str, **options: Any) -> None:
    """What departed from normal: alarms, with the history of each series.

    RELATION is its name, or schema.name, database.schema.name or dbt's
    unique_id; with it every series of the relation is shown, not only
    those that alarmed.

    \b
    Examples:
      argos drift
      argos drift orders --days 90
      argos drift orders --format html --output orders.html
    """
    with inside_project(options) as where, waiting("reading the tables of argos"):
        from argos.warehouse.drift import gather_drift

        report = gather_drift(where, relation, days)
    from argos.reports.drift_document import drift_document
    from argos.reports.drift_page import drift_page

    show(report, output, drift_document, drift_page, file)
