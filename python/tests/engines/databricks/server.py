"""A SQL warehouse on loopback: the real connector's protocol in front of a local Spark.

Run by an interpreter that has pyspark and the connector: `python -m engines.databricks.server
<work_dir> <jar>`. Once ready it writes `{"port": ...}` to `<work_dir>/ready.json`; each statement of
a client is a line of `<work_dir>/statements.jsonl`. `POST /query {"sql": ...}` is for tests and is not
logged. It ends on SIGTERM, and when its standard input closes.
"""

from __future__ import annotations

import http.server
import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from databricks.sql.thrift_api.TCLIService import TCLIService
from thrift.protocol import TBinaryProtocol
from thrift.transport import TTransport

from .spark import start_spark, stop_spark
from .statements import StatementLog, Statements, message
from .thrift_service import ThriftService

THRIFT_PATHS = "/sql/"
QUERY_PATH = "/query"
HOST_METADATA_PATH = "/.well-known/databricks-config"


class Endpoint(http.server.ThreadingHTTPServer):
    """Serves the connector's protocol and the tests' queries."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, root: Any, log: StatementLog) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self._root = root
        self._processor = TCLIService.Processor(ThriftService(root, Statements(root, log)))

    def thrift(self, body: bytes) -> bytes:
        answer = TTransport.TMemoryBuffer()
        self._processor.process(
            TBinaryProtocol.TBinaryProtocol(TTransport.TMemoryBuffer(body)),
            TBinaryProtocol.TBinaryProtocol(answer),
        )
        return bytes(answer.getvalue())

    def query(self, body: bytes) -> bytes:
        try:
            frame = self._root.sql(json.loads(body)["sql"])
            answer = {"columns": frame.columns, "rows": [list(row) for row in frame.collect()]}
        except Exception as failure:
            answer = {"error": message(failure)}
        # Dates, timestamps and decimals as text.
        return json.dumps(answer, default=str).encode()


class _Requests(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A small answer waits for nothing.
    disable_nagle_algorithm = True
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == QUERY_PATH:
            self._answer(200, self.server.query(body), "application/json")
        elif self.path.startswith(THRIFT_PATHS):
            self._answer(200, self.server.thrift(body), "application/x-thrift")
        else:
            self._answer(404, b"{}", "application/json")

    def do_GET(self) -> None:
        status = 200 if self.path == HOST_METADATA_PATH else 404
        self._answer(status, b"{}", "application/json")

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the statement log says more."""

    def _answer(self, status: int, body: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


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
    work_dir, jar = Path(sys.argv[1]), Path(sys.argv[2])
    stop = _stop_request()
    root = start_spark(work_dir, jar)
    endpoint = Endpoint(root, StatementLog(work_dir / "statements.jsonl"))
    threading.Thread(target=endpoint.serve_forever, daemon=True).start()
    _announce(work_dir, endpoint.server_port)
    stop.wait()
    endpoint.shutdown()
    stop_spark(root)


if __name__ == "__main__":
    main()
