"""BigQuery's REST API on loopback: jobs are checked by GoogleSQL before an emulator runs them.

Run by an interpreter that has bqemulator and grpcio: `python -m engines.bigquery.server <work_dir>
<folder of GoogleSQL>`. Once ready it writes `{"port": ...}` to `<work_dir>/ready.json`; each query job is a
line of `<work_dir>/statements.jsonl`. `POST /query {"sql": ...}` is for tests and is not logged. It ends on
SIGTERM, and when its standard input closes.
"""

from __future__ import annotations

import gc
import http.server
import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from .emulator import Answer, Emulator, FailedError
from .googlesql import GoogleSql, RejectedError
from .jobs import Jobs
from .scripts import Scripts

QUERY_PATH = "/query"
JSON = {"Content-Type": "application/json"}
# Of one connection, not of the message.
HOP_HEADERS = {"connection", "content-length", "transfer-encoding", "date", "server"}


class Gate(http.server.ThreadingHTTPServer):
    """Serves the adapter and the tests' queries."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, emulator: Emulator, scripts: Scripts, jobs: Jobs) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self._emulator = emulator
        self._scripts = scripts
        self._jobs = jobs

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        if path == QUERY_PATH:
            return self._query(json.loads(body)["sql"])
        if self._jobs.is_query(method, path, body):
            return self._jobs.insert(path, json.loads(body))
        # Compressed answers would have to be opened for what is changed in them.
        kept = {key: value for key, value in headers.items() if key.lower() != "accept-encoding"}
        return self._jobs.as_bigquery(path, self._emulator.request(method, path, body, kept))

    def _query(self, sql: str) -> Answer:
        try:
            answer: dict[str, Any] = {"rows": self._emulator.query(self._scripts.plan(sql).sql)}
        except (RejectedError, FailedError) as failure:
            answer = {"error": str(failure)}
        return Answer(200, JSON, json.dumps(answer).encode())


class _Requests(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A small answer waits for nothing.
    disable_nagle_algorithm = True
    server: Gate

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.server.answer(self.command, self.path, body, dict(self.headers.items()))
        self.send_response(answer.status)
        for key, value in answer.headers.items():
            if key.lower() not in HOP_HEADERS:
                self.send_header(key, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    do_DELETE = do_GET = do_PATCH = do_POST = do_PUT = _serve  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the statement log says more."""


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
    work_dir, package = Path(sys.argv[1]), Path(sys.argv[2])
    # The emulator makes many trees of many small objects: looking among them for garbage is a third of its time.
    gc.set_threshold(50_000)
    stop = _stop_request()
    googlesql = GoogleSql(package, work_dir / "protocol")
    try:
        emulator = Emulator(work_dir)
        scripts = Scripts(googlesql, emulator)
        gate = Gate(emulator, scripts, Jobs(emulator, scripts, work_dir / "statements.jsonl"))
        threading.Thread(target=gate.serve_forever, daemon=True).start()
        _announce(work_dir, gate.server_port)
        stop.wait()
        gate.shutdown()
        emulator.stop()
    finally:
        googlesql.stop()


if __name__ == "__main__":
    main()
