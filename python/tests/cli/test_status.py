"""`argos status` on a project that a real `dbt build` has built."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from .conftest import Argos, execute, installed, one_line_error, write


def test_the_first_run(argos: Argos, built: Path) -> None:
    result = argos("status", cwd=built)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "shop, target dev (duckdb), schema main_argos"
    assert lines[2].startswith("last run      SUCCESS: dbt build at ")
    assert lines[3:] == [
        "              5 nodes: 0 failed, 0 warned, 0 skipped",
        "measured      2 relations, 4 columns; 1 nested or binary column left out",
        "gates         2 passed",
        "learning      orders: 0 of 14 days of history, 14 to go",
        "              raw_orders, no gate: 0 of 14 days of history, 14 to go",
        "not measured  1 view, argos measures tables: orders_view",
        "              1 source, without a gate that ran in the last 90 days: crm.customers",
        "oldest facts  all are of the last run",
    ]


def test_a_relation_has_learned_as_long_as_its_longest_series(argos: Argos, shop: Path) -> None:
    of_relation = "case when element_id = '' then 9 else 6 end"
    execute(
        shop, f"update main_argos.column_verdict set history_days = {of_relation} where measure = 'drift'"
    )
    assert "learning      orders: 9 of 14 days of history, 5 to go" in argos("status", cwd=shop).stdout


def test_a_relation_does_not_learn_because_a_new_column_does(argos: Argos, shop: Path) -> None:
    known = "update main_argos.column_verdict set decision = 'PASS' where measure = 'drift' and element_id <> 'id'"
    execute(shop, f"{known} and instance_id = 'model.shop.orders'")
    shown = argos("status", cwd=shop).stdout
    assert "learning      raw_orders, no gate: 0 of 14 days of history, 14 to go" in shown


def test_a_gate_that_stopped_the_build_is_a_finding(argos: Argos, shop: Path) -> None:
    execute(
        shop,
        """update main_argos.gate_decision
        set level = 3, outcome = 'FAIL', blocking = true, reasons = '["row_count of orders is 3"]'
        where gate_id like '%volume%'""",
    )
    result = argos("status", cwd=shop)
    assert result.exit_code == 1
    assert "1 passed, 1 did not" in result.stdout
    assert "FAIL  argos_volume_expected_orders_ (an error; nothing was left unbuilt)" in result.stdout
    assert "      row_count of orders is 3\n" in result.stdout
    execute(shop, "update main_argos.run_event set skipped_count = 2 where event = 'FINISHED'")
    assert "argos_volume_expected_orders_ (it stopped the build)" in argos("status", cwd=shop).stdout


def test_statements_of_argos_that_failed(argos: Argos, shop: Path) -> None:
    execute(
        shop,
        """insert into main_argos.run_event (run_id, event, detail, happened_at, recorded_at)
        select run_id, 'ERROR', 'measuring shop.main.orders', happened_at, recorded_at
        from main_argos.run_event where event = 'STARTED'""",
    )
    assert "argos failed  measuring shop.main.orders" in argos("status", cwd=shop).stdout


@pytest.mark.parametrize(("hours", "status"), [(0, "RUNNING"), (30, "INTERRUPTED")])
def test_a_run_without_an_end(argos: Argos, shop: Path, hours: int, status: str) -> None:
    execute(
        shop,
        f"""delete from main_argos.run_event where event = 'FINISHED';
        update main_argos.run_event set happened_at = happened_at - interval {hours} hour""",
    )
    result = argos("status", cwd=shop)
    assert f"last run      {status}: dbt build" in result.stdout
    assert "gates         no run has finished yet" in result.stdout


def test_a_table_that_was_built_without_the_hook(argos: Argos, shop: Path) -> None:
    execute(shop, "delete from main_argos.run_profile_result where instance_id = 'model.shop.orders'")
    said = "1 relation, built but not measured: argos doctor names the missing hook: orders"
    assert said in argos("status", cwd=shop).stdout


def test_a_model_that_was_deleted_is_forgotten_with_the_next_manifest(argos: Argos, shop: Path) -> None:
    execute(
        shop,
        """update main_argos.node_version set recorded_at = timestamp '2020-01-01';
        insert into main_argos.node_version (run_id, recorded_at, instance_id, resource_type, materialized)
        values ('r', timestamp '2020-01-01', 'model.shop.gone', 'model', 'table')""",
    )
    assert "gone" not in argos("status", cwd=shop).stdout
    (shop / "target" / "manifest.json").unlink()
    assert "not built in the last 90 days: gone" in argos("status", cwd=shop).stdout


def test_json_and_yaml_say_the_same_with_stable_keys(argos: Argos, built: Path) -> None:
    as_json = json.loads(argos("status", "--format", "json", cwd=built).stdout)
    as_yaml = yaml.safe_load(argos("status", "--format", "yaml", cwd=built).stdout)
    assert as_json.keys() == as_yaml.keys()
    assert as_json["last_run"] == as_yaml["last_run"]
    assert as_json["gates_passed"] == 2
    assert as_json["last_run"]["started_at"].endswith("Z")


def test_the_schema_is_that_of_the_vars(argos: Argos, shop: Path) -> None:
    assert "schema elsewhere of target dev" in one_line_error(
        argos("status", "--vars", "{argos_schema: elsewhere}", cwd=shop)
    )
    project = (shop / "dbt_project.yml").read_text()
    write(shop, {"dbt_project.yml": f"{project}vars: {{argos_schema: nowhere}}\n"})
    result = argos("status", cwd=shop)
    assert result.exit_code == 3
    assert "schema nowhere of target dev" in one_line_error(result)
    assert argos("status", "--vars", "{argos_schema: main_argos}", cwd=shop).exit_code == 0


def test_a_profile_with_environment_variables(
    argos: Argos, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_PATH_THAT_IS_NOT_SET", "shop.duckdb")
    assert argos("status", "--target", "secret", cwd=built).exit_code == 0


def test_a_played_day_counts_from_its_own_morning(
    argos: Argos, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_NOW", "2126-01-01 00:00:00")
    played = argos("status", "--vars", "{argos_self_test: true}", cwd=built)
    assert "in the future" not in played.stdout
    assert played.stdout != argos("status", cwd=built).stdout


def test_a_time_to_play_that_is_none_is_one_line(
    argos: Argos, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_NOW", "yesterday")
    refused = argos("status", "--vars", "{argos_self_test: true}", cwd=built)
    assert refused.exit_code == 2
    assert one_line_error(refused).startswith('ARGOS_NOW is "yesterday", not a time: set one such as ')


@pytest.fixture
def locked(shop: Path) -> Iterator[Path]:
    """A project whose database another process writes to."""
    holding = textwrap.dedent(f"""
        import duckdb
        connection = duckdb.connect({str(shop / "shop.duckdb")!r})
        print("held", flush=True)
        input()
    """)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", holding], text=True, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout.readline() == "held\n"
        yield shop
        process.communicate("\n")


def test_a_database_that_another_process_writes_to(argos: Argos, locked: Path) -> None:
    result = argos("status", cwd=locked)
    assert result.exit_code == 3
    assert "shop.duckdb is locked by process " in one_line_error(result)
    doctor = argos("doctor", cwd=locked)
    assert doctor.exit_code == 1
    assert "fail  " in doctor.stdout
    assert "is locked by process" in doctor.stdout


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("drift",), ("backtest",)], ids=["reads itself", "by dbt"])
def test_a_locked_database_is_one_line_of_the_installed_command(
    locked: Path, arguments: tuple[str, ...]
) -> None:
    result = installed(*arguments, cwd=locked)
    assert (result.returncode, result.stdout) == (3, "")
    assert re.fullmatch(r"argos: /\S+/shop.duckdb is locked by process \d+ \(\S+\): .*\n", result.stderr)


def test_argos_works_beside_another_reader(argos: Argos, shop: Path) -> None:
    holding = f"import duckdb; c = duckdb.connect({str(shop / 'shop.duckdb')!r}, read_only=True); input()"
    with subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE) as process:
        assert argos("status", cwd=shop).exit_code == 0
        process.communicate(b"\n")


def test_a_run_that_was_killed_leaves_a_log_that_is_read_too(argos: Argos, shop: Path) -> None:
    """DuckDB keeps what is not yet in the file in a .wal beside it."""
    killed = textwrap.dedent(f"""
        import duckdb, os
        connection = duckdb.connect({str(shop / "shop.duckdb")!r})
        connection.execute("update main_argos.run_event set command = 'seed'")
        os._exit(9)
    """)
    subprocess.run([sys.executable, "-c", killed], check=False)
    assert (shop / "shop.duckdb.wal").exists()
    assert ": dbt seed at " in argos("status", cwd=shop).stdout


def test_nothing_is_written(argos: Argos, shop: Path) -> None:
    def snapshot() -> dict[Path, tuple[int, int]]:
        # Of the package no more than its link: others may work in the repository.
        found = ((path, path.lstat()) for path in shop.rglob("*"))
        return {path: (status.st_mtime_ns, status.st_size) for path, status in found}

    before = snapshot()
    argos("status", cwd=shop)
    argos("doctor", cwd=shop)
    assert snapshot() == before
