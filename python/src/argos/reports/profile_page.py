"""A ProfileReport as one page of HTML that needs nothing but itself: no script, no font, no picture."""

from __future__ import annotations

from collections.abc import Iterator

from argos.profiler.model import ProfileReport
from argos.reports.markup import Markup, tag
from argos.reports.page import page
from argos.reports.profile_card import card, card_id, notes
from argos.reports.profile_words import facts_of
from argos.reports.values import ABSENT, shown_rate
from argos.reports.words import counted
from argos.times import shown_moment

INDEXED = 8


def profile_page(report: ProfileReport) -> str:
    """The relation's facts, then a card for each column."""
    cards = (card(column, position) for position, column in enumerate(report.columns, 1))
    return page(f"{_name(report)}: profile by argos", _summary(report), tag("main", *cards))


def _name(report: ProfileReport) -> str:
    return report.relation_name.rpartition(".")[2] or report.relation_name


def _summary(report: ProfileReport) -> Markup:
    figures = (tag("div", tag("dt", label), tag("dd", number)) for number, label in _figures(report))
    facts = (part for label, text in facts_of(report) for part in (tag("dt", label), tag("dd", text)))
    return tag(
        "header",
        tag("p", report.relation_name.rpartition(".")[0], class_="path"),
        tag("h1", _name(report), class_="long"),
        tag("dl", *figures, class_="figures"),
        tag("dl", *facts, class_="facts"),
        notes(report.notes),
        _index(report) if len(report.columns) > INDEXED else Markup(),
        tag("p", f"Written at {shown_moment(report.now)}. A dash is what is not known.", class_="notes"),
        class_="summary",
    )


def _figures(report: ProfileReport) -> Iterator[tuple[str, str]]:
    """The numbers that are read first, each over its label."""
    yield _count(report.row_count), "rows"
    yield _count(report.row_distinct_count), "distinct rows"
    yield shown_rate(report.row_once_rate), "of rows occur once"
    yield _count(len(report.columns)), "columns"


def _count(number: int | None) -> str:
    return ABSENT if number is None else f"{number:,}"


def _index(report: ProfileReport) -> Markup:
    """Links to the cards."""
    links = (
        tag("li", tag("a", column.element_id, href=f"#{card_id(position)}"))
        for position, column in enumerate(report.columns, 1)
    )
    return tag(
        "details",
        tag("summary", counted(len(report.columns), "column")),
        tag("nav", tag("ul", *links), aria_label="columns"),
        class_="index",
    )
