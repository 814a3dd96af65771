"""bqemulator on a thread of this process: BigQuery's REST API in front of DuckDB."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bqemulator.config import LogLevel, Settings
from bqemulator.server import EmulatorServer

from .corrections import apply_corrections, with_plain_years
from .metadata import with_metadata
from .rows import rows_of
from .translations import translate_once

API = "/bigquery/v2"
PROJECT = "argos-project"
START_SECONDS = 60.0
REQUEST_SECONDS = 300.0


class FailedError(Exception):
    """A statement failed while the emulator ran it."""


@dataclass(frozen=True)
class Answer:
    """An HTTP response."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Emulator:
    """A running emulator, its data in memory."""

    def __init__(self, work_dir: Path) -> None:
        apply_corrections()
        translate_once()
        self._server = EmulatorServer(
            Settings(
                rest_port=0,
                grpc_port=0,
                default_project_id=PROJECT,
                enable_format_extensions=False,
                upload_staging_dir=work_dir / "uploads",
                log_level=LogLevel.CRITICAL,
            )
        )
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._await(self._server.start())

    def stop(self) -> None:
        self._await(self._server.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)

    def request(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self._server.rest_port, timeout=REQUEST_SECONDS)
        try:
            connection.request(method, path, body or None, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def query(self, sql: str) -> list[dict[str, Any]]:
        """Run one statement to its end and return its rows."""
        request = json.dumps({"query": self.runnable(sql), "useLegacySql": False}).encode()
        headers = {"Content-Type": "application/json"}
        answer = json.loads(self.request("POST", f"{API}/projects/{PROJECT}/queries", request, headers).body)
        problem = answer.get("error") or next(iter(answer.get("errors") or []), None)
        if problem:
            raise FailedError(problem["message"])
        return rows_of(answer)

    def runnable(self, sql: str) -> str:
        """A statement without what the emulator has not."""
        return with_metadata(with_plain_years(sql), self._tables)

    def place(self, names: Sequence[str]) -> tuple[str, ...]:
        """Project, dataset and table of a name that may leave out the project."""
        return (PROJECT, *names)[-3:]

    def fields(self, place: tuple[str, ...]) -> list[dict[str, Any]] | None:
        """The columns of a table or view as the API has them, None when it is not there."""
        if len(place) != 3:
            return None
        project, dataset, table = place
        answer = self.request("GET", f"{API}/projects/{project}/datasets/{dataset}/tables/{table}")
        if answer.status != 200:
            return None
        fields: list[dict[str, Any]] = json.loads(answer.body).get("schema", {}).get("fields", [])
        return fields

    def _tables(self, project: str, dataset: str) -> list[dict[str, Any]]:
        """Tables and views of a dataset with their columns, as the API has them."""
        path = f"{API}/projects/{project or PROJECT}/datasets/{dataset}/tables"
        listed = json.loads(self.request("GET", f"{path}?maxResults=1000").body).get("tables", [])
        names = [table["tableReference"]["tableId"] for table in listed]
        return [json.loads(self.request("GET", f"{path}/{name}").body) for name in names]

    def _await(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(START_SECONDS)
