"""The command `argos sharpen`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from argos.click_options import with_options, with_relation
from argos.commands.common import inside_project, show, waiting


@click.command()
@with_relation()
@click.option(
    "--ahead",
    type=click.IntRange(1, 31),
    default=7,
    show_default=True,
    help="Days to forecast: until the next time that this runs.",
)
@click.option(
    "--holidays",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of days with their names, as 2026-12-25,Christmas in each line.",
)
@with_options("text", "json", "yaml")
def sharpen(relation: str | None, ahead: int, holidays: Path | None, output: str, **options: Any) -> None:
    """Make the gates see better, by statistics that SQL cannot express.

    Forecasts each metric from what argos has stored, and tests the newest day
    against those before it; wrong alarms make the next ones of their metric
    need more evidence. The next builds judge by both. No table of yours is
    read. RELATION is its name, schema.name or dbt's unique_id;
    without it every relation is sharpened.

    Needs numpy and scipy: pip install numpy scipy.

    \b
    Examples:
      argos sharpen
      argos sharpen orders --ahead 14
      argos sharpen --holidays holidays.csv --format json
    """
    file = holidays.absolute() if holidays else None
    with inside_project(options) as where, waiting("reading the tables of argos"):
        from argos.warehouse.sharpen import sharpen_relations

        report = sharpen_relations(where, relation, ahead, file)
    from argos.reports.sharpen_document import sharpen_document

    show(report, output, sharpen_document)
