"""Starts the BigQuery engine for tests and talks to it; needs nothing of it installed here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

from ..engine import EngineError, Statement

REPOSITORY = Path(__file__).parents[4]
TESTS = Path(__file__).parents[2]
PROJECT = "argos-project"
GOOGLESQL = "node_modules/@fivetrandevelopers/zetasql/lib/zetasql"
START_SECONDS = 120.0
STOP_SECONDS = 30.0


class BigQueryEngine:
    """BigQuery's API on loopback: the real adapter and client, GoogleSQL's type checker, an emulator."""

    name = "bigquery"
    preload: Path | None = None

    def __init__(self, python: Path = REPOSITORY / ".venv-bigquery/bin/python") -> None:
        self.python = python
        self._process: subprocess.Popen[bytes] | None = None
        self._work_dir = Path()
        self._port = 0

    def start(self, work_dir: Path) -> None:
        """Start in a directory of its own and return when ready."""
        googlesql = self._require()
        self._work_dir = work_dir
        for left_over in ("ready.json", "statements.jsonl"):
            (work_dir / left_over).unlink(missing_ok=True)
        with self._log_path.open("wb") as output:
            self._process = subprocess.Popen(
                [self.python, "-m", "engines.bigquery.server", work_dir, googlesql],
                cwd=work_dir,
                env={**os.environ, "PYTHONPATH": str(TESTS), "TZ": "UTC"},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._port = self._await_port(self._process)

    def stop(self) -> None:
        """Stop by SIGTERM, or by SIGKILL, to GoogleSQL's process too, if that is not heard."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if process.stdin is not None:
            process.stdin.close()

    def profile(self, schema: str) -> dict[str, Any]:
        return {
            "type": "bigquery",
            "method": "oauth-secrets",
            "token": "none",
            "api_endpoint": f"http://127.0.0.1:{self._port}",
            "project": PROJECT,
            "dataset": schema,
            "threads": 2,
            "job_retries": 0,
        }

    def query(self, sql: str) -> list[dict[str, Any]]:
        body = json.dumps({"sql": sql}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self._port}/query", body)
        with urllib.request.urlopen(request, timeout=300) as response:
            answer = json.load(response)
        if "error" in answer:
            raise EngineError(answer["error"])
        rows: list[dict[str, Any]] = answer["rows"]
        return rows

    def statements(self, since: int = 0) -> list[Statement]:
        path = self._work_dir / "statements.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()[since:]
        return [_statement(json.loads(line)) for line in lines]

    @property
    def _log_path(self) -> Path:
        return self._work_dir / "server.log"

    def _require(self) -> Path:
        """GoogleSQL's folder, once everything that the engine needs is known to be there."""
        environment = self.python.parents[1]
        googlesql = environment / GOOGLESQL
        if not googlesql.exists() or not list(environment.glob("lib/python3.*/site-packages/bqemulator")):
            raise EngineError(f"{environment} is not complete: make {environment.name}/.installed")
        return googlesql

    def _await_port(self, process: subprocess.Popen[bytes]) -> int:
        ready = self._work_dir / "ready.json"
        deadline = time.monotonic() + START_SECONDS
        while not ready.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise EngineError(f"BigQuery did not start:\n{self._log_path.read_text()[-2000:]}")
            time.sleep(0.05)
        return int(json.loads(ready.read_text())["port"])


def _statement(entry: dict[str, Any]) -> Statement:
    return Statement(**{**entry, "caught": tuple(entry["caught"])})
