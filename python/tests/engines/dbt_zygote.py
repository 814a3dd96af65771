"""A process that has dbt imported and forks one child per invocation of dbt, or of another program that imports it.

Runs under any interpreter that has dbt: `python -P dbt_zygote.py <adapter> [--preload <file>]
[--rehearse <project>]`. It reads one JSON object a line on stdin (`id`, `program`, `args`, `cwd`,
`env`, and the files `stdout` and `stderr`) and answers on stdout with
`ready`, then per invocation `started` (`pid`) and `exited` (`exit_code`, `cpu_seconds`,
`wall_seconds`). Closing stdin ends it and everything it started. It stays single-threaded, because
forking a threaded process is not safe.
"""

from __future__ import annotations

import argparse
import atexit
import ctypes
import gc
import importlib
import json
import os
import runpy
import select
import signal
import sys
import threading
import time
from dataclasses import dataclass
from typing import Any, NoReturn

# What dbt would import only during an invocation.
_LATE_IMPORTS = (
    "_strptime",
    "agate",
    "babel.dates",
    "dbt.parser.manifest",
    "dbt.parser.partial",
    "dbt.task.build",
    "dbt.task.docs.generate",
    "dbt.task.list",
    "dbt.task.retry",
    "dbt.task.run_operation",
    "dbt_common.clients.agate_helper",
    "google.protobuf.descriptor_pb2",
    "multiprocessing.dummy",
    "sqlparse",
)
# What each console script calls; any other program is a file.
_PROGRAMS = {"dbt": ("dbt.cli.main", "cli"), "argos": ("argos.cli", "main")}
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class _Child:
    request_id: int
    started: float


class _Pipe:
    """The protocol's own copy of stdout, so that nothing a library prints can garble it."""

    def __init__(self) -> None:
        self._fd = os.dup(1)
        os.dup2(2, 1)

    def send(self, **message: Any) -> None:
        os.write(self._fd, json.dumps(message).encode() + b"\n")

    def close(self) -> None:
        os.close(self._fd)


def _preload(adapter: str, file: str | None, project: str | None) -> None:
    for name in ("dbt.cli.main", f"dbt.adapters.{adapter}", *_LATE_IMPORTS):
        importlib.import_module(name)
    if file:
        runpy.run_path(file)
    if project:
        _rehearse(project)
    # Objects of the imports are never freed: a child that leaves them alone shares their pages.
    gc.collect()
    gc.freeze()
    # An invocation makes many objects and little garbage.
    gc.set_threshold(50_000)


def _rehearse(project: str) -> None:
    """Parse a project here: its macros, compiled, and the classes that dbt builds at first use are then inherited.

    Both are functions of their text alone; a child that meets another text compiles that by itself.
    """
    importlib.import_module("dbt_common.tests").enable_test_caching()
    threads_of_imports = _threads()
    # The static parser would start threads, and so does a snapshot in yml.
    arguments = [
        "--quiet",
        "--no-static-parser",
        "parse",
        "--project-dir",
        project,
        "--profiles-dir",
        project,
    ]
    end = importlib.import_module("dbt.cli.main").dbtRunner().invoke([*arguments, "--log-path", project])
    if not end.success:
        raise RuntimeError(f"dbt cannot parse {project}: {end.exception}")
    templates = importlib.import_module("dbt_common.clients.jinja").template_cache
    for macro in end.result.macros.values():
        templates.get_node_template(macro)
    left = _threads() - threads_of_imports
    if left > 0:
        raise RuntimeError(f"parsing {project} has left {left} threads: a fork would lack them")


def _threads() -> int:
    return len(os.listdir("/proc/self/task"))


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _enter(request: dict[str, Any]) -> None:
    """Make the child what a terminal's process is: own signals, output, environment and directory."""
    os.setsid()
    _die_with_parent()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for target, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), target)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    os.environ.update(request["env"])
    os.chdir(request["cwd"])


def _run(program: str, args: list[str]) -> int:
    sys.argv = [program, *args]
    try:
        if program in _PROGRAMS:
            module, function = _PROGRAMS[program]
            getattr(importlib.import_module(module), function)()
        else:
            sys.path.insert(0, os.path.dirname(program))
            runpy.run_path(program, run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _leave(exit_code: int) -> NoReturn:
    """An interpreter's end without its teardown, which would touch every page shared with the parent."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)


def _start(request: dict[str, Any], pipe: _Pipe, children: dict[int, _Child]) -> None:
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        pipe.close()
        _enter(request)
        _leave(_run(request["program"], request["args"]))
    children[pid] = _Child(request["id"], started)
    pipe.send(event="started", id=request["id"], pid=pid)


def _reap(pipe: _Pipe, children: dict[int, _Child]) -> None:
    while children:
        pid, status, usage = os.wait4(-1, os.WNOHANG)
        if pid == 0:
            return
        child = children.pop(pid)
        pipe.send(
            event="exited",
            id=child.request_id,
            exit_code=os.waitstatus_to_exitcode(status),
            cpu_seconds=usage.ru_utime + usage.ru_stime,
            wall_seconds=time.monotonic() - child.started,
        )


def _end(children: dict[int, _Child]) -> None:
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _watch_children() -> int:
    """A descriptor that becomes readable whenever a child ends."""
    wakeup, signalled = os.pipe()
    for fd in (wakeup, signalled):
        os.set_blocking(fd, False)
    signal.set_wakeup_fd(signalled, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return wakeup


def _serve(pipe: _Pipe) -> None:
    children: dict[int, _Child] = {}
    wakeup = _watch_children()
    pending = b""
    while True:
        readable, _, _ = select.select([0, wakeup], [], [])
        if wakeup in readable:
            os.read(wakeup, 4096)
            _reap(pipe, children)
        if 0 in readable:
            chunk = os.read(0, 65536)
            if not chunk:
                return _end(children)
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                _start(json.loads(line), pipe, children)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("adapter")
    parser.add_argument("--preload", metavar="FILE")
    parser.add_argument("--rehearse", metavar="PROJECT")
    options = parser.parse_args()
    pipe = _Pipe()
    _preload(options.adapter, options.preload, options.rehearse)
    pipe.send(event="ready")
    _serve(pipe)


if __name__ == "__main__":
    main()
