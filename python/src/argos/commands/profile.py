"""The command `argos profile`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from argos.click_options import with_options, with_relation
from argos.commands.common import inside_project, show, waiting


@click.command()
@with_relation(required=True)
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
    with inside_project(options) as where, waiting("reading the tables of argos"):
        from argos.warehouse.profile import gather_profile

        report = gather_profile(where, relation, partition)
    from argos.reports.profile_document import profile_document
    from argos.reports.profile_page import profile_page

    show(report, output, profile_document, profile_page, file)
