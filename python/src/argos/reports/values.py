"""Measures as people read them; what is unknown is a dash."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from argos.profiler.moments import SECONDS, moment_of
from argos.reports.words import printable
from argos.times import DAY, parse_utc, shown_seconds

ABSENT = "-"
RUN = re.compile(r"([Aa9])\1+")
LARGE, SMALL = 1e15, 1e-4
UNITS = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
EXACT = 1e7
WRITTEN_OUT = re.compile(r"-?\d+(\.\d+)?")


def shown_number(number: float | None) -> str:
    """A number in four digits, or in all that stand before its point up to ten million."""
    if number is None:
        return ABSENT
    size = abs(number)
    if size >= LARGE or 0 < size < SMALL:
        return f"{number:.3g}"
    for unit, name in UNITS if size >= EXACT else ():
        if size >= unit:
            return f"{number / unit:,.4g}{name}"
    return f"{number:,.0f}" if size >= 1000 or float(number).is_integer() else f"{number:.4g}"


def shown_hours(number: float) -> str:
    """Hours from the end of a day, negative before it, as gates tell them: of three days or more, in days."""
    span, unit = (abs(number), "h") if abs(number) < 72 else (abs(number) / 24, "days")
    return f"{shown_number(round(span, 1))} {unit} {'after' if number > 0 else 'before'}"


def shown_rate(rate: float | None) -> str:
    """A share in per cent; 0% and 100% are said only when they are exact."""
    if rate is None:
        return ABSENT
    if 0 < rate < 0.001:
        return "<0.1%"
    return ">99.9%" if 0.999 < rate < 1 else f"{100 * rate:z.1f}".removesuffix(".0") + "%"


def shown_value(family: str, number: float | None) -> str:
    """A measure of a family, which for dates and times is a moment."""
    if number is None or family not in SECONDS:
        return shown_number(number)
    moment = moment_of(family, number)
    if moment is None:
        return shown_number(number)
    if family == "date":
        return moment.date().isoformat()
    return moment.time().isoformat("seconds") if family == "time" else moment.isoformat(" ", "minutes")


def shown_bound(family: str, text: str | None) -> str:
    """A least or greatest value, which the facts hold as text, as short as shown_value."""
    if text is None:
        return ABSENT
    if family == "number":
        try:
            return shown_number(float(Decimal(text)))
        except InvalidOperation:
            return printable(text)
    moment = parse_utc(text) if family == "timestamp" else None
    return moment.isoformat(" ", "minutes") if moment else printable(text).partition(".")[0]


def bound_in_full(family: str, text: str | None) -> str:
    """A least or greatest value with all its digits, but for a fraction of zeros."""
    if text is None:
        return ABSENT
    if family == "number" and WRITTEN_OUT.fullmatch(text):
        return f"{Decimal(text):,f}"
    return printable(text).removesuffix(".000000")


def shown_span(family: str, number: float | None) -> str:
    """A standard deviation, which for dates and times is a span of time."""
    if number is None or family not in SECONDS:
        return shown_number(number)
    seconds = number * SECONDS[family]
    return f"{seconds / DAY:,.1f} days" if seconds >= DAY else shown_seconds(seconds)


def shown_shape(shape: str) -> str:
    """A raw shape such as AAA-999 in its short form: A{3}-9{3}."""
    return RUN.sub(lambda run: f"{run[1]}{{{len(run[0])}}}", printable(shape))
