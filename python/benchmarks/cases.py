"""What is measured: one entry a case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from . import metrics
from .command import command_start
from .growth import growing_columns, growing_partitions, growing_rows
from .metrics import cpu, wall
from .model import Case, Metric, Stage
from .partitions import partitioned_by_day, partitioned_by_month
from .profiles import profile_1k, profile_1m, profile_10m, profile_100k, profile_parquet, profile_wide
from .projects import HISTORY, HOOKS, gated, many_nodes, name_of, project, seed, tables, views, wide_tables
from .sharpening import sharpen_10k
from .workspace import Project, staged

WITH, WITHOUT, OFF = "argos", "without argos", "argos off"
START, END = "on-run-start", "on-run-end"
RELATIONS = 50


def of_projects(*projects: Project, threads: int = 2) -> Stage:
    return partial(staged, projects, threads)


def build_50() -> Case:
    """Every table of a project that has one gate in ten."""
    files = tables(RELATIONS) | seed()
    gates = gated(name_of(position) for position in range(0, RELATIONS, 10))
    judge = metrics.by_gates(WITH, "judge", wall, len(gates))
    return Case(
        "build_50",
        "dbt build of 50 tables of 5 columns and 1,000 rows and a seed, 5 gates, 30 days of history",
        of_projects(
            Project(WITHOUT, project(files), has_package=False),
            Project(WITH, project(files, gates, HOOKS), settled=HISTORY),
        ),
        (
            Metric("more CPU", "s", metrics.more_cpu_seconds(WITH, WITHOUT)),
            Metric("more wall", "s", metrics.more_wall_seconds(WITH, WITHOUT)),
            Metric("measure, a relation", "ms wall", metrics.a_relation(WITH, "post_hook", wall)),
            Metric("judge, a relation with a gate", "ms wall", judge),
            Metric("judge all others at the end", "ms wall", metrics.in_run_hooks(WITH, "judge", wall)),
            Metric("hooks of the run", "s CPU", metrics.cpu_seconds(WITH, START, END)),
        ),
    )


def hooks_900() -> Case:
    """What argos does once a run, in a project with many nodes and nothing to measure."""
    files, tests = many_nodes()
    hook = {"models": {"bench": {"guarded": HOOKS["models"]["bench"]}}}
    command = ("build", "--select", "path:models/views", "test_name:volume_expected")
    built = project(files, tests, hook)
    logged = metrics.logged_seconds(WITH, "prepare", "record", "report")
    return Case(
        "hooks_900",
        "dbt build of 300 views and 600 tests: 20 gates, 10 of them not passing; no view is measured",
        of_projects(
            Project(OFF, built, command, variables={"argos_enabled": False}),
            Project(WITH, built, command, settled=HISTORY),
        ),
        (
            Metric("hooks of the run", "s CPU", metrics.cpu_seconds(WITH, START, END), goal=0.3),
            Metric("hooks of the run, off", "s CPU", metrics.cpu_seconds(OFF, START, END)),
            Metric("prepare", "s CPU", metrics.cpu_seconds(WITH, "prepare")),
            Metric("record, with its report", "s CPU", metrics.cpu_seconds(WITH, "record")),
            Metric("report", "s CPU", metrics.cpu_seconds(WITH, "report")),
            Metric("timers that argos logs", "s wall", logged),
            Metric("more CPU of the whole run", "s", metrics.more_cpu_seconds(WITH, OFF)),
            Metric("more wall of the whole run", "s", metrics.more_wall_seconds(WITH, OFF)),
        ),
    )


def unmeasured_900() -> Case:
    """The whole build of a project that has argos and nothing to measure, against one without argos."""
    files, tests = views(300)
    return Case(
        "unmeasured_900",
        "dbt build of 300 views and 600 tests with one thread; argos has its hook on all, and measures none",
        of_projects(
            Project(WITHOUT, project(files, tests), has_package=False),
            Project(WITH, project(files, tests, HOOKS)),
            threads=1,
        ),
        (
            Metric("CPU, of a build without argos", "x", metrics.cpu_ratio(WITH, WITHOUT), goal=1.05),
            Metric("wall, of a build without argos", "x", metrics.wall_ratio(WITH, WITHOUT)),
            Metric("more CPU", "s", metrics.more_cpu_seconds(WITH, WITHOUT)),
            Metric("hooks of the run", "s CPU", metrics.cpu_seconds(WITH, START, END)),
            Metric("post-hooks", "s CPU", metrics.cpu_seconds(WITH, "post_hook")),
            Metric("dbt's lists of macros", "s CPU", metrics.cpu_seconds(WITH, "list of macros")),
            Metric("the same without argos", "s CPU", metrics.cpu_seconds(WITHOUT, "list of macros")),
        ),
    )


def measure_1() -> Case:
    """One node after another, so that all CPU of a hook or gate is its own."""
    files = tables(RELATIONS)
    gates = gated(map(name_of, range(RELATIONS)))
    measure = metrics.a_relation(WITH, "post_hook", cpu)
    judge = metrics.by_gates(WITH, "judge", cpu, RELATIONS)
    more = metrics.more_cpu_seconds(WITH, WITHOUT)
    return Case(
        "measure_1",
        "dbt build of 50 such tables in five layers with one thread, each with a gate, 30 days of history",
        of_projects(
            Project(WITHOUT, project(files), has_package=False),
            Project(WITH, project(files, gates, HOOKS), settled=HISTORY),
            threads=1,
        ),
        (
            Metric("measure and judge, a relation", "ms CPU", metrics.added(measure, judge), goal=20),
            Metric("measure", "ms CPU", measure),
            Metric("judge", "ms CPU", judge),
            Metric("the first relation of a run", "ms CPU", metrics.first_relation(WITH, "post_hook", cpu)),
            Metric("dbt alone, a table", "ms CPU", metrics.divided(metrics.run_cpu_ms(WITHOUT), RELATIONS)),
            Metric("more, a table with its gate", "ms CPU", metrics.divided(more, RELATIONS / 1000)),
        ),
    )


def judge_20() -> Case:
    """What a gate adds to a table of twenty columns."""
    gates = gated(map(name_of, range(RELATIONS)))
    return Case(
        "judge_20",
        "dbt build of 50 gated tables of 20 columns in five layers with one thread, 30 days of history",
        of_projects(Project(WITH, project(wide_tables(RELATIONS), gates, HOOKS), settled=HISTORY), threads=1),
        (
            Metric("judge, a relation", "ms CPU", metrics.by_gates(WITH, "judge", cpu, RELATIONS), goal=100),
            Metric("measure, a relation", "ms CPU", metrics.a_relation(WITH, "post_hook", cpu)),
        ),
    )


def judge_others() -> Case:
    """What tables without a gate add to the end of a run."""
    columns = 20
    others = metrics.in_run_hooks(WITH, "judge", cpu)
    return Case(
        "judge_others",
        "dbt build of 50 tables of 20 columns with one thread, none with a gate, 30 days of history",
        of_projects(Project(WITH, project(wide_tables(RELATIONS), (), HOOKS), settled=HISTORY), threads=1),
        (
            Metric(
                "judge all at the end, a column",
                "ms CPU",
                metrics.divided(others, RELATIONS * columns),
                goal=1,
            ),
            Metric("judge all at the end", "ms CPU", others),
        ),
    )


CASES: dict[str, Callable[[], Case]] = {
    "build_50": build_50,
    "hooks_900": hooks_900,
    "unmeasured_900": unmeasured_900,
    "measure_1": measure_1,
    "judge_20": judge_20,
    "judge_others": judge_others,
    "profile_1k": profile_1k,
    "profile_100k": profile_100k,
    "profile_1m": profile_1m,
    "profile_wide": profile_wide,
    "profile_parquet": profile_parquet,
    "profile_10m": profile_10m,
    "sharpen_10k": sharpen_10k,
    "command_start": command_start,
    "partitioned_by_day": partitioned_by_day,
    "partitioned_by_month": partitioned_by_month,
    "growing_rows": growing_rows,
    "growing_columns": growing_columns,
    "growing_partitions": growing_partitions,
}

# Making their tables takes minutes.
ONLY_WHEN_NAMED = (
    "profile_10m", "partitioned_by_day", "partitioned_by_month", "growing_rows", "growing_columns",
    "growing_partitions",
)  # fmt: skip
