"""Runs the adapter's statements as an account would and logs each of them."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from snowflake.connector.errors import ProgrammingError

from .blocks import Block, read_block
from .grammar import check

Execute = Callable[[str], Any]
SYNTAX_ERROR = 1003


@dataclass
class Entry:
    """A line of the log."""

    sql: str
    session: str
    ok: bool = True
    error: str | None = None
    ms: int = 0
    caught: list[str] = field(default_factory=list)


class _CaughtError(Exception):
    """What the handler of a block is for."""


class StatementLog:
    """JSON lines, whole ones only, in the order in which statements ended."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def write(self, entry: Entry) -> None:
        with self._lock:
            self._file.write(json.dumps(asdict(entry)) + "\n")
            self._file.flush()


def run_logged(sql: str, session: str, execute: Execute, log: StatementLog) -> None:
    """Run one statement; whatever happens is logged, and errors are raised as the account raised them."""
    entry = Entry(sql, session)
    started = time.monotonic()
    try:
        entry.caught.extend(run(sql, execute))
    except ProgrammingError as failure:
        entry.ok, entry.error = False, str(failure.msg)
        raise
    finally:
        entry.ms = int(1000 * (time.monotonic() - started))
        log.write(entry)


def run(sql: str, execute: Execute) -> list[str]:
    """Refuse what Snowflake has not, interpret a block, execute the rest; returns the errors that a block caught."""
    block = read_block(sql)
    if block is None:
        check(sql)
        execute(sql)
        return []
    return _run_block(block, execute)


def _run_block(block: Block, execute: Execute) -> list[str]:
    try:
        for each in (*block.statements, block.query):
            try:
                check(each.text)
                execute(each.text)
            except ProgrammingError as failure:
                if failure.errno == SYNTAX_ERROR and not each.is_literal:
                    raise
                raise _CaughtError(str(failure.msg)) from failure
    except _CaughtError as caught:
        message = str(caught)
        literal = "'" + message.replace("\\", "\\\\").replace("'", "''") + "'"
        execute(re.sub(r"(?i):sqlerrm\b", lambda _: literal, block.handler))
        return [message]
    return []
