"""What answers to alarms make of a threshold: lower where alarms were wrong, slowly back on quiet days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

LEARNED_COLUMNS = (
    "instance_id", "element_id", "measure", "log10_shift", "confirmed_count", "trained_until", "feedback_id",
    "method_version",
)  # fmt: skip
METHOD_VERSION = "1"
# In decades of the p-value: what a wrong alarm costs, a right one and a quiet day give back; the most of it.
WRONG, RIGHT, QUIET_DAY, FURTHEST = -0.6, 0.3, 0.005, -2.0
LEAST_ANSWERS = 2


def learned_shift(answers: Mapping[date, bool], today: date) -> float:
    """Decades by which p-values of alarms must be lower; `answers`: of each day, whether it was right."""
    decades, last = 0.0, today
    for day, was_right in sorted(answers.items()):
        decades = min(0.0, decades + QUIET_DAY * max(0, (day - last).days))
        decades = max(FURTHEST, min(0.0, decades + (RIGHT if was_right else WRONG)))
        last = day
    return min(0.0, decades + QUIET_DAY * (today - last).days)


def learned_rows(words: Iterable[Mapping[str, Any]], today: date) -> list[list[Any]]:
    """A row for each series of which something was said, oldest words first, up to today.

    What a day's words contradict is no answer, and fewer than two answers move nothing: the row then says so.
    """
    said: dict[tuple[str, str, str], dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    newest = {}
    for word in words:
        series = (word["instance_id"], word["element_id"], word["measure"])
        said[series][word["profile_day"]].add(word["verdict"])
        newest[series] = word["feedback_id"]
    rows = []
    for series, days in sorted(said.items()):
        answers = {day: verdicts == {"RIGHT"} for day, verdicts in days.items() if len(verdicts) == 1}
        shift = learned_shift(answers, today) if len(answers) >= LEAST_ANSWERS else 0.0
        rows.append([*series, round(shift, 3), len(answers), str(today), newest[series], METHOD_VERSION])
    return rows
