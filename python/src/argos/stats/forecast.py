"""What each series should be on a day, from the days before it: level, trend, weekday, month, holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from argos.stats.panel import NO_HOLIDAYS, Floats, Panel, known_in, median, spread_of

METHOD_VERSION = "3"
REFERENCE_DAYS, MEMORY_DAYS, LEAST_DAYS = 28, 42, 3
SAME_WEEKDAYS, SAME_DAYS_OF_MONTH, SAME_HOLIDAYS = 6, 3, 4
# How fast old misses are forgotten, how much one may count, how strongly the better forecaster is preferred.
FORGETTING, CLIPPED_AT, PREFERENCE = 0.1, 4.0, 4.0
MODELS = ("month", "week", "weekday", "last", "moved", "seasonal")
MONTH = 0
# A day of the month is another one when every time it was so many spreads off, to the same side.
LEAST_TIMES, CLEARLY_OFF = 2, 3.0


@dataclass(frozen=True)
class Forecast:
    """Of each series and day of a panel: what was expected before it, and how far such forecasts miss.

    `added`: what the calendar adds to an ordinary day; `scatter`: how far the days that tell it were off.
    """

    expected: Floats
    added: Floats
    scatter: Floats
    spread: Floats
    usual_miss: Floats
    trained_days: Floats


class _Walk:
    """Walks over the days of a panel, each seeing only those before it."""

    def __init__(self, panel: Panel, about: tuple[date, ...], holidays: Mapping[date, str]) -> None:
        self._values, self._about, self._holidays = panel.values.copy(), about, holidays
        self._levels = np.full(panel.values.shape, np.nan)

    def models(self, day: int) -> Floats:
        """What each model expects of one day."""
        values = self._values
        month = values[:, max(0, day - REFERENCE_DAYS) : day]
        week, before = (
            median(values[:, max(0, day - 7) : day]),
            median(values[:, max(0, day - 14) : max(0, day - 7)]),
        )
        weekdays = month[:, ::-1][:, 6::7]
        same = values[:, day - 7] if day >= 7 else np.full(len(values), np.nan)
        backs = [back for back in range(day - 7, day - 7 * SAME_WEEKDAYS - 1, -7) if back >= 0]
        seasonal = week + _effect(values[:, backs] - self._levels[:, backs])
        self._levels[:, day] = week
        found = [
            median(month),
            week,
            np.where(known_in(weekdays) >= 2, median(weekdays), np.nan),
            _newest(month),
        ]
        found += [same + week - before, seasonal]
        return np.where(known_in(month) >= LEAST_DAYS, np.array(found), np.nan)

    def set_apart(self, day: int, added: Floats) -> npt.NDArray[np.bool_]:
        """Which series the calendar sets apart on a day: it tells nothing of ordinary ones."""
        apart = np.logical_or(added != 0, self._about[day] in self._holidays)
        self._values[apart, day] = np.nan
        return np.asarray(apart)

    def like(self, day: int) -> list[int]:
        """The days of the months before at the same place in theirs."""
        place = _place_in_month(self._about[day])
        span = range(day - 27, max(-1, day - 31 * (SAME_DAYS_OF_MONTH + 1)), -1)
        return [back for back in span if back >= 0 and _place_in_month(self._about[back]) == place][
            :SAME_DAYS_OF_MONTH
        ]

    def holidays_before(self, day: int) -> list[int]:
        """On a holiday those of its name, else of any; on another day none."""
        name = self._holidays.get(self._about[day])
        if name is None:
            return []
        earlier = [back for back in range(day) if self._about[back] in self._holidays]
        named = [back for back in earlier if self._holidays[self._about[back]] == name]
        return (named or earlier)[-SAME_HOLIDAYS:]


def forecast(
    panel: Panel, holidays: Mapping[date, str] = NO_HOLIDAYS, about: tuple[date, ...] | None = None
) -> Forecast:
    """The blend of simple forecasters, each weighted by how little it missed on the days before.

    `about`: the days that the data is of, where they are not those of the panel. On a holiday, what earlier
    ones were beyond their season is added.
    """
    walk = _Walk(panel, about or panel.days, holidays)
    shape = panel.values.shape
    expected, spread, usual, trained, misses, away = (np.full(shape, np.nan) for _ in range(6))
    added, scatter = np.zeros(shape), np.full(shape, np.nan)
    loss = np.full((len(MODELS), len(panel.values)), np.nan)
    for day in range(panel.values.shape[1]):
        models, of_day = walk.models(day), panel.at(slice(None), day)
        memory, holidays_before = slice(max(0, day - MEMORY_DAYS), day), walk.holidays_before(day)
        ordinary, like_it = _blend(loss, models), holidays_before or walk.like(day)
        added[:, day] = _effect(away[:, like_it]) if holidays_before else _of_month(away, like_it, memory)
        expected[:, day], away[:, day] = ordinary + added[:, day], panel.values[:, day] - ordinary
        now_told = panel.values[:, like_it] - away[:, like_it] + added[:, [day]]
        scatter[:, day] = spread_of(panel.at(slice(None), like_it).misses(now_told))
        past = misses[:, memory]
        spread[:, day], usual[:, day], trained[:, day] = spread_of(past), median(past), known_in(past)
        misses[:, day] = of_day.misses(expected[:, day])
        apart = walk.set_apart(day, added[:, day])
        loss = _updated(loss, np.where(apart, np.nan, of_day.misses(models)))
    return Forecast(expected, added, scatter, spread, usual, trained)


def _of_month(away: Floats, backs: list[int], memory: slice) -> Floats:
    """What the same days of the months before were off, where they clearly were."""
    found = away[:, backs]
    if not backs:
        return np.zeros(len(away))
    far = CLEARLY_OFF * spread_of(np.abs(away[:, memory]))[:, None]
    times = known_in(found)
    is_clear = ((found > far).sum(axis=1) == times) | ((found < -far).sum(axis=1) == times)
    return np.where((times >= LEAST_TIMES) & is_clear, median(found), 0.0)


def _newest(values: Floats) -> Floats:
    """The last value of each row that is one."""
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    known = np.isfinite(values)
    place = values.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    return np.where(known.any(axis=1), values[np.arange(len(values)), place], np.nan)


def _effect(residuals: Floats) -> Floats:
    """The usual residual of some days, drawn to zero when they are few."""
    known = known_in(residuals)
    return np.where(known > 0, median(residuals) * known / (known + 1.0), 0.0)


def _place_in_month(day: date) -> int:
    """Days from the start of the month, or, in its last week, from its end."""
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    left = (next_month - day).days
    return -left if left <= 7 else day.day


def _blend(loss: Floats, models: Floats) -> Floats:
    """The weighted mean; before any has missed, the month's."""
    possible, known = np.isfinite(models), np.isfinite(loss)
    least = np.fmax(np.min(np.where(known, loss, np.inf), axis=0), 1e-12)
    ratio = np.fmax(np.where(known, loss, 1.0), 1e-12) / np.where(np.isfinite(least), least, 1.0)
    weights = np.where(possible & known, np.fmax(ratio, 1.0) ** -PREFERENCE, 0.0)
    total = weights.sum(axis=0)
    mean = (weights * np.where(possible, models, 0.0)).sum(axis=0) / np.where(total > 0, total, 1.0)
    return np.asarray(np.where(total > 0, mean, models[MONTH]))


def _updated(loss: Floats, misses: Floats) -> Floats:
    """Each forecaster's usual miss, in which one day counts little."""
    known = np.isfinite(loss)
    clipped = np.where(known, np.fmin(misses, CLIPPED_AT * np.fmax(loss, 1e-9)), misses)
    moved = np.where(known, loss + FORGETTING * (clipped - loss), clipped)
    return np.where(np.isfinite(misses), moved, loss)
