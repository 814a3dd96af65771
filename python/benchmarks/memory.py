"""How much memory a statement takes, in a process of its own."""

from __future__ import annotations

import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from .workspace import connected

STATUS = Path("/proc/self/status")


def peak_bytes() -> int:
    """The most memory that was resident so far. Linux hands ru_maxrss down from the parent, but not VmHWM."""
    if STATUS.exists():
        [line] = [line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _more_bytes(database: Path, threads: int, first: str, statement: str) -> int:
    with connected(database, threads) as connection:
        connection.execute(first).fetchall()
        before = peak_bytes()
        connection.execute("begin")
        connection.execute(statement).fetchall()
        more = peak_bytes() - before
        connection.execute("rollback")
    return more


def more_memory_mb(database: Path, threads: int, first: str, statement: str) -> float:
    """By how much a statement raises the peak of resident memory of a process that has run `first`.

    `first` reads the table, so that DuckDB's cache of it is not counted.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_more_bytes, database, threads, first, statement).result() / 1e6
