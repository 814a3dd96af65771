"""Values that tests vary: each builder fills in what a test does not care about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from argos.artifacts.manifest import Hook, Manifest, Node
from argos.artifacts.options import Options, read_options
from argos.artifacts.package import Package, PackageFiles
from argos.artifacts.project import Project, ProjectFiles, read_project
from argos.checks import examine
from argos.checks.surroundings import Installed, Surroundings, WarehouseState
from argos.model import Check, Gate, Outcome, Place, Run, StatusReport

NOW = datetime(2026, 1, 9, 9, 0)
MORNING = datetime(2026, 1, 9, 6, 0)
MEASURE = Hook("{{ argos.measure() }}", transaction=True)
REGISTRY = {"run_event": ("run_id", "event"), "gate_decision": ("run_id", "gate_id")}
OPTIONS_SQL = """
{% macro options() %}
  {{ return({
    'enabled': {'type': 'boolean', 'default': true},
    'schema': {'type': 'text', 'default': target.schema ~ '_argos', 'default_doc': '<target schema>_argos'},
    'warn_p_value': {'type': 'number', 'default': 3, 'node': true},
    'self_test': {'type': 'boolean', 'default': false},
  }) }}
{% endmacro %}
"""
SETTING_SQL = """
{% macro _typed(value, type) %}
  {%- if type == 'boolean' -%}
    {{ return({'true': true, 'false': false}.get(value | string | lower)) }}
  {%- endif -%}
  {%- if type == 'number' -%}
    {{ return(value if value is number and value is not boolean else none) }}
  {%- endif -%}
  {{ return(value if value is string else none) }}
{% endmacro %}
"""


def package_files(**changes: Any) -> PackageFiles:
    files = PackageFiles(
        folder="dbt_packages/argos",
        project_yml="{name: argos, version: 0.1.0, require-dbt-version: ['>=1.10.8', '<3.0.0']}",
        settings_sql={"options.sql": OPTIONS_SQL, "setting.sql": SETTING_SQL},
        fact_ymls=(),
    )
    return replace(files, **changes)


def options() -> Options:
    return read_options(package_files(), "main")


def run(**changes: Any) -> Run:
    one = Run(
        run_id="r1",
        target_name="dev",
        command="build",
        selector=None,
        status="SUCCESS",
        started_at=MORNING,
        finished_at=datetime(2026, 1, 9, 6, 0, 12),
        duration_seconds=12.0,
        node_count=7,
        failed_count=0,
        warned_count=0,
        skipped_count=0,
        argos_version="0.1.0",
        dbt_version="1.11.16",
    )
    return replace(one, **changes)


def gate(**changes: Any) -> Gate:
    one = Gate(
        gate_id="test.shop.argos_volume_expected_orders_.fea9245365",
        name="argos_volume_expected_orders_",
        instance_id="model.shop.orders",
        relation_name="shop.main.orders",
        outcome="WARN",
        level=1,
        blocking=False,
        reasons=("row_count of orders is 300, expected 69 to 129 from 7 days",),
    )
    return replace(one, **changes)


def status(**changes: Any) -> StatusReport:
    report = StatusReport(
        place=Place("shop", "dev", "duckdb", "main_argos"),
        now=NOW,
        last_run=run(),
        gates_run=run(),
        measured_relations=3,
        measured_columns=8,
        skipped_columns=0,
        gates_not_passed=(),
        gates_passed=2,
        gates_skipped=(),
        failed_statements=(),
        learning=(),
        unmeasured=(),
        stalest=(),
    )
    return replace(report, **changes)


def project(raw: dict[str, Any] | None = None, **variables: Any) -> Project:
    return read_project({"name": "shop", **(raw or {})}, variables)


def node(name: str, *hooks: Hook, kind: str = "models", materialized: str = "table") -> Node:
    return Node(f"{kind.rstrip('s')}.shop.{name}", name, kind, materialized, hooks)


def manifest(*nodes: Node, **metas: Any) -> Manifest:
    of_nodes = {f"model.shop.{name}": ours for name, ours in metas.items()}
    return Manifest(MORNING, nodes, frozenset(one.unique_id for one in nodes), of_nodes)


def files(**changes: Any) -> ProjectFiles:
    found = ProjectFiles(
        kinds=frozenset({"models"}),
        kinds_hooked_in_files=frozenset(),
        package_entries=("argos",),
        manifest=manifest(node("orders", MEASURE)),
        manifest_problem=None,
    )
    return replace(found, **changes)


def warehouse(**changes: Any) -> WarehouseState:
    state = WarehouseState(
        target="dev",
        adapter="duckdb",
        schema="main_argos",
        tables={name: frozenset(columns) for name, columns in REGISTRY.items()},
        runs=(run(),),
        wrote_at=MORNING,
    )
    return replace(state, **changes)


def surroundings(**changes: Any) -> Surroundings:
    """A project where nothing is wrong."""
    healthy = Surroundings(
        now=NOW,
        project=project(),
        files=files(),
        installed=Installed(
            python="3.11.7",
            requires_python=">=3.11",
            versions={"dbt-argos": "0.1.0", "dbt-core": "1.11.16", "dbt-duckdb": "1.11.1", "duckdb": "2.0.0"},
            adapters={
                "duckdb": ("dbt-duckdb>=1.10,<1.12", "duckdb>=1.3,<3"),
                "databricks": ("dbt-databricks",),
            },
        ),
        package=Package("dbt_packages/argos", "0.1.0", (">=1.10.8", "<3.0.0")),
        package_problem=None,
        options=options(),
        registry=REGISTRY,
        warehouse=warehouse(),
    )
    return replace(healthy, **changes)


def findings(found: Surroundings) -> list[Check]:
    """What is not ok."""
    return [check for check in examine(found).checks if check.outcome is not Outcome.OK]


def only_finding(found: Surroundings) -> tuple[str, str, str, str]:
    [check] = findings(found)
    return check.name, check.outcome.value, check.finding, check.mend
