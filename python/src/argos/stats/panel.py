"""Many series on one axis of days, and robust numbers of all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Key = tuple[str, str, str]
# These are compared on the scale of their own column.
SCALED = ("mean", "mean_hours")
NO_HOLIDAYS: Mapping[date, str] = {}


@dataclass(frozen=True)
class Panel:
    """A row a series (instance_id, element_id, metric), a column a day; NaN where a series has no value.

    `centers` and `widths` are those of a mean's own column on that day: misses of a mean count on that scale.
    """

    keys: tuple[Key, ...]
    first_day: date
    values: Floats
    centers: Floats
    widths: Floats

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the columns."""
        return tuple(self.first_day + timedelta(days=number) for number in range(self.values.shape[1]))

    def misses(self, forecasts: Floats) -> Floats:
        """How far the values are from forecasts, on the scale on which they are judged."""
        return np.abs(_scaled(self.values, self) - _scaled(forecasts, self))

    def at(self, rows: Any, days: Any) -> Panel:
        """Only some rows and days; misses are all that can be asked of it."""
        return Panel(
            (), self.first_day, self.values[rows, days], self.centers[rows, days], self.widths[rows, days]
        )


def _scaled(values: Floats, panel: Panel) -> Floats:
    """Values of a mean in interquartile ranges of its column, far ones drawn in; others as they are."""
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled = np.arcsinh((values - panel.centers) / panel.widths)
    return np.where(panel.widths > 0, scaled, values)


def panel_of(columns: Mapping[str, Sequence[Any]], ahead: int = 0) -> Panel:
    """Columns instance_id, element_id, metric, profile_day, value, center and width as a panel.

    Of several rows of a series and day the last counts; what is no finite number is no value. `ahead` days
    without values follow the newest.
    """
    place: dict[Key, int] = {}
    keys = zip(columns["instance_id"], columns["element_id"], columns["metric"], strict=True)
    met = np.array([place.setdefault(key, len(place)) for key in keys], dtype=np.int64)
    if not len(met):
        nothing = np.empty((0, 0))
        return Panel((), date(1970, 1, 1), nothing, nothing, nothing)
    known = sorted(place)
    rank = np.empty(len(known), dtype=np.int64)
    rank[[place[key] for key in known]] = np.arange(len(known))
    days = np.asarray(columns["profile_day"], dtype="datetime64[D]")
    first = days.min()
    at = (rank[met], (days - first).astype(np.int64))
    shape = (len(known), int(at[1].max()) + 1 + ahead)
    is_scaled = np.array([key[2] in SCALED for key in known])[at[0]]
    values = _filled(shape, at, columns["value"])
    centers, widths = (_filled(shape, at, columns[name], is_scaled) for name in ("center", "width"))
    return Panel(tuple(known), first.astype(date), values, centers, widths)


def _filled(
    shape: tuple[int, int], at: tuple[Integers, Integers], given: Sequence[Any], used: Any = True
) -> Floats:
    numbers = np.asarray(given, dtype=np.float64)
    matrix = np.full(shape, np.nan)
    matrix[at] = np.where(np.isfinite(numbers) & used, numbers, np.nan)
    return matrix


def known_in(values: Floats) -> Floats:
    """How many of each row are no NaN."""
    return np.asarray(np.isfinite(values).sum(axis=1), dtype=np.float64)


def quantiles(values: Floats, *shares: float) -> list[Floats]:
    """The quantiles of each row, without its NaN; NaN where there is nothing else."""
    if not values.shape[1]:
        return [np.full(len(values), np.nan) for _ in shares]
    ordered = np.sort(values, axis=1)
    last = np.maximum(np.isfinite(ordered).sum(axis=1) - 1, 0)
    rows = np.arange(len(values))
    found = []
    for share in shares:
        at = share * last
        low = np.floor(at).astype(np.int64)
        below, above = ordered[rows, low], ordered[rows, np.minimum(low + 1, last)]
        found.append(np.asarray(below + (at - low) * (above - below)))
    return found


def median(values: Floats) -> Floats:
    """The median of each row, without its NaN."""
    return quantiles(values, 0.5)[0]


def spread_of(misses: Floats) -> Floats:
    """A robust standard deviation of each row of misses, as the judge makes it.

    What was missed on the second worst day of 42 is no surprise when it comes again.
    """
    usual, often, seldom = quantiles(misses, 0.5, 0.9, 0.97)
    return np.fmax(np.fmax(1.4826 * usual, often / 1.645), seldom / 4)
