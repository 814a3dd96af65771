"""Mends what the emulator makes of valid SQL; GoogleSQL has checked a statement before it comes here."""

from __future__ import annotations

import datetime
import functools
import re
import sys
import zoneinfo
from collections.abc import Callable
from typing import Any

import sqlglot
from bqemulator.catalog import ddl_sync
from bqemulator.jobs import executor
from bqemulator.sql import builtin_udfs
from bqemulator.sql.rewriter import aggregate_variants
from bqemulator.storage.engine import DuckDBEngine
from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.dialects.hive import Hive
from sqlglot.parser import Parser

_FORMAT = re.compile(r"(\bformat_datetime\('[^']*)%E4Y", re.IGNORECASE)
_POSITIONS = ("line", "col", "start", "end")
# Functions of the emulator that look at a parsed statement and change nothing of it.
_READERS = frozenset(
    {
        "_capture_dml_snapshots",
        "_detect_catalog_drop",
        "_detect_create_schema",
        "_detect_plain_create_table",
        "_detect_plain_create_view",
        "_parse_for_classification",
        "_reject_dml_on_immutable",
        "build_catalog_schema",
        "detect_drop_routine",
    }
)
_TOP_COUNT = """\
list_transform(list_sort(list_concat(
  list_transform(map_entries(histogram({x})), lambda e: {{'n': -cast(e.value as bigint), 'v': e.key}}),
  case when count(*) > count({x}) then [{{'n': count({x}) - count(*), 'v': null}}] end
)), lambda e: {{'value': e.v, 'count': -e.n}})[:{number}]"""


def with_plain_years(sql: str) -> str:
    """Datetimes are formatted by DuckDB, whose %Y has four digits as BigQuery's %E4Y."""
    return _FORMAT.sub(r"\1%Y", sql)


def apply_corrections() -> None:
    # GEOGRAPHY needs an extension that DuckDB would fetch from the internet.
    DuckDBEngine._load_spatial = lambda self: None
    aggregate_variants._rewrite_ignore_nulls = _limited_first(aggregate_variants._rewrite_ignore_nulls)
    builtin_udfs.bqemu_format_timestamp_iso = _whole_years(builtin_udfs.bqemu_format_timestamp_iso)
    executor.sync_created_table = _altered_too(executor.sync_created_table)
    DuckDB.Generator.datatype_sql = _nine_digits(DuckDB.Generator.datatype_sql)
    DuckDB.Generator.TRANSFORMS[exp.ApproxTopK] = _top_count
    # Taken for one number, an array of quantiles would not be counted from one.
    Dialect.EXPRESSION_METADATA[exp.ApproxQuantile] = Hive.EXPRESSION_METADATA[exp.ApproxQuantile]
    Parser._implicit_unnests_to_explicit = _where_a_path_is_joined(Parser._implicit_unnests_to_explicit)
    sqlglot.parse_one = _parsed_once(sqlglot.parse_one)


def _limited_first(original: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """`ARRAY_AGG(x IGNORE NULLS ORDER BY k LIMIT n)`: the filter belongs within the slice that the limit becomes."""

    def rewrite(tree: Any) -> bool:
        _without_nulls(tree)
        found = [
            node
            for node in tree.find_all(exp.IgnoreNulls)
            if isinstance(node.this, exp.ArrayAgg) and isinstance(node.this.this, exp.Limit)
        ]
        for node in found:
            limit = node.this.this
            value = limit.this.this if isinstance(limit.this, exp.Order) else limit.this
            condition = exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null()))
            filtered = exp.Filter(
                this=exp.ArrayAgg(this=limit.this.copy()), expression=exp.Where(this=condition)
            )
            bounds = [exp.Literal.number(1), limit.expression.copy()]
            node.replace(exp.Anonymous(this="ARRAY_SLICE", expressions=[filtered, *bounds]))
        return original(tree) or bool(found)

    return rewrite


def _without_nulls(tree: Any) -> None:
    """`STRING_AGG(x, separator ORDER BY k LIMIT n)`: the limit counts no text that is NULL."""
    for node in [each for each in tree.find_all(exp.GroupConcat) if isinstance(each.this, exp.Limit)]:
        texts = exp.IgnoreNulls(this=exp.ArrayAgg(this=node.this.copy()))
        separator = node.args.get("separator") or exp.Literal.string(",")
        node.replace(exp.Anonymous(this="ARRAY_TO_STRING", expressions=[texts, separator.copy()]))


def _altered_too(original: Callable[[str, str, Any], None]) -> Callable[[str, str, Any], None]:
    """The API shows the columns of a table as they are after ALTER TABLE."""

    def sync(sql: str, project: str, context: Any) -> None:
        original(sql, project, context)
        if "alter" not in sql.lower():
            return
        tree: Any = sqlglot.parse_one(sql, read="bigquery")
        if isinstance(tree, exp.Alter) and isinstance(tree.this, exp.Table):
            place = ddl_sync._split_target(tree.this, project)
            table = context.catalog.get_table(*place)
            columns = ddl_sync._introspect_schema(*place, context)
            context.catalog.update_table(table.model_copy(update={"schema_": columns}))

    return sync


def _whole_years(original: Callable[..., str | None]) -> Callable[..., str | None]:
    """Timestamps are formatted by Python, which has no letter for a year of four digits, BigQuery's %E4Y."""

    def render(form: str | None, moment: datetime.datetime | None, zone: str | None) -> str | None:
        if form is not None and moment is not None:
            local = moment.astimezone(zoneinfo.ZoneInfo(zone or "UTC"))
            form = form.replace("%E4Y", f"{local.year:04d}")
        return original(form, moment, zone)

    return render


def _nine_digits(original: Callable[[Any, Any], str]) -> Callable[[Any, Any], str]:
    """NUMERIC has nine digits after the point, DuckDB's DECIMAL three."""

    def render(generator: Any, node: Any) -> str:
        is_numeric = node.this == exp.DataType.Type.DECIMAL and not node.expressions
        return "DECIMAL(38, 9)" if is_numeric else original(generator, node)

    return render


def _top_count(generator: Any, node: Any) -> str:
    """`APPROX_TOP_COUNT(x, number)`: DuckDB's own function gives no counts, and leaves out NULL."""
    return _TOP_COUNT.format(x=generator.sql(node, "this"), number=generator.sql(node, "expression"))


def _where_a_path_is_joined(original: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """To tell arrays from tables sqlglot copies each subquery with all that is in it: most of the time of a statement."""

    def explicit(parser: Any, query: Any) -> Any:
        joined = [join.this for join in query.args.get("joins") or []]
        is_path = [isinstance(table, exp.Table) and len(table.parts) > 1 for table in joined]
        return original(parser, query) if any(is_path) else query

    return explicit


def _parsed_once(original: Callable[..., Any]) -> Callable[..., Any]:
    """The emulator parses a statement some twenty times: a copy without positions costs a sixteenth, and a reader needs none."""

    @functools.lru_cache(maxsize=64)
    def parsed(sql: str, read: str | None) -> Any:
        tree = original(sql, read=read)
        for node in tree.walk():
            node._meta = {key: value for key, value in node.meta.items() if key not in _POSITIONS} or None
        return tree

    def parse(sql: str, read: str | None = None, **options: Any) -> Any:
        if options:
            return original(sql, read=read, **options)
        tree = parsed(sql, read)
        return tree if sys._getframe(1).f_code.co_name in _READERS else tree.copy()

    return parse
