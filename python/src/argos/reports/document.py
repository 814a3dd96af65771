"""A report as titled rows and tables, and these as plain text or for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argos.reports.table import Table, fitted

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.table import Table as Grid
    from rich.text import Text

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
    """A report: a title, sections with tables between them, and a last line that sums up."""

    title: str
    sections: tuple[Section | Table, ...]
    summary: Row | None = None


def plain_text(document: Document) -> str:
    """The report without colours and without spaces at the end of a line."""
    return "\n".join(line.rstrip() for line in plain_lines(document))


def plain_lines(document: Document) -> Iterator[str]:
    """The report without colours, one line for each sentence: for pipes, logs and tickets."""
    yield from (document.title, "")
    for place, section in enumerate(document.sections):
        if isinstance(section, Table):
            yield from (
                *([""] if place else []),
                *("".join(text for text, _ in line) for line in fitted(section)),
                "",
            )
        else:
            yield from _plain_section(section)
    if document.summary:
        yield from ("", document.summary.text)


def _plain_section(section: Section) -> Iterator[str]:
    label = section.label
    for row in section.rows:
        mark = f"{row.mark:<{MARK_WIDTH}}" if row.mark else ""
        yield f"{label:<{LABEL_WIDTH - 2}}  {mark}{row.text}"
        label = ""
        yield from (" " * (LABEL_WIDTH + len(mark)) + detail for detail in row.details)


def for_terminal(document: Document) -> RenderableType:
    """The report in colours, wrapped under its labels."""
    from rich.console import Group
    from rich.text import Text

    shown = [
        _Fitting(one, is_first=not place) if isinstance(one, Table) else _section(one)
        for place, one in enumerate(document.sections)
    ]
    summary = [Text(), Text(document.summary.text, document.summary.style)] if document.summary else []
    return Group(Text(document.title, "bold"), Text(), *shown, *summary)


class _Fitting:
    """A table that is laid out for the width of the terminal."""

    def __init__(self, table: Table, is_first: bool) -> None:
        self._table, self._is_first = table, is_first

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        from rich.text import Text

        lines = fitted(self._table, options.max_width)
        if not self._is_first:
            yield Text()
        yield from (Text.assemble(*line, no_wrap=True, end="\n") for line in lines)
        yield Text()


def _section(section: Section) -> Grid:
    from rich.text import Text

    grid = _grid(max(LABEL_WIDTH, len(section.label) + 2))
    for position, row in enumerate(section.rows):
        grid.add_row(Text("" if position else section.label, "bold"), _body(row))
    return grid


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


def _grid(first_width: int) -> Grid:
    from rich.table import Table as Grid

    grid = Grid.grid()
    grid.add_column(width=first_width, no_wrap=True)
    grid.add_column(overflow="fold")
    return grid
