"""The page of a profile: one file, every name escaped, and every column a card."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from argos.profiler.model import ProfileReport
from argos.reports.markup import Markup, joined, tag
from argos.reports.profile_page import profile_page

from ..facts import column, frequent, ordered, relation
from ..profiles import HOSTILE, orders, profile

VOID = {"meta", "link"}
KNOWN = {
    "html", "head", "meta", "title", "link", "style", "body", "header", "p", "h1", "h2", "h3", "dl", "div", "dt",
    "dd", "ul", "ol", "li", "details", "summary", "nav", "a", "main", "article", "section", "figure", "figcaption",
    "span", "code", "svg", "rect", "line",
}  # fmt: skip


class Page(HTMLParser):
    """What a browser would see: the elements, their texts, and whether each one ends."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((name, dict(attributes)))
        if name not in VOID:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.found if found == name]

    def said_in(self, name: str) -> list[str]:
        return [text for element, text in self.texts if element == name]


def page(report: ProfileReport) -> Page:
    parsed = Page(profile_page(report))
    assert parsed.open == [], "every element ends"
    assert {name for name, _ in parsed.found} <= KNOWN
    return parsed


def test_each_column_is_a_card() -> None:
    made = page(profile(*orders()))
    assert made.said_in("h1") == ["orders"]
    assert made.said_in("h2") == ["amount", "status", "gift", "day", "paid_at", "hour", "lines", "unknown"]
    assert [card["id"] for card in made.of("article")] == [f"column-{place}" for place in range(1, 9)]
    assert len(made.of("svg")) == 4
    assert "A{4}" in made.said_in("code")
    assert "A{3}-9{3}" in made.said_in("code")
    assert "00000000000000a0" in made.said_in("code")
    assert "skipped: counted only" in made.said_in("li")
    assert "250 of 1,000 rows" in made.said_in("span")


def test_it_needs_nothing_but_itself() -> None:
    text = profile_page(profile(*orders()))
    assert not re.search(r"https?:|src=|@import|url\(|<script", text)
    assert [link["href"] for link in Page(text).of("link")] == ["data:,"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_wherever_it_stands(name: str) -> None:
    patterns = f"[[{json.dumps(name)}, 3]]"
    rows = (
        ordered(name, 1, "number", [1, 2, 3], data_type=name, notes=f'{{{json.dumps(name)}: {json.dumps(name)}}}', profile_hash=name),
        column(f"{name}2", 2, "text", topk_patterns=patterns, topk_values_hashed=patterns, min_value=name),
    )  # fmt: skip
    made = page(profile(relation(3), *rows))
    assert len(made.of("article")) == 2
    assert [attributes["title"] for attributes in made.of("h2")] == made.said_in("h2")
    assert all(heading.isprintable() for heading in made.said_in("h2"))


def test_a_picture_says_what_it_shows() -> None:
    made = page(profile(ordered("amount", 1, "number", range(101))))
    said = "Histogram of amount: from 0 to 100, median 50"
    [drawn] = made.of("svg")
    assert (drawn["role"], drawn["aria-label"]) == ("img", said)
    assert said in made.said_in("title")
    assert any(re.fullmatch(r"0 to 3\.333: 3\.\d%", text) for text in made.said_in("title"))


def test_a_constant_is_one_bar() -> None:
    made = page(profile(ordered("rate", 1, "number", [7.0, 7.0])))
    assert len(made.of("rect")) == 1
    assert "always 7" in made.said_in("span")
    assert "7: 100%" in made.said_in("title")


def test_a_value_that_occurs_once_is_not_frequent() -> None:
    made = page(profile(frequent("key", 1, "text", [1, 1, 1])))
    assert ("no value occurs twice" in made.said_in("p"), made.said_in("code")) == (True, ["-"])
    made = page(profile(frequent("city", 1, "text", [5, 2, 1])))
    assert made.said_in("code")[:-1] == ["00000000000000a0", "00000000000000a1"]


def test_the_drawing_stays_within_its_frame() -> None:
    for values in ([-1.7e308, 0.0, 1.7e308], [0.0, 5e-324], [1e16, 1e16 + 2]):
        for bar in page(profile(ordered("a", 1, "number", values))).of("rect"):
            assert 0 <= float(bar["x"] or "") <= 300
            assert 0 <= float(bar["height"] or "") <= 72


def test_nothing_known_at_all() -> None:
    made = page(
        profile(relation(None), *(column(f"c{family}", 1, family) for family in ("number", "text", "other")))
    )
    assert made.of("svg") == []
    assert "- NULL" in made.said_in("span")
    assert set(made.said_in("dd")[:3]) == {"-"}


def test_many_columns_have_an_index() -> None:
    made = page(profile(relation(1), *(column(f"c{place}", place, "number") for place in range(1, 501))))
    assert len(made.of("article")) == 500
    assert [link["href"] for link in made.of("a")] == [f"#{card['id']}" for card in made.of("article")]
    assert page(profile(relation(1), column("only", 1, "number"))).of("a") == []


def test_markup_escapes_all_but_itself() -> None:
    inner = tag("b", "1 < 2")
    assert tag("p", inner, ' & "', class_='a"b', aria_label=None) == Markup(
        '<p class="a&quot;b"><b>1 &lt; 2</b> &amp; &quot;</p>'
    )
    assert joined("<", tag("meta", charset="utf-8")) == '&lt;<meta charset="utf-8">'
