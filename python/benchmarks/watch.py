"""Run inside dbt's process: CPU and wall time of the calls in which argos works.

A preload of the runner. It changes nothing unless BENCHMARK_SPANS names a file, to which it then writes
one JSON list a span: name, node, CPU ms of the process, wall ms. CPU is that of all threads: a case that
needs it of a node runs with one thread.
"""

from __future__ import annotations

import functools
import json
import os
import time
from collections.abc import Callable
from typing import Any

import dbt.cli.main
from dbt.clients.jinja import MacroGenerator
from dbt.context.macros import MacroNamespaceBuilder
from dbt.task.run import RunTask

MACROS = {
    "macro.dbt.run_hooks": "post_hook",
    "macro.dbt_duckdb.run_hooks": "post_hook",
    "macro.argos.measure_relation": "measure_relation",
    "macro.argos.judge": "judge",
    "macro.argos.prepare": "prepare",
    "macro.argos.record": "record",
    "macro.argos.report": "report",
    "macro.bench.profile_statement": "rendering",
}
SPANS: list[tuple[str, str, float, float]] = []


def timed(name: str, node: str, call: Callable[[], Any]) -> Any:
    cpu, wall = time.process_time(), time.perf_counter()
    try:
        return call()
    finally:
        cpu_ms, wall_ms = (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000
        SPANS.append((name, node, cpu_ms, wall_ms))


def watch_macros() -> None:
    original = MacroGenerator.__call__

    @functools.wraps(original)
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        name = MACROS.get(self.macro.unique_id)
        if name is None or (name == "post_hook" and not (args and args[0])):
            return original(self, *args, **kwargs)
        node = (self.context.get("model") or {}).get("unique_id", "")
        return timed(name, node, lambda: original(self, *args, **kwargs))

    MacroGenerator.__call__ = call


def watch_hooks() -> None:
    original = RunTask.safe_run_hooks

    @functools.wraps(original)
    def run(self: Any, adapter: Any, hook_type: Any, extra_context: Any) -> Any:
        return timed(str(hook_type.value), "", lambda: original(self, adapter, hook_type, extra_context))

    RunTask.safe_run_hooks = run


def watch_lists_of_macros() -> None:
    original = MacroNamespaceBuilder.build_namespace

    @functools.wraps(original)
    def build(self: Any, *args: Any, **kwargs: Any) -> Any:
        return timed("list of macros", "", lambda: original(self, *args, **kwargs))

    MacroNamespaceBuilder.build_namespace = build


def watching(cli: Callable[[], Any]) -> Callable[[], Any]:
    @functools.wraps(cli)
    def run() -> Any:
        path = os.environ.get("BENCHMARK_SPANS")
        if not path:
            return cli()
        watch_macros()
        watch_hooks()
        watch_lists_of_macros()
        try:
            return cli()
        finally:
            with open(path, "w", encoding="utf-8") as file:
                json.dump(SPANS, file)

    return run


dbt.cli.main.cli = watching(dbt.cli.main.cli)
