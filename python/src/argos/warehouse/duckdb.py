"""DuckDB's file: opened for reading only, so that argos works beside other readers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from argos.errors import ArgosError, DatabaseLockedError, DatabaseMissingError

LOCK = re.compile(
    r"lock on file(?: \"(?P<file>[^\"]+)\")?|conflicting lock|being used by another process", re.IGNORECASE
)
HOLDER = re.compile(r"held in (?P<program>\S+) \(PID (?P<pid>\d+)\)")


def is_local_file(credentials: Any) -> bool:
    """Whether the database is a file of this machine: neither in memory nor remote."""
    path = str(credentials.path)
    return (
        "://" not in path and not re.match(r"\w{2,}:", path) and path != ":memory:" and not credentials.remote
    )


def require(credentials: Any) -> None:
    """DatabaseMissingError when there is nothing to read; a connection would make an empty file."""
    if str(credentials.path) == ":memory:":
        raise DatabaseMissingError(
            "this target keeps its database in memory, so that nothing remains of a run",
            "give it a path in profiles.yml",
        )
    path = Path(credentials.path)
    if is_local_file(credentials) and not path.exists():
        raise DatabaseMissingError(f"there is no database file {path.absolute()}", "run dbt build first")


def read_only(credentials: Any) -> None:
    """Asks for read-only access to the file."""
    if not is_local_file(credentials):
        return
    credentials.keep_open = False
    credentials.config_options = {**(credentials.config_options or {}), "access_mode": "READ_ONLY"}
    for attachment in credentials.attach or []:
        if "read_only" not in (getattr(attachment, "options", None) or {}):
            attachment.read_only = True


def literal(text: str) -> str:
    """A text as a SQL literal: in DuckDB a backslash is a character like any other."""
    return "'" + text.replace("'", "''") + "'"


def meaning_of(error: BaseException | str, file: str = "the database") -> ArgosError | None:
    """What a failure to open the file means, if it is one of those that the user can mend."""
    text = str(error)
    locked = LOCK.search(text)
    if not locked:
        return None
    holder = HOLDER.search(text)
    by = f"process {holder['pid']} ({Path(holder['program']).name})" if holder else "another process"
    return DatabaseLockedError(
        f"{locked['file'] or file} is locked by {by}", "wait until it ends, or close it there"
    )
