"""Everything that the user can mend, and the exit code that it ends with.

    ArgosError
    ├── InvalidArgumentsError       2  no such project, profile or target, or a file that cannot be read
    ├── PreconditionError           3  something that has to be there first is not
    │   ├── PackageMissingError           the dbt package is not installed
    │   ├── DatabaseMissingError          nothing was built here yet
    │   ├── DatabaseLockedError           another process writes to the database file
    │   ├── WarehouseUnreachableError     the warehouse does not answer, or its adapter is not installed
    │   ├── TablesMissingError            argos has recorded nothing in this schema
    │   └── QueryError                    the warehouse could not run a query of argos
    ├── ContractMismatchError       4  the tables or the package are of another version
    └── AccessDeniedError           5  the warehouse refuses this user

Exit code 0 is "nothing found" and 1 "a finding": neither is an error.
"""

from __future__ import annotations

from typing import ClassVar


class ArgosError(Exception):
    """One line: what is wrong, where, and how to mend it."""

    exit_code: ClassVar[int] = 3

    def __init__(self, problem: str, mend: str = "") -> None:
        super().__init__(f"{problem}: {mend}" if mend else problem)
        self.problem = problem
        self.mend = mend


class InvalidArgumentsError(ArgosError):
    """No such project, profile or target, or a file that cannot be read."""

    exit_code = 2


class PreconditionError(ArgosError):
    """Something that has to be there first is not."""


class PackageMissingError(PreconditionError):
    """The dbt package argos is not installed in the project."""


class DatabaseMissingError(PreconditionError):
    """Nothing was built with this target yet."""


class DatabaseLockedError(PreconditionError):
    """Another process writes to the database file."""


class WarehouseUnreachableError(PreconditionError):
    """The warehouse does not answer, or its adapter is not installed."""


class TablesMissingError(PreconditionError):
    """argos has recorded nothing in this schema."""


class QueryError(PreconditionError):
    """The warehouse could not run a query of argos."""


class ContractMismatchError(ArgosError):
    """The tables or the package are of another version than this command."""

    exit_code = 4


class AccessDeniedError(ArgosError):
    """The warehouse refuses this user."""

    exit_code = 5
