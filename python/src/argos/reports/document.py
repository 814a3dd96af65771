"""A report as titled rows, and the rows as plain text or for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

LABEL_WIDTH = 14
MARK_WIDTH = 6

GOOD, BAD, DOUBTFUL, QUIET = "green", "bold red", "yellow", "dim"


@dataclass(frozen=True)
class Row:
    """One row: a mark such as FAIL before it, sentences below it."""

    text: str
    mark: str = ""
    style: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Rows under one label."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Document:
    """A report: a title, sections, and a last line that sums up."""

    title: str
    sections: tuple[Section, ...]
    summary: Row | None = None


def plain_lines(document: Document) -> Iterator[str]:
    """The report without colours, one line for each sentence: for pipes, logs and tickets."""
    yield from (document.title, "")
    for section in document.sections:
        label = section.label
        for row in section.rows:
            mark = f"{row.mark:<{MARK_WIDTH}}" if row.mark else ""
            yield f"{label:<{LABEL_WIDTH}}{mark}{row.text}"
            label = ""
            yield from (" " * (LABEL_WIDTH + len(mark)) + detail for detail in row.details)
    if document.summary:
        yield from ("", document.summary.text)


def for_terminal(document: Document) -> RenderableType:
    """The report in colours, wrapped under its labels."""
    from rich.console import Group
    from rich.text import Text

    grid = _grid(LABEL_WIDTH)
    for section in document.sections:
        for position, row in enumerate(section.rows):
            grid.add_row(Text("" if position else section.label, "bold"), _body(row))
    summary = [Text(), Text(document.summary.text, document.summary.style)] if document.summary else []
    return Group(Text(document.title, "bold"), Text(), grid, *summary)


def _body(row: Row) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    text = Group(
        Text(row.text, "" if row.mark else row.style), *(Text(detail, QUIET) for detail in row.details)
    )
    if not row.mark:
        return text
    marked = _grid(MARK_WIDTH)
    marked.add_row(Text(row.mark, row.style), text)
    return marked


def _grid(first_width: int) -> Table:
    from rich.table import Table

    grid = Table.grid()
    grid.add_column(width=first_width, no_wrap=True)
    grid.add_column(overflow="fold")
    return grid
