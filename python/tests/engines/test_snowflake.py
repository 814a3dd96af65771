"""The real dbt-snowflake against the engine: what arrives, what is logged, and what argos leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..project import Project, copy_project
from .dbt_runner import DbtRunner
from .engine import EngineError, Statement
from .snowflake.engine import SnowflakeEngine

pytestmark = pytest.mark.snowflake


@pytest.fixture(scope="module")
def built(
    snowflake: SnowflakeEngine, dbt_on_snowflake: DbtRunner, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Project, list[Statement]]:
    """A project after its first build, and the statements of that."""
    root = tmp_path_factory.mktemp("built") / "types"
    copy_project("types", root)
    project = Project(root, snowflake, dbt_on_snowflake, "built")
    project.write_profile()
    before = len(snowflake.statements())
    result = project.dbt("build")
    assert result.exit_code == 1, result.output
    return project, snowflake.statements(before)


def test_names_are_as_the_account_spells_them(built: tuple[Project, list[Statement]]) -> None:
    project = built[0]
    rows = project.facts(
        "run_profile_result", "instance_id = 'model.shop.every_type'", "distinct element_id, data_type"
    )
    spelled = {row["element_id"]: row["data_type"] for row in rows}
    assert {"", "SMALL_NUMBER", "select"} < set(spelled)
    assert (spelled["PRICE"], spelled["MOMENT"]) == ("NUMBER(12,4)", "TIMESTAMP_NTZ(9)")


def test_an_error_is_known_by_its_number(built: tuple[Project, list[Statement]]) -> None:
    rows = built[0].facts("process_metrics", "status = 'error'", "distinct task_id, error_class")
    assert rows == [{"task_id": "model.shop.broken", "error_class": "100038 (22018)"}]


def test_what_is_not_contained_is_read_only(built: tuple[Project, list[Statement]]) -> None:
    others = [statement.body for statement in built[1] if "built_argos" in statement.body]
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
