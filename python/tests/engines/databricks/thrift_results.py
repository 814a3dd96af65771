"""Results and errors as the connector's Thrift structures."""

from __future__ import annotations

import uuid
from typing import Any

import pyarrow as pa
from databricks.sql.thrift_api.TCLIService import ttypes

from .statements import Result, message

OK = ttypes.TStatus(statusCode=ttypes.TStatusCode.SUCCESS_STATUS)

_TYPE_IDS = {
    "array": "ARRAY",
    "binary": "BINARY",
    "boolean": "BOOLEAN",
    "byte": "TINYINT",
    "date": "DATE",
    "decimal": "DECIMAL",
    "double": "DOUBLE",
    "float": "FLOAT",
    "integer": "INT",
    "long": "BIGINT",
    "map": "MAP",
    "short": "SMALLINT",
    "struct": "STRUCT",
    "timestamp": "TIMESTAMP",
    "timestamp_ntz": "TIMESTAMP",
    "void": "NULL",
}


def handle(part: bytes | None = None) -> Any:
    return ttypes.THandleIdentifier(guid=part or uuid.uuid4().bytes, secret=b"0" * 16)


def respond(result: Result, response: Any = ttypes.TExecuteStatementResp) -> Any:
    """The whole result in the first answer, so that nothing is left to fetch."""
    table = _readable(result)
    state = ttypes.TGetOperationStatusResp(status=OK, operationState=ttypes.TOperationState.FINISHED_STATE)
    metadata = _metadata(result, table)
    direct = ttypes.TSparkDirectResults(
        operationStatus=state,
        resultSetMetadata=metadata,
        resultSet=_rows(table, metadata),
        closeOperation=ttypes.TCloseOperationResp(status=OK),
    )
    return response(status=OK, operationHandle=_operation(), directResults=direct)


def respond_error(failure: Exception) -> Any:
    """A failed statement: the operation carries the message, as on a warehouse."""
    text = message(failure)
    sql_state = failure.getSqlState() if hasattr(failure, "getSqlState") else None
    state = ttypes.TGetOperationStatusResp(
        status=OK,
        operationState=ttypes.TOperationState.ERROR_STATE,
        errorMessage=text,
        displayMessage=text,
        sqlState=sql_state,
        diagnosticInfo="",
    )
    direct = ttypes.TSparkDirectResults(
        operationStatus=state, closeOperation=ttypes.TCloseOperationResp(status=OK)
    )
    return ttypes.TExecuteStatementResp(status=OK, operationHandle=_operation(), directResults=direct)


def _operation() -> Any:
    return ttypes.TOperationHandle(
        operationId=handle(),
        operationType=ttypes.TOperationType.EXECUTE_STATEMENT,
        hasResultSet=True,
    )


def _readable(result: Result) -> pa.Table:
    """Every column nullable, and those without an Arrow type on the wire as text."""
    arrays, fields = [], []
    for column, name, data_type in zip(
        result.table.columns, result.table.column_names, result.types, strict=True
    ):
        if "interval" in data_type.typeName() or data_type.typeName() == "variant":
            texts = [None if value is None else str(value) for value in column.to_pylist()]
            column = pa.chunked_array([pa.array(texts, pa.string())])
        arrays.append(column)
        fields.append(pa.field(name, column.type, nullable=True))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _metadata(result: Result, table: pa.Table) -> Any:
    columns = [
        ttypes.TColumnDesc(columnName=name, position=position, typeDesc=_type(data_type))
        for position, (name, data_type) in enumerate(
            zip(table.column_names, result.types, strict=True), start=1
        )
    ]
    return ttypes.TGetResultSetMetadataResp(
        status=OK,
        schema=ttypes.TTableSchema(columns=columns),
        resultFormat=ttypes.TSparkRowSetType.ARROW_BASED_SET,
        lz4Compressed=False,
        arrowSchema=table.schema.serialize().to_pybytes(),
        isStagingOperation=False,
    )


def _rows(table: pa.Table, metadata: Any) -> Any:
    batches = [
        ttypes.TSparkArrowBatch(batch=batch.serialize().to_pybytes(), rowCount=batch.num_rows)
        for batch in (table.to_batches() if table.num_columns else [])
    ]
    return ttypes.TFetchResultsResp(
        status=OK,
        hasMoreRows=False,
        results=ttypes.TRowSet(startRowOffset=0, rows=[], arrowBatches=batches),
        resultSetMetadata=metadata,
    )


def _type(data_type: Any) -> Any:
    name = _TYPE_IDS.get(data_type.typeName(), "STRING")
    qualifiers = None
    if name == "DECIMAL":
        value = ttypes.TTypeQualifierValue
        qualifiers = ttypes.TTypeQualifiers(
            {"precision": value(i32Value=data_type.precision), "scale": value(i32Value=data_type.scale)}
        )
    entry = ttypes.TPrimitiveTypeEntry(
        type=getattr(ttypes.TTypeId, f"{name}_TYPE"), typeQualifiers=qualifiers
    )
    return ttypes.TTypeDesc(types=[ttypes.TTypeEntry(primitiveEntry=entry)])
