"""A page of HTML that needs nothing but itself: no script, no font, no picture."""

from __future__ import annotations

from argos.reports.markup import Markup, tag
from argos.reports.page_style import STYLE

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(title: str, *parts: Markup) -> str:
    """The document around some parts."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        tag("style", STYLE),
    )
    return f"<!doctype html>\n{tag('html', head, tag('body', *parts), lang='en')}"
