"""Numbers out of one round of a case."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from .model import Round, Sample

Number = Callable[[Round], float]


def _cpu_by_node(sample: Sample, name: str) -> dict[str, float]:
    """CPU ms of all spans of a name, by node, in the order in which the nodes were built."""
    total: dict[str, float] = {}
    for span in sample.named(name):
        total[span.node] = total.get(span.node, 0.0) + span.cpu_ms
    return total


def _typical(values: dict[str, float]) -> float:
    """The median; the first relation also pays for what the others find compiled."""
    return median(list(values.values())[1:])


def cpu_a_relation(variant: str, name: str) -> Number:
    return lambda one: _typical(_cpu_by_node(one[variant], name))


def first_cpu(variant: str, name: str) -> Number:
    return lambda one: next(iter(_cpu_by_node(one[variant], name).values()))


def cpu_a_relation_without(variant: str, name: str, inner: str) -> Number:
    def value(one: Round) -> float:
        outer, part = _cpu_by_node(one[variant], name), _cpu_by_node(one[variant], inner)
        return _typical({node: ms - part.get(node, 0.0) for node, ms in outer.items()})

    return value


def wall_a_call(variant: str, name: str) -> Number:
    return lambda one: median(span.wall_ms for span in one[variant].named(name) if span.node)


def cpu_seconds(variant: str, *names: str) -> Number:
    return lambda one: sum(span.cpu_ms for span in one[variant].named(*names)) / 1000


def logged_seconds(variant: str, *names: str) -> Number:
    return lambda one: sum(sum(one[variant].timers.get(name, [])) for name in names) / 1000


def more_cpu_seconds(variant: str, base: str) -> Number:
    return lambda one: one[variant].cpu_seconds - one[base].cpu_seconds


def more_wall_seconds(variant: str, base: str) -> Number:
    return lambda one: one[variant].wall_seconds - one[base].wall_seconds


def divided(number: Number, by: float) -> Number:
    return lambda one: number(one) / by
