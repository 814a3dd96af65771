"""The results as a table and as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib.metadata import version
from statistics import median
from typing import Any

from .model import Result, Sample, Value

PACKAGES = ("dbt-core", "dbt-duckdb", "duckdb")


def cpu(sample: Sample) -> float:
    return sample.cpu_seconds


def wall(sample: Sample) -> float:
    return sample.wall_seconds


def machine() -> dict[str, Any]:
    versions = {name: version(name) for name in PACKAGES}
    return {"cpus": os.cpu_count(), "python": platform.python_version(), **versions}


def table(result: Result) -> Iterator[str]:
    yield f"{result.case.name}: {result.case.about}; medians of {len(result.rounds)} rounds"
    yield ""
    yield f"    {'':50} {'CPU s':>8} {'ratio':>6} {'wall s':>8} {'ratio':>6}"
    for variant in result.variants:
        costs = [_cost(result, variant, measure) for measure in (cpu, wall)]
        yield f"    {variant:50} {' '.join(costs)}"
    yield ""
    yield f"    {'':50} {'median':>8} {'min':>8} {'max':>8}"
    yield from map(_line, result.values)
    yield ""


def _cost(result: Result, variant: str, measure: Callable[[Sample], float]) -> str:
    middle = median(measure(one[variant]) for one in result.rounds)
    return f"{middle:8.3f} {result.ratio(variant, measure):6.2f}"


def _line(value: Value) -> str:
    numbers = [_number(number) for number in (value.median, min(value.values), max(value.values))]
    goal = value.metric.goal
    verdict = "" if goal is None else f"  goal {goal:g}: {'ok' if value.is_met else 'MISSED'}"
    return f"    {value.metric.name + ', ' + value.metric.unit:50} {' '.join(numbers)}{verdict}"


def _number(value: float) -> str:
    return f"{value:8.3f}" if abs(value) < 10 else f"{value:8.1f}"


def document(results: list[Result]) -> dict[str, Any]:
    return {"machine": machine(), "cases": [_case(result) for result in results]}


def _case(result: Result) -> dict[str, Any]:
    variants = result.variants
    return {
        "case": result.case.name,
        "about": result.case.about,
        "ratios": {
            name: {"cpu": result.ratio(name, cpu), "wall": result.ratio(name, wall)} for name in variants
        },
        "metrics": [
            {
                "name": value.metric.name,
                "unit": value.metric.unit,
                "median": value.median,
                "values": value.values,
                "goal": value.metric.goal,
                "is_met": value.is_met,
            }
            for value in result.values
        ],
        "rounds": [{name: asdict(one[name]) for name in variants} for one in result.rounds],
    }
