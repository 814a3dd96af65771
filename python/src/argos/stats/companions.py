"""Columns that move together: what a series should be today, given what others of its relation are today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from argos.stats.panel import Floats, Integers, Panel, known_in, median, spread_of

MOST_COMPANIONS, TRIED = 3, 6
LEAST_JOINT_DAYS, MEMORY_DAYS = 21, 42
# A companion must foretell this much better than the own past; beyond so many spreads a day is no guide.
LEAST_SKILL, OUTLYING = 0.7, 4.0
# What is alike up to the order of summation is tied, and the first in order of names is taken.
TIED_DIGITS = 9
METRICS = ("null_rate", "zero_rate", "unseen_rate", "mean", "stddev", "mean_hours", "stddev_hours")
MOST_COLUMNS = 1000


@dataclass(frozen=True)
class Companions:
    """Pairs of series: where the companion is x, the other is intercept + slope * x; of several, the median.

    `spread` is that of the misses of the median, on the scale of the series; every array has a place a pair.
    """

    rows: Integers
    companions: Integers
    intercepts: Floats
    slopes: Floats
    spreads: Floats
    usual_misses: Floats
    trained_days: Floats


def companions(panel: Panel, day: int, own_spreads: Floats) -> Companions:
    """The best companions of each series by the days before `day`; `own_spreads`: of its own forecasts."""
    window = slice(max(0, day - MEMORY_DAYS), day)
    pairs = [_candidates(panel.values[:, window], group) for group in _groups(panel)]
    rows = np.concatenate([pair[0] for pair in pairs] or [np.empty(0, np.int64)])
    others = np.concatenate([pair[1] for pair in pairs] or [np.empty(0, np.int64)])
    x, y = panel.values[others, window], panel.values[rows, window]
    intercepts, slopes = _lines(x, y)
    spreads = spread_of(panel.at(rows, window).misses(intercepts[:, None] + slopes[:, None] * x))
    good = np.isfinite(spreads) & (spreads <= LEAST_SKILL * own_spreads[rows])
    good &= np.isfinite(x + y).sum(axis=1) >= LEAST_JOINT_DAYS
    order = np.lexsort((others, np.round(spreads, TIED_DIGITS), rows))
    order = order[good[order]]
    chosen = order[_place_within(rows[order]) < MOST_COMPANIONS]
    return _together(
        panel, window, own_spreads, (rows[chosen], others[chosen], intercepts[chosen], slopes[chosen])
    )


def _groups(panel: Panel) -> list[Integers]:
    """Series of one metric of the columns of a relation; too many are no family."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, (instance, element, metric) in enumerate(panel.keys):
        if element and metric in METRICS:
            found[instance, metric].append(row)
    return [np.array(rows) for rows in found.values() if 2 <= len(rows) <= MOST_COLUMNS]


def _candidates(values: Floats, group: Integers) -> tuple[Integers, Integers]:
    """For each series of a group the others that move most like it."""
    of_group = values[group]
    away = of_group - median(of_group)[:, None]
    scale = np.fmax(spread_of(np.abs(away)), 1e-12)[:, None]
    steps = np.nan_to_num(np.clip(away / scale, -OUTLYING, OUTLYING))
    length = np.sqrt((steps**2).sum(axis=1))
    likeness = np.abs(steps @ steps.T) / np.fmax(np.outer(length, length), 1e-12)
    np.fill_diagonal(likeness, -1.0)
    tried = min(TRIED, len(group) - 1)
    best = np.argsort(-np.round(likeness, TIED_DIGITS), axis=1, kind="stable")[:, :tried]
    rows = np.repeat(np.arange(len(group)), tried)
    others = best.ravel()
    alike = likeness[rows, others] >= 0.5
    return group[rows[alike]], group[others[alike]]


def _lines(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """A straight line for each row of points, fitted again without those that are far from the first."""
    both = np.isfinite(x) & np.isfinite(y)
    x, y = np.where(both, x, np.nan), np.where(both, y, np.nan)
    keep = both
    for _ in range(3):
        n = np.fmax(keep.sum(axis=1), 1)[:, None]
        mean_x = np.where(keep, x, 0).sum(axis=1, keepdims=True) / n
        mean_y = np.where(keep, y, 0).sum(axis=1, keepdims=True) / n
        dx, dy = np.where(keep, x - mean_x, 0.0), np.where(keep, y - mean_y, 0.0)
        slopes = (dx * dy).sum(axis=1) / np.fmax((dx * dx).sum(axis=1), 1e-300)
        away = y - slopes[:, None] * x
        intercepts = median(away)
        residuals = np.abs(away - intercepts[:, None])
        keep = both & (residuals <= OUTLYING * np.fmax(spread_of(residuals), 1e-12)[:, None])
    return intercepts, slopes


def _place_within(sorted_rows: Integers) -> Integers:
    """0, 1, 2 and so on within each run of equal numbers."""
    if not len(sorted_rows):
        return sorted_rows
    starts = np.flatnonzero(np.r_[True, sorted_rows[1:] != sorted_rows[:-1]])
    lengths = np.diff(np.r_[starts, len(sorted_rows)])
    return np.arange(len(sorted_rows)) - np.repeat(starts, lengths)


def _together(
    panel: Panel, window: slice, own_spreads: Floats, pairs: tuple[Integers, Integers, Floats, Floats]
) -> Companions:
    """Only the series that the median of their companions foretells well."""
    rows, others, intercepts, slopes = pairs
    series, at = np.unique(rows, return_inverse=True)
    told = np.full((len(series), MOST_COMPANIONS, panel.values[:, window].shape[1]), np.nan)
    told[at, _place_within(rows)] = intercepts[:, None] + slopes[:, None] * panel.values[others, window]
    middle = _median_of_layers(told)
    misses = panel.at(series, window).misses(middle)
    spread, usual, days = spread_of(misses), median(misses), known_in(misses)
    good = (spread <= LEAST_SKILL * own_spreads[series]) & (days >= LEAST_JOINT_DAYS)
    kept = good[at]
    at = at[kept]
    return Companions(
        rows[kept], others[kept], intercepts[kept], slopes[kept], spread[at], usual[at], days[at]
    )


def _median_of_layers(layers: Floats) -> Floats:
    """The median over the second axis, without NaN."""
    series, number, days = layers.shape
    return median(layers.transpose(0, 2, 1).reshape(series * days, number)).reshape(series, days)
