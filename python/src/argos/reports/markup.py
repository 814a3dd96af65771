"""HTML by functions: a text is escaped by being put into an element, so that none can be forgotten."""

from __future__ import annotations

from html import escape

from argos.reports.words import printable

WITHOUT_END = frozenset({"meta", "link"})


class Markup(str):
    """Text that is HTML already; every other text is escaped."""


def tag(name: str, /, *children: str, **attributes: str | None) -> Markup:
    """An element; `class_` is class, `aria_label` aria-label, and an attribute that is None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(printable(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    end = "" if name in WITHOUT_END else f"{joined(*children)}</{name}>"
    return Markup(f"<{name}{given}>{end}")


def joined(*children: str) -> Markup:
    """Texts and elements one after the other."""
    return Markup(
        "".join(child if isinstance(child, Markup) else escape(printable(child)) for child in children)
    )
