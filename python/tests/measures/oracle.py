"""What a profile must say of a column, computed in Python with exact arithmetic and without SQL."""

from __future__ import annotations

import hashlib
import json
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from .tables import Column

Fences = tuple[float, float]

EPOCH = datetime(1970, 1, 1)
POINTS = [Fraction(k, 40) for k in range(41)]
# Squares of greater numbers overflow.
GREATEST = 1e150
APPROXIMATE = {"mean", "stddev", "entropy", "outlier_rate"}
WITHHELD = ("min_value", "max_value", "mean", "stddev", "p01", "p50", "p95", "p99", "quantiles")


def utc(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def number_of(value: Any) -> float | None:
    """A value on the scale of its type: dates in days, timestamps in seconds. None if it is not finite."""
    if isinstance(value, datetime):
        return ((utc(value) - EPOCH) // timedelta(microseconds=1)) / 1e6
    if isinstance(value, date):
        return float((value - EPOCH.date()).days)
    if isinstance(value, time):
        return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    if isinstance(value, bool | str | list):
        return None
    return float(value) + 0.0 if not isinstance(value, float) or abs(value) <= GREATEST else None


def text_of(value: Any) -> str:
    """A value as argos spells it on every warehouse."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return utc(value).strftime("%Y-%m-%d %H:%M:%S.%f").rjust(26, "0")
    if isinstance(value, float) and (abs(value) < 1e15 and value == math.floor(value)):
        return str(int(value))
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    if isinstance(value, time) and value.microsecond:
        return value.isoformat().rstrip("0")
    return str(value).lower()


def text_in(column: Column) -> Callable[[Any], str]:
    """Spelling of the values of a column: the infinite ones of dates have a name of their own."""
    names = {math.inf: "infinity", -math.inf: "-infinity"} if column.family in ("date", "timestamp") else {}
    return lambda value: names[value] if isinstance(value, float) and value in names else text_of(value)


def shape_of(text: str) -> str:
    """Capitals A, digits 9, other letters and whatever is not printable ASCII a; of 60 characters."""

    def sign(character: str) -> str:
        if unicodedata.category(character) == "Lu":
            return "A"
        if character in "0123456789":
            return "9"
        return character if " " <= character <= "~" and not character.isalpha() else "a"

    return "".join(map(sign, text[:60]))


def ranked(counts: Counter[str], count: int) -> list[tuple[str, int]]:
    """The most frequent ones, and of equally frequent ones the first."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:count]


def hashed(salt: str, text: str) -> str:
    shortened = text if len(text) <= 200 else text[:136] + hashlib.sha256(text.encode()).hexdigest()
    return hashlib.sha256((salt + shortened).encode()).hexdigest()[:16]


def quantile(ordered: Sequence[float], share: Fraction) -> float:
    """The least value that at least this share of all values does not exceed."""
    return ordered[max(1, math.ceil(share * len(ordered))) - 1]


def fences_of(numbers: Sequence[float]) -> Fences | None:
    """One and a half interquartile ranges beyond the quartiles."""
    if not numbers:
        return None
    low, high = (quantile(sorted(numbers), Fraction(k, 4)) for k in (1, 3))
    return low + 1.5 * (low - high), high + 1.5 * (high - low)


def numbers_of(column: Column) -> list[float]:
    return [number for number in map(number_of, column.valid) if number is not None and math.isfinite(number)]


def is_identifier(column: Column) -> bool:
    """Whether these are numbers, whole as doubles, most of which are distinct."""
    whole = all(number == math.floor(number) for number in numbers_of(column))
    return (
        column.family == "number" and whole and 2 * len(set(map(text_of, column.valid))) > len(column.valid)
    )


def moments(numbers: Sequence[float]) -> dict[str, Any]:
    """Of the numbers as fractions, thus without an error of rounding."""
    exact = [Fraction(number) for number in numbers]
    ordered = sorted(numbers)
    if not exact:
        return dict.fromkeys(("mean", "stddev", "p01", "p50", "p95", "p99", "quantiles"))
    mean = sum(exact) / len(exact)
    squares = sum((number - mean) ** 2 for number in exact)
    shares = {"p01": Fraction(1, 100), "p50": POINTS[20], "p95": POINTS[38], "p99": Fraction(99, 100)}
    return {
        "mean": float(mean),
        "stddev": math.sqrt(squares / (len(exact) - 1)) if len(exact) > 1 else None,
        "quantiles": [quantile(ordered, point) for point in POINTS],
    } | {name: quantile(ordered, share) for name, share in shares.items()}


def entropy_of(counts: Counter[str]) -> float | None:
    total = counts.total()
    return math.fsum(-n / total * math.log2(n / total) for n in counts.values()) + 0.0 if total else None


def bounds_of(column: Column) -> dict[str, Any]:
    finite = [value for value in column.valid if not isinstance(value, float) or math.isfinite(value)]
    if column.family in ("text", "boolean") or not finite:
        return {"min_value": None, "max_value": None}
    return {"min_value": text_of(min(finite)), "max_value": text_of(max(finite))}


def lists_of(column: Column, salt: str) -> dict[str, Any]:
    """The listed values and shapes of a column, its entropy and lengths."""
    counts = Counter(map(text_in(column), column.valid))
    is_text = column.family == "text"
    shapes = Counter(map(shape_of, column.valid)) if is_text else Counter[str]()
    lengths = [len(text) for text in column.valid] if is_text else []
    return {
        "distinct_count": len(counts),
        "distinct_rate": len(counts) / len(column.valid) if column.valid else None,
        "entropy": entropy_of(counts),
        "topk_values_hashed": [[hashed(salt, v), n] for v, n in ranked(counts, 50)] or None,
        "topk_patterns": [[shape, n] for shape, n in ranked(shapes, 20)] or None,
        "length_min": min(lengths, default=None),
        "length_max": max(lengths, default=None),
    }


def expected(column: Column, salt: str, fences: Fences | None = None) -> dict[str, Any]:
    """Every fact of a column but its hash. `fences` are those of the previous profile, if it had any."""
    rows, valid = len(column.values), len(column.valid)
    counts = {"eval_count": rows, "null_count": rows - valid, "null_rate": (rows - valid) / rows if rows else None}  # fmt: skip
    if column.family == "other":
        return counts | dict.fromkeys((*lists_of(Column("", "varchar", []), salt), *WITHHELD, "outlier_rate"))
    numbers = numbers_of(column)
    beyond = fences or fences_of(numbers)
    outside = [number for number in numbers if beyond and not beyond[0] <= number <= beyond[1]]
    facts = counts | lists_of(column, salt) | bounds_of(column) | moments(numbers)
    facts["zero_count"] = numbers.count(0) if column.family == "number" else None
    facts["outlier_rate"] = len(outside) / valid if numbers else None
    return facts | (dict.fromkeys(WITHHELD) if is_identifier(column) else {})


def parsed(row: dict[str, Any]) -> dict[str, Any]:
    """A row of run_profile_result with its JSON read."""
    lists = ("quantiles", "topk_patterns", "topk_values_hashed")
    return row | {name: None if row[name] is None else json.loads(row[name]) for name in lists}


def assert_as_expected(
    row: dict[str, Any], column: Column, salt: str, fences: Fences | None = None, scale: float = 0.0
) -> None:
    """Compare every fact; `scale` is the size of the numbers where a mean may be nothing beside them."""
    facts = expected(column, salt, fences)
    found = {name: parsed(row)[name] for name in facts}
    for name in APPROXIMATE & facts.keys():
        if facts[name] is not None:
            facts[name] = pytest.approx(facts[name], rel=1e-9, abs=max(1e-12, scale * 1e-9))
    differing = {name: (found[name], facts[name]) for name in facts if found[name] != facts[name]}
    assert not differing, f"{column.name}, found and expected: {differing}"
