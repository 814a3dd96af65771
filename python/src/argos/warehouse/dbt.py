"""The user's own dbt profile and adapter: no second set of credentials, no second way to connect."""

from __future__ import annotations

import contextlib
import os
import re
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from argos.errors import (
    AccessDeniedError,
    ArgosError,
    InvalidArgumentsError,
    PreconditionError,
    WarehouseUnreachableError,
)
from argos.model import Where
from argos.warehouse import duckdb
from argos.warehouse.base import DENIED, Row, one_line, reading

# How drivers call it that hand over Arrow, and what they need beside themselves for that.
ARROW = {
    "databricks": ("fetchall_arrow", ("pyarrow",)),
    "duckdb": ("to_arrow_table", ("pyarrow",)),
    "snowflake": ("fetch_arrow_all", ("pyarrow", "pandas")),
}
# Moments have a zone there, and sessions another one than UTC.
DAYS = {
    "bigquery": "date({}, 'UTC')",
    "databricks": "cast(to_utc_timestamp({}, current_timezone()) as date)",
}
NO_PROFILE = re.compile(r"Could not find profile named '(?P<name>[^']*)'")
NO_TARGET = re.compile(r"profile '(?P<profile>[^']*)' does not have a target named '(?P<target>[^']*)'")
NO_ADAPTER = re.compile(r"Could not find adapter type (?P<adapter>\w+)")
NO_VARIABLE = re.compile(r"Env var required but not provided: '(?P<name>[^']*)'")


class _Flags(Namespace):
    """dbt's flags at their defaults, without the 0.4 s that importing dbt's own command costs."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


@dataclass(frozen=True)
class Target:
    """A loaded profile: what dbt would run against."""

    config: Any

    @property
    def adapter(self) -> str:
        """Such as duckdb."""
        return str(self.config.credentials.type)

    @property
    def name(self) -> str:
        """Such as dev."""
        return str(self.config.target_name)

    @property
    def schema(self) -> str:
        """The target's schema."""
        return str(self.config.credentials.schema)

    @property
    def database_file(self) -> str | None:
        """DuckDB's file, where there is one."""
        credentials = self.config.credentials
        is_file = self.adapter == "duckdb" and duckdb.is_local_file(credentials)
        return str(credentials.path) if is_file else None

    def require_database(self) -> None:
        """DatabaseMissingError when nothing was built with this target yet, as far as its file tells."""
        if self.adapter == "duckdb":
            duckdb.require(self.config.credentials)


class DbtWarehouse:
    """A Warehouse by dbt's adapter."""

    def __init__(self, config: Any, adapter: Any) -> None:
        self._config = config
        self._adapter = adapter

    def query(self, sql: str) -> list[Row]:
        """The rows of a SELECT, by lower-case column name."""
        with reading(f"target {self._config.target_name}"):
            _, table = self._adapter.execute(sql, fetch=True)
        names = [name.lower() for name in table.column_names]
        return [dict(zip(names, row.values(), strict=True)) for row in table.rows]

    def arrow(self, sql: str) -> dict[str, list[Any]]:
        """The columns of a SELECT, read as Arrow where the driver can: a million rows in a second."""
        with reading(f"target {self._config.target_name}"):
            table = self._arrow_table(sql)
        if table is None:
            rows = self.query(sql)
            return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
        return {
            name.lower(): column.to_pylist()
            for name, column in zip(table.column_names, table.columns, strict=True)
        }

    def _arrow_table(self, sql: str) -> Any:
        kind = self._config.credentials.type
        fetch, needed = ARROW.get(kind, ("", ()))
        if not fetch or not all(map(find_spec, needed)):
            return None
        if kind == "duckdb":
            handle = self._adapter.connections.get_thread_connection().handle
            return getattr(handle.cursor().sql(sql), fetch)()
        cursor = self._adapter.add_query(sql, auto_begin=False)[1]
        # dbt-databricks hands out the driver's cursor in one of its own.
        return getattr(getattr(cursor, "_cursor", cursor), fetch)()

    def relation(self, schema: str, name: str) -> str:
        """A table of this target's database as SQL names it."""
        relation = self._adapter.Relation.create(
            database=self._config.credentials.database,
            schema=schema,
            identifier=name,
            quote_policy=self._config.quoting,
        )
        return str(relation)

    def literal(self, text: str) -> str:
        """A text as a SQL literal that nothing in it can end."""
        if self._config.credentials.type == "duckdb":
            return duckdb.literal(text)
        escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
        return f"'{escaped}'"

    def day(self, moment: str) -> str:
        """The day, in UTC, of a stored moment, whatever the session's zone is."""
        return day_on(self._config.credentials.type, moment)

    def columns(self, relation: str) -> list[str]:
        """Names of a table's columns, in lower case."""
        with reading(relation):
            _, table = self._adapter.execute(f"select * from {relation} where 1 = 0", fetch=True)
        return [name.lower() for name in table.column_names]


def day_on(kind: str, moment: str) -> str:
    """The day, in UTC, of a stored moment on a kind of warehouse."""
    return DAYS.get(kind, "cast({} as date)").format(moment)


def load_target(where: Where) -> Target:
    """The profile as dbt reads it; the current directory must be the project's."""
    try:
        from dbt.config.runtime import RuntimeConfig, load_profile, load_project
        from dbt.flags import set_flags
        from dbt_common.context import set_invocation_context
        from dbt_common.events.event_manager_client import cleanup_event_logger

        set_invocation_context(os.environ)
        cleanup_event_logger()
        set_flags(_Flags(PROFILES_DIR=where.profiles_dir, INDIRECT_SELECTION="eager", LOG_PATH="logs"))
        variables = dict(where.variables)
        profile = load_profile(where.project_dir, variables, where.profile, where.target)
        project = load_project(where.project_dir, False, profile, variables)
        return Target(RuntimeConfig.from_parts(project, profile, Namespace(vars=variables)))
    except ArgosError:
        raise
    except Exception as error:
        raise _meaning_of_profile(str(error), where) from error


def _meaning_of_profile(text: str, where: Where) -> ArgosError:
    file = f"{where.profiles_dir}/profiles.yml"
    if found := NO_PROFILE.search(text):
        return InvalidArgumentsError(
            f"there is no profile {found['name']} in {file}", "correct --profile or --profiles-dir"
        )
    if found := NO_TARGET.search(text):
        known = ", ".join(re.findall(r"^\s*- (\S+)", text, re.MULTILINE))
        return InvalidArgumentsError(
            f"profile {found['profile']} in {file} has no target {found['target']}", f"it has {known}"
        )
    if found := NO_ADAPTER.search(text):
        name = found["adapter"]
        return WarehouseUnreachableError(f"dbt-{name} is not installed here", f"pip install dbt-{name}")
    if found := NO_VARIABLE.search(text):
        return PreconditionError(f"the environment variable {found['name']} is not set", "set it as for dbt")
    return InvalidArgumentsError(
        f"dbt cannot load the project in {where.project_dir} with {file}: {one_line(text)}"
    )


@contextlib.contextmanager
def connect(target: Target) -> Iterator[DbtWarehouse]:
    """A connection to the target, closed at the end."""
    from dbt.adapters.factory import get_adapter, register_adapter, reset_adapters
    from dbt.mp_context import get_mp_context

    target.require_database()
    if target.adapter == "duckdb":
        duckdb.read_only(target.config.credentials)
    reset_adapters()
    register_adapter(target.config, get_mp_context())
    adapter: Any = get_adapter(target.config)
    try:
        with adapter.connection_named("argos"):
            _open(adapter, target)
            yield DbtWarehouse(target.config, adapter)
    finally:
        reset_adapters()


def _open(adapter: Any, target: Target) -> None:
    try:
        adapter.execute("select 1 as one", fetch=True)
    except Exception as error:
        file = target.database_file
        known = duckdb.meaning_of(error, os.path.abspath(file)) if file else None
        raise known or _meaning_of_connection(error, target) from error


def _meaning_of_connection(error: Exception, target: Target) -> ArgosError:
    if DENIED.search(str(error)):
        return AccessDeniedError(
            f"{target.adapter} refuses target {target.name}: {one_line(error)}",
            "correct its credentials in profiles.yml",
        )
    return WarehouseUnreachableError(
        f"{target.adapter} of target {target.name} does not answer: {one_line(error)}", "try dbt debug"
    )
