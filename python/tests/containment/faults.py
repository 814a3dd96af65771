"""Faults put into single statements of argos, by a project that overrides argos.attempt() through dbt's dispatch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..project import Project

_DISPATCH = "\ndispatch: [{macro_namespace: argos, search_order: [shop, argos]}]\n"
_ATTEMPT = """\
{{% macro {adapter}__attempt(sql, reads=false) %}}
  {{%- set sql = {changed} -%}}
  {{{{ return(argos.{adapter}__attempt(sql, reads)) }}}}
{{% endmacro %}}
"""


@dataclass(frozen=True)
class Target:
    """One of our statements: the fact it writes, none of a query, a text that only it has, and how its failure is said."""

    fact: str
    text: str
    what: str

    @property
    def condition(self) -> str:
        if not self.fact:
            return f'reads and "{self.text}" in sql'
        return f"('insert into ' ~ argos.fact('{self.fact}')) in sql and \"{self.text}\" in sql"


@dataclass(frozen=True)
class Fault:
    """A change to a statement, as a Jinja expression over `sql`, and the words of the engine's error."""

    name: str
    expression: str
    error: str


# By name, those that fail in one build together: none of them keeps another from being tried.
TARGETS = {
    "run_and_measure": (
        Target("run_event", "STARTED", "recording the start of the run"),
        Target("run_profile_result", "'model.shop.orders'", "measuring warehouse.shop.orders"),
        Target("run_event", "FINISHED", "recording the end of the run"),
    ),
    "nodes_and_compare": (
        Target("node_version", "", "recording the nodes of the project"),
        Target("reference_frame", "'model.shop.orders'", "comparing warehouse.shop.orders with the days before"),
        Target("process_metrics", "", "recording what the nodes cost"),
    ),
    "derive_and_decide": (
        Target("series_metric", "'model.shop.orders'", "deriving the metrics of warehouse.shop.orders"),
        Target("reference_frame", "'model.shop.customers'", "comparing 5 relations that no gate asked for with the days before"),
        Target("gate_decision", "", "recording what the gates decided"),
    ),
    "judge_and_open": (
        Target("column_verdict", "'model.shop.orders'", "judging warehouse.shop.orders"),
        Target("column_verdict", "'model.shop.customers'", "judging 5 relations that no gate asked for"),
        Target("incident_event", "OPENED", "opening cases"),
    ),
}  # fmt: skip

FAULTS = (
    Fault("cast", "sql ~ \" where cast('argos_fault' as integer) = 1\"", "argos_fault"),
    Fault("unknown_column", "sql ~ ' where argos_fault = 1'", "argos_fault"),
    Fault("dropped_table", "'drop table ' ~ argos.fact('{fact}') ~ '; ' ~ sql", "does not exist"),
    Fault("read_only", "sql | replace(argos.fact('{fact}') ~ ' (', 'frozen.main.{fact} (', 1)", "read-only"),
    Fault("memory", "sql ~ ' where (select len(list(x)) from range(100000000) as t(x)) > 0'", "emory"),
)

# What every gate asks, how its failing is said, and faults of a query.
GATE = Target("", ") as decided", "cannot be read: it was not judged")
_FAULTY = "'select * from (' ~ sql ~ ') as faulty where {}'"
READ_FAULTS = (
    Fault("unknown_column", _FAULTY.format("argos_fault = 1"), "argos_fault"),
    Fault("memory", _FAULTY.format("(select len(list(x)) from range(100000000) as t(x)) > 0"), "emory"),
)


def put_faults(project: Project, faults: Sequence[tuple[Fault, Target]]) -> None:
    """Write the override; dbt finds it before the package's own."""
    settings = project.root / "dbt_project.yml"
    settings.write_text(settings.read_text() + _DISPATCH)
    changed = "sql"
    for fault, target in faults:
        expression = fault.expression.format(fact=target.fact)
        changed = f"({expression}) if {target.condition} else ({changed})"
    macro = _ATTEMPT.format(adapter=project.engine.name, changed=changed)
    project.write({"macros/fault.sql": macro})
