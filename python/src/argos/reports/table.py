"""A table of one line a row, laid out for a width: what matters least is left out first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

GAP = "  "
HEADING_STYLE, LEFT_OUT_STYLE = "bold", "dim"

Line = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column: how wide it may and must be, and its rank; the greatest rank is left out first, 0 never."""

    heading: str
    rank: int = 0
    widest: int = 20
    narrowest: int = 20
    is_right: bool = False
    style: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells, a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def fitted(table: Table, width: int | None = None) -> Iterator[Line]:
    """The lines as parts with a style; a last one says what the width had no place for."""
    from rich.cells import cell_len

    shown = list(range(len(table.columns)))
    natural = [
        min(column.widest, max(map(cell_len, (column.heading, *(row[place] for row in table.rows)))))
        for place, column in enumerate(table.columns)
    ]
    widths = _widths(table, natural, shown, width)
    while width and _total(widths) > width and (rank := max(table.columns[place].rank for place in shown)):
        shown = [place for place in shown if table.columns[place].rank < rank]
        widths = _widths(table, natural, shown, width)
    headings = tuple(column.heading for column in table.columns)
    yield _line(table, headings, widths, HEADING_STYLE)
    for row in table.rows:
        yield _line(table, row, widths)
    if left_out := [headings[place] for place in range(len(headings)) if place not in shown]:
        yield ((f"no place for {', '.join(left_out)}", LEFT_OUT_STYLE),)


def _widths(table: Table, natural: Sequence[int], shown: Sequence[int], width: int | None) -> dict[int, int]:
    """The natural widths, those that may shrink being shrunk as far as needed, the first one last."""
    widths = {place: natural[place] for place in shown}
    for place in reversed(shown):
        excess = _total(widths) - width if width else 0
        least = min(natural[place], table.columns[place].narrowest)
        widths[place] -= max(0, min(excess, natural[place] - least))
    return widths


def _total(widths: Mapping[int, int]) -> int:
    return sum(widths.values()) + len(GAP) * (len(widths) - 1)


def _line(table: Table, cells: Sequence[str], widths: dict[int, int], style: str | None = None) -> Line:
    parts = [
        (_cell(cells[place], width, table.columns[place].is_right), style or table.columns[place].style)
        for place, width in widths.items()
    ]
    gaps = [(GAP, "")] * len(parts)
    return tuple(part for pair in zip(parts, gaps, strict=True) for part in pair)[:-1]


def _cell(text: str, width: int, is_right: bool) -> str:
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    padding = " " * (width - cell_len(text))
    return padding + text if is_right else text + padding
