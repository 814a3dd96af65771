"""The distribution of a column as it is stored, 41 quantiles or frequent values, beside the past."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from argos.stats.panel import Floats, Integers

POINTS = 41
PARTS = POINTS - 1
MOST_VALUES = 50
# By so many standard deviations a value's count exceeds the least that is listed, where it is sure to be.
LISTED_FOR_SURE = 3.0
# Values that a bin should have, so that chance is nearly normal in it; numbers of bins that quantiles make.
# So many bins need the square of it in values, since small errors of many add up.
LEAST_IN_PART, LEAST_IN_VALUE = 10, 5
PARTITIONS = (40, 20, 10, 8, 5, 4, 2)
# Where quantiles tie, a share under a quarter of what lies between two of them is not known to be less.
LEAST_SHARE_OF_TIES = 0.25 / PARTS
# How sure it must be that days differ more than by chance before they are taken to: in standard deviations.
SURE = 2.6


@dataclass(frozen=True)
class Dispersion:
    """How ordinary days differ where that is more than chance, and of how many days it is known.

    The mean chi-square a degree of freedom, and the mean square of the KS distance, each with its freedom.
    """

    days: int = 0
    ratio: float = 1.0
    freedom: float = 0.0
    reach: float = 0.0
    reach_freedom: float = 0.0


NO_DISPERSION = Dispersion()


@dataclass(frozen=True)
class Binned:
    """A day and the days before it over the same bins: their shares.

    `positions` between bins are today's on the column's scale, none for values without an order;
    `past_positions` those of the past at the same shares; `width` is its interquartile range.
    """

    today: Floats
    past: Floats
    today_count: float
    past_count: float
    dispersion: Dispersion = NO_DISPERSION
    positions: Floats | None = None
    past_positions: Floats | None = None
    width: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compare."""
        return not (self.today_count > 0 and self.past_count > 0 and len(self.today) > 1)

    @property
    def effective_count(self) -> float:
        """The number of rows that two samples are worth together."""
        return self.today_count * self.past_count / (self.today_count + self.past_count)


NOTHING = Binned(np.empty(0), np.empty(0), 0, 0)


def of_lists(
    today: Mapping[str, float], past: Sequence[Mapping[str, float]], totals: Sequence[float]
) -> Binned:
    """The most frequent values of the past and the rest; `totals`: values of today, then of each past day."""
    known = _surely_listed(past, totals[1:])
    counts = np.array(
        [_with_rest(day, known, total) for day, total in zip((today, *past), totals, strict=True)]
    )
    if len(counts) < 2 or counts[0].sum() <= 0 or counts[1:].sum() <= 0:
        return NOTHING
    counts = _without_rare(counts)
    n, m = float(counts[0].sum()), float(counts[1:].sum())
    days = [(day / day.sum(), float(day.sum())) for day in counts[1:] if day.sum() > 0]
    shares = counts[1:].sum(axis=0) / m
    return Binned(counts[0] / n, shares, n, m, dispersion(days, shares, m))


def _surely_listed(past: Sequence[Mapping[str, float]], totals: Sequence[float]) -> list[str]:
    """The most frequent values, without those that a list cut short may lack by chance.

    Chance chooses the days on which these are listed, so a day that it did not choose would seem to differ.
    """
    pooled: dict[str, float] = {}
    for day in past:
        for value, count in day.items():
            pooled[value] = pooled.get(value, 0.0) + count / len(past)
    least = sum(_least_listed(day, n) / len(past) for day, n in zip(past, totals, strict=True))
    sure = [v for v, n in pooled.items() if not least or n >= least + LISTED_FOR_SURE * math.sqrt(n)]
    return sorted(sure, key=lambda value: (-pooled[value], value))[:MOST_VALUES]


def _least_listed(day: Mapping[str, float], total: float) -> float:
    """The least count of a list that lacks values of the day, 0 of one that has all."""
    return min(day.values()) if day and sum(day.values()) < total else 0.0


def _with_rest(day: Mapping[str, float], known: Sequence[str], total: float) -> list[float]:
    """What the list lacks is at most as frequent as the last that it has."""
    least = _least_listed(day, total)
    counts = [day.get(value, least) for value in known]
    return [*counts, max(0.0, max(total, sum(day.values())) - sum(counts))]


def _without_rare(counts: Floats) -> Floats:
    """Values too rare to expect several of them today count as one, or, where even these are too few, with
    the rarest of the others: one row of a value that never was before is not a change."""
    n, m = counts[0].sum(), counts[1:].sum()
    expected = n * (counts[0] + counts[1:].sum(axis=0)) / (n + m)
    frequent = expected >= LEAST_IN_VALUE
    kept, rest = counts[:, frequent], counts[:, ~frequent].sum(axis=1, keepdims=True)
    if not kept.size or max(rest[0].sum(), expected[~frequent].sum()) >= LEAST_IN_VALUE:
        return np.hstack([kept, rest])
    kept[:, expected[frequent].argmin()] += rest[:, 0]
    return kept


def of_quantiles(today: Sequence[float], past: Sequence[Sequence[float]], counts: Sequence[float]) -> Binned:
    """The past's share between the quantiles of today; `counts`: values of today, then of each past day.

    Today's own share there is known exactly. The past's is read off its quantiles, smoothly; where several
    are equal, only within two fortieths, and what that can explain is no difference.
    """
    usable = [
        (np.asarray(q, dtype=float), float(n)) for q, n in zip(past, counts[1:], strict=True) if _usable(q, n)
    ]
    if not _usable(today, counts[0]) or not usable:
        return NOTHING
    pool, m = pooled_quantiles(usable), sum(n for _, n in usable)
    parts = next((number for number in PARTITIONS if _is_enough(counts[0], number)), PARTITIONS[-1])
    knots = np.arange(1, parts) * (PARTS // parts)
    even = np.full(parts, 1 / parts)
    day = np.asarray(today, dtype=float)
    shares = _shares(pool, np.array([day, *(q for q, _ in usable)]), knots)
    if (np.diff(day) == 0).any() or (np.diff(pool) == 0).any():
        shares = np.fmax(shares, LEAST_SHARE_OF_TIES)
        shares = shares / shares.sum(axis=1, keepdims=True)
    large = [(of_day, n) for of_day, (_, n) in zip(shares[1:], usable, strict=True) if _is_enough(n, parts)]
    spread = dispersion(large, even, m)
    places, width = (day[knots], pool[knots]), float(pool[30] - pool[10])
    return Binned(even, shares[0], float(counts[0]), m, spread, *places, width)


def _is_enough(count: float, parts: int) -> bool:
    return count >= max(LEAST_IN_PART * parts, parts**2)


def _usable(quantiles: Sequence[float], count: float) -> bool:
    return (
        len(quantiles) == POINTS and count > 0 and bool(np.isfinite(np.asarray(quantiles, dtype=float)).all())
    )


def _shares(pool: Floats, quantiles: Floats, knots: Integers) -> Floats:
    """The pool's share between some quantiles of each day, a day a row."""
    places = quantiles[:, knots]
    low, high = (side.reshape(places.shape) for side in cumulative(pool, places.ravel()))
    at = np.maximum.accumulate(np.clip(knots / PARTS, low, high), axis=1)
    return np.asarray(np.diff(at, axis=1, prepend=0.0, append=1.0), dtype=np.float64)


def cumulative(quantiles: Floats, at: Floats) -> tuple[Floats, Floats]:
    """The least and the greatest share of values that may lie up to a place; one where none tie."""
    distinct, first, number = np.unique(quantiles, return_index=True, return_counts=True)
    last = first + number - 1
    if len(distinct) == 1:
        return np.where(at > distinct[0], 1.0, 0.0), np.where(at < distinct[0], 0.0, 1.0)
    if number.max() == 1:
        share = _smooth(distinct, at)
        return share, share
    index = np.clip(np.searchsorted(distinct, at, side="right") - 1, 0, len(distinct) - 2)
    part = (at - distinct[index]) / (distinct[index + 1] - distinct[index])
    share = np.clip((last[index] + part * (first[index + 1] - last[index])) / PARTS, 0, 1)
    place = np.minimum(np.searchsorted(distinct, at), len(distinct) - 1)
    tied = (distinct[place] == at) & (number[place] > 1)
    low = np.where(tied, np.maximum(first[place] - 1, 0) / PARTS, share)
    return low, np.where(tied, np.minimum(last[place] + 1, PARTS) / PARTS, share)


def _smooth(places: Floats, at: Floats) -> Floats:
    """A monotone cubic curve through all quantiles but the extremes, straight for a normal one."""
    from scipy.interpolate import PchipInterpolator
    from scipy.special import ndtr, ndtri

    x, z = places[1:-1], ndtri(np.arange(1, PARTS) / PARTS)
    inside = PchipInterpolator(x, z)(np.clip(at, x[0], x[-1]))
    below = (z[1] - z[0]) / (x[1] - x[0]) * np.minimum(at - x[0], 0)
    above = (z[-1] - z[-2]) / (x[-1] - x[-2]) * np.maximum(at - x[-1], 0)
    return np.asarray(ndtr(inside + below + above))


def pooled_quantiles(days: Sequence[tuple[Floats, float]]) -> Floats:
    """The quantiles of all days together, each weighing as many as its values."""
    if len(days) == 1:
        return days[0][0]
    grid = np.unique(np.concatenate([quantiles for quantiles, _ in days]))
    weights = np.array([count for _, count in days])
    if all((np.diff(quantiles) > 0).all() for quantiles, _ in days):
        return _pooled_smoothly(days, grid, weights)
    sides = [_steps(quantiles, grid) for quantiles, _ in days]
    below, upto = (np.average([side[end] for side in sides], axis=0, weights=weights) for end in (0, 1))
    steps = np.maximum.accumulate(np.column_stack([below, upto]).ravel())
    return np.asarray(np.interp(np.arange(POINTS) / PARTS, steps, np.repeat(grid, 2)))


def _pooled_smoothly(days: Sequence[tuple[Floats, float]], grid: Floats, weights: Floats) -> Floats:
    """The same where no quantiles tie: straight on the scale on which a normal distribution is."""
    from scipy.special import ndtr, ndtri

    inner = ndtri(np.arange(1, PARTS) / PARTS)
    ends = [min(float(ndtri(1 / (n + 2))), float(inner[0]) - 0.1) for _, n in days]
    scores = [np.interp(grid, q, [end, *inner, -end]) for (q, _), end in zip(days, ends, strict=True)]
    shares = weights @ ndtr(np.array(scores)) / weights.sum()
    found = np.interp(np.arange(POINTS) / PARTS, shares, grid)
    found[0], found[-1] = grid[0], grid[-1]
    return np.asarray(found, dtype=np.float64)


def _steps(quantiles: Floats, grid: Floats) -> tuple[Floats, Floats]:
    """The share of values below each place of a grid and up to it, straight between the quantiles."""
    shares = np.arange(POINTS) / PARTS
    distinct, first, number = np.unique(quantiles, return_index=True, return_counts=True)
    below = np.interp(grid, distinct, shares[first], left=0.0, right=1.0)
    if number.max() == 1:
        return below, below
    upto = np.interp(grid, distinct, shares[first + number - 1], left=0.0, right=1.0)
    place = np.minimum(np.searchsorted(distinct, grid), len(distinct) - 1)
    on = distinct[place] == grid
    inside = np.interp(
        grid, np.repeat(distinct, 2), np.column_stack([shares[first], shares[first + number - 1]]).ravel()
    )
    return np.where(on, below, inside), np.where(on, upto, inside)


def dispersion(days: Sequence[tuple[Floats, float]], shares: Floats, count: float) -> Dispersion:
    """How much more shares of days differ from those of all than by chance; none where it may be chance."""
    freedom = len(shares) - 1
    if len(days) < 3 or not freedom:
        return NO_DISPERSION
    effective = 1 / np.array([max(1 / n - 1 / count, 1e-300) for _, n in days])
    away = np.array([day for day, _ in days]) - shares
    ratios = (away**2 / np.fmax(shares, 1e-12)).sum(axis=1) * effective / freedom
    usual = float(np.median(ratios)) / (1 - 2 / (9 * freedom)) ** 3
    if usual <= 1 + SURE * 1.25 * np.sqrt(2 / (freedom * len(ratios))):
        return NO_DISPERSION
    reaches = np.abs(np.cumsum(away, axis=1)).max(axis=1) ** 2 * effective
    return Dispersion(len(days), *_moments(ratios, freedom), *_moments(reaches, freedom))


def _moments(ratios: Floats, freedom: int) -> tuple[float, float]:
    """The mean, and of how many squares of normal numbers such a mean would vary as much."""
    mean, variance = float(ratios.mean()), float(ratios.var(ddof=1))
    return mean, float(np.clip(2 * mean**2 / max(variance, 1e-300), 1, freedom))
