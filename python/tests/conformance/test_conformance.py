"""The same project, built twice on every engine through its real adapter, leaves the same facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ..engines.databricks.engine import DatabricksEngine
from ..engines.dbt_runner import DbtRunner
from ..engines.duckdb_file import DuckDbEngine
from ..facts_dump import FACTS, declared_columns, repeated_facts
from ..project import Project, copy_project

RULES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("exceptions.yml").read_text())
# Of a run and not of the data: times, ids, threads.
OF_THE_RUN = {
    "run_id", "recorded_at", "fact_id", "happened_at", "profile_ts", "started_at", "duration_ms", "compile_ms",
    "execute_ms", "thread_id", "salt_id", "salt_value",
}  # fmt: skip
COMPARED = [fact for fact in FACTS if fact != "salt"]

pytestmark = [pytest.mark.databricks, pytest.mark.slow]


def build_twice(project: Project) -> Project:
    project.write_profile()
    for _ in range(2):
        result = project.dbt("build")
        assert result.exit_code == 1, result.output
        assert "ERROR=1 SKIP=1" in result.output, result.output
    return project


@pytest.fixture(scope="module")
def on_duckdb(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("duckdb") / "types"
    copy_project("types", root)
    engine = DuckDbEngine(root / "warehouse.duckdb", root / "logs" / "dbt.log")
    return build_twice(Project(root, engine, dbt_on_duckdb, "types"))


@pytest.fixture(scope="module")
def on_databricks(
    databricks: DatabricksEngine, dbt_on_databricks: DbtRunner, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    root = tmp_path_factory.mktemp("spark") / "types"
    copy_project("types", root)
    return build_twice(Project(root, databricks, dbt_on_databricks, "types"))


def normal(value: Any) -> Any:
    """A value as text that does not depend on the client that fetched it."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return round(value, 9)
    text = str(value)
    try:
        return round(float(text), 9)
    except ValueError:
        return text


def rows_of(project: Project, fact: str, fields: list[str]) -> list[tuple[Any, ...]]:
    rows = [tuple(normal(row[field]) for field in fields) for row in project.facts(fact)]
    return sorted(rows, key=repr)


@pytest.mark.parametrize("fact", COMPARED)
def test_facts_are_equal_field_by_field(on_duckdb: Project, on_databricks: Project, fact: str) -> None:
    excepted = RULES["differs"].get(fact, {})
    fields = [field for field in declared_columns(fact) if field not in OF_THE_RUN and field not in excepted]
    assert rows_of(on_duckdb, fact, fields) == rows_of(on_databricks, fact, fields)


@pytest.mark.parametrize("fact", COMPARED)
def test_exceptions_are_still_needed(on_duckdb: Project, on_databricks: Project, fact: str) -> None:
    same = [
        field
        for field in RULES["differs"].get(fact, {})
        if rows_of(on_duckdb, fact, [field]) == rows_of(on_databricks, fact, [field])
    ]
    assert not same, f"these are equal now: take them out of exceptions.yml: {same}"


@pytest.mark.parametrize("fact", COMPARED)
def test_every_other_field_is_filled_on_every_engine(
    on_duckdb: Project, on_databricks: Project, fact: str
) -> None:
    excepted = RULES["differs"].get(fact, {})
    for project in (on_duckdb, on_databricks):
        rows = project.facts(fact)
        empty = {field for field in declared_columns(fact) if all(row[field] is None for row in rows)}
        assert empty - set(excepted) == set(RULES["unfilled"].get(fact, [])), project.engine.name


def test_nothing_is_repeated(on_duckdb: Project, on_databricks: Project) -> None:
    assert not repeated_facts(on_duckdb)
    assert not repeated_facts(on_databricks)


def test_the_salt_is_in_no_statement(on_databricks: Project) -> None:
    (salt,) = on_databricks.facts("salt")
    assert len(salt["salt_value"]) == 64
    assert not [s for s in on_databricks.engine.statements() if salt["salt_value"] in s.sql]


def test_argos_writes_only_in_its_own_schema(on_databricks: Project) -> None:
    writes = ("insert", "create", "alter", "drop", "merge", "update", "delete", "truncate")
    ours = [s.body for s in on_databricks.engine.statements() if s.body.lower().startswith("begin")]
    assert ours
    for sql in ours:
        lines = [line.strip().lower() for line in sql.splitlines()]
        for line in (line for line in lines if line.startswith(writes)):
            assert "_argos`" in line, line
