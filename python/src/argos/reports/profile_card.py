"""One column of a profile as a card of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argos.profiler.model import ORDERED, ColumnProfile
from argos.reports.markup import Markup, joined, tag
from argos.reports.profile_figures import bars, histogram_figure, nulls
from argos.reports.profile_words import type_of
from argos.reports.values import (
    ABSENT,
    bound_in_full,
    shown_number,
    shown_rate,
    shown_shape,
    shown_span,
    shown_value,
)


def card_id(position: int) -> str:
    """The anchor of a card: a name may hold anything."""
    return f"column-{position}"


def card(column: ColumnProfile, position: int) -> Markup:
    """What is known of a column, and a dash for what is not."""
    family = "" if column.type_family == type_of(column).lower() else f" · {column.type_family}"
    return tag(
        "article",
        tag(
            "header",
            tag("h2", column.element_id, class_="long", title=column.element_id),
            tag("p", f"{type_of(column)}{family}", class_="quiet long", title=type_of(column)),
        ),
        nulls(column),
        _figures(column),
        tag("dl", *(_measure(*one) for one in _measures(column)), class_=f"measures {column.type_family}"),
        notes(column.notes),
        class_="card",
        id=card_id(position),
    )


def notes(sentences: Mapping[str, str]) -> Markup:
    """What is approximate, withheld or left out."""
    items = (tag("li", f"{topic}: {sentence}") for topic, sentence in sentences.items())
    return tag("ul", *items, class_="notes") if sentences else Markup()


def _figures(column: ColumnProfile) -> Markup:
    figures = []
    if column.quantiles:
        figures.append(histogram_figure(column, column.quantiles))
    if column.topk_patterns:
        figures.append(bars("shapes", column.topk_patterns, shown_shape))
    if repeated := [one for one in column.topk_values_hashed or () if one.count > 1]:
        figures.append(bars("most frequent values, hashed", repeated, str))
    elif column.topk_values_hashed:
        figures.append(tag("p", "no value occurs twice", class_="quiet"))
    return joined(*figures)


def _measures(column: ColumnProfile) -> Iterator[tuple[str, str]]:
    """The measures that make sense for the column's family, as far as they are known."""
    family = column.type_family
    if family == "other":
        return
    yield "distinct", shown_number(column.distinct_count)
    yield "distinct rate", shown_rate(column.distinct_rate)
    yield "entropy", ABSENT if column.entropy is None else f"{shown_number(column.entropy)} bits"
    if family in ORDERED:
        yield "min", bound_in_full(family, column.min_value)
        yield "max", bound_in_full(family, column.max_value)
        yield "mean", shown_value(family, column.mean)
        yield "std. deviation", shown_span(family, column.stddev)
        for name in ("p01", "p50", "p95", "p99"):
            yield name, shown_value(family, getattr(column, name))
        yield "outliers", shown_rate(column.outlier_rate)
    if family == "number":
        yield "zeros", shown_number(column.zero_count)
    if family == "text":
        yield "shortest", _length(column.length_min)
        yield "longest", _length(column.length_max)
    yield "hash of the column", column.profile_hash or ABSENT


def _length(characters: int | None) -> str:
    return ABSENT if characters is None else f"{characters:,} chars"


def _measure(label: str, value: str) -> Markup:
    shown = tag("code", value) if label.startswith("hash") else value
    return tag("div", tag("dt", label), tag("dd", shown), class_="wide" if label.startswith("hash") else None)
