"""Labels of days, as a person keeps them in a CSV file, and how well the alarms agree with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from argos.backtest.model import Accuracy, Alarm, Day, Label, Outcome, Relation
from argos.errors import InvalidArgumentsError
from argos.reports.words import listed, printable

NEEDED = ("relation", "day", "label")
OPTIONAL = "column"


def read_labels(text: str, file: str) -> list[Label]:
    """The labels of a CSV file; InvalidArgumentsError names the line that is none."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        heading = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in NEEDED if name not in heading]:
            raise InvalidArgumentsError(
                f"{file} has no column {missing[0]}", "its first line is relation,column,day,label"
            )
        if repeated := [name for name in (*NEEDED, OPTIONAL) if heading.count(name) > 1]:
            raise InvalidArgumentsError(f"{file} has two columns {repeated[0]}", "leave one of them")
        labels = list(_labels(reader, heading, file))
    except csv.Error as error:
        raise InvalidArgumentsError(f"{file} line {reader.line_num} is no CSV: {error}") from error
    if not labels:
        raise InvalidArgumentsError(f"{file} has no label", "write one a line: relation,column,day,label")
    return labels


def _labels(reader: Iterator[list[str]], heading: list[str], file: str) -> Iterator[Label]:
    for cells in reader:
        line = reader.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            raise InvalidArgumentsError(f"{file} line {line} has {len(cells)} fields, not {len(heading)}")
        values = dict(zip(heading, (cell.strip() for cell in cells), strict=True))
        if empty := [name for name in NEEDED if not values[name]]:
            raise InvalidArgumentsError(f"{file} line {line} has no {empty[0]}")
        try:
            # Python reads 20260131 and 2026-W05-6 as well, which a typing error may make of another day.
            day = datetime.strptime(values["day"], "%Y-%m-%d").date()
        except ValueError as error:
            raise InvalidArgumentsError(
                f"{file} line {line}: {printable(values['day'])} is no day such as 2026-01-31"
            ) from error
        yield Label(line, values["relation"], values.get(OPTIONAL, ""), day, values["label"])


def check_labels(relations: Sequence[Relation], labels: Sequence[Label], file: str) -> None:
    """InvalidArgumentsError for the first label whose relation, column or day was not replayed."""
    for label in labels:
        place, name = f"{file} line {label.line}", printable(label.relation)
        relation = _relation(relations, label)
        if relation is None:
            names = listed([one.name for one in relations])
            raise InvalidArgumentsError(
                f"{place}: no relation is called {name}", f"this backtest has {names}"
            )
        if label.column and label.column.lower() not in [column.lower() for column in relation.columns]:
            raise InvalidArgumentsError(
                f"{place}: {name} has no column {printable(label.column)}",
                f"it has {listed([printable(column) for column in relation.columns])}",
            )
        if _day(relation, label) is None:
            first, last = relation.days[0].day, relation.days[-1].day
            raise InvalidArgumentsError(
                f"{place}: {name} has no day {label.day}", f"this backtest has days from {first} to {last}"
            )


def accuracy_of(relations: Sequence[Relation], labels: Sequence[Label]) -> Accuracy:
    """Whether each alarm meets a label of its day, and each label an alarm."""
    alarms = [alarm for relation in relations for day in relation.days for alarm in day.alarms]
    faults = [(label, _day_of(relations, label)) for label in labels if label.is_fault]
    met = {id(alarm) for label, day in faults for alarm in day.alarms if _meets(alarm, label)}
    judged = [(label, day) for label, day in faults if day.outcome is not Outcome.LEARNING]
    missed = [label for label, day in judged if not any(_meets(alarm, label) for alarm in day.alarms)]
    found = len(judged) - len(missed)
    return Accuracy(
        alarms=len(alarms),
        right_alarms=len(met),
        precision=len(met) / len(alarms) if alarms else None,
        faults=len(judged),
        found_faults=found,
        recall=found / len(judged) if judged else None,
        missed=tuple(missed),
        while_learning=tuple(label for label, day in faults if day.outcome is Outcome.LEARNING),
    )


def _meets(alarm: Alarm, label: Label) -> bool:
    """An alarm of the relation itself tells of any of its columns, and a label without a column likewise."""
    return not alarm.column or not label.column or alarm.column.lower() == label.column.lower()


def _relation(relations: Sequence[Relation], label: Label) -> Relation | None:
    wanted = label.relation.lower()
    found = [one for one in relations if wanted in (one.name.lower(), one.instance_id.lower())]
    return found[0] if found else None


def _day(relation: Relation, label: Label) -> Day | None:
    return next((day for day in relation.days if day.day == label.day), None)


def _day_of(relations: Sequence[Relation], label: Label) -> Day:
    relation = _relation(relations, label)
    day = _day(relation, label) if relation else None
    if day is None:
        raise LookupError(f"label of line {label.line} was not checked")
    return day
