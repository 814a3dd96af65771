"""Gathers what `argos status` says."""

from __future__ import annotations

from argos.errors import TablesMissingError
from argos.model import Row, StatusReport, Where
from argos.reports.status import Limits, last_finished, runs_of, status_report
from argos.warehouse.base import BUILD_FIRST
from argos.warehouse.dbt import connect
from argos.warehouse.facts import read_runs, read_status
from argos.warehouse.project import read_manifest_file
from argos.warehouse.setup import in_tables_of, named, read_setup


def gather_status(where: Where) -> StatusReport:
    """Reads the project, then the tables of its target."""
    setup = read_setup(where)
    place, now = setup.place, setup.now
    with connect(setup.target) as warehouse:
        with in_tables_of(place):
            run_rows = read_runs(warehouse, place.schema)
        runs = runs_of(run_rows, now, setup.setting("run_timeout_hours"))
        if not runs:
            raise TablesMissingError(f"argos has recorded no run in {named(place)}", BUILD_FIRST)
        gates_run = last_finished(runs) or runs[0]
        with in_tables_of(place):
            rows = read_status(
                warehouse, place.schema, runs[0].run_id, gates_run.run_id, gates_run.started_at
            )

    def limits(node: Row) -> Limits:
        ages = (setup.setting(name, node["meta"]) for name in ("gate_max_age_hours", "learning_days"))
        return Limits(*ages)

    manifest = read_manifest_file(where.project_dir, setup.raw)
    return status_report(place, now, runs, run_rows.errors, rows, limits, manifest)
