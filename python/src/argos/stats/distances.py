"""PSI, KS, chi-square, JSD, Kullback-Leibler and Wasserstein of bins, and what chance makes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from argos.stats.distributions import Binned
from argos.stats.panel import Floats

METHOD_VERSION = "4"
ALPHA = 0.003
# Under these a distance is negligible however sure it is: of the square root of JSD in bits, and so on.
LEAST_EFFECT = {"PSI": 0.02, "KS": 0.05, "CHI2": 0.08, "JSD": 0.08, "KL": 0.01, "WASSERSTEIN": 0.05}
# A maximum over bins is less than one over all values, by this many standard deviations of a bin.
BETWEEN_BINS = 0.5826
# Of the greatest distance of a Brownian bridge from zero.
MEAN_SQUARE_REACH = np.pi**2 / 12


@dataclass(frozen=True)
class Statistic:
    """A statistic; `p_value` is the probability of such a value or a greater one without a change.

    There is no `effect_size` of a series that never varied before.
    """

    test: str
    statistic: str
    value: float
    p_value: float
    effect_size: float | None
    threshold: float
    rows: int

    @property
    def verdict(self) -> str:
        """DRIFT where it is sure and no trifle."""
        is_trifle = self.effect_size is not None and self.effect_size < LEAST_EFFECT.get(self.test, 0.0)
        return "DRIFT" if self.p_value <= ALPHA and not is_trifle else "STABLE"


def statistics(binned: Binned) -> tuple[Statistic, ...]:
    """Every statistic that the bins allow; none where there is nothing to compare."""
    if binned.is_empty:
        return ()
    found = [
        _by_chi_square(binned, "PSI", psi(binned), 1.0, 1 / 2, lambda value: value),
        _by_chi_square(binned, "CHI2", chi_square(binned), 1.0 / binned.effective_count, 0.0, np.sqrt),
        _by_chi_square(binned, "JSD", jsd(binned), 8.0, 3 / 8, lambda value: np.sqrt(value / np.log(2))),
        _by_chi_square(binned, "KL", kl(binned), 2.0, 1 / 6, lambda value: value),
    ]
    if binned.positions is not None:
        found += [_ks(binned), *_wasserstein(binned)]
    return tuple(found)


def _filled(binned: Binned) -> tuple[Floats, Floats]:
    """Shares as if each bin had half a row more, where one has none: a logarithm needs some."""
    n, m, bins = binned.today_count, binned.past_count, len(binned.today)
    if (binned.today > 0).all() and (binned.past > 0).all():
        return binned.today, binned.past
    return (binned.today * n + 0.5) / (n + 0.5 * bins), (binned.past * m + 0.5) / (m + 0.5 * bins)


def psi(binned: Binned) -> float:
    """The population stability index."""
    p, q = _filled(binned)
    return float(((p - q) * np.log(p / q)).sum())


def kl(binned: Binned) -> float:
    """How surprising today is to one who expects the past, in nats."""
    p, q = _filled(binned)
    return float((p * np.log(p / q)).sum())


def jsd(binned: Binned) -> float:
    """The Jensen-Shannon divergence in nats."""
    p, q = binned.today, binned.past
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * np.log(2 * p / (p + q)), 0) + np.where(
            q > 0, q * np.log(2 * q / (p + q)), 0
        )
    return max(0.0, float(terms.sum()) / 2)


def chi_square(binned: Binned) -> float:
    """Pearson's statistic of two samples; between quantiles, where only the past's vary, of their middle."""
    n, m, p, q = binned.today_count, binned.past_count, binned.today, binned.past
    expected = (n * p + m * q) / (n + m) if binned.positions is None else (p + q) / 2
    return float(binned.effective_count * ((p - q) ** 2 / np.fmax(expected, 1e-12)).sum())


def _tail(binned: Binned, x: float, freedom: float) -> float:
    """P(chi-square > x), or, where days differ more than by chance, of the ratio to how much they do."""
    from scipy import special

    usual = binned.dispersion
    if not usual.days:
        return float(special.chdtrc(freedom, x))
    return float(special.fdtrc(usual.freedom, usual.freedom * usual.days, x / freedom / usual.ratio))


def _critical(binned: Binned, freedom: float) -> float:
    from scipy import special

    usual = binned.dispersion
    if not usual.days:
        return float(special.chdtri(freedom, ALPHA))
    return float(special.fdtri(usual.freedom, usual.freedom * usual.days, 1 - ALPHA)) * usual.ratio * freedom


def _by_chi_square(
    binned: Binned, name: str, value: float, factor: float, excess: float, effect: Callable[[float], float]
) -> Statistic:
    """A statistic that is, without a change, chi-square / factor / effective rows.

    With few rows in a bin its logarithms exceed that, by `excess` over the rows that the bin expects.
    """
    freedom = len(binned.today) - 1
    expected = np.fmax(binned.effective_count * (binned.today + binned.past) / 2, 1.0)
    scale = factor * binned.effective_count / (1 + excess * float((1 / expected).sum()) / freedom)
    size = effect(value / binned.effective_count if name == "CHI2" else value)
    return Statistic(
        name,
        name.lower(),
        value,
        _tail(binned, value * scale, freedom),
        float(size),
        _critical(binned, freedom) / scale,
        int(binned.today_count),
    )


def _ks(binned: Binned) -> Statistic:
    from scipy import special

    value = float(np.abs(np.cumsum(binned.today) - np.cumsum(binned.past))[:-1].max())
    usual, root = binned.dispersion, np.sqrt(binned.effective_count)
    missing = BETWEEN_BINS / np.sqrt(len(binned.today))
    if usual.days:
        freedom = (usual.reach_freedom, usual.reach_freedom * usual.days)
        p_value = special.fdtrc(*freedom, (value * root) ** 2 / usual.reach)
        threshold = np.sqrt(special.fdtri(*freedom, 1 - ALPHA) * usual.reach)
    else:
        p_value = special.kolmogorov(value * root + missing) if value > 0 else 1.0
        threshold = max(special.kolmogi(ALPHA) - missing, 0.0)
    return Statistic(
        "KS", "d", value, float(p_value), value, float(threshold / root), int(binned.today_count)
    )


def _wasserstein(binned: Binned) -> tuple[Statistic, ...]:
    """How far quantiles moved on average; without a change a sum over a Brownian bridge, nearly a gamma."""
    from scipy import special

    places, past = binned.positions, binned.past_positions
    if places is None or past is None or binned.width <= 0 or len(places) < 2:
        return ()
    value = float(np.abs(places - past).mean())
    weights = np.abs(np.gradient(past)) * len(binned.today) / len(places)
    at = np.cumsum(binned.today)[:-1]
    # Chance is judged by shares, whose law is known, over the past's distances.
    moved = float(np.abs(at - np.cumsum(binned.past)[:-1]) @ weights)
    scale = max(1.0, binned.dispersion.reach / MEAN_SQUARE_REACH) / binned.effective_count
    covariance = (np.minimum.outer(at, at) - np.outer(at, at)) * scale
    deviation = np.sqrt(np.diag(covariance))
    like = np.clip(covariance / np.outer(deviation, deviation), -1, 1)
    folded = 2 / np.pi * np.outer(deviation, deviation) * (np.sqrt(1 - like**2) + like * np.arcsin(like) - 1)
    mean, variance = np.sqrt(2 / np.pi) * float(weights @ deviation), float(weights @ folded @ weights)
    if not (mean > 0 and variance > 0):
        return ()
    shape, unit = mean**2 / variance, variance / mean
    p_value, threshold = special.gammaincc(shape, moved / unit), special.gammainccinv(shape, ALPHA) * unit
    rows, size = int(binned.today_count), value / binned.width
    return (Statistic("WASSERSTEIN", "distance", value, float(p_value), size, float(threshold), rows),)
