"""Numbers and names as a sentence has them."""

from __future__ import annotations

from collections.abc import Sequence

NAMED = 3


def counted(number: int, noun: str) -> str:
    """`1 view`, `2 views`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(names: Sequence[str], limit: int = NAMED) -> str:
    """The first names, and how many more there are."""
    more = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {more:,} more" if more > 0 else "")


def short_name(unique_id: str) -> str:
    """`orders` of `model.shop.orders`."""
    return ".".join(unique_id.split(".")[2:]) or unique_id


def printable(text: str) -> str:
    """A text on one line, whatever is in it: what moves a cursor or turns text around is spelt out."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
