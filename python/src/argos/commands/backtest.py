"""The command `argos backtest`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from argos.click_options import PROBABILITY, with_options, with_relation
from argos.commands.common import inside_project, show, waiting


@click.command(epilog="Exit code 3 when there is no history yet. Alarms are no failure here: the code is 0.")
@with_relation()
@click.option(
    "--days",
    type=click.IntRange(min=1, max=1000),
    default=90,
    show_default=True,
    help="How far back from the newest day of each relation.",
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    default=("drift",),
    show_default=True,
    help="What the gate judges, such as row_count or null_rate; may be given more than once.",
)
@click.option("--warn-p-value", type=PROBABILITY, help="Try this instead of the project's setting.")
@click.option("--fail-p-value", type=PROBABILITY, help="The same of FAIL.")
@click.option("--learning-days", type=click.IntRange(0, 28), help="The same of the days of learning.")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of known faults: relation, column, day, label. Gives precision and recall.",
)
@with_options("text", "json", "yaml")
def backtest(relation: str | None, against: Path | None, output: str, **options: Any) -> None:
    """What would have alarmed, day by day, had a gate been on.

    RELATION is its name, group.name of a source, or dbt's unique_id; without
    it, every relation with a history. Each day is judged by what was known
    then, by the SQL that judges in dbt build. Nothing is written.

    \b
    Examples:
      argos backtest orders
      argos backtest orders --days 30 --warn-p-value 0.001
      argos backtest --measure row_count --format json
      argos backtest orders --against faults.csv
    """
    wanted = ("days", "measures", "warn_p_value", "fail_p_value", "learning_days")
    settings = {name: options.pop(name) for name in wanted}
    warn, fail = settings["warn_p_value"], settings["fail_p_value"]
    if warn is not None and fail is not None and fail > warn:
        raise click.BadParameter(f"{fail:g} is above --warn-p-value {warn:g}", param_hint="'--fail-p-value'")
    file = against.absolute() if against else None
    with inside_project(options) as where, waiting("judging the past"):
        from argos.warehouse.backtest import Replay, gather_backtest

        report = gather_backtest(where, Replay(relation, **settings), file, _say)
    from argos.reports.backtest_document import backtest_document

    show(report, output, backtest_document)


def _say(line: str) -> None:
    click.echo(line, err=True)
