"""The command `argos feedback`."""

from __future__ import annotations

from typing import Any

import click

from argos.click_options import with_author, with_options
from argos.commands.common import inside_project


@click.command()
@click.argument("events", metavar="EVENT...", nargs=-1, required=True)
@click.option("--right", "is_right", is_flag=True, help="The data was wrong: the alarm was right.")
@click.option("--wrong", "is_wrong", is_flag=True, help="The data was right: the alarm was wrong.")
@with_author
@with_options()
def feedback(
    events: tuple[str, ...],
    is_right: bool,
    is_wrong: bool,
    given_as: str | None,
    reason: str | None,
    **options: Any,
) -> None:
    """Say whether alarms were right.

    EVENT... is how the fact_id of one begins, 8 hex digits or more, as the end of the
    run shows it, or of several. After --wrong its gate passes on dbt retry, unless it has other
    reasons; a day called --right is left out of what is normal. Either closes the open case.

    \b
    Examples:
      argos feedback 1a2b3c4d --wrong --as ann --reason "the sale began"
      argos feedback 1a2b3c4d --right --reason "the load broke off"
    """
    if is_right == is_wrong:
        from argos.errors import InvalidArgumentsError

        problem = (
            "both --right and --wrong are given" if is_right else "whether the alarm was right is not said"
        )
        raise InvalidArgumentsError(problem, "give --right or --wrong")
    with inside_project(options) as where:
        from argos.warehouse.operation import run_operation

        verdict = "RIGHT" if is_right else "WRONG"
        for event in events:
            arguments = {"event": event, "verdict": verdict, "given_as": given_as, "reason": reason}
            run_operation(where, "argos.feedback", arguments, click.echo)
