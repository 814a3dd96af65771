"""What a baseline has to be, and how far a day is from it, worked out in Python from the same facts."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean, median, quantiles, stdev
from typing import Any

Row = dict[str, Any]


def pooled(days: Iterable[Row]) -> list[float]:
    """The 41 quantiles of all days, each point of a day standing for an equal share of its values."""
    weights: Counter[float] = Counter()
    for day in days:
        for point in json.loads(day["quantiles"]):
            weights[float(point)] += day["eval_count"] - day["null_count"]
    total, reached = sum(weights.values()), 0.0
    points: list[float] = []
    for point in sorted(weights):
        reached += weights[point]
        while len(points) <= 40 and reached * 40 >= len(points) * total:
            points.append(point)
    return points


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high


def margin(values: Sequence[float]) -> float:
    low, _, high = quartiles(values)
    return 1.5 * (high - low)


def null_rate_max(days: Sequence[Row]) -> float:
    rates = [float(day["null_rate"]) for day in days]
    return min(1.0, max(rates) + margin(rates))


def distinct_range(days: Sequence[Row]) -> tuple[float, float]:
    rates = [day["distinct_rate"] for day in days]
    room = max(margin(rates), 0.01 * median(rates))
    return max(0, min(rates) - room), min(1, max(rates) + room)


def counted(days: Iterable[Row], field: str, limit: int) -> list[list[Any]]:
    counts: Counter[str] = Counter()
    for day in days:
        for entry, count in json.loads(day[field]):
            counts[entry] += count
    return [list(item) for item in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]]


def usual(figures: Sequence[float]) -> tuple[float, float, float, float]:
    low, _, high = quartiles(figures)
    return mean(figures), stdev(figures), low, high


def ks(now: Sequence[float], past: Sequence[float]) -> float:
    """The greatest gap between two step functions."""

    def share(points: Sequence[float], x: float) -> float:
        return sum(point <= x for point in points) / len(points)

    return max(abs(share(now, x) - share(past, x)) for x in {*now, *past})


def psi(now: dict[str, int], now_total: int, past: dict[str, int], past_total: int) -> float:
    """Of the values of the past and one bin for all others, half a value added to each bin."""
    pairs = [(now.get(entry, 0), count) for entry, count in past.items()]
    pairs.append((now_total - sum(count for count, _ in pairs), past_total - sum(past.values())))
    bins, distance = len(pairs), 0.0
    for today, before in pairs:
        p, q = (today + 0.5) / (now_total + 0.5 * bins), (before + 0.5) / (past_total + 0.5 * bins)
        distance += (p - q) * math.log(p / q)
    return distance
