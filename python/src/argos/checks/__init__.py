"""The checks of `argos doctor`: each a pure function from Surroundings to what it found."""

from __future__ import annotations

from argos.checks import hooks, package, settings, tables, versions
from argos.checks.surroundings import Surroundings
from argos.model import DoctorReport

CHECKS = (
    versions.python,
    versions.dbt_core,
    versions.adapter,
    versions.package,
    package.installed,
    hooks.present,
    hooks.manifest,
    hooks.own_after,
    settings.unknown,
    settings.mistyped,
    settings.scoped,
    settings.of_nodes,
    settings.switched_off,
    tables.profile,
    tables.warehouse,
    tables.current,
    tables.writable,
    tables.last_run,
    tables.undivided,
)


def examine(surroundings: Surroundings) -> DoctorReport:
    """Every check, in the order in which a user would mend things."""
    return DoctorReport(
        project=surroundings.project.name,
        target=surroundings.warehouse.target,
        checks=tuple(check for examined in CHECKS for check in examined(surroundings)),
    )
