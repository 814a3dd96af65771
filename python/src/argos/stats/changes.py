"""Changes of a level that stay: where a series stepped, and how far it has crept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from argos.stats.panel import Floats, Integers, median, spread_of

WINDOW_DAYS, LEAST_DAYS = 90, 20
RECENT_DAYS, LEAST_SIDE, GAPS = 7, 5, 84
# An estimate of how days go together is too small by this, since the step that fits best was taken away.
TAKEN_AWAY = 1.4
# Steps that are as sure as this are placed to the day, within so many days of where ranks see them.
WORTH_PLACING, PLACED_WITHIN = 0.01, 5


@dataclass(frozen=True)
class Changes:
    """Of each series: the statistic, its p-value, the size in spreads, the first day after a step (or -1)."""

    value: Floats
    p_value: Floats
    effect_size: Floats
    changed_on: Floats
    days: Floats
    freedom: Floats | None = None

    def threshold(self, row: int, alpha: float) -> float:
        """The value at which the p-value is alpha."""
        from scipy import special

        if self.freedom is None:
            return float(special.kolmogi(alpha))
        return float(special.stdtrit(self.freedom[row], 1 - alpha / 2))


def changepoints(values: Floats) -> Changes:
    """The step that explains the last days of each series best, by the greatest CUSUM of ranks.

    Ranks, since one wild day is no step; the variance is that of weekly means where days go together.
    """
    from scipy import stats

    recent = values[:, -WINDOW_DAYS:]
    if not recent.size:
        return Changes(*(np.full(len(values), np.nan) for _ in range(5)))
    known = np.isfinite(recent)
    count = known.sum(axis=1).astype(float)
    ranks = np.where(known, stats.rankdata(np.where(known, recent, np.nan), axis=1, nan_policy="omit"), 0.0)
    centred = np.where(known, ranks - (count[:, None] + 1) / 2, 0.0)
    before, after = np.cumsum(known, axis=1), count[:, None] - np.cumsum(known, axis=1)
    scale = _long_run(_without_step(centred, known), known)
    with np.errstate(divide="ignore", invalid="ignore"):
        bridge = np.abs(np.cumsum(centred, axis=1)) / (scale * np.sqrt(count))[:, None]
    bridge = np.where((before >= LEAST_SIDE) & (after >= LEAST_SIDE), bridge, 0.0)
    place = np.argmax(np.nan_to_num(bridge), axis=1)
    value = np.take_along_axis(bridge, place[:, None], axis=1)[:, 0]
    enough = (count >= LEAST_DAYS) & (scale > 0)
    p_value = np.where(enough, stats.kstwobign.sf(value), np.nan)
    place = _placed(recent, place, np.flatnonzero(p_value <= WORTH_PLACING))
    columns = np.arange(recent.shape[1])[None, :]
    left = median(np.where(columns <= place[:, None], recent, np.nan))
    right = median(np.where(columns > place[:, None], recent, np.nan))
    inside = np.abs(recent - np.where(columns <= place[:, None], left[:, None], right[:, None]))
    first = place + 1 + values.shape[1] - recent.shape[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        effect = np.abs(right - left) / spread_of(inside)
    return Changes(np.where(enough, value, np.nan), p_value, effect, np.where(enough, first, -1.0), count)


def _placed(recent: Floats, place: Integers, rows: Integers) -> Integers:
    """The last day before the step, of some rows: sums of ranks peak beside a step that is off the middle."""
    nearby = np.arange(-PLACED_WITHIN, PLACED_WITHIN + 1)
    found = place.copy()
    for row in rows:
        values = recent[row]
        ends = np.clip(place[row] + nearby, 0, len(values) - 2)
        costs = [_cost(values[: end + 1]) + _cost(values[end + 1 :]) for end in ends]
        found[row] = ends[int(np.argmin(costs))]
    return found


def _cost(values: Floats) -> float:
    """How far values are from their median, summed."""
    known = values[np.isfinite(values)]
    return float(np.abs(known - np.median(known)).sum()) if len(known) else np.inf


def _without_step(centred: Floats, known: npt.NDArray[np.bool_]) -> Floats:
    """The ranks less the means of both sides of the greatest sum: a step makes days seem to go together."""
    place = np.argmax(np.abs(np.cumsum(centred, axis=1)), axis=1)[:, None]
    is_left = np.arange(centred.shape[1])[None, :] <= place
    found = centred.copy()
    for side in (known & is_left, known & ~is_left):
        mean = (centred * side).sum(axis=1, keepdims=True) / np.fmax(side.sum(axis=1, keepdims=True), 1)
        found = found - np.where(side, mean, 0.0)
    return np.asarray(found)


def _long_run(centred: Floats, known: npt.NDArray[np.bool_]) -> Floats:
    """The standard deviation that a sum of days has a day, with the ties of up to a week between them."""
    count = np.fmax(known.sum(axis=1), 1)
    variance = (centred**2).sum(axis=1) / count
    for lag in range(1, min(8, centred.shape[1])):
        together = (centred[:, lag:] * centred[:, :-lag]).sum(axis=1) / count
        variance = variance + 2 * (1 - lag / 8) * together
    alone = (centred**2).sum(axis=1) / count
    return np.asarray(np.sqrt(np.fmax(TAKEN_AWAY * variance, 1.05 * alone)))


def slow_drift(values: Floats, day: int) -> Changes:
    """The median of the last 7 days less the median of days 14 to 41 before, in its usual units."""
    from scipy import stats

    gaps = np.column_stack(
        [_gap(values, back) for back in range(max(0, day - GAPS), day + 1)] or [values[:, :0]]
    )
    newest, past = gaps[:, -1], gaps[:, :-RECENT_DAYS]
    usual = np.fmax(spread_of(np.abs(past - median(past)[:, None])), 0.0)
    days = np.isfinite(past).sum(axis=1).astype(float)
    enough = (days >= LEAST_DAYS) & np.isfinite(newest) & (usual > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where(enough, np.abs(newest - median(past)) / usual, np.nan)
    # Neighbouring gaps share days: so many are worth no more than one in a week.
    freedom = np.fmax(days / RECENT_DAYS - 1, 1.0)
    p_value = np.where(enough, 2 * stats.t.sf(score, freedom), np.nan)
    return Changes(score, p_value, score, np.full(len(values), -1.0), days, freedom)


def _gap(values: Floats, day: int) -> Floats:
    recent = values[:, max(0, day - RECENT_DAYS + 1) : day + 1]
    past = values[:, max(0, day - 41) : max(0, day - 13)]
    known = np.isfinite(recent).sum(axis=1)
    return np.where(
        (known >= 3) & (np.isfinite(past).sum(axis=1) >= 7), median(recent) - median(past), np.nan
    )
