"""Runs the package's operation that measures the partitions of history."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from argos.errors import ArgosError, InvalidArgumentsError, PreconditionError
from argos.model import Where
from argos.warehouse.base import one_line

OPERATION = "argos.backfill"
MISNAMED = re.compile(r"no relation is called|.* may be ")
OURS = re.compile(r"^\s*argos: (?P<text>.*)$", re.MULTILINE)
ENDS = ("RunningOperationCaughtError", "RunningOperationUncaughtError", "MainEncounteredError")


def backfill(where: Where, relation: str, days: int, say: Callable[[str], None]) -> None:
    """Measures what is not measured yet; each line of progress goes to `say`."""
    from dbt.cli.main import dbtRunner

    problems: list[str] = []

    def hear(event: Any) -> None:
        if event.info.name in ENDS:
            problems.append(event.info.msg)
        elif said := OURS.match(event.info.msg):
            say(said["text"])

    arguments = ["run-operation", OPERATION, "--args", json.dumps({"relation": relation, "days": days})]
    result = dbtRunner(callbacks=[hear]).invoke([*arguments, *_options(where)])
    if not result.success:
        raise _problem(problems or [str(result.exception or "dbt did not say why; see logs/dbt.log")])


def _options(where: Where) -> list[str]:
    options = ["--log-level", "none", "--project-dir", str(where.project_dir)]
    options += ["--profiles-dir", str(where.profiles_dir), "--vars", json.dumps(dict(where.variables))]
    options += ["--profile", where.profile] if where.profile else []
    return [*options, "--target", where.target] if where.target else options


def _problem(messages: list[str]) -> ArgosError:
    text = "\n".join(messages)
    ours = OURS.search(text)
    if not ours:
        return PreconditionError(f"dbt could not run {OPERATION}: {one_line(messages[0])}")
    known = InvalidArgumentsError if MISNAMED.match(ours["text"]) else PreconditionError
    return known(ours["text"])
