"""The installed dbt package argos: its version, its tables and what else the command needs of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

SOURCE = "argos"


@dataclass(frozen=True)
class PackageFiles:
    """The texts of the package's files that say what it is."""

    folder: str
    project_yml: str
    settings_sql: Mapping[str, str]
    fact_ymls: tuple[str, ...]


@dataclass(frozen=True)
class Package:
    """What the package says of itself."""

    folder: str
    version: str
    require_dbt_version: tuple[str, ...]


def load_yml(text: str) -> Any:
    """YAML as dbt reads it, by the fast parser where there is one."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_package(files: PackageFiles) -> Package:
    """Version and dbt versions, from the package's dbt_project.yml."""
    project = load_yml(files.project_yml)
    required = project.get("require-dbt-version") or []
    return Package(
        folder=files.folder,
        version=str(project.get("version", "")),
        require_dbt_version=(required,) if isinstance(required, str) else tuple(required),
    )


def read_registry(files: PackageFiles) -> Mapping[str, tuple[str, ...]]:
    """Every table of argos with its columns, from models/facts of the package."""
    tables: dict[str, tuple[str, ...]] = {}
    for text in files.fact_ymls:
        for source in load_yml(text).get("sources") or []:
            if source.get("name") == SOURCE:
                for table in source.get("tables") or []:
                    tables[table["name"]] = tuple(column["name"] for column in table.get("columns") or [])
    return tables
