"""The classical statistics, against scipy on raw data and by how often they alarm when nothing changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from scipy import stats
from scipy.spatial.distance import jensenshannon

from argos.stats.distances import Statistic, statistics
from argos.stats.distributions import Binned, of_lists, of_quantiles, pooled_quantiles
from argos.stats.profiles import compared

from .series import drawn, stored

LAWS = {
    "normal": stats.norm(),
    "skewed": stats.lognorm(1),
    "exponential": stats.expon(),
    "even": stats.uniform(),
}
# Within 20% of the nominal 5%, and three standard errors of so many simulations.
NOMINAL, SIMULATIONS = 0.05, 1200
MARGIN = 0.2 * NOMINAL + 3 * (NOMINAL * 0.95 / SIMULATIONS) ** 0.5


def found(binned: Binned) -> Mapping[str, Statistic]:
    return {one.test: one for one in statistics(binned)}


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("shift", [0.0, 0.1, 0.5])
def test_quantiles_agree_with_raw_data(law: str, shift: float) -> None:
    rng = np.random.default_rng(3)
    past, today = LAWS[law].rvs(20_000, random_state=rng), LAWS[law].rvs(5_000, random_state=rng) + shift
    of = found(of_quantiles(stored(today), [stored(past)], [len(today), len(past)]))
    ks = stats.ks_2samp(today, past).statistic
    # A maximum at 39 places misses at most what lies between two of them, and reading a curve errs by 0.005.
    assert -1 / 40 - 0.005 <= of["KS"].value - ks <= 0.005
    # Bins lose up to a tenth of a distance, and more of one that is a hundredth of the width.
    distance = stats.wasserstein_distance(today, past)
    inner = np.quantile(past, 0.975) - np.quantile(past, 0.025)
    assert of["WASSERSTEIN"].value == pytest.approx(distance, rel=0.1, abs=0.01 * inner)
    if shift * (law != "normal") > 0:
        return  # where one of both has nothing, a logarithm says how little it was told
    edges = np.quantile(today, np.arange(1, 40) / 40)
    p, q = (np.bincount(np.searchsorted(edges, x), minlength=40) / len(x) for x in (today, past))
    assert of["JSD"].value == pytest.approx(jensenshannon(p, q) ** 2, rel=0.1, abs=5e-4)
    assert of["KL"].value == pytest.approx(stats.entropy(p, np.fmax(q, 1e-4)), rel=0.15, abs=2e-3)
    assert of["PSI"].value == pytest.approx(((p - q) * np.log(p / np.fmax(q, 1e-4))).sum(), rel=0.2, abs=4e-3)


def test_lists_agree_with_raw_data() -> None:
    today, past = {"a": 300, "b": 150, "c": 50}, {"a": 5200, "b": 3900, "c": 900}
    of = found(of_lists(today, [past], [500, 10_000]))
    table = [list(today.values()), list(past.values())]
    chi2, p_value, _, _ = stats.chi2_contingency(table, correction=False)
    assert (of["CHI2"].value, of["CHI2"].p_value) == pytest.approx((chi2, p_value), rel=1e-9)
    p, q = (np.array(row) / sum(row) for row in table)
    assert of["JSD"].value == pytest.approx(jensenshannon(p, q) ** 2)
    assert of["KL"].value == pytest.approx(stats.entropy(p, q))
    assert of["PSI"].value == pytest.approx(stats.entropy(p, q) + stats.entropy(q, p))
    assert "KS" not in of, "values without an order have none"


def test_a_single_row_of_a_new_value_is_no_drift() -> None:
    day = {f"v{number}": 13.0 for number in range(8)}
    for rows, verdicts in [(1, {"STABLE"}), (8, {"DRIFT"})]:
        today = {**day, "new": float(rows)}
        found = statistics(of_lists(today, [day] * 28, [104 + rows] + [104] * 28))
        assert {one.verdict for one in found if one.test == "CHI2"} == verdicts, found


@pytest.mark.slow
@pytest.mark.parametrize("count", [50, 1_000, 10_000_000])
def test_false_alarms_of_quantiles(count: int) -> None:
    rng = np.random.default_rng(count)
    of: dict[str, list[float]] = {}
    for law in LAWS.values():
        for _ in range(SIMULATIONS // 40):
            past = list(drawn(rng, law, count, 28))
            for today in drawn(rng, law, count, 10):
                for one in statistics(of_quantiles(list(today), past, [count] * 29)):
                    of.setdefault(one.test, []).append(one.p_value)
    rates = {name: float(np.mean(np.array(p_values) <= NOMINAL)) for name, p_values in of.items()}
    assert set(rates) == {"PSI", "CHI2", "JSD", "KL", "KS", "WASSERSTEIN"}
    for name, rate in rates.items():
        assert abs(rate - NOMINAL) <= MARGIN, (name, rates)


@pytest.mark.parametrize("count", [50, 1_000, 10_000_000])
@pytest.mark.parametrize("shares", [(0.6, 0.4), (0.3, 0.3, 0.2, 0.15, 0.05)])
def test_false_alarms_of_lists(count: int, shares: tuple[float, ...]) -> None:
    rng = np.random.default_rng(count + len(shares))
    of: dict[str, list[float]] = {}
    names = [f"v{number}" for number in range(len(shares))]
    for _ in range(SIMULATIONS):
        days = [
            dict(zip(names, map(float, day), strict=True)) for day in rng.multinomial(count, shares, size=15)
        ]
        for one in statistics(of_lists(days[0], days[1:], [count] * 15)):
            of.setdefault(one.test, []).append(one.p_value)
    for name in ("CHI2", "JSD"):
        rate = float(np.mean(np.array(of[name]) <= NOMINAL))
        # Of fifty values in two classes chance itself jumps: a p-value near 5% may not exist.
        margin = MARGIN if count > 50 else 2 * MARGIN
        assert abs(rate - NOMINAL) <= margin, (name, rate)


def cut_short(counts: np.ndarray, most: int = 50) -> dict[str, float]:
    """The most frequent values of a day, as they are stored."""
    listed = np.argsort(-counts, kind="stable")[:most]
    return {str(value): float(counts[value]) for value in listed if counts[value]}


@pytest.mark.parametrize("count", [400, 2_000, 50_000])
@pytest.mark.parametrize("values", [45, 70, 1_000])
def test_false_alarms_of_lists_that_are_cut_short(count: int, values: int) -> None:
    rng = np.random.default_rng(count + values)
    shares = 1 / np.arange(1, values + 1)
    of: dict[str, list[float]] = {}
    for _ in range(SIMULATIONS):
        days = [cut_short(day) for day in rng.multinomial(count, shares / shares.sum(), size=15)]
        for one in statistics(of_lists(days[0], days[1:], [count] * 15)):
            of.setdefault(one.test, []).append(one.p_value)
    assert set(of) == {"PSI", "CHI2", "JSD", "KL"}
    rates = {name: float(np.mean(np.array(p_values) <= NOMINAL)) for name, p_values in of.items()}
    assert all(abs(rate - NOMINAL) <= MARGIN for rate in rates.values()), rates


def test_values_that_are_listed_by_chance_are_not_compared() -> None:
    rng = np.random.default_rng(4)
    days = [cut_short(day) for day in rng.multinomial(5_000, np.ones(90) / 90, size=15)]
    assert of_lists(days[0], days[1:], [5_000] * 15).is_empty
    named = [{"a": 900.0, **day} for day in days]
    today = {**named[0], "a": 400.0}
    found = {one.test: one for one in statistics(of_lists(today, named[1:], [5_900] * 15))}
    assert found["PSI"].verdict == "DRIFT", "one that is listed for sure is"
    gone = {one.test: one for one in statistics(of_lists(days[0], named[1:], [5_900] * 15))}
    assert gone["PSI"].verdict == "DRIFT", "and when it is not listed any more"


@pytest.mark.slow
@pytest.mark.parametrize("count", [200, 100_000])
def test_ties_and_zeros_alarm_no_more_often(count: int) -> None:
    rng = np.random.default_rng(5)
    alarms = []
    for _ in range(300):
        days = [
            stored(np.where(rng.random(2000) < 0.3, 0, rng.exponential(9, 2000).round())) for _ in range(9)
        ]
        alarms += [one.p_value <= NOMINAL for one in statistics(of_quantiles(days[0], days[1:], [count] * 9))]
    assert np.mean(alarms) <= NOMINAL + MARGIN


@pytest.mark.slow
def test_days_that_differ_by_more_than_chance_are_no_alarm() -> None:
    rng = np.random.default_rng(8)
    alarms = []
    for _ in range(150):
        days = [drawn(rng, stats.norm(rng.normal(0, 0.1)), 1e6)[0] for _ in range(29)]
        alarms += [
            one.p_value <= NOMINAL for one in statistics(of_quantiles(list(days[0]), days[1:], [1e6] * 29))
        ]
    # How they vary is known from 28 days only.
    assert np.mean(alarms) <= 2.5 * NOMINAL


def test_many_more_rows_make_the_threshold_smaller_but_no_trifle_a_drift() -> None:
    rng = np.random.default_rng(1)
    small, large = (
        found(
            of_quantiles(
                list(drawn(rng, stats.norm(0.01), n)[0]), list(drawn(rng, stats.norm(), n, 28)), [n] * 29
            )
        )
        for n in (1_000, 10_000_000)
    )
    assert large["PSI"].threshold < small["PSI"].threshold / 100
    assert large["PSI"].p_value < 1e-10
    assert {one.verdict for one in large.values()} == {"STABLE"}


def test_a_real_shift_is_a_drift() -> None:
    rng = np.random.default_rng(1)
    past = list(drawn(rng, stats.norm(), 5_000, 28))
    of = found(of_quantiles(list(drawn(rng, stats.norm(0.5), 5_000)[0]), past, [5_000] * 29))
    assert {one.verdict for one in of.values()} == {"DRIFT"}


def test_quantiles_of_equal_days_are_their_own() -> None:
    day = np.linspace(0, 8, 41)
    assert pooled_quantiles([(day, 10.0)] * 5) == pytest.approx(day)


def profile(day: int, **changes: Any) -> dict[str, Any]:
    quantiles = json.dumps([float(point) for point in range(41)])
    row = {"profile_day": date(2026, 1, 1) + timedelta(days=day), "type_family": "number", "valid_count": 400}
    return {**row, "quantiles": quantiles, "topk_values_hashed": None, "topk_patterns": None, **changes}


@pytest.mark.parametrize(
    "days",
    [
        [],
        [profile(0)],
        [profile(0), profile(1, valid_count=0)],
        [profile(0, valid_count=0), profile(1)],
        [profile(0), profile(1, quantiles=None)],
        [profile(0), profile(1, quantiles=json.dumps([None] * 41))],
        [profile(0), profile(1, type_family="text", topk_patterns='[["A", 4]]')],
        [profile(0, type_family="text"), profile(1, type_family="text")],
        [profile(0), profile(1, quantiles="[1, 2]")],
    ],
    ids=["none", "one day", "no values today", "no values before", "no quantiles", "all NaN", "another type", "no lists", "cut off"],
)  # fmt: skip
def test_nothing_to_compare(days: list[dict[str, Any]]) -> None:
    assert statistics(compared(days)) == ()


def test_constant_columns_do_not_drift() -> None:
    constant = json.dumps([7.0] * 41)
    of = found(compared([profile(0, quantiles=constant), profile(1, quantiles=constant)]))
    assert {one.verdict for one in of.values()} == {"STABLE"}


def test_moments_count_from_the_end_of_their_day() -> None:
    days = []
    for day in range(10):
        start = 86400 * (20454 + day)
        quantiles = json.dumps([start + 2160.0 * point for point in range(41)])
        days.append(profile(day, type_family="timestamp", quantiles=quantiles))
    assert {one.verdict for one in found(compared(days)).values()} == {"STABLE"}


def test_text_of_few_values_is_compared_by_them_and_other_text_by_its_shapes() -> None:
    few = [
        profile(day, type_family="text", topk_values_hashed='[["a", 300], ["b", 100]]') for day in range(3)
    ]
    assert compared(few).today == pytest.approx([0.75, 0.25])
    shapes = {"type_family": "text", "topk_values_hashed": '[["a", 1]]', "topk_patterns": '[["A-9", 400]]'}
    assert compared([profile(day, **shapes) for day in range(3)]).is_empty
