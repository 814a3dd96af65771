"""Gathers what `argos status` says."""

from __future__ import annotations

from argos.artifacts.options import read_options
from argos.artifacts.package import history_days_needed
from argos.artifacts.project import read_project
from argos.errors import TablesMissingError
from argos.model import Place, RunRows, StatusReport, Where
from argos.reports.status import Limits, last_finished, runs_of, status_report
from argos.times import utc_now
from argos.warehouse.base import BUILD_FIRST, Warehouse
from argos.warehouse.dbt import connect, load_target
from argos.warehouse.facts import read_runs, read_status
from argos.warehouse.project import PROJECT_FILE, read_manifest_file, read_package_files, read_yml


def gather_status(where: Where) -> StatusReport:
    """Reads the project, then the tables of its target."""
    raw = read_yml(where.project_dir / PROJECT_FILE)
    package = read_package_files(where.project_dir, raw)
    project = read_project(raw, where.variables)
    target = load_target(where)
    options = read_options(package, target.schema)
    settings = {name: options.value(name, project.variables) for name in options.declared}
    place = Place(project.name, target.name, target.adapter, settings["schema"])
    limits = Limits(
        settings["run_timeout_hours"], settings["gate_max_age_hours"], history_days_needed(package)
    )
    now = options.now(project.variables, utc_now())
    with connect(target) as warehouse:
        run_rows = _run_rows(warehouse, place)
        runs = runs_of(run_rows, now, limits.run_timeout_hours)
        if not runs:
            raise TablesMissingError(f"argos has recorded no run in {_named(place)}", BUILD_FIRST)
        gates_run = last_finished(runs) or runs[0]
        rows = read_status(warehouse, place.schema, runs[0].run_id, gates_run.run_id, gates_run.started_at)
    manifest = read_manifest_file(where.project_dir, raw)
    return status_report(place, now, runs, run_rows.errors, rows, limits, manifest)


def _run_rows(warehouse: Warehouse, place: Place) -> RunRows:
    try:
        return read_runs(warehouse, place.schema)
    except TablesMissingError as error:
        raise TablesMissingError(f"there are no tables of argos in {_named(place)}", BUILD_FIRST) from error


def _named(place: Place) -> str:
    return f"schema {place.schema} of target {place.target}"
