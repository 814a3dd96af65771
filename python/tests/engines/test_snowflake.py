"""The real dbt-snowflake against the engine: what arrives, what is logged, and what argos leaves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ..facts_dump import tables_of
from ..project import Project, copy_project
from .dbt_runner import DbtRunner
from .engine import EngineError, Statement
from .snowflake.engine import SnowflakeEngine

pytestmark = pytest.mark.snowflake

WRITE = re.compile(r"\b(insert into|(?:create|alter|drop)[a-z ]* (?:table|view|schema)(?: if (?:not )?exists)?|merge into|update|delete from|truncate table)\s+(\S+)")  # fmt: skip


def contained(statement: Statement) -> str:
    """The statement in the two literals of a contained one."""
    text = statement.body
    for _ in range(2):
        found = re.search(r"execute immediate '((?:[^'\\]|\\.)*)'", text, re.DOTALL)
        assert found, text[:200]
        text = re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], found[1])
    return text


@pytest.fixture(scope="module")
def twice(
    snowflake: SnowflakeEngine, dbt_on_snowflake: DbtRunner, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Project, list[str], list[Statement]]:
    """A project built twice, what dbt printed, and the statements of both."""
    root = tmp_path_factory.mktemp("twice") / "types"
    copy_project("types", root)
    project = Project(root, snowflake, dbt_on_snowflake, "twice")
    project.write_profile()
    before = len(snowflake.statements())
    results = [project.dbt("build"), project.dbt("build")]
    assert [result.exit_code for result in results] == [1, 1], results[-1].output
    return project, [result.output for result in results], snowflake.statements(before)


def test_the_facts_of_both_runs_are_there(twice: tuple[Project, list[str], list[Statement]]) -> None:
    project, outputs, _ = twice
    assert {"run_event", "run_history", "salt"} < tables_of(project, "twice_argos")
    assert project.count("twice_argos.run_event") == 4
    assert (
        project.facts("run_history", columns="status, failed_count, skipped_count")
        == [{"status": "FAILED", "failed_count": 1, "skipped_count": 1}] * 2
    )
    for output in outputs:
        assert (
            "argos: measured 3 relations and 2 partitions, left out 1 view, 2 nested or binary columns"
            in output
        )
        assert "argos WARN volume_expected: row_count of a_view was never judged" in output
        assert "failed; your data is untouched" not in output
    assert ["making its tables" in output for output in outputs] == [True, False]


def test_names_are_as_the_account_spells_them(twice: tuple[Project, list[str], list[Statement]]) -> None:
    project = twice[0]
    rows = project.facts(
        "run_profile_result", "instance_id = 'model.shop.every_type'", "distinct element_id, data_type"
    )
    spelled = {row["element_id"]: row["data_type"] for row in rows}
    assert {"", "SMALL_NUMBER", "select"} < set(spelled)
    assert (spelled["PRICE"], spelled["MOMENT"]) == ("NUMBER(12,4)", "TIMESTAMP_NTZ(9)")


def test_an_error_is_known_by_its_number(twice: tuple[Project, list[str], list[Statement]]) -> None:
    rows = twice[0].facts("process_metrics", "status = 'error'", "distinct task_id, error_class")
    assert rows == [{"task_id": "model.shop.broken", "error_class": "100038 (22018)"}]


def test_argos_writes_only_in_its_own_schema(twice: tuple[Project, list[str], list[Statement]]) -> None:
    ours = [statement for statement in twice[2] if statement.body.startswith("execute immediate")]
    assert not [statement.caught for statement in ours if statement.caught]
    written = [name for statement in ours for _, name in WRITE.findall(contained(statement))[:1]]
    assert len(written) > 20
    assert all(name.startswith("analytics.twice_argos") for name in written), written


def test_what_is_not_contained_is_read_only(twice: tuple[Project, list[str], list[Statement]]) -> None:
    others = [statement.body for statement in twice[2] if "twice_argos" in statement.body]
    words = {body.split()[0].lower() for body in others}
    assert words <= {"execute", "select", "show", "with"}


def test_query_answers_rows(snowflake: SnowflakeEngine) -> None:
    rows = snowflake.query("select 1 as n, cast('2026-01-02' as date) as d, 'x' as \"Mixed\"")
    assert rows == [{"n": 1, "d": "2026-01-02", "Mixed": "x"}]
    with pytest.raises(EngineError, match="invalid identifier 'NOTHING'"):
        snowflake.query("select nothing from (select 1 as n)")


def test_a_missing_package_is_one_clear_error(tmp_path: Path) -> None:
    engine = SnowflakeEngine(python=tmp_path / "nowhere/bin/python")
    with pytest.raises(EngineError, match="has no fakesnow"):
        engine.start(tmp_path)


def test_nothing_outlives_a_stopped_engine(tmp_path: Path) -> None:
    engine = SnowflakeEngine()
    engine.start(tmp_path)
    process = engine._process
    assert process is not None
    engine.stop()
    assert not Path(f"/proc/{process.pid}").exists()
    engine.stop()
