"""A pytest plugin: writes down how many tests of a module there are, or passed, on which warehouse, for README.md.

Only a run that left nothing out counts: `.work/evidence/<half>.json` for each half that `make test` runs. A
collection of all of them is `collected.json`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container

import pytest
from evidence import COLLECTED, HALVES, RECORDED

from .clouds import CLOUDS


class Counts:
    """Tests by warehouse and module."""

    def __init__(self, name: str) -> None:
        self._path = RECORDED / f"{name}.json"
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in ("duckdb", *CLOUDS)}

    def _count(self, nodeid: str, keywords: Container[str]) -> None:
        # The id of a parameter is a keyword too.
        names = CLOUDS if "cloud" in keywords else ()
        warehouse = next((name for name in names if name in keywords), "duckdb")
        self._counts[warehouse][nodeid.partition("::")[0]] += 1

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        RECORDED.mkdir(parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)
        if exitstatus == pytest.ExitCode.OK:
            self._path.write_text(json.dumps(self._counts, indent=1, sort_keys=True))


class Passed(Counts):
    """Those that passed. A failed run leaves no evidence."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self._count(report.nodeid, report.keywords)


class Collected(Counts):
    """Those that there are."""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            self._count(item.nodeid, item.keywords)


def register(config: pytest.Config) -> None:
    """Watch this run if it is a whole one; its workers, if any, report to it."""
    option = config.option
    is_whole = not option.keyword and config.args == config.getini("testpaths")
    if not is_whole or hasattr(config, "workerinput"):
        return
    half = HALVES.get(option.markexpr)
    if option.collectonly and not option.markexpr:
        config.pluginmanager.register(Collected(COLLECTED))
    elif half and not option.collectonly:
        config.pluginmanager.register(Passed(half))
