"""Does the warehouse answer, and are the tables of argos there, current and written to?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from argos.checks.surroundings import Surroundings, WarehouseState
from argos.errors import DatabaseMissingError
from argos.model import Check, Outcome
from argos.reports.words import counted, listed, printable, short_name
from argos.times import parse_utc, shown_age, shown_moment

GROUP = "warehouse"
BUILD = "run dbt build"
# A table that grows by the day: so many days are in it, and the newest is as old when it is measured.
DAYS_LEAST, AGES = timedelta(days=14), (timedelta(days=-1), timedelta(days=3))


def _check(name: str, outcome: Outcome, finding: str, mend: str = "") -> Check:
    return Check(GROUP, name, outcome, finding, mend)


def profile(surroundings: Surroundings) -> Iterator[Check]:
    """dbt can load the profile."""
    state = surroundings.warehouse
    if state.profile_problem:
        yield _check("profile", Outcome.FAIL, state.profile_problem.problem, state.profile_problem.mend)
    else:
        yield _check("profile", Outcome.OK, f"target {state.target}: {state.adapter}")


def warehouse(surroundings: Surroundings) -> Iterator[Check]:
    """The warehouse answers."""
    state = surroundings.warehouse
    if state.profile_problem:
        return
    if state.problem:
        is_new = isinstance(state.problem, DatabaseMissingError)
        outcome = Outcome.WARN if is_new else Outcome.FAIL
        yield _check("warehouse", outcome, state.problem.problem, state.problem.mend)
    else:
        yield _check("warehouse", Outcome.OK, f"{state.adapter} answers")


def _is_reached(state: WarehouseState) -> bool:
    return not (state.profile_problem or state.problem)


def current(surroundings: Surroundings) -> Iterator[Check]:
    """The tables have the columns that the installed package writes."""
    state, registry = surroundings.warehouse, surroundings.registry
    if not _is_reached(state) or not registry:
        return
    if not state.has_tables:
        yield _check("tables", Outcome.WARN, f"there are no tables of argos in {state.schema} yet", BUILD)
        return
    absent = [name for name in registry if state.tables.get(name) is None]
    found = {
        name: columns for name, columns in state.tables.items() if columns is not None and name in registry
    }
    lacking = [f"{name}.{c}" for name, columns in found.items() for c in registry[name] if c not in columns]
    foreign = [
        f"{name}.{c}" for name, columns in found.items() for c in sorted(columns - set(registry[name]))
    ]
    if absent or lacking:
        yield _check("tables", Outcome.WARN, f"{state.schema} lacks {listed(absent + lacking)}", BUILD)
    if foreign:
        finding = f"{state.schema} has {listed(foreign)}, which the installed package does not know"
        yield _check("tables", Outcome.WARN, finding, "install the version that wrote it")
    if not (absent or lacking or foreign):
        yield _check("tables", Outcome.OK, f"{counted(len(found), 'table')} in {state.schema}, all current")


def writable(surroundings: Surroundings) -> Iterator[Check]:
    """What can be told of the permission to write without writing."""
    state = surroundings.warehouse
    if not _is_reached(state):
        return
    if not state.file_is_writable:
        finding = f"this user may not write to {state.database_file}"
        yield _check("permission", Outcome.FAIL, finding, "let it write to the file and its folder")
    elif state.wrote_at:
        when = f"{shown_moment(state.wrote_at)}, {shown_age(surroundings.now, state.wrote_at)}"
        yield _check("permission", Outcome.OK, f"target {state.target} last wrote to its tables at {when}")
    elif not state.database_file and not (state.has_tables and state.runs is None):
        finding = f"whether target {state.target} may write to {state.schema} is not known: it never did"
        yield _check("permission", Outcome.WARN, finding, f"{BUILD}; this command writes nothing")


def last_run(surroundings: Surroundings) -> Iterator[Check]:
    """The last run came to its end, and no statement of argos failed in it."""
    state = surroundings.warehouse
    if not state.runs:
        if state.runs is not None:
            yield _check("last_run", Outcome.WARN, f"no run is recorded in {state.schema}", BUILD)
        return
    run = state.runs[0]
    when = f"{shown_moment(run.started_at)}, {shown_age(surroundings.now, run.started_at)}"
    if run.status == "INTERRUPTED":
        finding = f"the last run, dbt {run.command} at {when}, never finished: its end is not recorded"
        yield _check("last_run", Outcome.WARN, finding, BUILD)
    else:
        yield _check("last_run", Outcome.OK, f"last run: dbt {run.command} at {when}, {run.status}")
    if state.failed_statements:
        failed = f"{counted(len(state.failed_statements), 'statement')} of argos failed in the last run"
        finding = f"{failed}: {listed(state.failed_statements)}"
        yield _check("failed_statements", Outcome.FAIL, finding, "logs/dbt.log has the error")


def undivided(surroundings: Surroundings) -> Iterator[Check]:
    """No gated relation that grows by the day is judged whole, where a faulty day hides among the others."""
    told = set()
    for row in surroundings.warehouse.moments:
        first, last, seen = _day(row["min_value"]), _day(row["max_value"]), parse_utc(row["profile_ts"])
        grows = (
            first
            and last
            and seen
            and last - first >= DAYS_LEAST
            and AGES[0] <= seen.date() - last <= AGES[1]
        )
        if grows and row["instance_id"] not in told:
            told.add(row["instance_id"])
            column = printable(row["element_id"])
            relation = printable(short_name(row["instance_id"]))
            finding = f"{relation} grows by the day and is judged whole: a faulty day hides among the others"
            mend = f"declare meta.argos.partition: {{column: {column}, grain: day}}"
            yield _check("partition", Outcome.WARN, finding, mend)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
