"""Errors of the fake, and of DuckDB behind it, in the words and with the numbers of Snowflake."""

from __future__ import annotations

import re

from snowflake.connector.errors import ProgrammingError

_SHAPES = (
    (r"Could not convert string '(.*)' to (?:\w*INT\w*|DOUBLE|FLOAT|DECIMAL.*)", 100038, "22018", "Numeric value '{}' is not recognized"),
    (r"Could not convert string '(.*)' to BOOL", 100037, "22018", "Boolean value '{}' is not recognized"),
    (r"invalid (?:date|timestamp) field format: \"(.*)\", expected", 100040, "22007", "Date '{}' is not recognized"),
    (r"(?:Table|View|Schema) with name (\S+) does not exist", 2003, "42S02", "SQL compilation error:\nObject '{}' does not exist or not authorized."),
    (r"Referenced (?:column|table) \"(.*?)\" not found", 904, "42000", "SQL compilation error:\ninvalid identifier '{}'"),
)  # fmt: skip


def as_snowflake(failure: Exception) -> ProgrammingError:
    """The error that an account would raise, as far as its shape is known; else the fake's own."""
    text = str(getattr(failure, "msg", None) or failure)
    for pattern, number, state, message in _SHAPES:
        found = re.search(pattern, text, re.DOTALL)
        if found:
            return ProgrammingError(msg=message.format(found[1]), errno=number, sqlstate=state)
    known = getattr(failure, "errno", None)
    number = known if isinstance(known, int) and known > 0 else 2000
    return ProgrammingError(msg=text, errno=number, sqlstate=getattr(failure, "sqlstate", None) or "42000")
