"""The history of a series as inline SVG: the expected band, the values, and the alarms on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from argos.drift.model import Day, Series
from argos.reports.drift_words import measure_of, shown_band, shown_measure
from argos.reports.markup import Markup, tag

WIDTH, HEIGHT, LEFT, MARGIN = 320.0, 96.0, 4.0, 8.0
ALARMS = {"FAIL": "critical", "DEFER": "critical", "WARN": "warn", "INFO": "info"}


@dataclass(frozen=True)
class _Scale:
    """Where a day and a value stand in the figure."""

    first: date
    last: date
    low: float
    high: float

    @property
    def step(self) -> float:
        """The width of a day."""
        return (WIDTH - 2 * LEFT) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        """The middle of a day."""
        return LEFT + self.step * ((day - self.first).days + 0.5)

    def y(self, value: float) -> float:
        """Upside down, as SVG counts; in units of the greatest, as a range may exceed any number."""
        unit = max(abs(self.low), abs(self.high)) or 1.0
        share = (value / unit - self.low / unit) / ((self.high / unit - self.low / unit) or 1.0)
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (share if self.low < self.high else 0.5)


def trend_figure(series: Series) -> Markup:
    """The days of a series; nothing where it has no value."""
    days = [day for day in series.days if day.value is not None]
    if not days:
        return Markup()
    known = [
        one for day in days for one in (day.value, day.expected_low, day.expected_high) if one is not None
    ]
    scale = _Scale(days[0].day, days[-1].day, min(known), max(known))
    title = f"{measure_of(series)} of {series.label}: {_said(series.measure, days[-1])}"
    drawn = tag(
        "svg",
        tag("title", title),
        *_band(days, scale),
        tag("polyline", class_="line", points=_points(days, scale)),
        *_dots(series.measure, days, scale),
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        role="img",
        aria_label=title,
    )
    ends = dict.fromkeys((scale.first.isoformat(), scale.last.isoformat()))
    low, high = shown_measure(series.measure, scale.low), shown_measure(series.measure, scale.high)
    span = (f"{low} to {high}",)
    caption = (*list(ends)[:1], *(span if scale.low < scale.high else ()), *list(ends)[1:])
    return tag("figure", drawn, tag("figcaption", *(tag("span", text) for text in caption)), class_="trend")


def _said(measure: str, day: Day) -> str:
    band = shown_band(measure, day.expected_low, day.expected_high)
    expected = f", expected {band}" if day.expected_low is not None else ""
    return f"{shown_measure(measure, day.value)} on {day.day.isoformat()}{expected}"


def _band(days: Sequence[Day], scale: _Scale) -> Iterator[Markup]:
    """A strip for each day that was judged: what would have been normal."""
    for day in days:
        if day.expected_low is not None and day.expected_high is not None:
            top, bottom = scale.y(day.expected_high), scale.y(day.expected_low)
            yield tag(
                "rect",
                class_="band",
                x=f"{scale.x(day.day) - scale.step / 2:.5g}",
                y=f"{top:.5g}",
                width=f"{scale.step:.5g}",
                height=f"{max(bottom - top, 1):.5g}",
            )


def _points(days: Sequence[Day], scale: _Scale) -> str:
    return " ".join(
        f"{scale.x(day.day):.5g},{scale.y(day.value):.5g}" for day in days if day.value is not None
    )


def _dots(measure: str, days: Sequence[Day], scale: _Scale) -> Iterator[Markup]:
    """A small one for each day, a large one for an alarm; each says its day, value and what was expected."""
    for day in days:
        kind = ALARMS.get(day.decision or "", "")
        if day.value is not None:
            yield tag(
                "circle",
                tag("title", _said(measure, day)),
                class_=f"dot {kind}".rstrip(),
                cx=f"{scale.x(day.day):.5g}",
                cy=f"{scale.y(day.value):.5g}",
                r="4.5" if kind in ("critical", "warn") else "1.6",
            )
