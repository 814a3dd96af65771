"""Cases of the column profile: the statement that a post-hook runs, against SUMMARIZE and a bare scan."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from . import metrics, peers
from .memory import more_memory_mb
from .metrics import cpu
from .model import BenchmarkError, Case, Metric, Sample, Say, Variants
from .orders import TABLE, Orders
from .projects import project
from .workspace import Project, connected, workspace_in

SUMMARIZE, BARE, PROFILE = "SUMMARIZE", "bare scan", "argos"
THREADS = 2
RENDERINGS = 6
BEGIN, END = "<<<", ">>>"
# What every case needs: the table as dbt knows it, and as a node with partitions.
OF_ORDERS = """\
{% macro orders() %}
  {{ return(api.Relation.create(database=target.database, schema='bench', identifier='orders')) }}
{% endmacro %}

{% macro columns_of_orders() %}
  {{ return(argos.columns_of(bench.orders(), {}, is_table=IS_TABLE)) }}
{% endmacro %}

{% macro partitioned_orders(grain) %}
  {%- set ours = {'partition': {'column': 'created_at', 'grain': grain}} -%}
  {{ return({'unique_id': 'model.bench.orders', 'name': 'orders', 'config': {'meta': {'argos': ours}}}) }}
{% endmacro %}

{% macro print_statements(statements) %}{%- do print('<<<' ~ tojson(statements) ~ '>>>') -%}{% endmacro %}
"""
MACROS = """\
{% macro profile_statement() %}
  {%- set relation = bench.orders() -%}
  {%- set facts = argos.profile('model.bench.orders', relation, bench.columns_of_orders(), {}) -%}
  {{ return(argos.append('run_profile_result', argos.profile_fields(), facts)) }}
{% endmacro %}

{% macro print_profile_statement(times) %}
  {%- for _ in range(times - 1) -%}{%- do bench.profile_statement() -%}{%- endfor -%}
  {%- do bench.print_statements([bench.profile_statement()]) -%}
{% endmacro %}
"""
COMMAND = ("run-operation", "print_profile_statement", "--args", f"{{times: {RENDERINGS}}}")


def render(
    orders: Orders, root: Path, macros: str = MACROS, command: tuple[str, ...] = COMMAND
) -> tuple[Path, Sample, list[str]]:
    """A database with the table, what dbt did to render its profile, and the statements."""
    files = {
        "models/one.sql": "select 1 as id\n",
        "macros/statements.sql": macros,
        "macros/orders.sql": OF_ORDERS.replace("IS_TABLE", str(orders.file is None).lower()),
    }
    with workspace_in(root, THREADS) as workspace:
        rendering = Project("rendering", project(files), command, settled=orders.statements)
        workspace.lay_out(rendering)
        workspace.settle(rendering)
        sample, output = workspace.run(rendering)
    return workspace.database(rendering), sample, printed(output)


def printed(output: str) -> list[str]:
    """The JSON between the marks."""
    begin, end = output.find(BEGIN), output.rfind(END)
    if begin < 0 or end < 0:
        raise BenchmarkError(f"dbt rendered no statement:\n{output[-3000:]}")
    statements: list[str] = json.loads(output[begin + len(BEGIN) : end])
    return statements


def scan(orders: Orders) -> str:
    """The least that reads every value."""
    read = ", ".join(f'bit_xor(hash("{name}"))' for name in orders.values)
    return f"select count(*), {read} from {TABLE}"


def run(statements: Sequence[str], connection: Any) -> None:
    """One after the other."""
    for statement in statements:
        connection.execute(statement).fetchall()


def timed(connection: Any, work: Callable[[Any], None]) -> Sample:
    """CPU of the whole process; what was written is taken back."""
    connection.execute("begin")
    began, wall = time.process_time(), time.perf_counter()
    work(connection)
    sample = Sample(time.process_time() - began, time.perf_counter() - wall)
    connection.execute("rollback")
    return sample


def profiled(rendered: Sample, numbers: dict[str, float], connection: Any, statement: str) -> Sample:
    sample = timed(connection, partial(run, [statement]))
    return Sample(sample.cpu_seconds, sample.wall_seconds, spans=rendered.spans, numbers=numbers)


@contextmanager
def staged(orders: Orders, with_peers: bool, in_parquet: bool, root: Path, say: Say) -> Iterator[Variants]:
    if in_parquet:
        orders = replace(orders, file=root / "orders.parquet")
    say(f"making a table of {orders.rows:,} rows x {orders.columns} columns")
    database, rendered, [statement] = render(orders, root)
    memory = more_memory_mb(database, THREADS, scan(orders), statement)
    numbers = {"memory_mb": memory, "statement_bytes": float(len(statement.encode()))}
    others = peers.installed(TABLE, say) if with_peers else {}
    with connected(database, THREADS) as connection:
        yield {
            SUMMARIZE: partial(timed, connection, partial(run, [f"summarize {TABLE}"])),
            BARE: partial(timed, connection, partial(run, [scan(orders)])),
            PROFILE: partial(profiled, rendered, numbers, connection, statement),
            **{name: partial(timed, connection, work) for name, work in others.items()},
        }


def profile_case(
    name: str,
    orders: Orders,
    goals: dict[str, float] | None = None,
    with_peers: bool = True,
    in_parquet: bool = False,
) -> Case:
    goal = (goals or {}).get
    return Case(
        name,
        f"the profile of {orders.rows:,} rows x {orders.columns} columns"
        + (" in Parquet" if in_parquet else ""),
        partial(staged, orders, with_peers, in_parquet),
        (
            Metric("argos / SUMMARIZE", "x", metrics.cpu_ratio(PROFILE, SUMMARIZE), goal("summarize")),
            Metric("argos / bare scan", "x", metrics.cpu_ratio(PROFILE, BARE), goal("bare")),
            Metric("argos", "ms CPU", metrics.run_cpu_ms(PROFILE)),
            Metric("SUMMARIZE", "ms CPU", metrics.run_cpu_ms(SUMMARIZE)),
            Metric("bare scan", "ms CPU", metrics.run_cpu_ms(BARE)),
            Metric(
                "rendering, with what it asks the warehouse",
                "ms CPU",
                metrics.repeated(PROFILE, "rendering", cpu),
                goal("rendering"),
            ),
            Metric("statement", "kB", metrics.divided(metrics.known(PROFILE, "statement_bytes"), 1000)),
            Metric("more memory at the peak", "MB", metrics.known(PROFILE, "memory_mb"), goal("memory")),
        ),
    )


def profile_1k() -> Case:
    return profile_case("profile_1k", Orders(1_000), {"rendering": 30})


def profile_100k() -> Case:
    return profile_case("profile_100k", Orders(100_000), {"rendering": 30})


def profile_1m() -> Case:
    return profile_case("profile_1m", Orders(1_000_000), {"summarize": 0.3, "rendering": 30, "memory": 400})


def profile_wide() -> Case:
    return profile_case("profile_wide", Orders(1_000_000, columns=100), {"summarize": 0.4}, with_peers=False)


def profile_parquet() -> Case:
    return profile_case(
        "profile_parquet", Orders(1_000_000), {"summarize": 0.4}, with_peers=False, in_parquet=True
    )


def profile_10m() -> Case:
    goals = {"summarize": 0.2, "bare": 3, "rendering": 30, "memory": 400}
    return profile_case("profile_10m", Orders(10_000_000), goals, with_peers=False)
