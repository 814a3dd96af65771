"""The case of a table with partitions: what a daily run costs beside a full profile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from . import metrics
from .model import Case, Metric, Say, Variants
from .orders import Orders
from .profiles import THREADS, render, run, timed
from .workspace import connected

FULL, DAILY = "full profile", "daily run"
LOOK_UP, NEWEST, MERGED = "look-up", "newest partitions", "merging"
MACROS = """\
{% macro statements(grain) %}
  {%- set relation, node = bench.orders(), bench.partitioned_orders(grain) -%}
  {%- set columns = bench.columns_of_orders() -%}
  {%- set partitions = argos.partitions_of(node, relation, columns) -%}
  {%- for chunk in argos.batches_of(argos.unmeasured(partitions, 9999)) -%}
    {%- do argos.attempt(argos.partitions_statement(node, relation, columns, {}, partitions, chunk)) -%}
  {%- endfor -%}
  {%- set partitions = argos.partitions_of(node, relation, columns) -%}
  {%- set id = node.unique_id -%}
  {%- set facts = [
    argos.profile(id, relation, columns, {}),
    argos.merged_profile(id, relation, columns, partitions),
  ] -%}
  {%- set newest = argos.touched(partitions, 3, none) -%}
  {%- do bench.print_statements([
    argos.append('run_profile_result', argos.profile_fields(), facts[0]),
    argos.counted_partitions(id, relation, argos.partitioning(node, columns)),
    argos.partitions_statement(node, relation, columns, {}, partitions, newest),
    argos.append('run_profile_result', argos.profile_fields(), facts[1]),
  ]) -%}
{% endmacro %}
"""


@contextmanager
def staged(orders: Orders, grain: str, root: Path, say: Say) -> Iterator[Variants]:
    say(f"making a table of {orders.rows:,} rows, and measuring every {grain} of it")
    command = ("run-operation", "statements", "--args", f"{{grain: {grain}}}")
    database, _, [full, *daily] = render(orders, root, MACROS, command)
    with connected(database, THREADS) as connection:
        yield {
            FULL: partial(timed, connection, partial(run, [full])),
            **{
                name: partial(timed, connection, partial(run, [statement]))
                for name, statement in zip((LOOK_UP, NEWEST, MERGED), daily, strict=True)
            },
            DAILY: partial(timed, connection, partial(run, daily)),
        }


def partitioned_case(name: str, orders: Orders, grain: str) -> Case:
    return Case(
        name,
        f"a run of a table of {orders.rows:,} rows x {orders.columns} columns of 36 months, by {grain}",
        partial(staged, orders, grain),
        (
            Metric("daily run / full profile", "x", metrics.cpu_ratio(DAILY, FULL), goal=0.1),
            *(
                Metric(part, "ms CPU", metrics.run_cpu_ms(part))
                for part in (FULL, DAILY, LOOK_UP, NEWEST, MERGED)
            ),
        ),
    )


def partitioned_by_day() -> Case:
    return partitioned_case("partitioned_by_day", Orders(10_000_000), "day")


def partitioned_by_month() -> Case:
    return partitioned_case("partitioned_by_month", Orders(10_000_000), "month")
