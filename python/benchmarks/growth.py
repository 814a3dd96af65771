"""How the cost of a profile grows with the rows, the columns and the partitions of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from . import metrics
from .model import Case, Metric, Say, Variants
from .orders import TABLE, Orders
from .profiles import COMMAND, MACROS, PROFILE, SUMMARIZE, THREADS, render, run, timed
from .workspace import connected

ROWS = (300_000, 1_000_000, 3_000_000, 10_000_000)
COLUMNS = (5, 20, 50, 100, 200)
PARTITIONS = (1, 7, 30, 90, 365)
EVERY_PARTITION = """\
{% macro every_partition() %}
  {%- set relation, node = bench.orders(), bench.partitioned_orders('day') -%}
  {%- set columns = bench.columns_of_orders() -%}
  {%- set partitions = argos.partitions_of(node, relation, columns) -%}
  {%- set statements = [] -%}
  {%- for batch in argos.batches_of(argos.unmeasured(partitions, 9999)) -%}
    {%- do statements.append(argos.partitions_statement(node, relation, columns, {}, partitions, batch)) -%}
  {%- endfor -%}
  {%- do bench.print_statements(statements) -%}
{% endmacro %}
"""
OF_PARTITIONS = (EVERY_PARTITION, ("run-operation", "every_partition"))


@contextmanager
def staged(
    sizes: Mapping[str, Orders], macros: str, command: tuple[str, ...], root: Path, say: Say
) -> Iterator[Variants]:
    """Of each size a table: its profile, and SUMMARIZE."""
    variants = {}
    with ExitStack() as stack:
        for size, orders in sizes.items():
            say(f"making the table, {size}")
            database, _, statements = render(orders, root / size.replace(": ", "_"), macros, command)
            connection = stack.enter_context(connected(database, THREADS))
            for name, work in ((PROFILE, statements), (SUMMARIZE, [f"summarize {TABLE}"])):
                variants[f"{name}, {size}"] = partial(timed, connection, partial(run, work))
        yield variants


def growing(
    name: str,
    about: str,
    sizes: dict[str, Orders],
    rendering: tuple[str, tuple[str, ...]] = (MACROS, COMMAND),
) -> Case:
    numbers = []
    for size in sizes:
        argos, summarize = f"{PROFILE}, {size}", f"{SUMMARIZE}, {size}"
        numbers += [
            Metric(size, "ms CPU", metrics.run_cpu_ms(argos)),
            Metric(f"{size}, of SUMMARIZE", "x", metrics.cpu_ratio(argos, summarize)),
        ]
    return Case(name, about, partial(staged, sizes, *rendering), tuple(numbers))


def growing_rows() -> Case:
    sizes = {f"rows: {rows:,}": Orders(rows) for rows in ROWS}
    return growing("growing_rows", "the profile of tables of 20 columns", sizes)


def growing_columns() -> Case:
    sizes = {f"columns: {columns}": Orders(300_000, columns) for columns in COLUMNS}
    return growing("growing_columns", "the profile of tables of 300,000 rows", sizes)


def growing_partitions() -> Case:
    """All partitions of a table at once, as a backfill measures them."""
    sizes = {f"partitions: {days}": Orders(300_000, days=days) for days in PARTITIONS}
    about = "all partitions of tables of 300,000 rows x 20 columns"
    return growing("growing_partitions", about, sizes, OF_PARTITIONS)
