"""Numbers out of one round of a case."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from .model import BenchmarkError, Round, Sample, Span

Number = Callable[[Round], float]
Clock = Callable[[Span], float]


def cpu(span: Span) -> float:
    return span.cpu_ms


def wall(span: Span) -> float:
    return span.wall_ms


def _of_nodes(sample: Sample, name: str, clock: Clock) -> dict[str, float]:
    """Milliseconds of all spans of a name, by the node in whose hook they were, in the order of building."""
    total: dict[str, float] = {}
    for span in sample.named(name):
        if not span.node.startswith("operation."):
            total[span.node] = total.get(span.node, 0.0) + clock(span)
    return total


def a_relation(variant: str, name: str, clock: Clock) -> Number:
    """The median relation. The first is left out: it compiles for all."""

    def value(one: Round) -> float:
        values = list(_of_nodes(one[variant], name, clock).values())
        if len(values) < 2:
            raise BenchmarkError(f"{variant}: fewer than two nodes had a span {name}")
        return median(values[1:])

    return value


def first_relation(variant: str, name: str, clock: Clock) -> Number:
    return lambda one: next(iter(_of_nodes(one[variant], name, clock).values()))


def in_run_hooks(variant: str, name: str, clock: Clock) -> Number:
    """Milliseconds of a span in the hooks of the run, not in those of a node."""
    return lambda one: sum(
        clock(span) for span in one[variant].named(name) if span.node.startswith("operation.")
    )


def by_gates(variant: str, name: str, clock: Clock, relations: int) -> Number:
    """A relation's share of all spans of a name in gates, of which one is for many relations."""
    return lambda one: sum(_of_nodes(one[variant], name, clock).values()) / relations


def added(*numbers: Number) -> Number:
    return lambda one: sum(number(one) for number in numbers)


def cpu_seconds(variant: str, *names: str) -> Number:
    return lambda one: sum(span.cpu_ms for span in one[variant].named(*names)) / 1000


def logged_seconds(variant: str, *names: str) -> Number:
    return lambda one: sum(sum(one[variant].timers.get(name, [])) for name in names) / 1000


def run_cpu_ms(variant: str) -> Number:
    return lambda one: one[variant].cpu_seconds * 1000


def cpu_ratio(variant: str, base: str) -> Number:
    return lambda one: one[variant].cpu_seconds / one[base].cpu_seconds


def wall_ratio(variant: str, base: str) -> Number:
    return lambda one: one[variant].wall_seconds / one[base].wall_seconds


def repeated(variant: str, name: str, clock: Clock) -> Number:
    """The median of the spans of a name, the first left out: it compiles for all."""
    return lambda one: median(clock(span) for span in one[variant].named(name)[1:])


def known(variant: str, name: str) -> Number:
    return lambda one: one[variant].numbers[name]


def more_cpu_seconds(variant: str, base: str) -> Number:
    return lambda one: one[variant].cpu_seconds - one[base].cpu_seconds


def more_wall_seconds(variant: str, base: str) -> Number:
    return lambda one: one[variant].wall_seconds - one[base].wall_seconds


def divided(number: Number, by: float) -> Number:
    return lambda one: number(one) / by
