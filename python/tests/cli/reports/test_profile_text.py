"""A profile as people read it on the console."""

from __future__ import annotations

from datetime import datetime

import pytest
from rich.console import Console

from argos.profiler.model import Previous, ProfileKey
from argos.reports.document import for_terminal, plain_text
from argos.reports.profile_document import LEGEND, profile_document
from argos.reports.table import Column, Table, fitted
from argos.reports.values import (
    bound_in_full,
    shown_bound,
    shown_number,
    shown_rate,
    shown_shape,
    shown_span,
    shown_value,
)

from ..builders import MORNING
from ..facts import column, relation
from ..profiles import HOSTILE, orders, profile

YESTERDAY = Previous(
    "run-8", None, datetime(2026, 1, 8, 6), datetime(2026, 1, 8, 6), ("gift",), ("vat", "fee")
)


def test_every_family_in_its_line() -> None:
    assert plain_text(profile_document(profile(*orders(), previous=YESTERDAY))).splitlines() == [
        "shop.main.orders: 1,000 rows, 999 distinct, 99.8% occur once",
        "",
        "node          model.shop.orders",
        "profiled      2026-01-09 06:00 UTC, 3 hours ago, by dbt build, run run-9",
        "loaded        2026-01-09 05:00 UTC, 1 hour ago when profiled",
        "previous      2026-01-08 06:00 UTC, 1 day ago; since then added gift and removed vat, fee",
        "",
        "column   type           null  distinct  rate               min               p50               max              mean  histogram",
        "amount   DECIMAL(10,2)    0%     1,000  100%                 0             2,500             9,980             3,328  █▄▃▃▃▂▂▂▂▂",
        "status   VARCHAR          0%         3  0.3%             len 4                 -             len 9                 -  █▃▂",
        "gift     BOOLEAN          0%         2  0.2%                 -                 -                 -                 -  █▂",
        "day      DATE             0%       100  100%        2025-10-01        2025-11-20        2026-01-08        2025-11-19  ▇▇▇▇▇█▇▇▇▇",
        "paid_at  TIMESTAMP        0%       120  100%  2026-01-08 22:00  2026-01-08 23:00  2026-01-08 23:59  2026-01-08 22:59  ▇▇▇▇▇█▇▇▇▇",
        "hour     TIME             0%       144  100%          00:00:00          12:00:00          23:50:00          11:55:00  ██████████",
        "lines    INTEGER[]       25%         -     -                 -                 -                 -                 -  -",
        "unknown  number            -         -     -                 -                 -                 -                 -  -",
        "",
        "notes         distinct_count: exact (amount, status, gift and 3 more)",
        "              bounds: withheld: text (status, gift)",
        "              skipped: counted only (lines)",
        "",
        LEGEND,
    ]


def test_nothing_known_at_all() -> None:
    lines = plain_text(profile_document(profile())).splitlines()
    assert lines[0] == "shop.main.orders: number of rows unknown"
    assert "previous      no earlier profile" in lines


def test_a_note_on_all_columns_is_one_line() -> None:
    notes = '{"distinct_count": "exact"}'
    rows = (column(name, place, "number", notes=notes) for place, name in enumerate("abcdef", 1))
    assert "distinct_count: exact (6 columns)" in plain_text(profile_document(profile(*rows)))


def test_a_partition_and_another_one_before() -> None:
    key = ProfileKey("run-9", "2026-01-08", datetime(2026, 1, 9), MORNING)
    before = Previous("run-8", "2026-01-07", MORNING, MORNING, (), ())
    text = plain_text(profile_document(profile(relation(1), previous=before, key=key)))
    assert "shop.main.orders: 1 row\n" in text
    assert "partition     2026-01-08, which ends at 2026-01-09 00:00 UTC\n" in text
    assert "3 hours ago, partition 2026-01-07, with the same columns\n" in text


def test_timestamps_over_months_are_days() -> None:
    bounds = {"min_value": "2024-04-08 13:47:00.000000", "max_value": "2026-01-08 23:59:00.000000"}
    text = plain_text(profile_document(profile(column("at", 1, "timestamp", **bounds))))
    assert "  2024-04-08    -  2026-01-08  " in text


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_terminal_never_wraps_the_table(width: int) -> None:
    hostile = (column(name, place, "text", data_type="VARCHAR") for place, name in enumerate(HOSTILE, 9))
    console = Console(width=width, force_terminal=False)
    with console.capture() as capture:
        console.print(for_terminal(profile_document(profile(*orders(), *hostile))))
    lines = capture.get().splitlines()
    heading = next(place for place, line in enumerate(lines) if line.startswith("column"))
    assert all(len(line.rstrip()) <= width for line in lines)
    last = lines[heading + len(orders()) + len(HOSTILE)]
    assert last.startswith("no place for") == (width < 140)
    assert "[red]a[/red]" in capture.get()
    assert "\x1b" not in capture.get()
    assert lines[heading].split()[0] == "column"
    assert lines[heading].split()[-1] == "histogram"


NARROW = Table(
    (Column("name", narrowest=4), Column("first", rank=1), Column("second", rank=2), Column("also", rank=2)),
    (("abcdefgh", "1", "2", "3"),),
)


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (None, ["name      first  second  also", "abcdefgh  1      2       3   "]),
        (30, ["name      first  second  also", "abcdefgh  1      2       3   "]),
        (26, ["name   first  second  also", "abcd…  1      2       3   "]),
        (24, ["name      first", "abcdefgh  1    ", "no place for second, also"]),
        (8, ["name    ", "abcdefgh", "no place for first, second, also"]),
        (3, ["name", "abc…", "no place for first, second, also"]),
    ],
)
def test_what_matters_least_is_left_out_first(width: int | None, lines: list[str]) -> None:
    assert ["".join(text for text, _ in line) for line in fitted(NARROW, width)] == lines


def test_wide_characters_count_as_two() -> None:
    table = Table((Column("n", widest=5, narrowest=5), Column("x")), (("列列列列", "1"), ("ab", "2")))
    assert ["".join(text for text, _ in line) for line in fitted(table)][1:] == ["列列…  1", "ab     2"]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (None, "-"),
        (0, "0"),
        (2.0, "2"),
        (0.12345, "0.1235"),
        (-12.3456, "-12.35"),
        (1234.5, "1,234"),
        (9_999_999, "9,999,999"),
        (27_468_511, "27.47M"),
        (-4_253_757_262, "-4.254B"),
        (2e12, "2T"),
        (1e15, "1e+15"),
        (1e300, "1e+300"),
        (0.00001, "1e-05"),
    ],
)
def test_numbers_are_short(number: float | None, shown: str) -> None:
    assert shown_number(number) == shown


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        (None, "-"), (0, "0%"), (1, "100%"), (0.5, "50%"), (0.123, "12.3%"), (0.0004, "<0.1%"), (0.9999, ">99.9%"), (-0.00001, "0%"),
    ],
)  # fmt: skip
def test_a_rate_is_0_or_100_only_if_it_is(rate: float | None, shown: str) -> None:
    assert shown_rate(rate) == shown


def test_values_and_spans_by_family() -> None:
    assert shown_value("date", 20462) == "2026-01-09"
    assert shown_value("date", 1e9) == "1B"
    assert shown_value("time", 3661.5) == "01:01:01"
    assert shown_value("timestamp", 1767938400) == "2026-01-09 06:00"
    assert shown_span("date", 12.25) == "12.2 days"
    assert shown_span("timestamp", 90) == "1 minute"
    assert shown_span("number", 90) == "90"
    assert shown_bound("number", "1e500") == "inf"
    assert shown_bound("number", "some") == "some"
    assert shown_bound("time", "01:02:03.5") == "01:02:03"


@pytest.mark.parametrize(
    ("family", "text", "shown"),
    [
        ("number", "38749", "38,749"),
        ("number", "-1234567.00890", "-1,234,567.00890"),
        (
            "number",
            "12345678901234567890123456789012345678",
            "12,345,678,901,234,567,890,123,456,789,012,345,678",
        ),
        ("number", "1e+200", "1e+200"),
        ("number", "nan", "nan"),
        ("timestamp", "2026-01-01 00:00:02.000000", "2026-01-01 00:00:02"),
        ("date", None, "-"),
    ],
)
def test_a_bound_keeps_all_its_digits(family: str, text: str | None, shown: str) -> None:
    assert bound_in_full(family, text) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("AAA-999", "A{3}-9{3}"), ("Aaaa a9", "Aa{3} a9"), ("---", "---"), ("", ""), ("AAaa99", "A{2}a{2}9{2}")],
)
def test_shapes_in_short(raw: str, shown: str) -> None:
    assert shown_shape(raw) == shown
