"""The stored profiles of a column, day by day, as distributions to compare."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from argos.stats.distributions import NOTHING, Binned, of_lists, of_quantiles

# As the judge: a number of so few values is compared by these, and text by them while they are half of it.
MOST_DIFFERENT, LEAST_SHARE = 12, 0.5
EPOCH = date(1970, 1, 1)

Profile = Mapping[str, Any]


def compared(days: Sequence[Profile]) -> Binned:
    """The newest of some profiles of a column against those before it.

    Each has profile_day, type_family, valid_count, quantiles, topk_values_hashed, topk_patterns (JSON, None);
    those of another type than the newest are of another column.
    """
    if not days:
        return NOTHING
    today = max(days, key=lambda day: day["profile_day"])
    family = today["type_family"]
    past = [day for day in days if day is not today and day["type_family"] == family and day["valid_count"]]
    if not past or not today["valid_count"]:
        return NOTHING
    ordered = [today, *sorted(past, key=lambda day: day["profile_day"])]
    totals = [float(day["valid_count"]) for day in ordered]
    values = [_list(day["topk_values_hashed"]) for day in ordered]
    if family == "boolean" or (family == "number" and _are_few(values[1:])):
        return of_lists(values[0], values[1:], totals)
    if family == "text":
        shapes = [_list(day["topk_patterns"]) for day in ordered]
        of_values = of_lists(values[0], values[1:], totals) if _are_half(values, totals) else NOTHING
        return of_values if not of_values.is_empty else of_lists(shapes[0], shapes[1:], totals)
    quantiles = [_quantiles(day) for day in ordered]
    return of_quantiles(quantiles[0], quantiles[1:], totals)


def _list(text: str | None) -> dict[str, float]:
    return {str(value): float(count) for value, count in json.loads(text)} if text else {}


def _are_few(values: Sequence[Mapping[str, float]]) -> bool:
    different = {value for day in values for value in day}
    return 0 < len(different) <= MOST_DIFFERENT


def _are_half(values: Sequence[Mapping[str, float]], totals: Sequence[float]) -> bool:
    return sum(sum(day.values()) for day in values[1:]) >= LEAST_SHARE * sum(totals[1:]) and any(values[1:])


def _quantiles(day: Profile) -> list[float]:
    """Quantiles of a number; of a date or a moment in hours from the end of its day."""
    if not day["quantiles"]:
        return []
    points = [float("nan") if point is None else float(point) for point in json.loads(day["quantiles"])]
    number = (day["profile_day"] - EPOCH).days
    if day["type_family"] == "date":
        return [24 * (point - number) for point in points]
    if day["type_family"] == "timestamp":
        return [(point - 86400 * number) / 3600 for point in points]
    return points
