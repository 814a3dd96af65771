"""Made-up series and stored quantiles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from argos.stats.distributions import PARTS, POINTS
from argos.stats.panel import Floats, Panel

FIRST_DAY = date(2025, 1, 1)


def panel(values: Any, keys: Sequence[tuple[str, str, str]] | None = None) -> Panel:
    """A panel of these values that are no means."""
    matrix = np.atleast_2d(np.asarray(values, dtype=float))
    nothing = np.full(matrix.shape, np.nan)
    named = keys or [("model.shop.orders", f"c{number}", "null_rate") for number in range(len(matrix))]
    return Panel(tuple(named), FIRST_DAY, matrix, nothing, nothing)


def drawn(rng: np.random.Generator, law: Any, count: float, number: int = 1) -> Floats:
    """Quantiles of samples of a law, by the beta law of ranks: a sample of ten million costs no more than a small one."""
    gaps = np.full(PARTS, (count - 1) / PARTS)
    steps = rng.gamma(np.concatenate([[1.0], gaps, [1.0]]), size=(number, PARTS + 2))
    ranks = np.cumsum(steps, axis=1)[:, :POINTS] / steps.sum(axis=1, keepdims=True)
    return np.asarray(law.ppf(ranks))


def stored(values: Any) -> list[float]:
    """The 41 quantiles that argos stores of some values."""
    return [float(point) for point in np.quantile(values, np.linspace(0, 1, POINTS))]
