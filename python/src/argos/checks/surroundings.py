"""All that the checks look at, gathered beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from argos.artifacts.options import Options
from argos.artifacts.package import Package
from argos.artifacts.project import Project, ProjectFiles
from argos.errors import ArgosError
from argos.model import Row, Run


@dataclass(frozen=True)
class Installed:
    """Versions of this Python and its distributions, and what the command asks of each adapter."""

    python: str
    requires_python: str
    versions: Mapping[str, str]
    adapters: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class WarehouseState:
    """What was learnt of the warehouse, as far as it let us; `runs` is None where they cannot be read.

    `moments` are the dates and timestamps of relations with a gate that are measured whole.
    """

    target: str | None = None
    adapter: str | None = None
    schema: str = ""
    profile_problem: ArgosError | None = None
    problem: ArgosError | None = None
    database_file: str | None = None
    file_is_writable: bool = True
    tables: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    runs: tuple[Run, ...] | None = None
    failed_statements: tuple[str, ...] = ()
    wrote_at: datetime | None = None
    moments: tuple[Row, ...] = ()

    @property
    def has_tables(self) -> bool:
        """Whether argos has ever made its tables here."""
        return any(columns is not None for columns in self.tables.values())


@dataclass(frozen=True)
class Surroundings:
    """The project, the package, the installation and the warehouse; None is what could not be read."""

    now: datetime
    project: Project
    files: ProjectFiles
    installed: Installed
    package: Package | None
    package_problem: ArgosError | None
    options: Options | None
    registry: Mapping[str, tuple[str, ...]]
    warehouse: WarehouseState
