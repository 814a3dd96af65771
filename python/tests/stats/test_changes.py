"""Steps, slow drift, the false-discovery rate, and what feedback does to a threshold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from scipy import stats

from argos.stats.changes import changepoints, slow_drift
from argos.stats.discovery import q_values
from argos.stats.feedback import learned_rows, learned_shift
from argos.stats.rows import TEST_COLUMNS, result_rows, series_results

from .series import panel

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize("series", [2, 5000])
def test_steps_are_seldom_found_where_there_are_none(series: int) -> None:
    values = np.random.default_rng(series).normal(size=(series, 90))
    p_values = changepoints(values).p_value
    assert np.mean(p_values <= 0.05) <= (0.06 if series > 2 else 0.5)


def test_days_that_go_together_are_no_step() -> None:
    rng = np.random.default_rng(2)
    noise = rng.normal(size=(2000, 90))
    values = noise.copy()
    for day in range(1, 90):
        values[:, day] = 0.5 * values[:, day - 1] + noise[:, day]
    assert np.mean(changepoints(values).p_value <= 0.05) <= 0.1


def test_a_step_is_found_where_it_is() -> None:
    values = np.random.default_rng(5).normal(size=(50, 100))
    values[:, 70:] += 3
    found = changepoints(values)
    assert (found.p_value < 0.003).all()
    assert np.abs(found.changed_on - 70).max() <= 3
    assert (found.changed_on == 70).mean() >= 0.7
    values[:, 70:] += 20
    assert (changepoints(values).changed_on == 70).all()
    assert np.median(found.effect_size) == pytest.approx(3, rel=0.2)


def test_slow_drift_sees_what_no_day_shows() -> None:
    values = np.random.default_rng(5).normal(size=(300, 120))
    assert np.mean(slow_drift(values, 119).p_value <= 0.05) <= 0.1
    crept = values + np.maximum(np.arange(120) - 95, 0) * 0.12
    assert np.mean(slow_drift(crept, 119).p_value <= 0.05) >= 0.8


def test_one_bad_day_is_no_slow_drift() -> None:
    values = np.random.default_rng(3).normal(size=(200, 120))
    values[:, 117] += 50
    assert np.mean(slow_drift(values, 119).p_value <= 0.05) <= 0.15


@pytest.mark.parametrize("values", [np.full((3, 90), 2.0), np.full((3, 90), np.nan), np.ones((3, 1))])
def test_nothing_is_said_of_what_does_not_vary(values: np.ndarray) -> None:
    found = [result.test.verdict for result in series_results(panel(values))]
    assert "DRIFT" not in found


def test_a_step_of_what_never_varied_has_no_size() -> None:
    values = np.full((1, 90), 2.0)
    values[0, 60:], values[0, 89] = 5.0, 4.9
    (row,) = result_rows([each for each in series_results(panel(values)) if each.test.test == "CHANGEPOINT"])
    found = dict(zip(TEST_COLUMNS, row, strict=True))
    assert (found["verdict"], found["effect_size"]) == ("DRIFT", None)


def test_q_values_are_those_of_scipy() -> None:
    p_values = np.random.default_rng(1).random(50) ** 2
    assert q_values(p_values) == pytest.approx(stats.false_discovery_control(p_values))
    assert np.isnan(q_values(np.array([np.nan, 0.2]))[0])
    assert len(q_values(np.array([]))) == 0


def test_only_possible_changes_of_a_series_are_stored() -> None:
    values = np.random.default_rng(5).normal(size=(30, 90))
    values[0, 60:] += 5
    rows = result_rows(list(series_results(panel(values))))
    assert ("c0", "CHANGEPOINT", "DRIFT") in {(row[1], row[2], row[11]) for row in rows}
    assert len(rows) < 10
    assert result_rows([]) == []


def answers(*were_right: bool) -> dict[date, bool]:
    return {TODAY - timedelta(days=10 * age): right for age, right in enumerate(were_right, 1)}


def words(said: dict[date, bool], element: str = "a") -> list[dict[str, Any]]:
    of_what = {"instance_id": "model.shop.orders", "element_id": element, "measure": "null_rate"}
    return [
        {**of_what, "profile_day": day, "verdict": "RIGHT" if was_right else "WRONG", "feedback_id": f"{day}"}
        for day, was_right in sorted(said.items())
    ]


def test_feedback_is_used_when_it_is_confirmed() -> None:
    once, twice = words(answers(False)), words(answers(False, False), "b")
    contradicted = words(answers(False, False), "c") + words(answers(True), "c")
    rows = learned_rows(once + twice + contradicted, TODAY)
    assert [row[1:5] for row in rows] == [
        ["a", "null_rate", 0.0, 1],
        ["b", "null_rate", -1.1, 2],
        ["c", "null_rate", 0.0, 1],
    ]
    assert rows[1][5:] == ["2026-06-01", "2026-05-22", "1"]
    assert learned_rows([], TODAY) == []


def test_feedback_is_forgiven_in_time_and_never_costs_more_than_two_decades() -> None:
    assert -1.8 < learned_shift(answers(False, False, False), TODAY) < -1.5
    assert -2 <= learned_shift(answers(*[False] * 20), TODAY) < -1.9
    assert learned_shift(answers(False, False, False), TODAY + timedelta(days=400)) == 0
    assert learned_shift(answers(True, True, True, True), TODAY) == 0
    assert learned_shift(answers(True, False, False), TODAY) > learned_shift(answers(False, False), TODAY)
