"""Everything the runs of a test left in the tables of argos, in a form that a test can write down."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from .project import REPOSITORY, Project

FACTS = (
    "alarm_feedback",
    "baseline_attestation",
    "baseline_version",
    "column_verdict",
    "gate_decision",
    "incident_event",
    "learned_threshold",
    "node_version",
    "process_metrics",
    "reference_frame",
    "run_event",
    "run_profile_result",
    "salt",
    "series_forecast",
    "series_metric",
    "statistical_test_result",
)


@dataclass(frozen=True)
class RunDump:
    """The facts of one run. Nodes are named as in the project; `status` is that of run_history."""

    command: str
    status: str = "SUCCESS"
    measured: frozenset[str] = frozenset()
    unjudged: frozenset[str] = frozenset()
    gates: dict[str, str] = field(default_factory=dict)
    nodes: frozenset[str] = frozenset()
    new_versions: int = 0
    argos_errors: int = 0


def short_name(unique_id: str) -> str:
    """`orders` of model.shop.orders, `raw.payments` of a source, the test's name without its hash."""
    kind, _, *parts = unique_id.split(".")
    return ".".join(parts[:1] if kind == "test" else parts)


def tables_of(project: Project, schema: str) -> set[str]:
    # BigQuery has one per dataset.
    dataset = f"{schema}." if project.engine.name == "bigquery" else ""
    rows = project.query(
        f"select table_name from {dataset}information_schema.tables where lower(table_schema) = lower('{schema}')"
    )
    return {str(row["table_name"]).lower() for row in rows}


def dump(project: Project) -> list[RunDump]:
    """One entry per run, oldest first; [] when argos has written nothing at all."""
    if not tables_of(project, f"{project.schema}_argos"):
        return []
    started = project.facts(
        "run_event", "event = 'STARTED' order by happened_at nulls first", "run_id, command"
    )
    return [_dump_run(project, row["run_id"], row["command"]) for row in started]


def _dump_run(project: Project, run_id: str, command: str) -> RunDump:
    of_run = f"run_id = '{run_id}'"
    finished = project.facts("run_event", f"{of_run} and event = 'FINISHED'", "status")
    assert len(finished) <= 1, "a run finishes once"
    measured = _distinct(project, "run_profile_result", "instance_id", of_run)
    judged = _distinct(project, "column_verdict", "instance_id", of_run)
    gates = project.facts("gate_decision", of_run, "gate_id, outcome")
    return RunDump(
        command=command,
        status=finished[0]["status"] if finished else "RUNNING",
        measured=measured,
        unjudged=measured - judged,
        gates={short_name(row["gate_id"]): row["outcome"] for row in gates},
        nodes=_distinct(project, "process_metrics", "task_id", of_run),
        new_versions=len(project.facts("node_version", of_run, "instance_id")),
        argos_errors=len(project.facts("run_event", f"{of_run} and event = 'ERROR'", "detail")),
    )


def _distinct(project: Project, fact: str, column: str, where: str) -> frozenset[str]:
    rows = project.facts(fact, where, f"distinct {column}")
    return frozenset(short_name(row[column]) for row in rows)


def repeated_facts(project: Project) -> dict[str, int]:
    """Facts that have two rows with one fact_id: there must be none."""
    counts = {
        fact: project.facts(fact, columns="count(*) - count(distinct fact_id) as n")[0]["n"] for fact in FACTS
    }
    return {fact: count for fact, count in counts.items() if count}


def declared_columns(fact: str) -> list[str]:
    """Columns of a fact as the registry has them."""
    for registry in (REPOSITORY / "models/facts").glob("*.yml"):
        for table in yaml.safe_load(registry.read_text())["sources"][0]["tables"]:
            if table["name"] == fact:
                return [column["name"] for column in table["columns"]]
    raise KeyError(fact)
