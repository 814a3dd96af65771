"""The command `argos backfill`."""

from __future__ import annotations

from typing import Any

import click

from argos.click_options import with_options, with_relation
from argos.commands.common import inside_project


@click.command()
@with_relation(required=True)
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
    so it can be stopped and started again. In baseline_mode auto the first
    time proposes the first baseline.

    \b
    Examples:
      argos backfill orders
      argos backfill crm.payments --days 365 --target prod
    """
    with inside_project(options) as where:
        from argos.warehouse.operation import run_operation

        run_operation(where, "argos.backfill", {"relation": relation, "days": days}, click.echo)
