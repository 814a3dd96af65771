"""Labels of a file: which are none, and how alarms agree with the others."""

from __future__ import annotations

from datetime import date

import pytest

from argos.backtest.labels import accuracy_of, check_labels, read_labels
from argos.backtest.model import Label, Outcome
from argos.errors import InvalidArgumentsError

from .days import alarm, day, relation

HEADING = "relation,column,day,label\n"


def test_a_file_as_a_spreadsheet_writes_it() -> None:
    text = (
        '\ufeffDay,Label,Relation\r\n2026-01-03,"half, or less",orders\r\n\r\n2026-01-04,OK,crm.payments\r\n'
    )
    assert read_labels(text, "labels.csv") == [
        Label(2, "orders", "", date(2026, 1, 3), "half, or less"),
        Label(4, "crm.payments", "", date(2026, 1, 4), "OK"),
    ]
    assert [label.is_fault for label in read_labels(text, "labels.csv")] == [True, False]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "labels.csv has no column relation: its first line is relation,column,day,label"),
        ("relation;day;label\n", "labels.csv has no column relation: its first line is"),
        ("relation,label\norders,x\n", "labels.csv has no column day: its first line is"),
        (HEADING, "labels.csv has no label: write one a line: relation,column,day,label"),
        (HEADING + "orders,,2026-13-01,x\n", "labels.csv line 2: 2026-13-01 is no day such as 2026-01-31"),
        (HEADING + "orders,,20260131,x\n", "labels.csv line 2: 20260131 is no day such as 2026-01-31"),
        (HEADING.replace("column", "Day"), "labels.csv has two columns day: leave one of them"),
        (HEADING + "orders,,\x1b[31m,x\n", "labels.csv line 2: \\x1b[31m is no day such as 2026-01-31"),
        (HEADING + "orders,2026-01-01,x\n", "labels.csv line 2 has 3 fields, not 4"),
        (HEADING + "orders,,2026-01-01,\n", "labels.csv line 2 has no label"),
        (HEADING + '"orders,,2026-01-01,x\n', "labels.csv line 2 is no CSV: unexpected end of data"),
    ],
)
def test_what_is_no_label_is_named_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(InvalidArgumentsError) as error:
        read_labels(text, "labels.csv")
    assert str(error.value).startswith(problem)
    assert "\n" not in str(error.value)


ORDERS = relation(
    day(1, Outcome.LEARNING, judged=0),
    day(2, Outcome.FAIL, alarm(2, "amount"), alarm(2, "status")),
    day(3, Outcome.WARN, alarm(3, "")),
    day(4),
    day(5, Outcome.WARN, alarm(5, "amount")),
)


def label(number: int, column: str = "", text: str = "wrong", name: str = "orders") -> Label:
    return Label(number, name, column, date(2026, 1, number), text)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (label(2, name="order"), "labels.csv line 2: no relation is called order: this backtest has orders"),
        (
            label(2, "amuont"),
            "labels.csv line 2: orders has no column amuont: it has amount, Status",
        ),
        (
            label(9),
            "labels.csv line 9: orders has no day 2026-01-09: this backtest has days from 2026-01-01 to 2026-01-05",
        ),
    ],
)
def test_a_label_of_nothing_that_was_replayed(wrong: Label, problem: str) -> None:
    check_labels([ORDERS], [label(2), label(3, "STATUS", name="model.shop.ORDERS")], "labels.csv")
    with pytest.raises(InvalidArgumentsError) as error:
        check_labels([ORDERS], [label(1), wrong], "labels.csv")
    assert str(error.value) == problem


def test_precision_and_recall() -> None:
    missed, early = label(4), label(1)
    labels = [early, label(2, "AMOUNT"), label(3, "status"), missed, label(5, text="ok")]
    accuracy = accuracy_of([ORDERS], labels)
    assert (accuracy.right_alarms, accuracy.alarms, accuracy.precision) == (2, 4, 0.5)
    assert (accuracy.found_faults, accuracy.faults, accuracy.recall) == (2, 3, 2 / 3)
    assert (accuracy.missed, accuracy.while_learning) == ((missed,), (early,))


def test_a_label_of_another_column_is_missed() -> None:
    accuracy = accuracy_of([ORDERS], [label(2, "customer")])
    assert (accuracy.recall, accuracy.precision, accuracy.missed) == (0, 0, (label(2, "customer"),))


def test_nothing_to_divide_by() -> None:
    accuracy = accuracy_of([relation(day(4))], [label(4, text="ok")])
    assert (accuracy.precision, accuracy.recall) == (None, None)
