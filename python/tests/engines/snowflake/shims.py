"""What fakesnow does otherwise than Snowflake, mended. `shims.yml` lists every shim, with what Snowflake documents.

None of them changes what dbt sends; they change how the fake executes it.
"""

from __future__ import annotations

import importlib
import json
from typing import Any

import duckdb
import fakesnow.macros
from fakesnow.cursor import FakeSnowflakeCursor
from snowflake.connector.errors import ProgrammingError
from sqlglot import exp

from .errors import as_snowflake
from .functions import macros, renamed
from .rewrites import array_agg_leaves_nulls_out, rewritten
from .statements import StatementLog, run_logged

_execute, _execute_one = FakeSnowflakeCursor.execute, FakeSnowflakeCursor._execute
_split, _transform = FakeSnowflakeCursor._transform_explode, FakeSnowflakeCursor._transform


def install(log: StatementLog) -> None:
    """Patch the classes of fakesnow; statements of clients are written to the log."""

    def execute(self: Any, command: str, *args: Any, **options: Any) -> Any:
        if not options.get("server"):
            return _as_snowflake(self, command, *args, **options)
        run_logged(command, f"{id(self._conn):x}", lambda sql: _as_snowflake(self, sql, *args, **options), log)
        return self

    FakeSnowflakeCursor.execute = execute
    FakeSnowflakeCursor._execute = _run_merge_natively
    FakeSnowflakeCursor._transform_explode = _keep_merge_whole
    FakeSnowflakeCursor._transform = _transform_rewritten
    FakeSnowflakeCursor._inline_variables = lambda self, sql: sql
    creation_sql = fakesnow.macros.creation_sql
    fakesnow.macros.creation_sql = lambda catalog: creation_sql(catalog) + macros(catalog)
    server = importlib.import_module("fakesnow.server")
    server.parse_one = _lenient(server.parse_one)


def _as_snowflake(cursor: Any, sql: str, *args: Any, **options: Any) -> Any:
    """Execute; every error is one of Snowflake's, and none leaves a transaction that refuses the next statement."""
    _leave_aborted(cursor)
    try:
        return _execute(cursor, renamed(sql), *args, **options)
    except Exception as failure:
        _leave_aborted(cursor)
        raise as_snowflake(failure) from failure


def _leave_aborted(cursor: Any) -> None:
    """DuckDB refuses everything after an error in a transaction; Snowflake goes on."""
    try:
        cursor._duck_conn.execute("select 1")
    except duckdb.TransactionException:
        cursor._duck_conn.rollback()
        cursor._conn._in_transaction = False


def _lenient(parse_one: Any) -> Any:
    """The server asks what kind of statement it has before it executes: a syntax error is to be logged there."""

    def parse(sql: str) -> Any:
        try:
            return parse_one(sql)
        except ProgrammingError:
            return exp.Command(this="unreadable")

    return parse


def _transform_rewritten(cursor: Any, statement: Any, params: Any) -> Any:
    return array_agg_leaves_nulls_out(_transform(cursor, rewritten(statement), params))


def _keep_merge_whole(cursor: Any, expression: Any) -> list[Any]:
    return [expression] if isinstance(expression, exp.Merge) else list(_split(cursor, expression))


def _run_merge_natively(cursor: Any, statement: Any, params: Any = None) -> Any:
    """DuckDB's own MERGE: fakesnow's two statements fail between BEGIN and COMMIT."""
    if isinstance(statement, exp.Merge):
        sql = statement.sql("duckdb") + " RETURNING merge_action"
        actions = [row[0].upper() for row in cursor._duck_conn.execute(sql).fetchall()]
        counts = [exp.alias_(exp.Literal.number(actions.count(kind)), f"number of rows {word}", quoted=True)
                  for kind, word in (("INSERT", "inserted"), ("UPDATE", "updated"), ("DELETE", "deleted"))]  # fmt: skip
        statement = exp.select(*counts)
    return _execute_one(cursor, statement, params)


class FailedStatements:
    """The connector retries HTTP 5xx for ever, and dbt has no setting for it: answer a failed statement instead."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        messages: list[Any] = []

        async def keep(message: Any) -> None:
            messages.append(message)

        try:
            await self._app(scope, receive, keep)
        except Exception as failure:
            messages = _failed(repr(failure))
        if not messages or messages[0]["status"] >= 500:
            messages = _failed(b"".join(each.get("body", b"") for each in messages).decode("utf-8", "replace"))
        for message in messages:
            await send(message)


def _failed(reason: str) -> list[Any]:
    data = {"errorCode": "261000", "sqlState": "XX000"}
    answer = {"data": data, "code": "261000", "message": f"fakesnow: {reason[:2000]}", "success": False}
    body = json.dumps(answer).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    return [start, {"type": "http.response.body", "body": body}]
