"""Distributions as inline SVG and as bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from argos.profiler.histogram import Histogram, histogram
from argos.profiler.model import ColumnProfile, Frequency
from argos.reports.markup import Markup, tag
from argos.reports.values import shown_rate, shown_value
from argos.reports.words import counted

BINS, FEWEST = 30, 9
WIDTH, HEIGHT, GAP = 300.0, 72.0, 1.0
FIRST = 6


def histogram_figure(column: ColumnProfile, quantiles: Sequence[float]) -> Markup:
    """Bars over equal ranges from the least to the greatest value, and a line at the median."""
    shape = histogram(quantiles, BINS)
    family, median = column.type_family, quantiles[len(quantiles) // 2]
    said = (shown_value(family, shape.low), shown_value(family, median), shown_value(family, shape.high))
    title = f"Histogram of {column.element_id}: from {said[0]} to {said[2]}, median {said[1]}"
    drawn = tag(
        "svg",
        tag("title", title),
        *_bars(shape, family),
        tag("line", class_="axis", x1="0", x2=f"{WIDTH:g}", y1=f"{HEIGHT:g}", y2=f"{HEIGHT:g}"),
        _median(shape, median),
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        preserveAspectRatio="none",
        role="img",
        aria_label=title,
    )
    ends = (said[0], f"median {said[1]}", said[2]) if shape.low < shape.high else (f"always {said[0]}",)
    return tag("figure", drawn, tag("figcaption", *(tag("span", text) for text in ends)))


def _bars(shape: Histogram, family: str) -> list[Markup]:
    width = WIDTH / max(len(shape.shares), FEWEST)
    left = 0.0 if len(shape.shares) > 1 else (WIDTH - width) / 2
    return [
        tag(
            "rect",
            tag("title", _of_bin(shape, position, family)),
            x=f"{left + position * width + GAP / 2:.4g}",
            y=f"{HEIGHT * (1 - share / max(shape.shares)):.4g}",
            width=f"{width - GAP:.4g}",
            height=f"{HEIGHT * share / max(shape.shares):.4g}",
        )
        for position, share in enumerate(shape.shares)
        if share > 0
    ]


def _of_bin(shape: Histogram, position: int, family: str) -> str:
    ends = (shown_value(family, shape.edge(position)), shown_value(family, shape.edge(position + 1)))
    return f"{' to '.join(dict.fromkeys(ends))}: {shown_rate(shape.shares[position])}"


def _median(shape: Histogram, median: float) -> Markup:
    if shape.low == shape.high:
        return Markup()
    unit = max(abs(shape.low), abs(shape.high))
    place = WIDTH * (median / unit - shape.low / unit) / (shape.high / unit - shape.low / unit)
    return tag("line", x1=f"{place:.4g}", x2=f"{place:.4g}", y1="0", y2=f"{HEIGHT:g}")


def bars(heading: str, frequencies: Sequence[Frequency], shown: Callable[[str], str]) -> Markup:
    """The most frequent as bars of their share, all but the first ones folded."""
    first, rest = [[_bar(one, shown) for one in part] for part in (frequencies[:FIRST], frequencies[FIRST:])]
    folded = tag("details", tag("summary", f"{len(rest):,} more"), tag("ol", *rest)) if rest else Markup()
    return tag("section", tag("h3", heading), tag("ol", *first), folded, class_="bars")


def _bar(one: Frequency, shown: Callable[[str], str]) -> Markup:
    share = f"{one.count:,}" if one.rate is None else f"{one.count:,} · {shown_rate(one.rate)}"
    label = tag("div", tag("code", shown(one.value)), tag("span", share), class_="label")
    return tag("li", label, track(one.rate))


def track(rate: float | None) -> Markup:
    """A bar that is filled up to a share."""
    filled = f"width: {100 * min(max(rate or 0.0, 0.0), 1.0):.4g}%"
    return tag("div", tag("span", style=filled) if rate else Markup(), class_="track", aria_hidden="true")


def nulls(column: ColumnProfile) -> Markup:
    """The share of NULLs, as a sentence and as a bar."""
    counts = ""
    if column.null_count is not None and column.eval_count is not None:
        counts = f"{column.null_count:,} of {counted(column.eval_count, 'row')}"
    label = tag(
        "div", tag("span", f"{shown_rate(column.null_rate)} NULL"), tag("span", counts), class_="label"
    )
    return tag("div", label, track(column.null_rate), class_="nulls")
