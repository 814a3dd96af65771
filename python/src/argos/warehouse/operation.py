"""Runs an operation of the package by dbt, for all that a command writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from argos.errors import (
    AccessDeniedError,
    ArgosError,
    InvalidArgumentsError,
    PackageMissingError,
    PreconditionError,
)
from argos.model import Where
from argos.warehouse import duckdb
from argos.warehouse.base import one_line
from argos.warehouse.dbt import load_target

MISNAMED = re.compile(
    r"no (relation|measure) is called|no event begins with|.* may be |.* is no (event|alarm): "
    r"|.* has no version \d|.* is attested already|.* is older than version"
    r"|.* is no day such as [0-9-]+$|a freeze that ends|no freeze from"
)
REFUSED = re.compile(r".* is refused: ")
NOT_INSTALLED = 'Run "dbt deps"'
# Of an error, dbt says after its text where it was raised.
OURS = re.compile(r"^\s*argos: (?P<text>.*?)\s*(?=^\s*> in macro|\Z)", re.MULTILINE | re.DOTALL)
ENDS = ("RunningOperationCaughtError", "RunningOperationUncaughtError", "MainEncounteredError")


def run_operation(
    where: Where, operation: str, arguments: Mapping[str, Any], say: Callable[[str], None]
) -> None:
    """Runs it; each line that it says goes to `say`."""
    load_target(where).require_database()
    from dbt.cli.main import dbtRunner

    problems: list[str] = []

    def hear(event: Any) -> None:
        if event.info.name in ENDS:
            problems.append(event.info.msg)
        elif said := OURS.match(event.info.msg):
            say(said["text"])

    called = ["run-operation", operation, "--args", _as_yaml(arguments)]
    result = dbtRunner(callbacks=[hear]).invoke([*called, *_options(where)])
    if isinstance(result.exception, KeyboardInterrupt):
        raise result.exception
    if not result.success:
        raise _problem(
            operation, problems or [str(result.exception or "dbt did not say why; see logs/dbt.log")]
        )


def _as_yaml(values: Mapping[str, Any]) -> str:
    """What dbt reads as it was: in JSON a date is nothing, 1e-05 a text, an emoji two surrogates."""
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(dict(values), Dumper=dumper, default_flow_style=True, width=2**31 - 1))


def _options(where: Where) -> list[str]:
    # Without run_results.json of its own: dbt retry still knows what the build before it left undone.
    options = ["--no-write-json", "--log-level", "none", "--project-dir", str(where.project_dir)]
    options += ["--profiles-dir", str(where.profiles_dir), "--vars", _as_yaml(where.variables)]
    options += ["--profile", where.profile] if where.profile else []
    return [*options, "--target", where.target] if where.target else options


def _problem(operation: str, messages: list[str]) -> ArgosError:
    text = "\n".join(messages)
    if NOT_INSTALLED in text:
        return PackageMissingError("packages of this project are not installed", "run dbt deps")
    said = [one_line(ours["text"], 1000) for ours in map(OURS.search, messages) if ours]
    if not said:
        return duckdb.meaning_of(text) or PreconditionError(
            f"dbt could not run {operation}: {one_line(messages[0])}"
        )
    if REFUSED.match(said[0]):
        return AccessDeniedError(said[0])
    known = InvalidArgumentsError if MISNAMED.match(said[0]) else PreconditionError
    return known(said[0])
