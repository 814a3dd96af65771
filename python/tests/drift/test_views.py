"""The views of drift over days that builds played: one real event is one row, in the words of the specification."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from argos.cli import cli

from ..project import Project
from .conftest import DAYS, build

pytestmark = pytest.mark.slow


def events(project: Project, where: str = "true") -> list[dict[str, Any]]:
    return project.facts("profile_drift_event", f"{where} order by element_id, measure")


def test_quiet_days_have_no_event_and_a_trend(quiet: Project) -> None:
    assert events(quiet, "decision <> 'INFO'") == []
    days = quiet.facts(
        "vw_profile_drift",
        "element_id = 'amount' and statistic = 'Z' and severity = 'NONE' order by profile_day",
    )
    assert [(row["profile_day"].day, row["domain"], row["event_count"]) for row in days] == [
        (day, "sales", 0) for day in range(1, DAYS + 1)
    ]
    assert days[0]["learning_count"] == days[0]["verdict_count"]
    lights = quiet.facts("vw_profile_summary", "true order by ordinal", "element_id, light, history_days")
    assert {row["light"] for row in lights} == {"GREEN"}
    assert {row["history_days"] for row in lights} <= {DAYS - 2, DAYS - 1}


def test_one_column_is_one_event(sales: Project) -> None:
    build(sales, 9, {"amount": "case when n % 2 <> 0 then n % 97 end"})
    [event] = events(sales, "decision <> 'INFO'")
    told = (
        "element_id",
        "measure",
        "drift_type",
        "statistic",
        "severity",
        "decision",
        "action",
        "moved_columns",
    )
    assert [event[name] for name in told] == [
        "amount", "null_rate", "SPARSITY", "Z", "HIGH", "CRITICAL", "OPEN_RCA", None,
    ]  # fmt: skip
    assert event["stat_value"] > event["threshold"] > 0
    assert event["reason"].startswith("null_rate of sales.amount is 50%, expected 0")
    [run] = sales.facts("run_event", "event = 'STARTED' and happened_at >= '2026-01-09'", "run_id")
    assert event["trace_ref"] == f"run {run['run_id']}, node model.shop.sales"
    [verdict] = sales.facts("column_verdict", f"fact_id = '{event['event_id']}'")
    assert (verdict["measure"], verdict["level"]) == ("null_rate", 3)
    lights = {row["element_id"]: (row["light"], row["distance"]) for row in sales.facts("vw_profile_summary")}
    assert lights["amount"][0] == "RED"
    assert lights["amount"][1] > 10
    assert lights["id"][0] == lights["kind"][0] == "GREEN"
    trend = sales.facts("vw_profile_drift", "severity = 'HIGH'")
    assert [(row["element_id"], row["statistic"], row["event_count"]) for row in trend] == [
        ("amount", "Z", 1)
    ]


def test_a_metric_that_learns_hides_none_that_has_learned(sales: Project) -> None:
    later_known = "element_id = 'amount' and metric in ('mean', 'stddev')"
    sales.query(f"delete from shop_argos.series_metric where {later_known} and profile_ts < '2026-01-06'")
    uncompared = "miss_month = null, miss_week = null, miss_weekday = null"
    sales.query(
        f"update shop_argos.series_metric set {uncompared} where element_id = 'amount' and metric = 'distribution'"
    )
    build(sales, 9, {"amount": "case when n % 2 <> 0 then 1000000 * (n % 97) end"})
    verdicts = {
        row["measure"]: row
        for row in sales.facts("column_verdict", "element_id = 'amount' and profile_ts > '2026-01-09'")
    }
    assert verdicts["mean"]["decision"] == "LEARNING"
    assert verdicts["mean"]["reason"].endswith(", learning: 3 of 7 days")
    assert verdicts["distribution"]["decision"] == "LEARNING"
    assert verdicts["distribution"]["reason"].endswith(
        ", learning: too few days that it can be compared with"
    )
    assert verdicts["mean"]["p_value"] < verdicts["null_rate"]["p_value"] < 0.001
    assert (verdicts["drift"]["metric"], verdicts["drift"]["decision"]) == ("null_rate", "FAIL")


def test_an_alarm_that_a_later_run_of_its_day_mended_is_none(
    sales: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(sales, 9, rows=1)
    assert shown(sales, monkeypatch)[0] == 1
    model = (sales.root / "models/sales.sql").read_text()
    sales.write({"models/sales.sql": model.replace("range(1)", "range(2000)")})
    mended = sales.dbt("build", "--select", "sales", env={"ARGOS_NOW": "2026-01-09 11:30:00"})
    assert mended.exit_code == 0, mended.output
    exit_code, output = shown(sales, monkeypatch)
    assert exit_code == 0
    assert "alarms        none" in output


def test_many_columns_at_once_are_one_event_of_their_relation(sales: Project) -> None:
    moved = {
        "kind": "'k'",
        "city": "case when n % 9 = 0 then 'c1' end",
        "shop": "null",
        "size": "n % 50 + 400",
    }
    build(sales, 9, moved)
    [event] = events(sales, "decision <> 'INFO' and measure <> 'schema'")
    assert (event["element_id"], event["measure"], event["decision"]) == ("", "drift", "CRITICAL")
    assert {"kind", "city", "size"} <= set(json.loads(event["moved_columns"]))
    assert event["reason"].startswith("columns of sales changed at once: ")


def test_no_rows_is_one_event_with_its_columns(sales: Project) -> None:
    build(sales, 9, rows=1)
    [event] = events(sales, "severity = 'HIGH'")
    assert (event["element_id"], event["drift_type"], event["metric"]) == ("", "VOLUME", "row_count")


def test_a_schema_is_an_event_of_its_own_and_a_rerun_counts_once_in_the_trend(sales: Project) -> None:
    build(sales, 9, {"amount": "cast(n % 97 as varchar)"})
    build(sales, 9, {"amount": "cast(n % 97 as varchar)"})
    found = events(sales, "measure = 'schema'")
    assert len(found) == 2, "an event of each run"
    told = ("element_id", "drift_type", "statistic", "stat_value", "threshold", "decision", "action")
    assert [found[0][name] for name in told] == ["amount", "SCHEMA", None, 1, 0, "CRITICAL", "PATCH_CONTRACT"]
    [trend] = sales.facts("vw_profile_drift", "statistic = 'SCHEMA' and severity = 'HIGH'")
    assert trend["event_count"] == 1
    [light] = sales.facts("vw_profile_summary", "element_id = 'amount'", "light, judged_at")
    assert (light["light"], light["judged_at"].day) == ("RED", 9)


def call(project: Project, event_id: str, verdict: str, hour: int) -> None:
    arguments = json.dumps({"event": event_id, "verdict": verdict})
    said = project.dbt(
        "run-operation", "argos.feedback", "--args", arguments, "--no-write-json",
        env={"ARGOS_NOW": f"2026-01-09 {hour:02d}:00:00"},
    )  # fmt: skip
    assert said.exit_code == 0, said.output


def shown(project: Project, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Exit code and text of `argos drift`."""
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("ARGOS_NOW", "2026-01-09 12:00:00")
    result = CliRunner().invoke(cli, ["drift"])
    return result.exit_code, result.output


def light_of(project: Project, element: str) -> str:
    [row] = project.facts("vw_profile_summary", f"element_id = '{element}'", "light")
    return str(row["light"])


@pytest.mark.parametrize("measure", ["null_rate", "drift"])
def test_an_alarm_called_wrong_is_none_whichever_of_its_verdicts_was_named(
    sales: Project, monkeypatch: pytest.MonkeyPatch, measure: str
) -> None:
    build(sales, 9, {"amount": "case when n % 2 <> 0 then n % 97 end"})
    of_column = "element_id = 'amount' and level > 0"
    alarms = sales.facts("column_verdict", f"{of_column} order by measure", "measure, fact_id")
    assert [row["measure"] for row in alarms] == ["drift", "null_rate"]
    assert shown(sales, monkeypatch)[0] == 1
    named = next(row["fact_id"] for row in alarms if row["measure"] == measure)

    call(sales, named, "WRONG", 7)
    given = sales.facts("alarm_feedback", "true", "called_event_id, verdict")
    assert given == [{"called_event_id": named, "verdict": "WRONG"}] * 2
    assert events(sales, "decision <> 'INFO'") == []
    assert light_of(sales, "amount") == "GREEN"
    exit_code, output = shown(sales, monkeypatch)
    assert exit_code == 0, output
    assert "now           1 relation: 1 green" in output

    call(sales, named, "RIGHT", 8)
    [event] = events(sales, "decision <> 'INFO'")
    assert (event["measure"], event["decision"]) == ("null_rate", "CRITICAL")
    assert light_of(sales, "amount") == "RED"
    assert shown(sales, monkeypatch)[0] == 1


def test_one_metric_called_wrong_leaves_the_others_of_its_column(sales: Project) -> None:
    build(sales, 9, {"amount": "case when n % 2 <> 0 then n % 97 + 1000 end"})
    of_column = "element_id = 'amount' and level > 0 and measure not in ('drift', 'schema')"
    alarms = [row["measure"] for row in sales.facts("column_verdict", of_column, "measure")]
    assert len(alarms) > 1
    seen = []
    while found := events(sales, "element_id = 'amount' and measure <> 'schema' and decision <> 'INFO'"):
        [event] = found
        assert light_of(sales, "amount") == "RED"
        seen.append(event["measure"])
        call(sales, event["event_id"], "WRONG", 10 + len(seen))
    assert sorted(seen) == sorted(alarms), "each by itself; with the last of them went `drift`"
    assert light_of(sales, "amount") == "GREEN"


def test_an_event_of_many_columns_is_called_wrong_as_a_whole(
    sales: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(sales, 9, {"kind": "'k'", "city": "'c'", "size": "n % 50 + 400"})
    [event] = events(sales, "decision <> 'INFO' and measure <> 'schema'")
    assert event["moved_columns"]
    assert light_of(sales, "city") != "GREEN"
    call(sales, event["event_id"], "WRONG", 7)
    assert events(sales, "decision <> 'INFO' and measure <> 'schema'") == []
    assert {light_of(sales, name) for name in ("kind", "city", "size")} == {"GREEN"}
    assert shown(sales, monkeypatch)[0] == 0


def test_the_command_shows_the_event_with_its_history(
    sales: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(sales, 9, {"amount": "case when n % 2 <> 0 then n % 97 end"})
    monkeypatch.chdir(sales.root)
    monkeypatch.setenv("ARGOS_NOW", "2026-01-09 09:00:00")
    shown = CliRunner().invoke(cli, ["drift"])
    assert shown.exit_code == 1, shown.output
    [event] = events(sales, "decision = 'CRITICAL'")
    assert event["event_id"][:8] in shown.output
    assert "▁▁▁▁▁▁▁▁█" in shown.output
    data = json.loads(CliRunner().invoke(cli, ["drift", "sales", "--format", "json"]).output)
    series = {(one["element_id"], one["measure"]): one for one in data["series"]}
    assert len(series[("", "row_count")]["days"]) == DAYS + 1
    assert series[("amount", "null_rate")]["light"] == "RED"
    verdicts = sales.facts("column_verdict", "measure = 'row_count' and profile_ts >= '2026-01-09'", "value")
    assert series[("", "row_count")]["days"][-1]["value"] == verdicts[0]["value"] == 2000
