"""The harness itself: dbt runs as it would from a shell, and Spark answers as a warehouse would."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from .databricks.engine import DatabricksEngine
from .dbt_runner import ZYGOTE, DbtRunner, DbtRunnerError, DbtTimeoutError
from .engine import EngineError

# Runs until it is stopped: a count that no optimizer can take from the metadata.
ENDLESS = "select sum(hash(a.range + b.range)) as n from range(100000000) a, range(100000000) b"
# dbt reads its relation by the static parser, which has threads of its own.
SNAPSHOT = """\
snapshots:
  - {name: s, relation: ref('first'), config: {unique_key: x, strategy: check, check_cols: all}}
"""

pytestmark = pytest.mark.slow


def write_project(path: Path, output: dict[str, Any], models: dict[str, str]) -> Path:
    """A dbt project; its files are JSON, which is YAML too."""
    (path / "models").mkdir(parents=True)
    profiles = {"tiny": {"target": "test", "outputs": {"test": output}}}
    project = {"name": "tiny", "profile": "tiny", "models": {"+materialized": "table"}}
    (path / "profiles.yml").write_text(json.dumps(profiles))
    (path / "dbt_project.yml").write_text(json.dumps(project))
    for name, sql in models.items():
        (path / "models" / f"{name}.sql").write_text(sql)
    return path


def duckdb_project(path: Path, **models: str) -> Path:
    return write_project(path, {"type": "duckdb", "path": "tiny.duckdb"}, models)


@pytest.mark.parametrize(
    ("args", "exit_code"),
    [
        (["build"], 0),
        (["build", "--vars", "{fail: true}"], 1),
        (["build", "--vars", "{not yaml"], 2),
        (["bild"], 2),
    ],
)
def test_exit_codes_are_those_of_the_command(
    dbt_on_duckdb: DbtRunner, tmp_path: Path, args: list[str], exit_code: int
) -> None:
    model = "select {{ \"error('x')\" if var('fail', false) else 1 }} as x"
    project = duckdb_project(tmp_path / "p", first=model)
    result = dbt_on_duckdb.invoke(args, project)
    assert result.exit_code == exit_code, result.output
    assert result.output
    assert 0 < result.cpu_seconds < 60


def test_environment_reaches_one_invocation_only(dbt_on_duckdb: DbtRunner, tmp_path: Path) -> None:
    project = duckdb_project(tmp_path / "p", first="select '{{ env_var('WHO', 'nobody') }}' as who")
    shown = ["show", "--select", "first"]
    assert "somebody" in dbt_on_duckdb.invoke(shown, project, env={"WHO": "somebody"}).output
    assert "nobody" in dbt_on_duckdb.invoke(shown, project).output


def test_interrupt_is_a_keyboard_interrupt(dbt_on_duckdb: DbtRunner, tmp_path: Path) -> None:
    project = duckdb_project(tmp_path / "p", endless=ENDLESS)
    running = dbt_on_duckdb.start(["build"], project)
    running.wait_for_output("START sql table model main.endless")
    # The adapter cancels what runs; a cancellation before that is lost, and dbt waits for the query.
    time.sleep(1)
    running.interrupt()
    result = running.wait(60)
    assert "keyboard interrupt" in result.output
    assert result.exit_code in (1, 2)


def test_kill_leaves_no_last_word(dbt_on_duckdb: DbtRunner, tmp_path: Path) -> None:
    project = duckdb_project(tmp_path / "p", endless=ENDLESS)
    running = dbt_on_duckdb.start(["build"], project)
    running.wait_for_output("START sql table model main.endless")
    running.kill()
    result = running.wait(60)
    assert result.exit_code == -signal.SIGKILL
    assert "Done." not in result.output
    assert not Path(f"/proc/{result.pid}").exists()


def test_timeout_ends_the_invocation(dbt_on_duckdb: DbtRunner, tmp_path: Path) -> None:
    project = duckdb_project(tmp_path / "p", endless=ENDLESS)
    with pytest.raises(DbtTimeoutError, match="still runs after 3"):
        dbt_on_duckdb.invoke(["build"], project, timeout_seconds=3)


def test_two_invocations_at_once(dbt_on_duckdb: DbtRunner, tmp_path: Path) -> None:
    endless = dbt_on_duckdb.start(["build"], duckdb_project(tmp_path / "endless", endless=ENDLESS))
    endless.wait_for_output("START sql table model main.endless")
    short = dbt_on_duckdb.invoke(["build"], duckdb_project(tmp_path / "short", first="select 1 as x"))
    assert short.exit_code == 0, short.output
    endless.kill()
    assert endless.wait(60).pid != short.pid


def test_nothing_outlives_a_closed_input(tmp_path: Path) -> None:
    """As when the process that runs the tests is killed."""
    project = duckdb_project(tmp_path / "p", endless=ENDLESS)
    runner = DbtRunner(Path(sys.executable), "duckdb")
    running = runner.start(["build"], project)
    running.wait_for_output("START sql table model main.endless")
    runner.close()
    assert not Path(f"/proc/{running.pid}").exists()


def test_children_die_with_a_killed_zygote(tmp_path: Path) -> None:
    project = duckdb_project(tmp_path / "p", endless=ENDLESS)
    with DbtRunner(Path(sys.executable), "duckdb") as runner:
        running = runner.start(["build"], project)
        running.wait_for_output("START sql table model main.endless")
        zygote = int(Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(zygote, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while Path(f"/proc/{running.pid}").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not Path(f"/proc/{running.pid}").exists()


def test_what_was_rehearsed_is_inherited_and_what_changed_is_not(tmp_path: Path) -> None:
    said = "{% macro said() %}{{ log('said ' ~ word(), info=true) }}{% endmacro %}"
    words = "{%% macro word() %%}{{ return('%s') }}{%% endmacro %%}"
    project = duckdb_project(tmp_path / "p", first="select 1 as x")
    (project / "macros").mkdir()
    (project / "macros/said.sql").write_text(said)
    (project / "macros/word.sql").write_text(words % "old")
    with DbtRunner(Path(sys.executable), "duckdb", rehearse=project) as runner:
        assert "said old" in runner.invoke(["run-operation", "said"], project).output
        (project / "macros/word.sql").write_text(words % "new")
        assert "said new" in runner.invoke(["run-operation", "said"], project).output


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({"macros/broken.sql": "{% macro broken() %}"}, "dbt cannot parse"),
        ({"snapshots/s.yml": SNAPSHOT}, "a fork would lack them"),
    ],
    ids=["broken", "threads"],
)
def test_what_cannot_be_rehearsed_is_said(tmp_path: Path, files: dict[str, str], error: str) -> None:
    project = duckdb_project(tmp_path / "p", first="select 1 as x")
    for name, text in files.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text)
    with (
        pytest.raises(DbtRunnerError, match=error),
        DbtRunner(Path(sys.executable), "duckdb", rehearse=project) as runner,
    ):
        runner.invoke(["parse"], project)


def test_a_missing_package_is_one_clear_error(tmp_path: Path) -> None:
    engine = DatabricksEngine(python=tmp_path / "nowhere/bin/python")
    with pytest.raises(EngineError, match="has no pyspark"):
        engine.start(tmp_path)


def test_zygote_needs_nothing_installed_but_dbt() -> None:
    loaded = subprocess.run(
        [sys.executable, "-P", "-S", "-c", f"import runpy; runpy.run_path({str(ZYGOTE)!r})"],
        capture_output=True,
        check=False,
    )
    assert loaded.returncode == 0, loaded.stderr


@pytest.mark.databricks
def test_query_answers_rows(databricks: DatabricksEngine) -> None:
    rows = databricks.query("select 1 as n, date'2026-01-02' as d, cast(1.5 as decimal(4, 2)) as x")
    assert rows == [{"n": 1, "d": "2026-01-02", "x": "1.50"}]
    with pytest.raises(EngineError, match="UNRESOLVED_COLUMN"):
        databricks.query("select nothing")


@pytest.mark.databricks
def test_statements_show_failed_and_caught_errors(
    databricks: DatabricksEngine, dbt_on_databricks: DbtRunner, tmp_path: Path
) -> None:
    project = write_project(tmp_path / "p", databricks.profile("caught"), {})
    (project / "macros").mkdir()
    contained = "begin declare exit handler for sqlexception begin select 1 as c; end; select nope; end"
    (project / "macros/ask.sql").write_text(
        "{% macro ask(sql) %}{% do run_query(sql) %}{% endmacro %}"
        f"{{% macro ask_contained() %}}{{% do run_query({contained!r}) %}}{{% endmacro %}}"
    )
    before = len(databricks.statements())
    failed = dbt_on_databricks.invoke(["run-operation", "ask", "--args", "{sql: select nope}"], project)
    caught = dbt_on_databricks.invoke(["run-operation", "ask_contained"], project)
    assert (failed.exit_code, caught.exit_code) == (1, 0), failed.output + caught.output
    raised, swallowed = databricks.statements(before)
    assert not raised.ok
    assert raised.body == "select nope"
    assert "UNRESOLVED_COLUMN" in (raised.error or "")
    assert swallowed.ok
    assert "`nope`" in swallowed.caught[0]


@pytest.mark.databricks
def test_build_with_a_merge(
    databricks: DatabricksEngine, dbt_on_databricks: DbtRunner, tmp_path: Path
) -> None:
    merge = "{{ config(materialized='incremental', incremental_strategy='merge', unique_key='id') }}"
    models = {
        "first": "select 1 as id, '{{ var('name') }}' as name",
        "merged": merge + "select * from {{ ref('first') }}",
    }
    project = write_project(tmp_path / "p", databricks.profile("merging"), models)
    for name in ("old", "new"):
        result = dbt_on_databricks.invoke(["build", "--vars", f"{{name: {name}}}"], project)
        assert result.exit_code == 0, result.output
    assert databricks.query("select * from merging.merged") == [{"id": 1, "name": "new"}]
    assert any(re.search(r"merge\s+into", each.body) for each in databricks.statements())
