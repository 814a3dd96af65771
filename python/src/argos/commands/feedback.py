"""The command `argos feedback`."""

from __future__ import annotations

from typing import Any

import click

from argos.click_options import with_author, with_options
from argos.commands.common import inside_project


@click.command()
@click.argument("event")
@click.option("--right", "is_right", is_flag=True, help="The data was wrong: the alarm was right.")
@click.option("--wrong", "is_wrong", is_flag=True, help="The data was right: the alarm was wrong.")
@with_author
@with_options()
def feedback(
    event: str, is_right: bool, is_wrong: bool, given_as: str | None, reason: str | None, **options: Any
) -> None:
    """Say whether an alarm was right.

    EVENT is how its fact_id begins, 8 hex digits or more, as the end of the
    run shows it. After --wrong its gate passes on dbt retry, unless it has other reasons; a day called
    --right is left out of what is normal. Either closes the open case.

    \b
    Examples:
      argos feedback 1a2b3c4d --wrong --as ann --reason "the sale began"
      argos feedback 1a2b3c4d --right --reason "the load broke off"
    """
    if is_right == is_wrong:
        from argos.errors import InvalidArgumentsError

        raise InvalidArgumentsError("whether the alarm was right is not said", "give --right or --wrong")
    with inside_project(options) as where:
        from argos.warehouse.operation import run_operation

        verdict = "RIGHT" if is_right else "WRONG"
        arguments = {"event": event, "verdict": verdict, "given_as": given_as, "reason": reason}
        run_operation(where, "argos.feedback", arguments, click.echo)
