"""Runs the adapter's statements and logs each of them."""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from .metadata import describe_as_json, described_relation

# Open-source Spark spells the warehouse's command so.
_USE_CATALOG = re.compile(r"^(\s*(?:/\*.*?\*/\s*)*)USE\s+CATALOG\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Result:
    """An Arrow table and the Spark types of its columns."""

    table: pa.Table
    types: list[Any]


@dataclass(frozen=True)
class Entry:
    """A line of the log."""

    sql: str
    ok: bool
    error: str | None
    ms: int
    session: str
    caught: list[str]


class StatementLog:
    """JSON lines, whole ones only, in the order in which statements ended."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def write(self, entry: Entry) -> None:
        with self._lock:
            self._file.write(json.dumps(asdict(entry)) + "\n")
            self._file.flush()


class Statements:
    """Executes SQL for the endpoint's sessions."""

    def __init__(self, root: Any, log: StatementLog) -> None:
        self._caught = root._jvm.argos.errors.CaughtErrors
        self._log = log

    def execute(self, session: Any, session_id: str, sql: str, arguments: list[Any]) -> Result:
        """Run one statement; whatever happens is logged, and errors are raised as Spark raised them."""
        started = time.monotonic()
        error: str | None = None
        try:
            return _run(session, sql, arguments)
        except Exception as failure:
            error = message(failure)
            raise
        finally:
            ms = int(1000 * (time.monotonic() - started))
            caught = [str(each) for each in self._caught.drain()]
            self._log.write(Entry(sql, error is None, error, ms, session_id, caught))


def message(failure: Exception) -> str:
    """Spark's message without the Java stack trace behind it."""
    java = getattr(failure, "java_exception", None)
    return str(java.getMessage() if java is not None else failure).split("\n\nJVM stacktrace")[0]


def _run(session: Any, sql: str, arguments: list[Any]) -> Result:
    relation = described_relation(sql)
    if relation is not None:
        return text_result({"json_metadata": [describe_as_json(session, relation)]})
    frame = session.sql(_USE_CATALOG.sub(r"\1SET CATALOG", sql), args=arguments or None)
    if not frame.columns:
        return Result(pa.table({}), [])
    return Result(frame.toArrow(), [each.dataType for each in frame.schema.fields])


def text_result(columns: dict[str, list[str]]) -> Result:
    """A result of strings that Spark did not compute."""
    from pyspark.sql.types import StringType

    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    return Result(table, [StringType()] * len(columns))
