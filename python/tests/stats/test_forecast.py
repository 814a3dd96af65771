"""Forecasts: what they learn, what they need, and that they never look ahead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from argos.stats.companions import companions
from argos.stats.forecast import forecast
from argos.stats.panel import Floats, panel_of
from argos.stats.rows import FORECAST_COLUMNS, forecast_rows

from .series import FIRST_DAY, panel

DAYS = np.arange(120)


def missed(values: Floats, last: int = 28) -> float:
    """The mean miss on the last days, of all series."""
    made = forecast(panel(values))
    return float(np.nanmean(np.abs(made.expected - np.atleast_2d(values))[:, -last:]))


def test_a_constant_series_is_forecast_exactly() -> None:
    assert missed(np.full(60, 0.3)) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("season", "at_most"),
    [
        (np.where(DAYS % 7 < 5, 10.0, 4.0), 0.05),
        (DAYS * 0.05, 0.06),
        (np.where(DAYS % 7 < 5, 10.0, 4.0) + DAYS * 0.02, 0.12),
    ],
    ids=["weekly", "trend", "both"],
)
def test_what_repeats_is_learned(season: Floats, at_most: float) -> None:
    rng = np.random.default_rng(2)
    noise = rng.normal(0, 0.01, (20, len(DAYS)))
    assert missed(season + noise) <= at_most


def test_the_end_of_the_month_is_learned() -> None:
    days = [FIRST_DAY + timedelta(days=int(number)) for number in range(160)]
    values = np.array([5.0 if (day + timedelta(days=1)).day == 1 else 1.0 for day in days])
    values = values + np.random.default_rng(4).normal(0, 0.05, (10, len(days)))
    ends = [number for number, day in enumerate(days) if (day + timedelta(days=1)).day == 1]
    expected = forecast(panel(values)).expected
    assert expected[:, ends[-1]].mean() == pytest.approx(5, abs=0.3)
    assert expected[:, ends[-1] - 3].mean() == pytest.approx(1, abs=0.1)


def test_holidays_are_like_those_before() -> None:
    values = 10 + np.random.default_rng(4).normal(0, 0.1, (5, 120))
    holidays = {FIRST_DAY + timedelta(days=day): "fair" for day in (40, 70, 100)}
    values[:, [40, 70, 100]] = 4.0
    expected = forecast(panel(values), holidays).expected
    assert expected[:, 100].mean() == pytest.approx(6.0, abs=0.3), "two thirds of the way, as there were two"
    assert expected[:, 99].mean() == pytest.approx(10, abs=0.2)
    assert forecast(panel(values)).expected[:, 100].mean() == pytest.approx(10, abs=0.3)


def test_a_counter_that_starts_anew_each_month_is_no_surprise() -> None:
    days = [(FIRST_DAY + timedelta(days=day)).day for day in range(150)]
    made = forecast(panel([days]))
    missed = np.abs(days - made.expected[0])[75:] / made.spread[0, 75:]
    assert 1 < missed.max() < 6.3, "from where on a mean is an alarm"
    assert np.median(missed) < 0.2, "on all other days it is known well"


def test_no_day_sees_itself_or_a_later_one() -> None:
    values = np.random.default_rng(9).normal(size=(6, 90))
    changed = values.copy()
    changed[:, 60:] += 100
    first, second = forecast(panel(values)), forecast(panel(changed))
    for one, other in ((first.expected, second.expected), (first.spread, second.spread)):
        assert np.array_equal(one[:, :61], other[:, :61], equal_nan=True)


def test_the_interval_holds_what_it_says() -> None:
    values = np.random.default_rng(11).normal(5, 1, (200, 100)) + np.where(np.arange(100) % 7 > 4, 3, 0)
    made = forecast(panel(values))
    inside = np.abs(values - made.expected)[:, 60:] <= 1.96 * made.spread[:, 60:]
    assert 0.93 <= inside.mean() <= 0.99


@pytest.mark.parametrize(
    "values",
    [np.full((1, 1), 0.1), np.full((2, 60), np.nan), [[np.nan] * 30 + [1.0] * 2]],
    ids=["one day", "all NaN", "two days"],
)
def test_too_little_is_no_forecast(values: Floats) -> None:
    assert list(forecast_rows(panel(values), 1)) == []


def test_no_series_is_no_forecast() -> None:
    nothing = panel_of({name: [] for name in ("instance_id", "element_id", "metric")})
    assert list(forecast_rows(nothing, 1)) == []
    assert nothing.days == ()


def test_a_gap_of_a_month_is_bridged_in_time() -> None:
    values = np.random.default_rng(3).normal(7, 0.1, (1, 120))
    values[:, 60:90] = np.nan
    expected = forecast(panel(values)).expected
    assert np.isnan(expected[:, 89]).all(), "nothing is known of the last 28 days"
    assert expected[:, -1] == pytest.approx(7, abs=0.2)


def test_a_series_that_ended_is_not_forecast() -> None:
    values = np.random.default_rng(3).normal(7, 0.1, (2, 60))
    values[0, 40:] = np.nan
    rows = forecast_rows(panel(np.hstack([values, np.full((2, 2), np.nan)])), 2)
    assert {row[1] for row in rows} == {"c1"}


def test_a_day_observed_twice_counts_once_by_its_last_row() -> None:
    days = [date(2026, 3, 29), date(2026, 3, 29), date(2026, 3, 31)]
    columns: dict[str, list[Any]] = {
        "instance_id": ["m"] * 3,
        "element_id": ["c"] * 3,
        "metric": ["mean"] * 3,
        "profile_day": days,
    }
    made = panel_of(
        {**columns, "value": [1, 2, None], "center": [0, 0, 0], "width": [1, None, float("inf")]}, 1
    )
    assert made.values.shape == (1, 4)
    assert made.values[0, 0] == 2
    assert np.isnan(made.values[0, 1:]).all()
    assert made.days[0] == date(2026, 3, 29)


def test_a_column_is_told_by_those_that_move_with_it() -> None:
    rng = np.random.default_rng(6)
    common = rng.gamma(2, 0.1, 80)
    values = np.array(
        [common * slope + rng.normal(0, 0.001, 80) for slope in (1, 1, 2, 0.5)] + [rng.gamma(2, 0.1, 80)]
    )
    spreads = forecast(panel(values)).spread[:, 79]
    found = companions(panel(values), 79, spreads)
    assert set(found.rows.tolist()) == {0, 1, 2, 3}
    assert 4 not in found.companions
    assert (np.bincount(found.rows) <= 3).all()
    first = found.rows == 0
    told = found.intercepts[first] + found.slopes[first] * values[found.companions[first], 79]
    assert np.median(told) == pytest.approx(values[0, 79], abs=0.01)
    assert (found.spreads < 0.1 * spreads[found.rows]).all()


def test_columns_alone_have_no_companions() -> None:
    values = np.random.default_rng(6).normal(size=(8, 80))
    made = companions(panel(values), 79, forecast(panel(values)).spread[:, 79])
    assert len(made.rows) == 0
    assert len(companions(panel(np.empty((0, 0))), 0, np.empty(0)).rows) == 0


def test_rows_are_the_same_every_time_and_known_days_never_change() -> None:
    values = np.hstack([np.random.default_rng(1).normal(size=(4, 50)), np.full((4, 3), np.nan)])
    rows = list(forecast_rows(panel(values), 3))
    assert rows == list(forecast_rows(panel(values), 3))
    assert all(len(row) == len(FORECAST_COLUMNS) for row in rows)
    until = FORECAST_COLUMNS.index("trained_until")
    assert {row[until] for row in rows} == {str(FIRST_DAY + timedelta(days=49))}
    replayed = list(forecast_rows(panel(values), 3, since=FIRST_DAY + timedelta(days=45)))
    assert [row for row in replayed if row in rows] == rows
    assert all(row[until] < row[FORECAST_COLUMNS.index("profile_day")] for row in replayed)


def test_a_distribution_is_forecast_only_of_days_that_are_set_apart() -> None:
    rng = np.random.default_rng(6)
    starts = [n for n in range(160) if (FIRST_DAY + timedelta(days=n)).day == 1]
    far = rng.normal(0.7, 0.1, (1, 160))
    far[:, starts] += rng.normal(6, 0.5, len(starts))
    made = panel(far, [("model.shop.orders", "price", "distribution")])
    rows = [dict(zip(FORECAST_COLUMNS, row, strict=True)) for row in forecast_rows(made, 1, since=FIRST_DAY)]
    days = {date.fromisoformat(row["profile_day"]): row for row in rows}
    assert sorted(days) == [FIRST_DAY + timedelta(days=n) for n in starts[3:]], "once two are known"
    newest = days[FIRST_DAY + timedelta(days=starts[-1])]
    assert newest["expected"] == pytest.approx(6.7, abs=0.5)
    assert newest["expected_spread"] > 0.3, "as far as such days are apart, not as far as ordinary ones"


def test_a_day_that_is_set_apart_tells_nothing_of_the_next() -> None:
    values = 10 + np.random.default_rng(4).normal(0, 0.1, (5, 120))
    holidays = {FIRST_DAY + timedelta(days=day): "fair" for day in (40, 70, 100)}
    values[:, [40, 70, 100]] = 4.0
    expected = forecast(panel(values), holidays).expected
    assert np.abs(expected[:, [41, 71, 101]] - 10).max() < 0.2
