"""`argos drift` where there is nothing to say, or something is wrong: one line each; nothing is built."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Argos, execute, one_line_error
from .drifts import LAST, verdict
from .facts import ORDERS, SCHEMA, insert, make_shop, relation

VIEW = f"""
create view {SCHEMA}.profile_drift_event as
select fact_id as event_id, instance_id, element_id, measure, measure as metric, 'SPARSITY' as drift_type, 'Z' as statistic,
    score as stat_value, 4.0 as threshold, 0.0 as p_value, if(level = 3, 'HIGH', 'LOW') as severity,
    if(level = 3, 'CRITICAL', 'WARN') as decision,
    'OPEN_RCA' as action, value, expected_low, expected_high, null as moved_columns, partition_value, partition_key, profile_ts, run_id,
    'run' as trace_ref, 'odd' as reason, recorded_at
from {SCHEMA}.column_verdict where level > 0;
create view {SCHEMA}.called_verdict as select *, null as given from {SCHEMA}.column_verdict"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a profile of orders and no verdict."""
    monkeypatch.setenv("ARGOS_NOW", "2026-01-31 09:00:00")
    root = make_shop(tmp_path / "shop")
    project = root / "dbt_project.yml"
    project.write_text(f"{project.read_text()}vars: {{argos_self_test: true}}\n")
    insert(root, "run_profile_result", [relation(9, recorded_at="2026-01-30 06:00:00")])
    return root


def judged(shop: Path, *rows: dict[str, Any]) -> Path:
    insert(shop, "column_verdict", rows or [verdict(LAST)])
    return shop


@pytest.mark.parametrize(("arguments", "what"), [((), "nothing was"), (("orders",), "orders was not")])
def test_an_empty_history(argos: Argos, shop: Path, arguments: tuple[str, ...], what: str) -> None:
    result = argos("drift", *arguments, cwd=shop)
    assert result.exit_code == 3
    assert one_line_error(result) == (
        f"{what} judged in the last 30 days in schema main_argos of target dev: run dbt build, or give more --days"
    )


def test_verdicts_before_the_window_are_no_history(argos: Argos, shop: Path) -> None:
    assert "in the last 1 day in" in one_line_error(argos("drift", "--days", "1", cwd=judged(shop, verdict(LAST.replace(day=2)))))  # fmt: skip


def test_a_relation_is_known_longer_than_the_window(
    argos: Argos, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_NOW", "2026-06-01 09:00:00")
    line = one_line_error(argos("drift", "orders", cwd=judged(shop)))
    assert line.startswith("orders was not judged in the last 30 days")


def test_a_near_miss_and_a_view(argos: Argos, shop: Path) -> None:
    result = argos("drift", "ordres", cwd=judged(shop))
    assert result.exit_code == 2
    assert one_line_error(result) == "no relation is called ordres: did you mean orders?"


def test_no_tables(argos: Argos, shop: Path) -> None:
    execute(shop, f"drop schema {SCHEMA} cascade")
    result = argos("drift", cwd=shop)
    assert result.exit_code == 3
    assert one_line_error(result).startswith("tables of argos are missing in schema main_argos of target dev")


def test_tables_of_an_older_version(argos: Argos, shop: Path) -> None:
    result = argos("drift", cwd=judged(shop))
    assert result.exit_code == 4
    assert one_line_error(result).startswith(
        "there is no view profile_drift_event or called_verdict in schema main_argos"
    )
    execute(shop, f"{VIEW}; alter table {SCHEMA}.column_verdict drop column score")
    assert argos("drift", cwd=shop).exit_code == 4


def test_days_that_are_no_days(argos: Argos, shop: Path) -> None:
    assert argos("drift", "--days", "0", cwd=shop).exit_code == 2


def test_a_critical_alarm_of_the_latest_run_is_a_finding(argos: Argos, shop: Path, tmp_path: Path) -> None:
    alarm = verdict(LAST, level=3, decision="FAIL", fact_id="1f2e3d4c" * 4, value=0.124)
    execute(judged(shop, alarm), VIEW)
    for arguments in ((), ("orders",)):
        result = argos("drift", *arguments, cwd=shop)
        assert result.exit_code == 1, result.output
        assert "orders.amount  null_rate" in result.stdout
        assert "1f2e3d4c" in result.stdout
    file = tmp_path / "drift.html"
    result = argos("drift", "--format", "html", "--output", str(file), cwd=shop)
    assert (result.exit_code, result.stdout) == (1, "")
    assert file.read_text().startswith("<!doctype html>")
    judged(shop, verdict(LAST.replace(day=31), instance_id="model.shop.other"))
    assert argos("drift", cwd=shop).exit_code == 0, "the alarm is of an earlier run"
    assert argos("drift", ORDERS, "--format", "yaml", cwd=shop).exit_code == 1


def test_of_more_alarms_than_are_read_the_worst_of_the_latest_run_are_shown(
    argos: Argos, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argos.warehouse.drift.EVENTS_MOST", 2)
    rows = [verdict(LAST.replace(day=29), level=3, decision="FAIL", fact_id="a" * 32)]
    rows += [verdict(LAST, element, level=1, decision="WARN", fact_id=element * 32) for element in "bc"]
    execute(judged(shop, *rows), VIEW)
    cut = argos("drift", cwd=shop)
    assert "2 latest alarms of more in the last 30 days" in cut.stdout
    assert cut.exit_code == 0, "the critical one is of an earlier run"
    judged(shop, verdict(LAST, "d", level=3, decision="FAIL", fact_id="d" * 32))
    worst = argos("drift", "--format", "json", cwd=shop)
    assert worst.exit_code == 1
    assert [event["event_id"][0] for event in json.loads(worst.stdout)["events"]] == ["d", "b"]
    monkeypatch.setattr("argos.warehouse.drift.EVENTS_MOST", 4)
    assert "4 alarms in the last 30 days" in argos("drift", cwd=shop).stdout


def test_a_file_that_cannot_be_written(argos: Argos, shop: Path) -> None:
    execute(judged(shop), VIEW)
    result = argos("drift", "--output", str(shop), cwd=shop)
    assert result.exit_code == 2
    assert one_line_error(result).endswith("cannot be written: Is a directory")
