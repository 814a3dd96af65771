"""A table as the days it arrived in, and tables of days for dbt to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

WARM_UP_DAYS = 42
MOST_CLEAN_DAYS = 250
FEW_VALUES, MANY_VALUES = 10, 300


@dataclass(frozen=True)
class Days:
    """The rows of a table, day by day; its column `ds` is the day. `holidays` are what a user would list."""

    name: str
    frames: list[pd.DataFrame]
    dates: list[date]
    holidays: frozenset[date] = frozenset()

    @property
    def columns(self) -> list[str]:
        return [name for name in self.frames[0].columns if name != "ds"]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """time, number, code (a number of few values), category or text."""
        return {name: self._kind(name) for name in self.columns}

    def _kind(self, name: str) -> str:
        month = pd.concat([frame[name] for frame in self.frames[:30]])
        if pd.api.types.is_datetime64_any_dtype(month):
            return "time"
        if pd.api.types.is_bool_dtype(month):
            return "category"
        if pd.api.types.is_numeric_dtype(month):
            distinct = pd.concat([frame[name] for frame in self.frames]).nunique()
            return "number" if distinct > FEW_VALUES else "code"
        return "category" if month.nunique() <= MANY_VALUES else "text"

    @cached_property
    def event_time(self) -> str | None:
        """The first time that lies within its day and varies there."""
        for name in (column for column, kind in self.kinds.items() if kind == "time"):
            sample = pd.concat([frame[["ds", name]] for frame in self.frames[::7]]).dropna()
            of_day = sample[name].dt.normalize() == pd.to_datetime(sample["ds"])
            if (
                len(sample)
                and of_day.mean() > 0.99
                and (sample[name] != sample[name].dt.normalize()).mean() > 0.5
            ):
                return name
        return None

    @property
    def clean(self) -> list[int]:
        """Positions of the days on which an alarm is a false one."""
        step = max(1, (len(self.dates) - WARM_UP_DAYS) // MOST_CLEAN_DAYS)
        return list(range(WARM_UP_DAYS, len(self.dates), step))


def read(path: Path) -> Days:
    return days_of(path.stem, pd.read_parquet(path))


def days_of(name: str, table: pd.DataFrame) -> Days:
    table["ds"] = pd.to_datetime(table["ds"])
    for column in table.columns[table.dtypes == "bool"]:
        table[column] = table[column].astype(str)
    groups = list(table.groupby("ds", sort=True))
    frames = [frame.reset_index(drop=True) for _, frame in groups]
    return Days(name, frames, [day.date() for day, _ in groups])


def write(frames: Iterable[tuple[date, date, pd.DataFrame]], path: Path) -> None:
    """One table of days, each moved with its times from its own date to another."""
    moved = []
    for own, target, frame in frames:
        frame = frame.copy()
        shift = np.timedelta64((target - own).days, "D")
        for name in frame.columns[[pd.api.types.is_datetime64_any_dtype(kind) for kind in frame.dtypes]]:
            frame[name] = frame[name].astype("datetime64[us]") + shift
        moved.append(frame)
    pd.concat(moved, ignore_index=True).to_parquet(path)
