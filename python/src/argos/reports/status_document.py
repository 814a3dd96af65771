"""A StatusReport as rows for people."""

from __future__ import annotations

from collections.abc import Iterator

from argos.model import Gate, Run, StatusReport
from argos.reports.document import BAD, DOUBTFUL, GOOD, QUIET, Document, Row, Section
from argos.reports.words import counted, listed, short_name
from argos.times import shown_age, shown_moment, shown_seconds

RUN_STYLES = {
    "SUCCESS": GOOD,
    "SUCCESS_WITH_WARNINGS": DOUBTFUL,
    "FAILED": BAD,
    "RUNNING": "cyan",
    "INTERRUPTED": DOUBTFUL,
}
GATE_STYLES = {"WARN": DOUBTFUL, "DEFER": DOUBTFUL, "FAIL": BAD}
REASONS = 5


def status_document(report: StatusReport) -> Document:
    """The report, a section for each question; what there is nothing to say about is left out."""
    sections = (
        Section("last run", tuple(_run(report))),
        Section("measured", (Row(_measured(report)),)),
        Section("gates", tuple(_gates(report))),
        Section("argos failed", tuple(Row(text, style=BAD) for text in report.failed_statements)),
        Section("learning", tuple(_learning(report))),
        Section("not measured", tuple(_unmeasured(report))),
        Section("oldest facts", tuple(_stalest(report))),
    )
    return Document(
        title=report.place.title,
        sections=tuple(section for section in sections if section.rows),
    )


def _run(report: StatusReport) -> Iterator[Row]:
    run = report.last_run
    # The clock of a run that was played stands still.
    took = f", took {shown_seconds(run.duration_seconds)}" if run.duration_seconds else ""
    when = f"{shown_moment(run.started_at)}, {shown_age(report.now, run.started_at)}"
    yield Row(f"{run.status}: {_command(run)} at {when}{took}", style=RUN_STYLES.get(run.status, ""))
    if run.target_name != report.place.target:
        yield Row(f"with target {run.target_name}")
    if run.has_finished:
        counts = (run.failed_count, "failed"), (run.warned_count, "warned"), (run.skipped_count, "skipped")
        said = ", ".join(f"{number or 0} {word}" for number, word in counts)
        yield Row(f"{counted(run.node_count or 0, 'node')}: {said}")


def _command(run: Run) -> str:
    return f"dbt {run.command or '?'}" + (f" ({run.selector})" if run.selector else "")


def _measured(report: StatusReport) -> str:
    relations = counted(report.measured_relations, "relation")
    said = f"{relations}, {counted(report.measured_columns, 'column')}"
    skipped = counted(report.skipped_columns, "nested or binary column")
    return f"{said}; {skipped} left out" if report.skipped_columns else said


def _gates(report: StatusReport) -> Iterator[Row]:
    run = report.gates_run
    if run is None:
        yield Row("no run has finished yet")
        return
    of = (
        ""
        if run == report.last_run
        else f" in the run at {shown_moment(run.started_at)}, the last that finished"
    )
    failed, skipped = len(report.gates_not_passed), len(report.gates_skipped)
    if not (failed or skipped or report.gates_passed):
        yield Row(f"none ran{of}", style=QUIET)
        return
    said = [f"{report.gates_passed:,} passed"]
    said += [f"{failed:,} did not"] if failed else []
    said += (
        [f"{skipped:,} skipped: {listed([gate.name for gate in report.gates_skipped])}"] if skipped else []
    )
    yield Row(", ".join(said) + of, style="" if failed or skipped else GOOD)
    yield from (_gate(gate, run) for gate in report.gates_not_passed)


def _gate(gate: Gate, run: Run) -> Row:
    stopped = "it stopped the build" if run.skipped_count else "an error; nothing was left unbuilt"
    effect = stopped if gate.blocking else "warned only"
    more = len(gate.reasons) - REASONS
    return Row(
        text=f"{gate.name} ({effect})",
        mark=gate.outcome,
        style=GATE_STYLES.get(gate.outcome, ""),
        details=gate.reasons[:REASONS] + ((f"and {more:,} more",) if more > 0 else ()),
    )


def _learning(report: StatusReport) -> Iterator[Row]:
    groups: dict[tuple[bool, int, int], list[str]] = {}
    for one in report.learning:
        groups.setdefault((one.has_gate, one.history_days, one.days_left), []).append(
            short_name(one.instance_id)
        )
    for (has_gate, days, left), names in groups.items():
        needed = days + left
        gate = "" if has_gate else ", no gate"
        yield Row(f"{listed(names)}{gate}: {days} of {counted(needed, 'day')} of history, {left} to go")


def _unmeasured(report: StatusReport) -> Iterator[Row]:
    groups: dict[tuple[str, str], list[str]] = {}
    for one in report.unmeasured:
        groups.setdefault((one.kind, one.reason), []).append(short_name(one.instance_id))
    for (kind, reason), names in groups.items():
        yield Row(f"{counted(len(names), kind)}, {reason}: {listed(names)}")


def _stalest(report: StatusReport) -> Iterator[Row]:
    if report.stalest and report.stalest[0].measured_at >= report.last_run.started_at:
        yield Row("all are of the last run", style=GOOD)
        return
    for one in report.stalest:
        when = f"{shown_moment(one.measured_at)}, {shown_age(report.now, one.measured_at)}"
        yield Row(f"{short_name(one.instance_id)}: measured at {when}", style=DOUBTFUL if one.is_old else "")
