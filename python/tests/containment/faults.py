"""Faults put into single statements of argos, by a project that overrides argos.attempt() through dbt's dispatch."""

from __future__ import annotations

from dataclasses import dataclass

from ..project import Project

_DISPATCH = "\ndispatch: [{macro_namespace: argos, search_order: [shop, argos]}]\n"
_ATTEMPT = """\
{{% macro {adapter}__attempt(sql) %}}
  {{%- set sql = {fault} if {condition} else sql -%}}
  {{{{ return(argos.{adapter}__attempt(sql)) }}}}
{{% endmacro %}}
"""


@dataclass(frozen=True)
class Target:
    """One of our statements: texts that only it has, and how its failure is said."""

    name: str
    fact: str
    has: tuple[str, ...]
    what: str

    @property
    def condition(self) -> str:
        return " and ".join(f"{text!r} in sql" for text in self.has)


@dataclass(frozen=True)
class Fault:
    """A change to a statement, as a Jinja expression over `sql`, and the words of the engine's error."""

    name: str
    expression: str
    error: str



TARGETS = (
    Target("start", "run_event", ('."run_event" (', "STARTED"), "recording the start of the run"),
    Target("node_version", "node_version", ('into "warehouse"."shop_argos"."node_version"',), "recording the nodes of the project"),
    Target("measure", "run_profile_result", ('into "warehouse"."shop_argos"."run_profile_result"', "model.shop.orders'"), "measuring warehouse.shop.orders"),
    Target("judge", "column_verdict", ('into "warehouse"."shop_argos"."column_verdict"', "model.shop.orders'"), "judging warehouse.shop.orders"),
    Target("judge_unguarded", "column_verdict", ('into "warehouse"."shop_argos"."column_verdict"', "model.shop.customers'"), "judging 5 relations without a gate"),
    Target("record", "process_metrics", ('into "warehouse"."shop_argos"."process_metrics"',), "recording what the nodes cost"),
    Target("gate_decision", "gate_decision", ('into "warehouse"."shop_argos"."gate_decision"',), "recording what the gates decided"),
    Target("end", "run_event", ('."run_event" (', "FINISHED"), "recording the end of the run"),
)  # fmt: skip

FAULTS = (
    Fault("cast", "sql ~ \" where cast('argos_fault' as integer) = 1\"", "argos_fault"),
    Fault("unknown_column", "sql ~ ' where argos_fault = 1'", "argos_fault"),
    Fault("dropped_table", "'drop table ' ~ argos.fact('{fact}') ~ '; ' ~ sql", "does not exist"),
    Fault("read_only", "sql | replace(argos.fact('{fact}') ~ ' (', 'frozen.main.{fact} (', 1)", "read-only"),
    Fault("memory", "sql ~ ' where (select len(list(x)) from range(100000000) as t(x)) > 0'", "emory"),
)


def put_fault(project: Project, fault: Fault, target: Target, adapter: str = "duckdb") -> None:
    """Write the override; dbt finds it before the package's own."""
    settings = project.root / "dbt_project.yml"
    settings.write_text(settings.read_text() + _DISPATCH)
    expression = fault.expression.format(fact=target.fact)
    macro = _ATTEMPT.format(adapter=adapter, fault=expression, condition=target.condition)
    project.write({"macros/fault.sql": macro})
