"""Seventeen kinds of fault, put into one day at a time; every run draws the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .days import WARM_UP_DAYS, Days

Rng = np.random.Generator
TRIES_PER_FAULT = 15
LEAST_ROWS, LEAST_EFFECT, MOST_NULLS = 3, 0.01, 0.9
CATEGORIES = ("category", "code")


@dataclass(frozen=True)
class Place:
    """Where a fault is to happen: a column of a day."""

    days: Days
    position: int
    column: str

    @property
    def frame(self) -> pd.DataFrame:
        return self.days.frames[self.position]

    @property
    def values(self) -> pd.Series:
        return self.frame[self.column]

    def with_values(self, values: pd.Series) -> pd.DataFrame:
        return self.frame.assign(**{self.column: values})

    def rows(self, keep: np.ndarray) -> pd.DataFrame:
        return self.frame[keep].reset_index(drop=True)


Change = Callable[[Place, Rng], pd.DataFrame | None]


@dataclass(frozen=True)
class Fault:
    """A change of a day, or None where it does not apply; of the whole table when it is of no column."""

    name: str
    change: Change
    kinds: tuple[str, ...] = ("time", "number", "code", "category", "text")
    of_table: bool = False


@dataclass(frozen=True)
class Case:
    """A fault that happened, with the rows of its day."""

    fault: Fault
    place: Place
    frame: pd.DataFrame


def _chosen(place: Place, rng: Rng, share: float) -> np.ndarray:
    chosen: np.ndarray = rng.random(len(place.values)) < share
    return chosen


def nulls(share: float) -> Change:
    return lambda place, rng: place.with_values(place.values.mask(_chosen(place, rng, share)))


def multiplied(factor: float, share: float = 1.0) -> Change:
    def change(place: Place, rng: Rng) -> pd.DataFrame:
        values = place.values.astype(float)
        return place.with_values(values.where(~_chosen(place, rng, share), values * factor))

    return change


def shifted(place: Place, _rng: Rng) -> pd.DataFrame:
    past = pd.concat(
        [f[place.column] for f in place.days.frames[max(0, place.position - 28) : place.position]]
    )
    low, high = past.quantile(0.25), past.quantile(0.75)
    return place.with_values(place.values.astype(float) + 0.5 * ((high - low) or past.std() or 1.0))


def swapped(place: Place, _rng: Rng) -> pd.DataFrame | None:
    counts = place.values.value_counts()
    if len(counts) < 2 or counts.iloc[1] / counts.sum() < 0.03 or counts.iloc[0] / counts.iloc[1] < 1.3:
        return None
    first, second = counts.index[:2]
    return place.with_values(place.values.replace({first: second, second: first}))


def renamed(place: Place, _rng: Rng) -> pd.DataFrame | None:
    counts = place.values.value_counts()
    if counts.empty:
        return None
    value = counts.index[min(1, len(counts) - 1)]
    if counts[value] / counts.sum() < 0.03:
        return None
    other = f"{value.lower()} " if isinstance(value, str) else 99.0
    return place.with_values(place.values.where(place.values != value, other))


def defaulted(place: Place, rng: Rng) -> pd.DataFrame:
    default = 0.0 if place.days.kinds[place.column] == "number" else "UNKNOWN"
    return place.with_values(place.values.mask(_chosen(place, rng, 0.2), default))


def reformatted(place: Place, rng: Rng) -> pd.DataFrame:
    other = place.values.map(lambda value: f"id:{str(value).lower()}", na_action="ignore")
    return place.with_values(place.values.where(~_chosen(place, rng, 0.3), other))


def dropped(share: float) -> Change:
    return lambda place, rng: place.rows(~_chosen(place, rng, share))


def without_segment(place: Place, _rng: Rng) -> pd.DataFrame | None:
    shares = place.values.value_counts() / len(place.values)
    segments = shares[(shares >= 0.1) & (shares <= 0.6)]
    return None if segments.empty else place.rows((place.values != segments.index[0]).to_numpy())


def late(place: Place, _rng: Rng) -> pd.DataFrame | None:
    time = place.days.event_time
    if time is None:
        return None
    return place.frame.sort_values(time, kind="stable").head(int(len(place.frame) * 0.6))


def duplicated(share: float) -> Change:
    return lambda place, rng: pd.concat(
        [place.frame, place.rows(_chosen(place, rng, share))], ignore_index=True
    )


FAULTS = (
    Fault("nulls 5%", nulls(0.05)),
    Fault("nulls 20%", nulls(0.2)),
    Fault("nulls 100%", nulls(1.0)),
    Fault("unit x100", multiplied(100.0), ("number",)),
    Fault("unit x100 in 10%", multiplied(100.0, 0.1), ("number",)),
    Fault("unit x1.6", multiplied(1.609), ("number",)),
    Fault("shift by half an IQR", shifted, ("number",)),
    Fault("categories swapped", swapped, CATEGORIES),
    Fault("category renamed", renamed, CATEGORIES),
    Fault("default in 20%", defaulted, ("number", "category", "text")),
    Fault("other format in 30%", reformatted, ("category", "text")),
    Fault("rows -30%", dropped(0.3), of_table=True),
    Fault("rows -70%", dropped(0.7), of_table=True),
    Fault("missing segment", without_segment, CATEGORIES, of_table=True),
    Fault("late data 40%", late, of_table=True),
    Fault("duplicates 20%", duplicated(0.2), of_table=True),
    Fault("duplicates 100%", duplicated(1.0), of_table=True),
)


def is_effective(place: Place, frame: pd.DataFrame) -> bool:
    """Whether at least 1% of the column's values changed."""
    before, after = place.values.reset_index(drop=True), frame[place.column].reset_index(drop=True)
    differs = (before != after) & ~(before.isna() & after.isna())
    return bool(differs.mean() >= LEAST_EFFECT)


def cases(days: Days, per_fault: int) -> Iterator[Case]:
    """Up to so many days of each fault."""
    for number, fault in enumerate(FAULTS):
        candidates = [name for name in days.columns if days.kinds[name] in fault.kinds]
        rng = np.random.default_rng([7, number])
        done = 0
        for attempt in range(per_fault * TRIES_PER_FAULT):
            if done == per_fault or not candidates:
                break
            position = int(rng.integers(WARM_UP_DAYS, len(days.dates)))
            place = Place(days, position, candidates[rng.integers(len(candidates))])
            if not fault.of_table and place.values.isna().mean() > MOST_NULLS:
                continue
            frame = fault.change(place, np.random.default_rng([11, number, attempt]))
            if frame is None or len(frame) < LEAST_ROWS or not (fault.of_table or is_effective(place, frame)):
                continue
            done += 1
            yield Case(fault, place, frame)
