"""Query jobs of the adapter: checked, run, answered as BigQuery answers, and logged."""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..engine import Statement
from .emulator import Answer, Emulator, FailedError
from .googlesql import RejectedError
from .scripts import Plan, Scripts

_INSERT = re.compile(r"/bigquery/v2/projects/[^/]+/jobs(\?.*)?")
_JOB = re.compile(r"/bigquery/v2/projects/[^/]+/jobs/([^/?]+)(\?.*)?")
JSON = {"Content-Type": "application/json"}


class Jobs:
    """jobs.insert of queries; a job of a script is shown as one."""

    def __init__(self, emulator: Emulator, scripts: Scripts, log: Path) -> None:
        self._emulator = emulator
        self._scripts = scripts
        self._log = log.open("a", encoding="utf-8")
        self._logging = threading.Lock()
        self._script_jobs: set[str] = set()

    @staticmethod
    def is_query(method: str, path: str, body: bytes) -> bool:
        if method != "POST" or not _INSERT.fullmatch(path):
            return False
        return "query" in json.loads(body).get("configuration", {})

    def insert(self, path: str, job: dict[str, Any]) -> Answer:
        sql = job["configuration"]["query"]["query"]
        job_id = job["jobReference"]["jobId"]
        started = time.monotonic()
        error: str | None = None
        plan = Plan(sql)
        try:
            plan = self._scripts.plan(sql)
            answer, error = self._run(path, job, plan)
        except (RejectedError, FailedError) as failure:
            error = str(failure)
            answer = _refusal(error)
        ms = int(1000 * (time.monotonic() - started))
        self._write(Statement(sql, error is None, error, ms, job_id, tuple(plan.caught)))
        return answer

    def as_bigquery(self, path: str, answer: Answer) -> Answer:
        """A later look at a job: of a script it says so."""
        asked = _JOB.fullmatch(path)
        if asked is None or asked.group(1) not in self._script_jobs or answer.status != 200:
            return answer
        return _as_script(answer)

    def _run(self, path: str, job: dict[str, Any], plan: Plan) -> tuple[Answer, str | None]:
        """The emulator runs jobs while it inserts them: its answer has their end."""
        job["configuration"]["query"]["query"] = self._emulator.runnable(plan.sql)
        answer = self._emulator.request("POST", path, json.dumps(job).encode(), JSON)
        content = json.loads(answer.body)
        problem = content.get("error") or content.get("status", {}).get("errorResult")
        if plan.is_script:
            self._script_jobs.add(job["jobReference"]["jobId"])
            answer = _as_script(answer)
        return answer, problem["message"] if problem else None

    def _write(self, statement: Statement) -> None:
        with self._logging:
            self._log.write(json.dumps(asdict(statement)) + "\n")
            self._log.flush()


def _as_script(answer: Answer) -> Answer:
    content = json.loads(answer.body)
    content.get("statistics", {}).get("query", {})["statementType"] = "SCRIPT"
    return Answer(answer.status, JSON, json.dumps(content).encode())


def _refusal(message: str) -> Answer:
    reason = {"reason": "invalidQuery", "message": message, "domain": "global", "location": "q"}
    error = {"code": 400, "message": message, "status": "INVALID_ARGUMENT", "errors": [reason]}
    return Answer(400, JSON, json.dumps({"error": error}).encode())
