"""A threshold that people's answers move: lower where alarms were wrong, slowly back while there are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# In decades of the p-value: what a wrong alarm costs, a right one and a quiet day give back; the most of it.
WRONG, RIGHT, QUIET_DAY, FURTHEST = -0.6, 0.3, 0.005, -2.0
LEAST_ANSWERS = 3


@dataclass(frozen=True)
class Answer:
    """What a person said of an alarm of a series; `is_confirmed`: nobody contradicts it."""

    day: date
    was_right: bool
    is_confirmed: bool = True


@dataclass(frozen=True)
class Learned:
    """A factor for the p-value at which a series alarms, 1 until enough confirmed answers are known."""

    factor: float
    answers: int

    @property
    def is_used(self) -> bool:
        return self.answers >= LEAST_ANSWERS


def learned(answers: Iterable[Answer], today: date) -> Learned:
    """What the confirmed answers up to a day make of the threshold."""
    confirmed = sorted(
        (one for one in answers if one.is_confirmed and one.day <= today), key=lambda one: one.day
    )
    if len(confirmed) < LEAST_ANSWERS:
        return Learned(1.0, len(confirmed))
    decades, last = 0.0, confirmed[0].day
    for answer in confirmed:
        decades = min(0.0, decades + QUIET_DAY * (answer.day - last).days)
        decades = max(FURTHEST, min(0.0, decades + (RIGHT if answer.was_right else WRONG)))
        last = answer.day
    decades = min(0.0, decades + QUIET_DAY * (today - last).days)
    return Learned(float(10.0**decades), len(confirmed))
