"""The shape of a distribution, read back from its quantiles."""

from __future__ import annotations

import pytest

from argos.profiler.histogram import blocks, histogram

UNIFORM = [float(k) for k in range(41)]


def test_equal_values_between_equal_quantiles() -> None:
    shape = histogram(UNIFORM, 8)
    assert (shape.low, shape.high) == (0.0, 40.0)
    assert shape.shares == pytest.approx([1 / 8] * 8)
    assert [shape.edge(position) for position in (0, 4, 8)] == [0.0, 20.0, 40.0]


def test_a_tail_is_thin() -> None:
    tailed = [*UNIFORM[:40], 400.0]
    assert histogram(tailed, 10).shares[0] == pytest.approx(39 / 40, abs=0.01)


def test_two_values_are_two_peaks() -> None:
    shares = histogram([0.0] * 20 + [100.0] * 21, 10).shares
    assert shares[0] == pytest.approx(0.4775)
    assert shares[-1] == pytest.approx(0.5025)
    assert max(shares[1:-1]) < 0.01


@pytest.mark.parametrize(
    "quantiles",
    [
        UNIFORM,
        UNIFORM[::-1],
        [-1.7e308, *[0.0] * 39, 1.7e308],
        [0.0] * 40 + [5e-324],
        [1e16] * 40 + [1e16 + 2],
        [-3.0] * 5 + [0.0] * 30 + [2.5] * 6,
    ],
)
def test_the_shares_are_those_of_all_values(quantiles: list[float]) -> None:
    shares = histogram(quantiles, 10).shares
    assert sum(shares) == pytest.approx(1)
    assert min(shares) >= 0
    assert len(blocks(shares)) == 10


def test_a_constant_is_one_bin() -> None:
    shape = histogram([7.0] * 41, 10)
    assert (shape.low, shape.high, shape.shares) == (7.0, 7.0, (1.0,))
    assert blocks(shape.shares) == "█"


def test_blocks_go_from_nothing_to_the_greatest() -> None:
    assert blocks([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█"
    assert blocks([30, 10]) == "█▃"
    assert blocks([]) == blocks([0, 0]) == ""
