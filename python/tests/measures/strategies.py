"""Hypothesis strategies of columns and tables: the values, names and sizes that break careless SQL."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from .tables import Column

Values = st.SearchStrategy[Any]

INFINITE = [float("inf"), float("-inf")]
LAST = datetime(9999, 12, 31, 23, 59, 59, 999_999)
# Letters of later versions of Unicode than the warehouse knows have no class there.
LETTERS = st.characters(codec="utf-8", max_codepoint=0x1F9FF, exclude_categories=("Cn", "Co"))
WORDS = [
    "",
    " ",
    "\t",
    "\n",
    "\x7f",
    "'",
    '"',
    "\\",
    "{x}",
    "null",
    "NaN",
    "😀",
    "Ünï",
    "ÀB-12",
    "中文",
    "0",
    "00",
]
LENGTHS = [59, 60, 61, 199, 200, 201, 10_000]
HOSTILE_NAMES = [
    "select", "from", "null", "order", "count", "1", " ", "a b", 'a"b', "a'b", "a\\b", "a;b", "a.b", "a,b", "--", "/*", "'", '"',
    "%", "$1", "?", ":a", "Ünï", "ünï", "😀", "a" * 200, "{{ 1 }}", "{% raw %}", "{x}", "{text}", "{number}", "{finite}", "{ordinal}",
    "{v}", "{n}", "{distinct}", "{salt}", "a", "b", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "q", "r", "s", "t", "v", "x", "z",
    "ordinal", "kind", "items", "low_1", "high_1", "low", "high", "shape", "notes", "salt_value", "salt_id", "element_id", "row_count",
    "valid_count", "quantiles_state", "quantiles", "max_number", "scanned", "listed", "value_counts", "by_column", "occurrences", "c1_v",
]  # fmt: skip
TABLE_NAMES = ["select", "a b", "Ünï", "r", "scanned", "value_counts", "listed", "o'clock"]


def decimals(digits: int, scale: int) -> Values:
    greatest = 10**digits - 1
    return st.integers(-greatest, greatest).map(lambda n: Decimal(f"{n}e-{scale}"))


def texts() -> Values:
    long = st.builds(lambda letter, count, end: letter * count + end, LETTERS, st.sampled_from(LENGTHS), st.sampled_from(WORDS))  # fmt: skip
    return st.one_of(st.sampled_from(WORDS), st.text(LETTERS, max_size=8), long)


def zoned() -> Values:
    zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    inner = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=zones)
    edges = [datetime(1, 1, 1, tzinfo=UTC), LAST.replace(tzinfo=UTC), *INFINITE]
    return st.one_of(inner, st.sampled_from(edges))


def doubles() -> Values:
    edges = [float("nan"), *INFINITE, -0.0, 0.0, 5e-324, 1e15, 1e15 - 0.5, 1e16, 1e150, 1.1e150, -1.7e308]
    return st.one_of(st.sampled_from(edges), st.floats(), st.integers(-3, 3).map(float))


VALUES: dict[str, Values] = {
    "bigint": st.one_of(st.integers(-3, 3), st.integers(-(2**63), 2**63 - 1)),
    "decimal(38,0)": decimals(38, 0),
    "decimal(38,10)": decimals(38, 10),
    "decimal(6,2)": decimals(6, 2),
    "double": doubles(),
    "varchar": texts(),
    "boolean": st.booleans(),
    "date": st.one_of(st.dates(), st.sampled_from([date.min, date.max, *INFINITE])),
    "time": st.times(),
    "timestamp": st.one_of(st.datetimes(), st.sampled_from([datetime.min, LAST, *INFINITE])),
    "timestamp with time zone": zoned(),
}


@st.composite
def columns(draw: st.DrawFn, name: str, data_type: str, rows: int) -> Column:
    """Of any values, of few that are repeated, or of NULL alone."""
    values = VALUES[data_type]
    kind = draw(st.sampled_from(["any", "any", "few", "null"]))
    if kind == "few":
        values = st.sampled_from(draw(st.lists(values, min_size=1, max_size=3)))
    either = st.none() if kind == "null" else st.one_of(values, values, st.none())
    return Column(name, data_type, draw(st.lists(either, min_size=rows, max_size=rows)))


@st.composite
def tables(draw: st.DrawFn) -> list[Column]:
    """One column of each type."""
    rows = draw(st.sampled_from([0, 1, 2, 3, 8, 20]))
    return [draw(columns(f"c{n}", data_type, rows)) for n, data_type in enumerate(VALUES)]


@st.composite
def columns_named(draw: st.DrawFn, names: list[str], sizes: tuple[int, ...] = (0, 1, 4)) -> list[Column]:
    """A table of columns with these names, each of any type, and of one of these numbers of rows."""
    rows = draw(st.sampled_from(sizes))
    return [draw(columns(name, draw(st.sampled_from(list(VALUES))), rows)) for name in names]


@st.composite
def hostile_tables(draw: st.DrawFn) -> list[Column]:
    """Columns whose names are a trial; DuckDB tells them apart beyond ASCII only."""
    simple = st.text(st.sampled_from(string.printable + "äÖ😀").filter(lambda c: c not in "\r\x0b\x0c"), min_size=1, max_size=6)  # fmt: skip
    names = draw(st.lists(st.one_of(st.sampled_from(HOSTILE_NAMES), simple), min_size=1, max_size=8, unique_by=str.lower))  # fmt: skip
    return draw(columns_named(names))
