"""Tables in which nothing changes but by chance, or as it always does: every alarm on them is a false one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from .days import WARM_UP_DAYS, Days

FIRST_DAY = date(2025, 1, 1)
DAYS = WARM_UP_DAYS + 250
# Where no weekday and no day of the month tells them.
HOLIDAYS = frozenset(FIRST_DAY + timedelta(days=n) for n in (20, 61, 97, 134, 170, 214, 247, 280))
CATEGORIES = np.array(list("abcdef"))
CATEGORY_SHARES = [0.5, 0.2, 0.15, 0.1, 0.04, 0.01]

# What a column is on a day: of so many rows, moved by so many of its deviations.
Column = Callable[[np.random.Generator, int, float], np.ndarray]
COLUMNS: dict[str, Column] = {
    "normal": lambda rng, rows, moved: rng.normal(10 + 2 * moved, 2, rows),
    "skewed": lambda rng, rows, moved: rng.lognormal(3 + 0.8 * moved, 0.8, rows),
    "ties": lambda rng, rows, moved: rng.poisson(3 * np.exp(0.6 * moved), rows).astype(float),
    "zeros": lambda rng, rows, moved: rng.exponential(np.exp(moved), rows) * (rng.random(rows) < 0.3),
    "category": lambda rng, rows, _: rng.choice(CATEGORIES, rows, p=CATEGORY_SHARES),
    "flag": lambda rng, rows, _: np.where(rng.random(rows) < 0.9, "yes", "no"),
    "code": lambda rng, rows, _: np.char.add("X-", rng.integers(1000, 99999, rows).astype(str)),
}
NULL_SHARES = (0.0, 0.01, 0.05, 0.3)


@dataclass(frozen=True)
class Scenario:
    """`rows` of an ordinary day; `times` and `moved` are what a day does to their number and to numbers.

    `holidays` are told to `argos sharpen`.
    """

    name: str
    rows: int = 1_000
    columns: int = 20
    times: Callable[[date], float] = lambda day: 1.0
    moved: Callable[[date], float] = lambda day: 0.0
    wandering: float = 0.0
    holidays: frozenset[date] = frozenset()

    def days(self) -> Days:
        dates = [FIRST_DAY + timedelta(days=n) for n in range(DAYS)]
        return Days(self.name, list(self._frames(dates)), dates, self.holidays)

    def _frames(self, dates: list[date]) -> Iterator[pd.DataFrame]:
        rng = np.random.default_rng(list(self.name.encode()))
        kinds = list(COLUMNS.items())
        walked = np.zeros(self.columns)
        for day in dates:
            # Half of what a column was off yesterday it is off today.
            walked = 0.5 * walked + rng.normal(0, self.wandering, self.columns)
            rows = int(rng.poisson(self.rows * self.times(day)))
            frame: dict[str, object] = {"ds": [pd.Timestamp(day)] * rows}
            for place in range(self.columns):
                kind, draw = kinds[place % len(kinds)]
                column = pd.Series(draw(rng, rows, self.moved(day) + walked[place]))
                is_null = rng.random(rows) < NULL_SHARES[place % len(NULL_SHARES)]
                frame[f"{kind}_{place}"] = column.mask(is_null)
            yield pd.DataFrame(frame)


def _weekend(day: date) -> bool:
    return day.weekday() >= 5


def _age(day: date) -> int:
    return (day - FIRST_DAY).days


SCENARIOS = (
    Scenario("50 rows", rows=50),
    Scenario("1,000 rows"),
    Scenario("20,000 rows", rows=20_000, columns=10),
    Scenario("2 columns", columns=2),
    Scenario("200 columns", rows=200, columns=200),
    Scenario(
        "a weekly cycle", times=lambda day: 0.4 if _weekend(day) else 1, moved=lambda day: 0.5 * _weekend(day)
    ),
    Scenario(
        "a monthly cycle", times=lambda day: 2 if day.day == 1 else 1, moved=lambda day: 0.5 * (day.day == 1)
    ),
    Scenario(
        "holidays",
        times=lambda day: 0.4 if day in HOLIDAYS else 1,
        moved=lambda day: 0.5 * (day in HOLIDAYS),
        holidays=HOLIDAYS,
    ),
    Scenario("a trend", times=lambda day: 1.003 ** _age(day), moved=lambda day: 0.003 * _age(day)),
    Scenario("days that wander", wandering=0.1),
)
