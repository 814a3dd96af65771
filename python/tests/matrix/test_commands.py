"""What each dbt command leaves behind: complete dumps of schemas and facts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from ..facts_dump import FACTS, RunDump, dump, repeated_facts, tables_of
from ..project import Project

VOLUME, NULLS, SOURCE = (
    "argos_volume_expected_orders_",
    "argos_null_rate_expected_orders_amount",
    "argos_source_volume_expected_raw_payments_",
)
MODELS = frozenset({"orders", "orders_log", "customers", "best_customers"})
MEASURED = MODELS | {"raw_orders", "customers_history", "raw.payments"}
GATES = {VOLUME: "PASS", NULLS: "PASS", SOURCE: "PASS"}
VIEWS = frozenset({"orders_view"})
VIEWS_OF_ARGOS = (
    "called_verdict",
    "profile_baseline",
    "profile_drift_event",
    "rca_case",
    "run_history",
    "vw_profile_drift",
    "vw_profile_summary",
)
NODES = (MEASURED - {"raw.payments"}) | VIEWS | set(GATES) | {"sales_page"}
ALL_VERSIONS = 12

BUILD = RunDump("build", measured=MEASURED, gates=GATES, nodes=NODES)
FIRST_BUILD = replace(BUILD, new_versions=ALL_VERSIONS)
RUN = RunDump("run", measured=MODELS, nodes=MODELS | VIEWS)
UNJUDGED = {VOLUME: "WARN", NULLS: "WARN", SOURCE: "PASS"}


@dataclass(frozen=True)
class Case:
    """Commands one after another, the exit code of the last, and the runs that there are then."""

    name: str
    steps: tuple[str, ...]
    runs: tuple[RunDump, ...]
    exit_code: int = 0


def first(run: RunDump) -> RunDump:
    return replace(run, new_versions=ALL_VERSIONS)


CASES = (
    Case("build", ("build",), (FIRST_BUILD,)),
    Case(
        "run",
        ("seed", "run"),
        (first(RunDump("seed", measured=frozenset({"raw_orders"}), nodes=frozenset({"raw_orders"}))), RUN),
    ),
    Case(
        "test_of_an_empty_warehouse",
        ("test",),
        (
            first(
                RunDump(
                    "test",
                    "SUCCESS_WITH_WARNINGS",
                    measured=frozenset({"raw.payments"}),
                    gates=UNJUDGED,
                    nodes=frozenset(GATES),
                )
            ),
        ),
    ),
    Case(
        "seed",
        ("seed",),
        (first(RunDump("seed", measured=frozenset({"raw_orders"}), nodes=frozenset({"raw_orders"}))),),
    ),
    Case(
        "source_freshness",
        ("source freshness",),
        (first(RunDump("freshness", nodes=frozenset({"raw.payments"}))),),
    ),
    Case("compile", ("compile",), ()),
    Case("compile_one", ("compile --select orders",), ()),
    Case("docs_generate", ("docs generate",), ()),
    Case("parse", ("parse",), ()),
    Case("list", ("list",), ()),
    Case("show", ("show --inline 'select 1'",), ()),
    Case("run_operation", ("run-operation noop",), ()),
    Case("nothing_selected", ("build --select nothing_of_that_name",), ()),
    Case("empty_then_full", ("build --empty", "build"), (first(replace(BUILD, measured=frozenset())), BUILD)),
    Case("sample", ("build --sample '1 day'",), (first(replace(BUILD, measured=frozenset())),)),
    Case("no_populate_cache_first", ("build --no-populate-cache",), (FIRST_BUILD,)),
    Case("cache_selected_only_first", ("build --cache-selected-only",), (FIRST_BUILD,)),
    Case("warn_error", ("--warn-error build",), (FIRST_BUILD,)),
    Case("fail_fast", ("build --fail-fast",), (FIRST_BUILD,)),
    Case("one_thread", ("build --threads 1",), (FIRST_BUILD,)),
    Case("eight_threads", ("build --threads 8",), (FIRST_BUILD,)),
    Case("store_failures", ("build --store-failures",), (FIRST_BUILD,)),
    Case("no_partial_parse", ("--no-partial-parse build",), (FIRST_BUILD,)),
    Case("quiet", ("--quiet build",), (FIRST_BUILD,)),
)
CASES_AFTER_A_BUILD = (
    Case("build_twice", ("build",), (FIRST_BUILD, BUILD)),
    Case(
        "test_after_build",
        ("test",),
        (
            FIRST_BUILD,
            RunDump("test", measured=frozenset({"raw.payments"}), gates=GATES, nodes=frozenset(GATES)),
        ),
    ),
    Case(
        "snapshot",
        ("snapshot",),
        (
            FIRST_BUILD,
            RunDump(
                "snapshot", measured=frozenset({"customers_history"}), nodes=frozenset({"customers_history"})
            ),
        ),
    ),
    Case("full_refresh", ("build --full-refresh",), (FIRST_BUILD, BUILD)),
    Case("no_populate_cache", ("build --no-populate-cache",), (FIRST_BUILD, BUILD)),
    Case("cache_selected_only", ("build --cache-selected-only",), (FIRST_BUILD, BUILD)),
    Case(
        "select_one_model",
        ("build --select orders",),
        (
            FIRST_BUILD,
            RunDump(
                "build",
                measured=frozenset({"orders"}),
                gates={VOLUME: "PASS", NULLS: "PASS"},
                nodes=frozenset({"orders", VOLUME, NULLS}),
            ),
        ),
    ),
    Case(
        "exclude_models",
        ("build --exclude resource_type:model",),
        (
            FIRST_BUILD,
            RunDump(
                "build",
                measured=frozenset({"raw_orders", "customers_history", "raw.payments"}),
                gates={SOURCE: "PASS"},
                nodes=frozenset({"raw_orders", "customers_history", "sales_page", SOURCE}),
            ),
        ),
    ),
    Case("only_a_view", ("run --select orders_view",), (FIRST_BUILD, RunDump("run", nodes=VIEWS))),
)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_command(shop: Project, case: Case) -> None:
    shop.write({"macros/noop.sql": "{% macro noop() %}{% endmacro %}"})
    leaves_what_it_should(shop, case)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES_AFTER_A_BUILD, ids=lambda case: case.name)
def test_command_after_a_build(built_shop: Project, case: Case) -> None:
    leaves_what_it_should(built_shop, case)


def leaves_what_it_should(shop: Project, case: Case) -> None:
    for step in case.steps:
        result = shop.dbt(*split(step))
    assert result.exit_code == case.exit_code, result.output
    assert dump(shop) == list(case.runs)
    if not case.runs:
        assert not tables_of(shop, "shop_argos")
        return
    assert not repeated_facts(shop)
    tables = tables_of(shop, "shop_argos")
    markers = {table for table in tables if table.startswith("contract_")}
    assert len(markers) == 1
    assert tables == {*FACTS, *markers, *VIEWS_OF_ARGOS}


def split(step: str) -> list[str]:
    """Arguments of a command line whose only quotes are around inline SQL."""
    head, _, quoted = step.partition("'")
    return [*head.split(), *([quoted.rstrip("'")] if quoted else [])]
