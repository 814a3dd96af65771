"""The commands under `argos baseline`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from argos.click_options import with_author, with_options, with_relation
from argos.commands.common import inside_project, show, waiting

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def baseline() -> None:
    """What a relation is held to: proposed, attested, frozen.

    A baseline is made of the good days of the last 30. In baseline_mode
    attested it judges once a person other than its proposer has attested it.

    \b
    Examples:
      argos baseline propose orders --as anna
      argos baseline diff orders
      argos baseline attest orders --as bob
      argos baseline freeze --from 2026-12-20 --to 2027-01-06
    """


def _operate(options: dict[str, Any], operation: str, arguments: dict[str, Any]) -> None:
    with inside_project(options) as where:
        from argos.warehouse.operation import run_operation

        run_operation(where, f"argos.{operation}", arguments, click.echo)


@baseline.command()
@with_relation()
@with_author
@with_options()
def propose(relation: str | None, given_as: str | None, reason: str | None, **options: Any) -> None:
    """Make a version of the baseline of RELATION, or of all.

    \b
    Examples:
      argos baseline propose
      argos baseline propose orders --as anna --reason "after the new shop"
    """
    _operate(options, "propose_baseline", {"relation": relation, "given_as": given_as, "reason": reason})


@baseline.command()
@with_relation(required=True)
@click.option("--version", type=click.IntRange(min=1), help="Which one, instead of the latest.")
@with_author
@with_options()
def attest(
    relation: str, version: int | None, given_as: str | None, reason: str | None, **options: Any
) -> None:
    """Take a version of the baseline of RELATION into force.

    Whoever proposed it, by the warehouse's user or by --as, may not.

    \b
    Examples:
      argos baseline attest orders --as bob
      argos baseline attest orders --version 3 --as bob
    """
    arguments = {"relation": relation, "version": version, "given_as": given_as, "reason": reason}
    _operate(options, "attest_baseline", arguments)


@baseline.command()
@with_relation()
@click.option("--from", "first", type=DAY, metavar="DAY", help="The first day.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="The last day.")
@click.option("--lift", is_flag=True, help="Lift the freeze of these days.")
@with_author
@with_options()
def freeze(
    relation: str | None,
    first: datetime | None,
    last: datetime | None,
    lift: bool,
    given_as: str | None,
    reason: str | None,
    **options: Any,
) -> None:
    """Let no baseline of RELATION, or of all, change on some days.

    Without days, what is frozen now or will be is listed, the seed
    argos_freeze_calendar with it.

    \b
    Examples:
      argos baseline freeze
      argos baseline freeze --from 2026-12-20 --to 2027-01-06 --reason peak
      argos baseline freeze --from 2026-12-20 --to 2027-01-06 --lift
    """
    if (first is None) != (last is None) or (lift and first is None):
        raise click.UsageError("give both --from and --to")
    days = {"first": first and f"{first:%Y-%m-%d}", "last": last and f"{last:%Y-%m-%d}", "lift": lift}
    _operate(
        options,
        "freeze_baselines",
        {**days, "relation": relation, "given_as": given_as, "reason": reason},
    )


@baseline.command()
@with_relation()
@click.option("--version", type=click.IntRange(min=1), help="Which one, instead of the latest.")
@with_options("text", "json", "yaml")
def diff(relation: str | None, version: int | None, output: str, **options: Any) -> None:
    """What a version says otherwise than the one before.

    The latest version of RELATION, or of each, against the one in force.

    \b
    Examples:
      argos baseline diff orders
      argos baseline diff orders --version 2 --format json
    """
    with inside_project(options) as where, waiting("reading the tables of argos"):
        from argos.warehouse.baselines import gather_diff

        report = gather_diff(where, relation, version)
    from argos.reports.baseline_document import diff_document

    show(report, output, diff_document)


@baseline.command()
@with_relation()
@with_options("text", "json", "yaml")
def log(relation: str | None, output: str, **options: Any) -> None:
    """Every step that was taken, also those refused.

    \b
    Examples:
      argos baseline log
      argos baseline log orders --format yaml
    """
    with inside_project(options) as where, waiting("reading the tables of argos"):
        from argos.warehouse.baselines import gather_log

        report = gather_log(where, relation)
    from argos.reports.baseline_document import log_document

    show(report, output, log_document)
