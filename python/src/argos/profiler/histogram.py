"""The shape of a distribution out of its quantiles: how many values lie in each of equal bins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

BLOCKS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True)
class Histogram:
    """Shares of the values, from the least to the greatest; one bin when all values are equal."""

    low: float
    high: float
    shares: tuple[float, ...]

    def edge(self, position: int) -> float:
        """Where the bin at this position begins."""
        share = position / len(self.shares)
        return self.low * (1 - share) + self.high * share


def histogram(quantiles: Sequence[float], bins: int) -> Histogram:
    """The density between the least and the greatest value, by inverting the quantile function."""
    low, high = min(quantiles), max(quantiles)
    if low == high:
        return Histogram(low, high, (1.0,))
    # In units of the greatest, since the distance of two numbers can be greater than any number.
    unit = max(abs(low), abs(high))
    points = sorted(point / unit for point in quantiles)
    edges = Histogram(points[0], points[-1], (0.0,) * bins)
    below = [0.0, *(_share_up_to(edges.edge(position), points) for position in range(1, bins)), 1.0]
    return Histogram(low, high, tuple(after - before for before, after in pairwise(below)))


def _share_up_to(value: float, points: Sequence[float]) -> float:
    """The share of values that are not greater, linear between two quantiles."""
    after = bisect_right(points, value)
    if after == len(points):
        return 1.0
    low, high = points[after - 1], points[after]
    return (after - 1 + (value - low) / (high - low)) / (len(points) - 1)


def blocks(heights: Sequence[float]) -> str:
    """Heights as Unicode blocks, the greatest as a full one."""
    greatest = max(heights, default=0.0)
    if greatest <= 0:
        return ""
    return "".join(BLOCKS[round(height / greatest * (len(BLOCKS) - 1))] for height in heights)
