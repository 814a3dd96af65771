"""Gathers what the checks of `argos doctor` look at; whatever cannot be read is itself a finding."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from argos.artifacts.options import Options, read_options
from argos.artifacts.package import PackageFiles, read_package, read_registry
from argos.artifacts.project import Project, read_project
from argos.checks import examine
from argos.checks.surroundings import Surroundings, WarehouseState
from argos.errors import ArgosError, TablesMissingError
from argos.model import DoctorReport, Row, Where
from argos.reports.status import runs_of
from argos.times import parse_utc, utc_now
from argos.warehouse.base import Warehouse
from argos.warehouse.dbt import Target, connect, load_target
from argos.warehouse.facts import read_moments, read_runs
from argos.warehouse.installed import read_installed
from argos.warehouse.project import PROJECT_FILE, read_package_files, read_project_files, read_yml

Registry = Mapping[str, tuple[str, ...]]


def gather_doctor(where: Where) -> DoctorReport:
    """Reads the files, loads the profile, asks the warehouse, and examines it all."""
    raw = read_yml(where.project_dir / PROJECT_FILE)
    project = read_project(raw, where.variables)
    files, package_problem = _package_files(where, raw)
    target, profile_problem = _target(where)
    options = read_options(files, target.schema if target else "") if files else None
    registry = read_registry(files) if files else {}
    now = options.now(project.variables, utc_now()) if options else utc_now()
    state = WarehouseState(profile_problem=profile_problem)
    if target:
        state = _state(target, options, project, registry, now)
    return examine(
        Surroundings(
            now=now,
            project=project,
            files=read_project_files(where.project_dir, raw),
            installed=read_installed(),
            package=read_package(files) if files else None,
            package_problem=package_problem,
            options=options,
            registry=registry,
            warehouse=state,
        )
    )


def _package_files(where: Where, raw: Mapping[str, object]) -> tuple[PackageFiles | None, ArgosError | None]:
    try:
        return read_package_files(where.project_dir, raw), None
    except ArgosError as problem:
        return None, problem


def _target(where: Where) -> tuple[Target | None, ArgosError | None]:
    try:
        return load_target(where), None
    except ArgosError as problem:
        return None, problem


def _state(
    target: Target, options: Options | None, project: Project, registry: Registry, now: datetime
) -> WarehouseState:
    schema = str(options.value("schema", project.variables)) if options else ""
    file = target.database_file
    state = WarehouseState(
        target=target.name,
        adapter=target.adapter,
        schema=schema,
        database_file=file,
        file_is_writable=not file or _is_writable(Path(file)),
    )
    timeout_hours = float(options.value("run_timeout_hours", project.variables)) if options else 0.0
    try:
        with connect(target) as warehouse:
            return _with_tables(state, warehouse, registry, timeout_hours, now)
    except ArgosError as problem:
        return replace(state, problem=problem)


def _is_writable(file: Path) -> bool:
    return all(os.access(path, os.W_OK) for path in (file, file.absolute().parent) if path.exists())


def _with_tables(
    state: WarehouseState, warehouse: Warehouse, registry: Registry, timeout_hours: float, now: datetime
) -> WarehouseState:
    found = {name: _columns(warehouse, state.schema, name) for name in registry}
    known = found.get("run_event")
    if not known or not set(registry["run_event"]) <= known:
        return replace(state, tables=found)
    rows = read_runs(warehouse, state.schema)
    facts = ("run_profile_result", "gate_decision")
    is_current = all(set(registry[name]) <= (found[name] or set()) for name in facts)
    return replace(
        state,
        tables=found,
        moments=tuple(read_moments(warehouse, state.schema, now)) if is_current else (),
        runs=tuple(runs_of(rows, now, timeout_hours)),
        failed_statements=tuple(str(row["detail"]) for row in rows.errors),
        wrote_at=_latest_write(rows.events, state.target),
    )


def _columns(warehouse: Warehouse, schema: str, name: str) -> frozenset[str] | None:
    try:
        return frozenset(warehouse.columns(warehouse.relation(schema, name)))
    except TablesMissingError:
        return None


def _latest_write(events: Iterable[Row], target: str | None) -> datetime | None:
    moments = [parse_utc(event["recorded_at"]) for event in events if event["target_name"] == target]
    return max((moment for moment in moments if moment), default=None)
