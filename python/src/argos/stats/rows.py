"""The rows that sharpening appends: forecasts and test results, as the registry has their columns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from argos.stats import companions as pairs
from argos.stats import distances
from argos.stats.changes import Changes, changepoints, slow_drift
from argos.stats.discovery import q_values
from argos.stats.forecast import METHOD_VERSION, Forecast, forecast
from argos.stats.panel import NO_HOLIDAYS, Panel

FORECAST_COLUMNS = (
    "instance_id", "element_id", "metric", "profile_day", "model", "companion_id", "expected", "intercept",
    "slope", "expected_spread", "usual_miss", "expected_low", "expected_high", "trained_days",
    "trained_until", "method_version", "is_daily", "partition_key",
)  # fmt: skip
TEST_COLUMNS = (
    "instance_id", "element_id", "test", "metric", "profile_day", "statistic", "value", "p_value", "q_value",
    "effect_size", "threshold", "verdict", "changed_on", "row_count", "method_version",
)  # fmt: skip
# As the judge: fewer misses say nothing of how far a normal day is off.
LEAST_MISSES = 3
# A series without a value for so long has ended.
FRESH_DAYS = 13
INTERVAL = 1.96
# Of the many series, only what may be a change is worth a row.
WORTH_A_ROW = 0.01
NO_KEYS: Mapping[str, str | None] = {}

Row = list[Any]


@dataclass(frozen=True)
class Result:
    """A test of a column or series on a day."""

    instance_id: str
    element_id: str
    metric: str
    profile_day: date
    test: distances.Statistic
    changed_on: date | None = None


def forecast_rows(
    panel: Panel,
    ahead: int,
    holidays: Mapping[date, str] = NO_HOLIDAYS,
    is_daily: int = 0,
    since: date | None = None,
    partition_keys: Mapping[str, str | None] = NO_KEYS,
) -> Iterator[Row]:
    """Forecasts of the last `ahead` days of a panel, those to come; with `since`, of all from then.

    `is_daily`: 1 for daily partitions, whose data is of the day before their profile_day, else 0.
    """
    if not panel.keys:
        return
    about = tuple(day - timedelta(days=is_daily) for day in panel.days)
    made = forecast(panel, holidays, about)
    newest = panel.values.shape[1] - ahead - 1
    first = newest + 1 if since is None else max(1, (since - panel.first_day).days)
    for known in range(first - 1, newest + 1):
        # Later days are forecast by what is known now; their spreads are those of the first of them.
        found = pairs.companions(panel, known + 1, made.spread[:, known + 1])
        for day in range(known + 1, panel.values.shape[1] if known == newest else known + 2):
            for rows in (_of_own_past(panel, made, day, known), _of_companions(panel, found, day, known)):
                yield from ([*row, is_daily, partition_keys.get(row[0])] for row in rows)


def _of_own_past(panel: Panel, made: Forecast, day: int, known: int) -> Iterator[Row]:
    on, until = str(panel.days[day]), str(panel.days[known])
    spreads, usual, trained = (
        matrix[:, known + 1] for matrix in (made.spread, made.usual_miss, made.trained_days)
    )
    fresh = np.isfinite(panel.values[:, max(0, known - FRESH_DAYS) : known + 1]).any(axis=1)
    usable = fresh & np.isfinite(made.expected[:, day]) & np.isfinite(spreads) & (trained >= LEAST_MISSES)
    # How far a distribution is from the month is judged by the month, but on a day unlike all others.
    usable &= (made.added[:, day] > 0) | np.array([key[2] != "distribution" for key in panel.keys])
    spreads = np.where(made.added[:, day] != 0, np.fmax(spreads, made.scatter[:, day]), spreads)
    for row in np.flatnonzero(usable):
        expected, spread = float(made.expected[row, day]), float(spreads[row])
        interval = _interval(expected, spread, _scale(panel, int(row), known))
        found = [expected, None, None, spread, float(usual[row]), *interval, int(trained[row])]
        yield [*panel.keys[row], on, "blend", "", *found, until, METHOD_VERSION]


def _of_companions(panel: Panel, found: pairs.Companions, day: int, known: int) -> Iterator[Row]:
    on, until = str(panel.days[day]), str(panel.days[known])
    for place, row in enumerate(found.rows):
        line = (float(found.intercepts[place]), float(found.slopes[place]))
        misses = (float(found.spreads[place]), float(found.usual_misses[place]))
        name = panel.keys[found.companions[place]][1]
        made = [None, *line, *misses, None, None, int(found.trained_days[place])]
        yield [*panel.keys[row], on, "companion", name, *made, until, METHOD_VERSION]


def _scale(panel: Panel, row: int, day: int) -> tuple[float, float]:
    """Center and width of a mean's column when it was last known; NaN for others."""
    known = np.flatnonzero(np.isfinite(panel.widths[row, : day + 1]))
    if not len(known):
        return math.nan, math.nan
    return float(panel.centers[row, known[-1]]), float(panel.widths[row, known[-1]])


def _interval(expected: float, spread: float, scale: tuple[float, float]) -> tuple[float, float]:
    center, width = scale
    if not width > 0:
        return expected - INTERVAL * spread, expected + INTERVAL * spread
    at = math.asinh((expected - center) / width)
    return tuple(center + width * math.sinh(min(at + sign * INTERVAL * spread, 20)) for sign in (-1, 1))  # type: ignore[return-value]


def series_results(panel: Panel) -> Iterator[Result]:
    """Steps and slow drift of the series that have a value on the newest day."""
    if not panel.keys:
        return
    newest = panel.values.shape[1] - 1
    known = np.isfinite(panel.values[:, newest])
    for name, statistic, found in (
        ("CHANGEPOINT", "cusum of ranks", changepoints(panel.values)),
        ("SLOW_DRIFT", "z", slow_drift(panel.values, newest)),
    ):
        for row in np.flatnonzero(known & np.isfinite(found.p_value)):
            instance, element, metric = panel.keys[row]
            changed = panel.days[int(found.changed_on[row])] if found.changed_on[row] >= 0 else None
            yield Result(
                instance,
                element,
                metric,
                panel.days[newest],
                _test(name, statistic, found, int(row)),
                changed,
            )


def _test(name: str, statistic: str, found: Changes, row: int) -> distances.Statistic:
    value, p_value, effect = (
        float(numbers[row]) for numbers in (found.value, found.p_value, found.effect_size)
    )
    threshold = found.threshold(row, distances.ALPHA)
    size = effect if math.isfinite(effect) else None
    return distances.Statistic(name, statistic, value, p_value, size, threshold, int(found.days[row]))


def result_rows(results: Sequence[Result]) -> list[Row]:
    """Rows of results, ranked by their q-values; of the series only those that may have changed."""
    ranks = q_values(np.array([result.test.p_value for result in results], dtype=np.float64))
    return [
        _result_row(result, float(rank))
        for result, rank in zip(results, ranks, strict=True)
        if result.metric == "distribution" or result.test.p_value <= WORTH_A_ROW
    ]


def _result_row(result: Result, rank: float) -> Row:
    test = result.test
    of_what = [result.instance_id, result.element_id, test.test, result.metric, str(result.profile_day)]
    numbers = [test.statistic, test.value, test.p_value, rank, test.effect_size, test.threshold, test.verdict]
    changed_on = None if result.changed_on is None else str(result.changed_on)
    return [*of_what, *numbers, changed_on, test.rows, distances.METHOD_VERSION]
