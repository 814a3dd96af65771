"""The false-discovery rate, which ranks a digest. No alarm depends on it: those have a fixed budget."""

from __future__ import annotations

import numpy as np

from argos.stats.panel import Floats


def q_values(p_values: Floats) -> Floats:
    """Those of Benjamini and Hochberg: the false-discovery rate at which each is found; NaN stays."""
    known = np.isfinite(p_values)
    given = p_values[known]
    order = np.argsort(given, kind="stable")
    raw = given[order] * len(given) / np.arange(1, len(given) + 1)
    ordered = np.minimum(1.0, np.minimum.accumulate(raw[::-1])[::-1])
    found = np.full(len(p_values), np.nan)
    of_known = np.empty(len(given))
    of_known[order] = ordered
    found[known] = of_known
    return found
