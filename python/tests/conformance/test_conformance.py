"""The same project, built on each warehouse, leaves the facts it leaves on DuckDB; commands read them alike."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pytest

from argos.stats.feedback import LEARNED_COLUMNS
from argos.stats.rows import FORECAST_COLUMNS, TEST_COLUMNS
from argos.warehouse.facts import read_profiled_nodes, read_runs, read_status, recorded_since
from argos.warehouse.profile import _Profiles
from argos.warehouse.sharpen import _History

from ..clouds import EXCEPTIONS, AsWarehouse, Cloud
from ..engines.dbt_runner import DbtRunner
from ..engines.duckdb_file import DuckDbEngine
from ..facts_dump import FACTS, declared_columns, repeated_facts
from ..project import Project, copy_project

# Of a run and not of the data: times, ids, threads.
OF_THE_RUN = {
    "run_id", "recorded_at", "fact_id", "happened_at", "profile_ts", "started_at", "duration_ms", "compile_ms",
    "execute_ms", "thread_id", "salt_id", "salt_value",
}  # fmt: skip
# They have names of columns in them, as the warehouse spells these: Snowflake in upper case.
SPELLED = {"element_id", "partition_key", "reason"}
# What people say has tests of its own on each warehouse; what argos sharpen computes, on DuckDB.
BY_PEOPLE = ("alarm_feedback", "baseline_attestation", "baseline_version", "incident_event")
BY_PYTHON = ("learned_threshold", "series_forecast", "statistical_test_result")
COMPARED = [fact for fact in FACTS if fact not in ("salt", *BY_PEOPLE, *BY_PYTHON)]

NOW = datetime(2026, 11, 26, 12)
WRITE = re.compile(r"(?:insert into|(?:create|alter|drop)[a-z ]* (?:table|view|schema)(?: if (?:not )?exists)?|merge into|update|delete from|truncate table)\s+(\S+)")  # fmt: skip


# The same everywhere, so that salted hashes can be compared; a salt that is there is never replaced.
SALT = "5a17" * 16
INSTANCE = "model.shop.appended"
# The whole that was merged from the partitions, as soon as all of them were measured.
MERGED = f"instance_id = '{INSTANCE}' and element_id = '' and notes like '%from 5 of 5 partitions%'"

# As `argos sharpen` gives it to dbt: numbers, days and what is not known, and a name that tries every way of quoting.
HOSTILE = 'it\'s "so" \\ \nünï'
FOUND: dict[str, tuple[Sequence[str], list[list[Any]]]] = {
    "series_forecast": (FORECAST_COLUMNS, [
        [INSTANCE, HOSTILE, "mean", "2026-11-27", "blend", "", 10.5, None, None, 0.25, None, 10.0, 11.0, 28, "2026-11-26", "1", 1, "day by day"],
        [INSTANCE, "", "row_count", "2026-11-27", "companion", HOSTILE, None, -1e-6, 2, 1, 0.125, None, None, 9, "2026-11-26", "1", 0, None],
    ]),
    "statistical_test_result": (TEST_COLUMNS, [
        [INSTANCE, HOSTILE, "KS", "mean", "2026-11-25", "d", 0.25, 1e-6, 0.5, None, 0.1, "DRIFT", None, 9, "1"],
        [INSTANCE, "", "SLOW_DRIFT", "row_count", "2026-11-25", "z", -3, 0.002, 1, 2.5, 3, "DRIFT", "2026-11-20", 10**12, "1"],
    ]),
    "learned_threshold": (LEARNED_COLUMNS, [
        [INSTANCE, HOSTILE, "null_rate", -0.6, 2, "2026-11-26", "f1", "1"],
        [INSTANCE, "", "row_count", 0, 3, "2026-11-26", "f2", "1"],
    ]),
}  # fmt: skip


def build_twice(project: Project) -> Project:
    project.write_profile()
    text = "string" if project.engine.name in ("bigquery", "databricks") else "varchar"
    layout = "using delta" if project.engine.name == "databricks" else ""
    tables = f"{project.schema}_argos"
    project.query(f"create schema {tables}")
    project.query(f"create table {tables}.salt (fact_id {text}, salt_id {text}, salt_value {text}) {layout}")
    project.query(f"insert into {tables}.salt values ('known', 'known', '{SALT}')")
    fill = ("run-operation", "argos.backfill", "--args", "{relation: appended, days: 30}")
    for hour, arguments in enumerate((("build",), fill, ("build",)), start=6):
        # All on one day, whatever the time is.
        result = project.dbt(*arguments, env={"ARGOS_NOW": f"2026-11-26 {hour:02d}:00:00"})
        if arguments == fill:
            assert "argos: measured 3 of 3 partitions of appended, up to 2026-01-03" in result.output
        else:
            assert result.exit_code == 1, result.output
            partitions = 2 if hour == 6 else 5
            for words in (
                "ERROR=1 SKIP=1",
                f"argos: measured 3 relations and {partitions} partitions, left out 1 view, 2 nested or binary columns",
                "argos WARN volume_expected: row_count of a_view was not judged in the last 42 days",
            ):
                assert words in result.output, result.output
            assert "failed; your data is untouched" not in result.output
    runs = project.facts("run_history", columns="status, failed_count, skipped_count")
    assert [tuple(run.values()) for run in runs] == [("FAILED", 1, 1)] * 2
    (whole,) = project.facts("run_profile_result", MERGED, "row_count, row_distinct_count, row_once_count")
    assert {name.lower(): value for name, value in whole.items()} == {
        "row_count": 10,
        "row_distinct_count": 5,
        "row_once_count": 0,
    }
    return project


@pytest.fixture(scope="module")
def on_duckdb(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("duckdb") / "types"
    copy_project("types", root)
    engine = DuckDbEngine(root / "warehouse.duckdb", root / "logs" / "dbt.log")
    return build_twice(Project(root, engine, dbt_on_duckdb, "types"))


@pytest.fixture(scope="module")
def logged_before(cloud: Cloud) -> int:
    """Statements of other tests."""
    return len(cloud.engine.statements())


@pytest.fixture(scope="module")
def on_cloud(cloud: Cloud, logged_before: int, tmp_path_factory: pytest.TempPathFactory) -> Project:
    return build_twice(cloud.new_project("types", tmp_path_factory.mktemp(cloud.name) / "types", "types"))


def differing(project: Project, fact: str) -> dict[str, str]:
    """Fields that are another there than on DuckDB, with the reason."""
    of_all, of_one = EXCEPTIONS["differs"], EXCEPTIONS["differs_on"].get(project.engine.name, {})
    return {**of_all.get(fact, {}), **of_one.get(fact, {})}


def normal(value: Any) -> Any:
    """A value as text that does not depend on the client that fetched it."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, list):
        return repr([normal(item) for item in value])
    text = str(value)
    try:
        return round(float(text), 9)
    except ValueError:
        return normal(json.loads(text)) if text.startswith("[") else text


def rows_of(
    project: Project, fact: str, fields: list[str], without_metrics: Collection[str] = ()
) -> list[tuple[Any, ...]]:
    rows = [
        tuple(spelled(field, row[field]) for field in fields)
        for row in project.facts(fact)
        if row.get("metric") not in without_metrics
    ]
    return sorted(rows, key=repr)


@pytest.mark.parametrize("fact", COMPARED)
def test_facts_are_equal_field_by_field(on_duckdb: Project, on_cloud: Project, fact: str) -> None:
    excepted = differing(on_cloud, fact)
    fields = [field for field in declared_columns(fact) if field not in OF_THE_RUN and field not in excepted]
    not_there = EXCEPTIONS["metrics_not_on"].get(on_cloud.engine.name, {})
    assert rows_of(on_duckdb, fact, fields, not_there) == rows_of(on_cloud, fact, fields)


@pytest.mark.parametrize("fact", COMPARED)
def test_exceptions_are_still_needed(on_duckdb: Project, on_cloud: Project, fact: str) -> None:
    same = [
        field
        for field in differing(on_cloud, fact)
        if rows_of(on_duckdb, fact, [field]) == rows_of(on_cloud, fact, [field])
    ]
    assert not same, f"these are equal now: take them out of exceptions.yml: {same}"


@pytest.mark.parametrize("fact", COMPARED)
def test_every_other_field_is_filled(on_duckdb: Project, on_cloud: Project, fact: str) -> None:
    excepted = differing(on_cloud, fact)
    for project in (on_duckdb, on_cloud):
        rows = project.facts(fact)
        empty = {field for field in declared_columns(fact) if all(row[field] is None for row in rows)}
        assert empty - set(excepted) == set(EXCEPTIONS["unfilled"].get(fact, [])) - set(excepted), (
            project.engine.name
        )


def read_by_commands(project: Project) -> dict[str, list[dict[str, Any]]]:
    """The rows of what `argos status`, `argos profile` and `argos sharpen` ask of a warehouse, those of the latest run."""
    warehouse, schema = AsWarehouse(project), f"{project.schema}_argos"
    runs = read_runs(warehouse, schema)
    run = runs.events[0]["run_id"]
    profiles = _Profiles(warehouse, schema, recorded_since(NOW))
    key = min(profiles.keys(INSTANCE), key=lambda key: (key.partition_value is not None, key.run_id != run))
    history = _History(warehouse, schema, NOW)
    series = history.series(None)
    kinds = dict(zip(series["instance_id"], series["is_daily"], strict=True))
    found = {
        "runs": runs.events,
        "known": [asdict(node) for node in read_profiled_nodes(warehouse, schema, NOW)],
        "profile": profiles.rows(INSTANCE, key, "element_id, row_count, null_count, min_value, max_value"),
        "series": [dict(zip(series, values, strict=True)) for values in zip(*series.values(), strict=True)],
        "quantiles": [row for rows in history.profiles(kinds) for row in rows],
        "feedback": history.feedback(None),
        **asdict(read_status(warehouse, schema, run, run, NOW)),
    }
    return {name: sorted(map(comparable, rows), key=repr) for name, rows in found.items()}


def spelled(field: str, value: Any) -> Any:
    return normal(value.lower() if field in SPELLED and isinstance(value, str) else value)


def comparable(row: dict[str, Any]) -> dict[str, Any]:
    left_out = OF_THE_RUN | {"relation_name", "measured_at", "built_at"}
    return {field: spelled(field, value) for field, value in row.items() if field not in left_out}


def test_commands_read_the_same(on_duckdb: Project, on_cloud: Project) -> None:
    here, there = read_by_commands(on_duckdb), read_by_commands(on_cloud)
    for name, rows in here.items():
        assert there[name] == rows, name
    assert [name for name, rows in here.items() if not rows] == ["feedback"]


@pytest.mark.parametrize("fact", FOUND)
def test_what_sharpen_found_is_stored_once(on_duckdb: Project, on_cloud: Project, fact: str) -> None:
    columns, rows = FOUND[fact]
    for project in (on_duckdb, on_cloud):
        for given in (rows[:1], rows):
            found = {"fact": fact, "columns": list(columns), "rows": json.dumps(given)}
            stored = project.dbt("run-operation", "argos.store_sharpened", "--args", json.dumps(found))
            assert stored.exit_code == 0, stored.output
        stored_rows = rows_of(project, fact, list(columns))
        assert stored_rows == sorted((tuple(map(normal, row)) for row in rows), key=repr)


def test_nothing_is_repeated(on_duckdb: Project, on_cloud: Project) -> None:
    assert not repeated_facts(on_duckdb)
    assert not repeated_facts(on_cloud)


def test_the_salt_is_in_no_statement(on_cloud: Project) -> None:
    (salt,) = on_cloud.facts("salt")
    assert len(salt["salt_value"]) == 64
    assert not [s for s in on_cloud.engine.statements() if salt["salt_value"] in s.sql]


def test_argos_writes_only_in_its_own_schema(on_cloud: Project, logged_before: int) -> None:
    written: list[str] = []
    for statement in on_cloud.engine.statements(logged_before):
        if statement.body.lower().startswith(("begin\n", "execute immediate")):
            text = re.sub(r"execute immediate \\*'", "\n", statement.body.replace("\\n", "\n"))
            names = [found[1] for line in text.splitlines() if (found := WRITE.match(line.strip().lower()))]
            assert not (names and statement.caught), statement.caught
            written += names
    assert len(written) > 20
    assert not [name for name in written if f"{on_cloud.schema}_argos" not in name]
