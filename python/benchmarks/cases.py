"""What is measured: one entry a case. A peer would be one more variant of a case."""

from __future__ import annotations

from . import metrics
from .model import Case, Metric, Variant
from .projects import HISTORY, HOOKS, gated, many_nodes, name_of, project, seed, tables

WITH, WITHOUT, OFF = "argos", "without argos", "argos off"
RELATIONS = 50


def build_50() -> Case:
    """Every table of a project that has one gate in ten."""
    files = tables(RELATIONS) | seed()
    gates = gated(name_of(position) for position in range(0, RELATIONS, 10))
    return Case(
        "build_50",
        "dbt build of 50 tables of 5 columns and 1,000 rows and a seed, 5 gates, 30 days of history",
        (
            Variant(WITHOUT, project(files), has_package=False),
            Variant(WITH, project(files, gates, HOOKS), settled=HISTORY),
        ),
        (
            Metric("more CPU", "s", metrics.more_cpu_seconds(WITH, WITHOUT)),
            Metric("more wall", "s", metrics.more_wall_seconds(WITH, WITHOUT)),
            Metric("measure and judge, wall a relation", "ms", metrics.wall_a_call(WITH, "post_hook")),
            Metric("judge, wall a gated relation", "ms", metrics.wall_a_call(WITH, "judge")),
            Metric("on-run hooks", "s CPU", metrics.cpu_seconds(WITH, "on-run-start", "on-run-end")),
        ),
    )


def hooks_900() -> Case:
    """What argos does once a run, in a project with many nodes and nothing to measure."""
    files, tests = many_nodes()
    hook = {"models": {"bench": {"guarded": HOOKS["models"]["bench"]}}}
    command = ("build", "--select", "path:models/views", "test_name:volume_expected")
    built = project(files, tests, hook)
    start, end = "on-run-start", "on-run-end"
    return Case(
        "hooks_900",
        "dbt build of 300 views and 600 tests: 20 gates, 10 of them not passing; no view is measured",
        (
            Variant(OFF, built, command, variables={"argos_enabled": False}),
            Variant(WITH, built, command, settled=HISTORY),
        ),
        (
            Metric("hooks of the run", "s CPU", metrics.cpu_seconds(WITH, start, end), goal=0.3),
            Metric("hooks of the run, off", "s CPU", metrics.cpu_seconds(OFF, start, end)),
            Metric("prepare", "s CPU", metrics.cpu_seconds(WITH, "prepare")),
            Metric("record", "s CPU", metrics.cpu_seconds(WITH, "record")),
            Metric("report", "s CPU", metrics.cpu_seconds(WITH, "report")),
            Metric(
                "timers",
                "s wall",
                metrics.logged_seconds(WITH, "prepare", "record nodes", "record", "report"),
            ),
            Metric("more CPU of the whole run", "s", metrics.more_cpu_seconds(WITH, OFF)),
            Metric("more wall of the whole run", "s", metrics.more_wall_seconds(WITH, OFF)),
        ),
    )


def measure_1() -> Case:
    """One relation after another, so that all CPU of a post-hook is its own."""
    files = tables(RELATIONS)
    gates = gated(map(name_of, range(RELATIONS)))
    more = metrics.divided(metrics.more_cpu_seconds(WITH, WITHOUT), RELATIONS / 1000)
    return Case(
        "measure_1",
        "dbt build of 50 such tables with one thread, each with a gate, 30 days of history",
        (
            Variant(WITHOUT, project(files), has_package=False),
            Variant(WITH, project(files, gates, HOOKS), settled=HISTORY),
        ),
        (
            Metric(
                "measure and judge a relation", "ms CPU", metrics.cpu_a_relation(WITH, "post_hook"), goal=20
            ),
            Metric("measure", "ms CPU", metrics.cpu_a_relation_without(WITH, "post_hook", "judge")),
            Metric("judge", "ms CPU", metrics.cpu_a_relation(WITH, "judge")),
            Metric("the first relation of a run", "ms CPU", metrics.first_cpu(WITH, "post_hook")),
            Metric("more CPU of the whole run, a relation with its gate", "ms", more),
        ),
        threads=1,
    )


CASES = {"build_50": build_50, "hooks_900": hooks_900, "measure_1": measure_1}
