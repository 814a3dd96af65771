"""The words of the benchmarks: a case has variants, and metrics over one round of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


class BenchmarkError(Exception):
    """The work that was to be measured was not done, or what was watched in it did not happen."""


@dataclass(frozen=True)
class Span:
    """One watched call inside dbt: CPU of the whole process and wall time, in ms; `node` as unique_id."""

    name: str
    node: str
    cpu_ms: float
    wall_ms: float


@dataclass(frozen=True)
class Sample:
    """One dbt invocation or query: what it cost, the times argos logged, and what was watched in it.

    `numbers` are those that do not change from round to round.
    """

    cpu_seconds: float
    wall_seconds: float
    timers: Mapping[str, list[float]] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)

    def named(self, *names: str) -> list[Span]:
        return [span for span in self.spans if span.name in names]


Round = Mapping[str, Sample]


@dataclass(frozen=True)
class Metric:
    """A number out of one round. `goal` is the most it should be."""

    name: str
    unit: str
    value: Callable[[Round], float]
    goal: float | None = None


Say = Callable[[str], None]

# The ways to do the work of a case, by name, ready to be done once each round.
Variants = Mapping[str, Callable[[], Sample]]
Stage = Callable[[Path, Say], AbstractContextManager[Variants]]


@dataclass(frozen=True)
class Case:
    """A question, and what makes the variants that answer it ready; ratios are against the first of them."""

    name: str
    about: str
    stage: Stage
    metrics: tuple[Metric, ...]


@dataclass(frozen=True)
class Value:
    """A metric over all rounds."""

    metric: Metric
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def is_met(self) -> bool:
        """Of a cost the best round, for other users of the machine only add to it; of a ratio the median."""
        reached = self.median if self.metric.unit == "x" else min(self.values)
        return self.metric.goal is None or reached <= self.metric.goal


@dataclass(frozen=True)
class Result:
    """All rounds of a case, the warm-up left out."""

    case: Case
    rounds: tuple[Round, ...]

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(self.rounds[0])

    @property
    def values(self) -> list[Value]:
        return [
            Value(metric, tuple(metric.value(one) for one in self.rounds)) for metric in self.case.metrics
        ]

    def ratio(self, variant: str, measure: Callable[[Sample], float]) -> float:
        """The median over rounds of a variant's cost against the first variant's in the same round."""
        first = self.variants[0]
        return median(measure(one[variant]) / measure(one[first]) for one in self.rounds)
