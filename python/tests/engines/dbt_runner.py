"""Fast, isolated invocations of dbt, and of what imports it, for tests: each a fork of a process that has it imported.

with DbtRunner(Path(sys.executable), "duckdb") as dbt:
    result = dbt.invoke(["build"], cwd=project)
    running = dbt.start(["build"], cwd=project)
    running.interrupt()
    assert running.wait(60).exit_code == 1
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

ZYGOTE = Path(__file__).with_name("dbt_zygote.py")
START_SECONDS = 180.0

# The version check is left on: a test that violates `require-dbt-version` should fail.
QUIET_ENVIRONMENT = {
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DBT_USE_COLORS": "false",
    "DBT_USE_COLORS_FILE": "false",
    "DO_NOT_TRACK": "1",
    "NO_COLOR": "1",
}


class DbtRunnerError(Exception):
    """The process behind the runner did not start, or ended on its own."""


class DbtTimeoutError(DbtRunnerError):
    """dbt did not end in the time allowed; it may still be running."""


@dataclass(frozen=True)
class DbtResult:
    """How an invocation ended; a signal's number is a negative `exit_code`."""

    exit_code: int
    stdout: str
    stderr: str
    pid: int
    cpu_seconds: float
    wall_seconds: float

    @property
    def output(self) -> str:
        return self.stdout + self.stderr


def _pipe(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise DbtRunnerError("the process that runs dbt was started without pipes")
    return stream


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


class _Invocation:
    """What the reading thread has learnt of one invocation."""

    def __init__(self, stdout: Path, stderr: Path) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.pid = 0
        self.end: dict[str, Any] | None = None
        self._changed = threading.Condition()

    def update(self, message: dict[str, Any]) -> None:
        with self._changed:
            if message["event"] == "started":
                self.pid = message["pid"]
            else:
                self.end = message
            self._changed.notify_all()

    def wait_until(self, reached: Callable[[], object], timeout_seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: bool(reached()), timeout_seconds)


class RunningDbt:
    """A dbt invocation that has begun."""

    def __init__(self, invocation: _Invocation) -> None:
        self._invocation = invocation

    @property
    def pid(self) -> int:
        return self._invocation.pid

    @property
    def output(self) -> str:
        """What dbt printed so far."""
        return _text(self._invocation.stdout) + _text(self._invocation.stderr)

    def interrupt(self) -> None:
        """What Ctrl-C does: KeyboardInterrupt in dbt's main thread."""
        self._signal(signal.SIGINT)

    def kill(self) -> None:
        """What kill -9 does: dbt gets no chance to write anything."""
        self._signal(signal.SIGKILL)

    def wait_for_output(self, text: str, timeout_seconds: float = 60) -> None:
        """Return once dbt has printed the text, so that a test can act in the middle of a build."""
        deadline = time.monotonic() + timeout_seconds
        while text not in self.output:
            if self._invocation.end is not None or time.monotonic() > deadline:
                raise DbtTimeoutError(f"dbt never printed {text!r}:\n{self.output}")
            time.sleep(0.02)

    def wait(self, timeout_seconds: float = 600) -> DbtResult:
        invocation = self._invocation
        if not invocation.wait_until(lambda: invocation.end, timeout_seconds):
            raise DbtTimeoutError(f"dbt still runs after {timeout_seconds} s:\n{self.output}")
        end = invocation.end or {}
        if "exit_code" not in end:
            raise DbtRunnerError(f"the process that runs dbt has ended:\n{self.output}")
        return DbtResult(
            end["exit_code"],
            _text(invocation.stdout),
            _text(invocation.stderr),
            self.pid,
            end["cpu_seconds"],
            end["wall_seconds"],
        )

    def _signal(self, number: signal.Signals) -> None:
        if self._invocation.end is None:
            os.kill(self.pid, number)


class DbtRunner:
    """Runs dbt under one interpreter; several invocations may run at once. What it rehearses, it need not learn again."""

    def __init__(
        self, python: Path, adapter: str, preload: Path | None = None, rehearse: Path | None = None
    ) -> None:
        self._ids = itertools.count()
        self._invocations: dict[int, _Invocation] = {}
        self._files = tempfile.TemporaryDirectory(prefix="dbt_runner_")
        self._errors = Path(self._files.name) / "errors.log"
        self._ready = threading.Event()
        self._writing = threading.Lock()
        options = ["--preload", str(preload)] if preload else []
        options += ["--rehearse", str(rehearse)] if rehearse else []
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                # -P: the folders beside that file are named like packages that dbt imports.
                [python, "-P", ZYGOTE, adapter, *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, **QUIET_ENVIRONMENT},
                text=True,
                start_new_session=True,
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def start(
        self, args: list[str], cwd: Path, env: dict[str, str] | None = None, program: str = "dbt"
    ) -> RunningDbt:
        """Begin an invocation and return once its process exists."""
        self._await_ready()
        request_id = next(self._ids)
        files = [Path(self._files.name) / f"{request_id}.{name}" for name in ("stdout", "stderr")]
        invocation = _Invocation(*files)
        self._invocations[request_id] = invocation
        request = {
            "id": request_id,
            "program": program,
            "args": args,
            "cwd": str(cwd),
            "env": env or {},
            "stdout": str(invocation.stdout),
            "stderr": str(invocation.stderr),
        }
        self._send(request)
        if not invocation.wait_until(lambda: invocation.pid, START_SECONDS):
            raise DbtRunnerError("the process that runs dbt does not answer")
        return RunningDbt(invocation)

    def invoke(
        self,
        args: list[str],
        cwd: Path,
        env: dict[str, str] | None = None,
        timeout_seconds: float = 600,
        program: str = "dbt",
    ) -> DbtResult:
        """Run it to its end; beyond the timeout it is killed and DbtTimeoutError raised."""
        running = self.start(args, cwd, env, program)
        try:
            return running.wait(timeout_seconds)
        except DbtTimeoutError:
            running.kill()
            running.wait(START_SECONDS)
            raise

    def close(self) -> None:
        """End everything this runner started."""
        with contextlib.suppress(BrokenPipeError):
            _pipe(self._process.stdin).close()
        self._process.wait(START_SECONDS)
        self._reader.join(START_SECONDS)
        _pipe(self._process.stdout).close()
        self._files.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _await_ready(self) -> None:
        if not self._ready.wait(START_SECONDS) or self._process.poll() is not None:
            raise DbtRunnerError(f"the process that runs dbt has failed:\n{self._errors.read_text()[-2000:]}")

    def _send(self, request: dict[str, Any]) -> None:
        with self._writing:
            stdin = _pipe(self._process.stdin)
            stdin.write(json.dumps(request) + "\n")
            stdin.flush()

    def _read(self) -> None:
        for line in _pipe(self._process.stdout):
            message = json.loads(line)
            if message["event"] == "ready":
                self._ready.set()
            else:
                self._invocations[message["id"]].update(message)
        # Its pipe closes shortly before it has an exit code.
        self._process.wait()
        self._ready.set()
        for invocation in self._invocations.values():
            if invocation.end is None:
                invocation.update({"event": "lost"})
