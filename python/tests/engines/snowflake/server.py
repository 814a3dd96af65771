"""An account on loopback: fakesnow's HTTP server, with what it gets wrong mended and what it wrongly accepts refused.

Run by an interpreter that has fakesnow: `python -m engines.snowflake.server <work_dir>`. Once ready it writes
`{"port": ...}` to `<work_dir>/ready.json`; each statement of a client is a line of `<work_dir>/statements.jsonl`.
`POST /query {"sql": ...}` is for tests and is not logged. It ends on SIGTERM, and when its standard input closes.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from snowflake.connector.errors import Error
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from .failed_statements import FailedStatements
from .shims import install
from .statements import StatementLog, run

DATABASE, SCHEMA = "ANALYTICS", "PUBLIC"


async def answer_query(request: Request) -> JSONResponse:
    """Rows for a test; dates, timestamps and decimals as text."""
    sql = (await request.json())["sql"]
    answer = await run_in_threadpool(_query, sql)
    return JSONResponse(json.loads(json.dumps(answer, default=str)))


def _query(sql: str) -> dict[str, Any]:
    fakesnow = importlib.import_module("fakesnow.server")
    cursor = fakesnow.shared_fs.connect(DATABASE, SCHEMA).cursor()
    try:
        run(sql, cursor.execute)
    except Error as failure:
        return {"error": str(failure.msg)}
    table = cursor._arrow_table
    columns = [column.to_pylist() for column in table.columns]
    return {"columns": table.column_names, "rows": [list(row) for row in zip(*columns, strict=True)]}


def _serve(listening: socket.socket) -> uvicorn.Server:
    fakesnow = importlib.import_module("fakesnow.server")
    fakesnow.app.router.routes.append(Route("/query", answer_query, methods=["POST"]))
    config = uvicorn.Config(FailedStatements(fakesnow.app), log_level="warning")
    server = uvicorn.Server(config)
    # Signals are this module's: uvicorn would wait for statements that run.
    threading.Thread(target=server.run, args=([listening],), daemon=True).start()
    return server


def _stop_request() -> threading.Event:
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    def on_closed_input() -> None:
        # Unbuffered: a buffer's lock held by this thread would fail the interpreter's end.
        while os.read(0, 1):
            pass
        stop.set()

    signal.signal(signal.SIGTERM, on_signal)
    threading.Thread(target=on_closed_input, daemon=True).start()
    return stop


def _announce(work_dir: Path, port: int) -> None:
    """Appear at once or not at all: a reader never sees half a file."""
    unfinished = work_dir / "ready.json.part"
    unfinished.write_text(json.dumps({"port": port}))
    unfinished.rename(work_dir / "ready.json")


def main() -> None:
    work_dir = Path(sys.argv[1])
    # Each statement is a tree of many small objects, among which there is little garbage to look for.
    gc.set_threshold(50_000)
    stop = _stop_request()
    install(StatementLog(work_dir / "statements.jsonl"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        _serve(listening)
        _announce(work_dir, listening.getsockname()[1])
        stop.wait()
    # Nothing here outlives the process, and DuckDB's threads may be in the middle of a statement.
    os._exit(0)


if __name__ == "__main__":
    main()
