"""What every command that reads the tables of argos knows before it asks the warehouse."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from argos.artifacts.options import Options, read_options
from argos.artifacts.package import PackageFiles
from argos.artifacts.project import read_project
from argos.errors import TablesMissingError
from argos.model import Place, Where
from argos.times import utc_now
from argos.warehouse.base import BUILD_FIRST
from argos.warehouse.dbt import Target, load_target
from argos.warehouse.project import PROJECT_FILE, read_package_files, read_yml


@dataclass(frozen=True)
class Setup:
    """The project's file and package, its target, and what the options are worth there."""

    raw: Mapping[str, Any]
    package: PackageFiles
    target: Target
    options: Options
    variables: Mapping[str, Any]
    place: Place
    now: datetime

    def setting(self, name: str, meta: str | None = None) -> Any:
        """What an option is worth, of a node with this `meta.argos` where one is given."""
        return self.options.value(name, self.variables, json.loads(meta or "{}"))


def read_setup(where: Where) -> Setup:
    """Reads the project and loads its target; asks the warehouse nothing."""
    raw = read_yml(where.project_dir / PROJECT_FILE)
    package = read_package_files(where.project_dir, raw)
    project = read_project(raw, where.variables)
    target = load_target(where)
    options = read_options(package, target.schema)
    variables = project.variables
    place = Place(project.name, target.name, target.adapter, options.value("schema", variables))
    return Setup(raw, package, target, options, variables, place, options.now(variables, utc_now()))


@contextmanager
def in_tables_of(place: Place) -> Iterator[None]:
    """Says where the tables of argos were looked for, when there are none."""
    try:
        yield
    except TablesMissingError as error:
        raise TablesMissingError(f"tables of argos are missing in {named(place)}", BUILD_FIRST) from error


def named(place: Place) -> str:
    """The schema and the target, as sentences have them."""
    return f"schema {place.schema} of target {place.target}"
