"""What the commands need of a warehouse, and what its errors mean."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from argos.errors import AccessDeniedError, ArgosError, ContractMismatchError, QueryError, TablesMissingError

Row = dict[str, Any]

DENIED = re.compile(
    r"permission|not authorized|insufficient privilege|access denied|unauthorized|forbidden"
    r"|authenticat|invalid access token|incorrect username|password",
    re.IGNORECASE,
)
NO_COLUMN = re.compile(
    r"referenced column|unresolved_column|invalid identifier|unrecognized name|does not have a column",
    re.IGNORECASE,
)
NO_TABLE = re.compile(
    r"does not exist|table_or_view_not_found|schema_not_found|not found: (table|dataset)", re.IGNORECASE
)
HEADINGS = ("Runtime Error", "Database Error", "Compilation Error")
GUESSES = re.compile(r"\s*(?:LINE \d+:|Did you mean|Candidate bindings|See also https)")
BUILD_FIRST = "run dbt build with the package argos installed; argos doctor says what is missing"


class Warehouse(Protocol):
    """One connection to the user's warehouse, for reading."""

    def query(self, sql: str) -> list[Row]:
        """The rows of a SELECT, by lower-case column name."""

    def relation(self, schema: str, name: str) -> str:
        """A table of this target's database as SQL names it."""

    def literal(self, text: str) -> str:
        """A text as a SQL literal that nothing in it can end."""

    def day(self, moment: str) -> str:
        """The day, in UTC, of a stored moment, whatever the session's zone is."""

    def columns(self, relation: str) -> list[str]:
        """Names of a table's columns, in lower case; TablesMissingError when there is no such table."""


class ColumnarWarehouse(Warehouse, Protocol):
    """One that hands over many rows by column."""

    def arrow(self, sql: str) -> dict[str, list[Any]]:
        """The columns of a SELECT, by lower-case name; none when it has no rows and the driver no Arrow."""


def one_line(error: BaseException | str, limit: int = 300) -> str:
    """A driver's message without its heading, its line breaks, its guesses and dbt's secrets."""
    lines = [line.strip() for line in str(error).splitlines()]
    text = " ".join(line for line in lines if line and line not in HEADINGS)
    text = GUESSES.split(text, maxsplit=1)[0]
    for name, value in os.environ.items():
        if name.startswith("DBT_ENV_SECRET") and value:
            text = text.replace(value, "*****")
    return text if len(text) <= limit else f"{text[:limit]}..."


def meaning_of(error: BaseException, where: str) -> ArgosError:
    """A failed query as the error that the user can mend; a denial may also say "does not exist"."""
    text = str(error)
    if DENIED.search(text):
        return AccessDeniedError(
            f"{where} may not be read: {one_line(error)}", "grant this role SELECT on it"
        )
    if NO_COLUMN.search(text):
        return ContractMismatchError(
            f"the tables of {where} are of another version of argos: {one_line(error)}",
            "run dbt build once, with the command and the package in one version",
        )
    if NO_TABLE.search(text):
        return TablesMissingError(f"tables of argos are missing in {where}", BUILD_FIRST)
    return QueryError(f"a query on {where} failed: {one_line(error)}")


@contextmanager
def reading(where: str) -> Iterator[None]:
    """Turns whatever a driver raises into one of our errors."""
    try:
        yield
    except ArgosError:
        raise
    except Exception as error:
        raise meaning_of(error, where) from error
