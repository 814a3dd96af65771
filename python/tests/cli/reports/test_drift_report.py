"""What `argos drift` says of rows, without a warehouse: in words, as data and as a page."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from argos.drift.report import DriftRows, shown_scale
from argos.errors import ContractMismatchError
from argos.reports.document import plain_text
from argos.reports.drift_document import drift_document
from argos.reports.drift_page import drift_page
from argos.reports.drift_words import shown_band, sparkline
from argos.reports.serialise import as_json, report_data

from ..drifts import LAST, drift, event, metric, month, orders, verdict
from ..facts import ORDERS
from ..profiles import HOSTILE

QUIET = DriftRows({"run_id": "r", "recorded_at": "2026-01-30 06:00:00"}, [], [verdict(LAST)], [], [])


def lines(rows: DriftRows | None = None) -> list[str]:
    return plain_text(drift_document(drift(rows))).splitlines()


def test_a_person_reads_the_worst_first() -> None:
    told = lines()
    assert told[0] == "shop.main.orders: 5 alarms in the last 30 days, 3 critical"
    assert told[2:4] == [
        "latest run    2026-01-30 06:00 UTC, 1 day ago, run run-30",
        "now           red",
    ]
    assert [line.split()[:3] for line in told[5:11]] == [
        ["light", "series", "measure"], ["red", "orders.amount", "null_rate"], ["yellow", "orders", "row_count"],
        ["green", "orders", "many"], ["green", "orders.city", "unseen_rate"], ["green", "orders.note", "null_rate"],
    ]  # fmt: skip
    assert told[6].split()[3:] == [
        "▁" * 29 + "█",
        "12.4%",
        "0%",
        "to",
        "0.6%",
        "2026-01-30",
        event()["event_id"][:8],
    ]
    assert told[12].endswith(
        "CRITICAL null_rate of orders.amount is 12.4%, expected 0.1% to 0.6% from 28 days"
    )
    assert any("7 columns: amount, city, customer_name, discount, kind and 2 more" in line for line in told)


def test_a_critical_alarm_is_a_finding_only_in_the_latest_run() -> None:
    report = drift()
    assert report.has_finding
    assert not replace(report, latest_run_id="run-31").has_finding
    warned = [{**one, "decision": "WARN"} for one in orders().events]
    assert not drift(replace(orders(), events=warned)).has_finding


def test_nothing_alarmed() -> None:
    told = lines(QUIET)
    assert told[0] == "shop.main.orders: 0 alarms in the last 30 days"
    assert told[-3:-2] == ["alarms        none"]
    assert "No alarm in the last 30 days." in drift_page(drift(QUIET))


def test_a_day_counts_once_with_its_last_observation() -> None:
    later: dict[str, Any] = {"recorded_at": "2026-01-30 18:00:00", "run_id": "run-30b"}
    rows = replace(
        QUIET,
        events=[event(), event(**later, reason="again")],
        verdicts=[verdict(LAST, value=0.5), verdict(LAST, **later, value=0.7)],
    )
    report = drift(rows)
    assert [one.reason for one in report.events] == ["again"]
    assert [day.value for day in report.series[0].days] == [0.7]


def test_a_day_that_no_run_judged_is_as_it_was_first_seen() -> None:
    day = LAST - timedelta(days=1)
    seen = {"2026-01-30 06:00:00": 5.0, "2026-01-30 18:00:00": 6.0, "2026-01-31 06:00:00": 7.0}
    metrics = [
        metric(day, "amount", "mean", value, run_id=moment, recorded_at=moment)
        for moment, value in seen.items()
    ]
    rows = replace(QUIET, verdicts=[verdict(LAST, measure="mean", value=1.0)], metrics=metrics[::-1])
    [series] = drift(rows).series
    assert [one.value for one in series.days] == [6.0, 1.0]


def test_a_partition_is_told_by_its_day_and_not_by_the_moment_at_which_it_ends() -> None:
    ends: dict[str, Any] = {"partition_value": "2026-01-29", "profile_ts": "2026-01-30 00:00:00"}
    rows = replace(
        QUIET,
        events=[event(**ends)],
        verdicts=[verdict(**ends, day=LAST)],
        metrics=[metric(LAST, "amount", "null_rate", 0.1, **ends)],
    )
    [series] = drift(rows).series
    assert [str(day.day) for day in series.days] == ["2026-01-29"]
    told = "\n".join(lines(rows))
    assert "2026-01-29  " + event()["event_id"][:8] in told
    assert "2026-01-29, event" in told
    assert "2026-01-30, event" not in told


def test_a_line_is_of_days_told_apart_alike() -> None:
    others = {"partition_value": "2026-01-25", "partition_key": "sold by day"}
    now = {"partition_value": "2026-01-28", "partition_key": "paid by day"}
    metrics = [
        metric(LAST - timedelta(days=age), "amount", "null_rate", 0.1, **kind)
        for age, kind in ((6, {}), (5, others), (2, now), (1, now))
    ]
    rows = replace(
        QUIET, verdicts=[verdict(LAST - timedelta(days=4), **others), verdict(LAST, **now)], metrics=metrics
    )
    [series] = drift(rows).series
    assert [day.day.day for day in series.days] == [27, 28, 29]
    past = [row for row in rows.verdicts if row["partition_key"] == "sold by day"]
    [series] = drift(replace(rows, verdicts=past, metrics=metrics[:2])).series
    assert [day.day.day for day in series.days] == [24, 25]
    # An older layout does not say by what its days are told apart.
    unsaid = metric(LAST - timedelta(days=9), "amount", "null_rate", 0.1, **{**others, "partition_key": None})
    [series] = drift(replace(rows, metrics=[unsaid, *metrics])).series
    assert [day.day.day for day in series.days] == [20, 27, 28, 29]


def test_days_of_a_distribution_are_as_far_as_the_judged_ones() -> None:
    far = {"variance": 0.0, "value_week": 0.04 * math.log(2), "variance_week": 0.0}
    metrics = [
        metric(LAST - timedelta(days=age), "amount", "distribution", 0.25 * math.log(2), **far)
        for age in (1, 0)
    ]
    judged = verdict(LAST, "amount", "distribution", value=0.2)
    [series] = drift(replace(QUIET, verdicts=[judged], metrics=metrics)).series
    assert [day.value for day in series.days] == pytest.approx([0.2, 0.2])
    [series] = drift(replace(QUIET, verdicts=[{**judged, "value": 0.5}], metrics=metrics)).series
    assert [day.value for day in series.days] == pytest.approx([0.5, 0.5])


def test_days_before_the_window_are_left_out() -> None:
    rows = replace(QUIET, verdicts=[verdict(LAST), verdict(LAST - timedelta(days=40))])
    assert len(drift(rows).series[0].days) == 1


@pytest.mark.parametrize(
    ("measure", "metric", "shown"),
    [
        ("null_rate", {"value": 0.1, "affected_count": 5, "total_count": 20}, 0.25),
        ("null_rate", {"value": None, "total_count": 0}, None),
        ("row_count", {"value": math.log(1000)}, 1000),
        ("row_count", {"value": math.log(0.5)}, 0),
        ("stddev", {"value": math.log(2.5)}, 2.5),
        ("distribution", {"value": 0.25 * math.log(2) + 0.01, "variance": 0.01}, 0.5),
        ("distribution", {"value": 0.001, "variance": 0.01}, 0.0),
        ("mean", {"value": 17.5}, 17.5),
        ("mean", {"value": 17.5, "affected_count": None, "total_count": 300}, 17.5),
        ("mean", {"value": math.nan}, None),
    ],
)  # fmt: skip
def test_a_stored_metric_is_shown_on_the_scale_of_the_data(
    measure: str, metric: dict[str, float | None], shown: float | None
) -> None:
    assert shown_scale(measure, metric) == (shown if shown is None else pytest.approx(shown))


def test_data_has_the_whole_event_and_the_series() -> None:
    data = json.loads(as_json(drift()))
    assert data["has_finding"] is True
    assert data["relations"] == {"RED": 1, "YELLOW": 0, "GREEN": 0, "GREY": 0}
    assert data["events"][0]["event_id"] == event()["event_id"]
    assert data["events"][3]["moved_columns"][0] == "amount"
    assert data["series"][0]["days"][-1] == {
        "day": "2026-01-30", "value": 0.124, "expected_low": 0.0, "expected_high": 0.006, "decision": "FAIL",
    }  # fmt: skip
    assert report_data(drift(node=None))["relations"] == {"RED": 1, "YELLOW": 0, "GREEN": 1, "GREY": 1}


def test_a_sparkline_of_one_level_and_of_none() -> None:
    [flat] = drift(replace(QUIET, verdicts=month("n", "null_rate", [0.0] * 12, 0.0))).series
    assert sparkline(flat) == "▁" * 12
    [unknown] = drift(replace(QUIET, verdicts=[verdict(LAST, value=None)])).series
    assert sparkline(unknown) == "-"
    assert shown_band("row_count", 3.2, 3.4) == "3"
    assert shown_band("latest_hours", -3.0457, 0.5985) == "3 h before to 0.6 h after"
    assert shown_band("mean_hours", -8767.2, 71.96) == "365.3 days before to 72 h after"
    assert shown_band("stddev_hours", 3.0457, 5.5985) == "3 h to 5.6 h"
    huge = drift(replace(QUIET, verdicts=month("n", "mean", [-1.7e308, 1.7e308, 0.0], 0.0))).series[0]
    assert sparkline(huge)[:2] == "▁█"
    assert "<polyline" in drift_page(
        drift(replace(QUIET, verdicts=month("n", "mean", [-1.7e308, 1.7e308], 0.0)))
    )


def test_hostile_names_are_text() -> None:
    events = [event(element=name, reason=f"{name} is odd") for name in HOSTILE]
    rows = replace(
        QUIET, events=events, verdicts=[verdict(LAST, name, level=3, decision="FAIL") for name in HOSTILE]
    )
    page = drift_page(drift(rows))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\x1b" not in "".join(lines(rows))


def test_an_event_that_is_not_understood_is_one_line() -> None:
    with pytest.raises(ContractMismatchError, match=r"moved_columns of the event .* is no array of names"):
        drift(replace(QUIET, events=[event(moved_columns="{no json")]))


def test_the_page_draws_what_was_expected_and_each_alarm() -> None:
    page = drift_page(drift())
    assert page.count("<svg ") == 5
    assert page.count('class="dot critical"') == 2
    assert page.count('class="dot warn"') == 1
    assert "12.4% on 2026-01-30, expected 0% to 0.6%" in page
    assert "column tax of orders seems renamed to vat" in page
    assert ORDERS not in page
