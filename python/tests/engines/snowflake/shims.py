"""What fakesnow does otherwise than Snowflake, mended. `shims.yml` lists every shim, with what Snowflake documents.

None of them changes what dbt sends; they change how the fake executes it.
"""

from __future__ import annotations

import importlib
from typing import Any

import duckdb
import fakesnow.info_schema as info_schema
import fakesnow.macros
import fakesnow.transforms.transforms as transforms
from fakesnow.cursor import FakeSnowflakeCursor
from snowflake.connector.errors import ProgrammingError
from sqlglot import exp

from .errors import as_snowflake
from .functions import macros, renamed
from .rewrites import as_duckdb_answers, rewritten
from .statements import StatementLog, run_logged

_execute, _execute_one = FakeSnowflakeCursor.execute, FakeSnowflakeCursor._execute
_split, _transform = FakeSnowflakeCursor._transform_explode, FakeSnowflakeCursor._transform


def install(log: StatementLog) -> None:
    """Patch the classes of fakesnow; statements of clients are written to the log."""

    def execute(self: Any, command: str, *args: Any, **options: Any) -> Any:
        if not options.get("server"):
            return _as_snowflake(self, command, *args, **options)
        session = f"{id(self._conn):x}"
        run_logged(command, session, lambda sql: _as_snowflake(self, sql, *args, **options), log)
        return self

    FakeSnowflakeCursor.execute = execute
    FakeSnowflakeCursor._execute = _run_merge_natively
    FakeSnowflakeCursor._transform_explode = _keep_merge_whole
    FakeSnowflakeCursor._transform = _transform_rewritten
    FakeSnowflakeCursor._inline_variables = lambda self, sql: sql
    creation_sql = fakesnow.macros.creation_sql
    fakesnow.macros.creation_sql = lambda catalog: creation_sql(catalog) + macros(catalog)
    per_database = info_schema.per_db_creation_sql
    info_schema.per_db_creation_sql = lambda catalog: per_database(catalog) + _views_among_tables(catalog)
    described = transforms.SQL_DESCRIBE_TABLE.template
    transforms.SQL_DESCRIBE_TABLE.template = described.replace(
        'NULL::VARCHAR AS "policy', 'comment AS "policy'
    )
    server: Any = importlib.import_module("fakesnow.server")
    server.parse_one = _lenient(server.parse_one)


def _views_among_tables(catalog: str) -> str:
    own = f"{catalog}._fs_information_schema._fs_tables"
    definition = info_schema.SQL_CREATE_INFORMATION_SCHEMA_TABLES_VIEW.substitute(catalog=catalog)
    tables = definition.partition(" AS\n")[2]
    return (
        f";create or replace view {own} as ({tables}) union all by name "
        'select database_name as "TABLE_CATALOG", schema_name as "TABLE_SCHEMA", view_name as "TABLE_NAME", '
        "'VIEW' as \"TABLE_TYPE\" from duckdb_views() "
        f"where database_name = '{catalog}' and schema_name not in ('_fs_information_schema', 'main') and not internal;"
    )


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
    return as_duckdb_answers(_transform(cursor, rewritten(statement), params))


def _keep_merge_whole(cursor: Any, expression: Any) -> list[Any]:
    return [expression] if isinstance(expression, exp.Merge) else list(_split(cursor, expression))


def _run_merge_natively(cursor: Any, statement: Any, params: Any = None) -> Any:
    """DuckDB's own MERGE: fakesnow's two statements fail between BEGIN and COMMIT."""
    if isinstance(statement, exp.Merge):
        sql = statement.sql("duckdb") + " RETURNING merge_action"
        actions = [row[0].upper() for row in cursor._duck_conn.execute(sql).fetchall()]
        counts = [
            exp.alias_(exp.Literal.number(actions.count(kind)), f"number of rows {word}", quoted=True)
            for kind, word in (("INSERT", "inserted"), ("UPDATE", "updated"), ("DELETE", "deleted"))
        ]
        statement = exp.select(*counts)
    return _execute_one(cursor, statement, params)
