"""The part of the warehouse's Thrift service that the SQL connector calls.

Method and argument names are the protocol's.
"""

from __future__ import annotations

import datetime
import decimal
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from databricks.sql.thrift_api.TCLIService import TCLIService, ttypes

from .statements import Statements, text_result
from .thrift_results import OK, handle, respond, respond_error

_PROTOCOL = ttypes.TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V7

_PARAMETERS: dict[str, Callable[[str], Any]] = {
    "BIGINT": int,
    "BOOLEAN": lambda text: text.lower() == "true",
    "DATE": datetime.date.fromisoformat,
    "DECIMAL": decimal.Decimal,
    "DOUBLE": float,
    "FLOAT": float,
    "INT": int,
    "SMALLINT": int,
    "TIMESTAMP": datetime.datetime.fromisoformat,
    "TINYINT": int,
}


@dataclass(frozen=True)
class _Session:
    spark: Any
    id: str


class ThriftService(TCLIService.Iface):  # type: ignore[misc]
    """Sessions and statements; a session of the connector is a session of Spark."""

    def __init__(self, root: Any, statements: Statements) -> None:
        self._root = root
        self._statements = statements
        self._sessions: dict[bytes, _Session] = {}

    def OpenSession(self, req: Any) -> Any:  # noqa: N802
        guid = uuid.uuid4().bytes
        spark = self._root.newSession()
        for key, value in (req.configuration or {}).items():
            spark.conf.set(key, value)
        schema = req.initialNamespace.schemaName if req.initialNamespace else None
        if schema and spark.catalog.databaseExists(schema):
            spark.catalog.setCurrentDatabase(schema)
        self._sessions[guid] = _Session(spark, guid.hex()[:8])
        return ttypes.TOpenSessionResp(
            status=OK,
            serverProtocolVersion=_PROTOCOL,
            canUseMultipleCatalogs=True,
            initialNamespace=req.initialNamespace,
            sessionHandle=ttypes.TSessionHandle(sessionId=handle(guid), serverProtocolVersion=_PROTOCOL),
        )

    def CloseSession(self, req: Any) -> Any:  # noqa: N802
        self._sessions.pop(req.sessionHandle.sessionId.guid, None)
        return ttypes.TCloseSessionResp(status=OK)

    def ExecuteStatement(self, req: Any) -> Any:  # noqa: N802
        session = self._session(req)
        arguments = [_parameter(each) for each in req.parameters or []]
        try:
            result = self._statements.execute(session.spark, session.id, req.statement, arguments)
        except Exception as failure:
            return respond_error(failure)
        return respond(result)

    def GetSchemas(self, req: Any) -> Any:  # noqa: N802
        rows = self._session(req).spark.sql("SHOW SCHEMAS").collect()
        names = [row[0] for row in rows if _is_like(row[0], req.schemaName)]
        columns = {"TABLE_SCHEM": names, "TABLE_CATALOG": [req.catalogName] * len(names)}
        return respond(text_result(columns), ttypes.TGetSchemasResp)

    def GetTables(self, req: Any) -> Any:  # noqa: N802
        spark = self._session(req).spark
        rows = spark.sql(f"SHOW TABLES IN `{req.schemaName}`").collect()
        views = {row["viewName"] for row in spark.sql(f"SHOW VIEWS IN `{req.schemaName}`").collect()}
        names = [row["tableName"] for row in rows if not row["isTemporary"]]
        columns = {
            "TABLE_CAT": [req.catalogName] * len(names),
            "TABLE_SCHEM": [req.schemaName] * len(names),
            "TABLE_NAME": names,
            "TABLE_TYPE": ["VIEW" if name in views else "TABLE" for name in names],
        }
        return respond(text_result(columns), ttypes.TGetTablesResp)

    def CancelOperation(self, req: Any) -> Any:  # noqa: N802
        return ttypes.TCancelOperationResp(status=OK)

    def CloseOperation(self, req: Any) -> Any:  # noqa: N802
        return ttypes.TCloseOperationResp(status=OK)

    def _session(self, req: Any) -> _Session:
        return self._sessions[req.sessionHandle.sessionId.guid]


def _is_like(name: str, pattern: str | None) -> bool:
    if not pattern:
        return True
    expression = re.escape(pattern).replace("%", ".*").replace("_", ".")
    return re.fullmatch(expression, name, re.IGNORECASE) is not None


def _parameter(parameter: Any) -> Any:
    text = parameter.value.stringValue if parameter.value else None
    kind = (parameter.type or "STRING").upper().split("(")[0].removesuffix("_NTZ")
    if text is None or kind == "VOID":
        return None
    return _PARAMETERS.get(kind, str)(text)
