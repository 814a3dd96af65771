"""Starts the Databricks engine for tests and talks to it; needs nothing of it installed here."""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

from ..engine import EngineError, Statement
from .java_build import build_jar, require_jdk

REPOSITORY = Path(__file__).parents[4]
TESTS = Path(__file__).parents[2]
START_SECONDS = 120.0
STOP_SECONDS = 30.0


class DatabricksEngine:
    """A SQL warehouse on loopback: the real adapter and connector against a local Spark."""

    name = "databricks"
    preload = Path(__file__).with_name("offline.py")

    def __init__(self, python: Path = REPOSITORY / ".venv-databricks/bin/python") -> None:
        self.python = python
        self._process: subprocess.Popen[bytes] | None = None
        self._work_dir = Path()
        self._port = 0

    def start(self, work_dir: Path, build_dir: Path | None = None) -> None:
        """Start in a directory of its own and return when ready; compiled Java is kept in build_dir."""
        spark_jars = self._require()
        build_dir = build_dir or work_dir / "build"
        build_dir.mkdir(parents=True, exist_ok=True)
        jar = build_jar(spark_jars, build_dir)
        self._work_dir = work_dir
        for left_over in ("ready.json", "statements.jsonl"):
            (work_dir / left_over).unlink(missing_ok=True)
        with self._log_path.open("wb") as output:
            self._process = subprocess.Popen(
                [self.python, "-m", "engines.databricks.server", work_dir, jar],
                cwd=work_dir,
                env={**os.environ, "PYTHONPATH": str(TESTS), "TZ": "UTC"},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._port = self._await_port(self._process)

    def stop(self) -> None:
        """Stop by SIGTERM, or by SIGKILL if that is not heard."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin is not None:
            process.stdin.close()

    def profile(self, schema: str) -> dict[str, Any]:
        address = f"http://127.0.0.1:{self._port}"
        http_path = "/sql/1.0/warehouses/local"
        return {
            "type": "databricks",
            # With a bare address the connector tries https and names for minutes.
            "host": address,
            "http_path": http_path,
            "token": "none",
            "catalog": "spark_catalog",
            "schema": schema,
            "threads": 2,
            # As an account may set it; facts are in UTC nevertheless.
            "session_properties": {"spark.sql.session.timeZone": "America/Los_Angeles"},
            "connect_retries": 0,
            "connection_parameters": {
                "_connection_uri": address + http_path,
                "_retry_stop_after_attempts_count": 1,
                "enable_telemetry": False,
            },
        }

    def query(self, sql: str) -> list[dict[str, Any]]:
        body = json.dumps({"sql": sql}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self._port}/query", body)
        with urllib.request.urlopen(request, timeout=300) as response:
            answer = json.load(response)
        if "error" in answer:
            raise EngineError(answer["error"])
        return [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]

    def statements(self, since: int = 0) -> list[Statement]:
        path = self._work_dir / "statements.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()[since:]
        return [_statement(json.loads(line)) for line in lines]

    @property
    def _log_path(self) -> Path:
        return self._work_dir / "server.log"

    def _require(self) -> Path:
        """Spark's jars, once everything that the engine needs is known to be there."""
        require_jdk()
        found = list(self.python.parents[1].glob("lib/python3.*/site-packages/pyspark/jars"))
        if not found:
            raise EngineError(
                f"{self.python} has no pyspark: python3.11 -m venv {self.python.parents[1]} && "
                f"{self.python} -m pip install -e '{REPOSITORY / 'python'}[engine-databricks]'"
            )
        return found[0]

    def _await_port(self, process: subprocess.Popen[bytes]) -> int:
        ready = self._work_dir / "ready.json"
        deadline = time.monotonic() + START_SECONDS
        while not ready.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise EngineError(f"Spark did not start:\n{self._log_path.read_text()[-2000:]}")
            time.sleep(0.05)
        return int(json.loads(ready.read_text())["port"])


def _statement(entry: dict[str, Any]) -> Statement:
    return Statement(**{**entry, "caught": tuple(entry["caught"])})
