"""A pytest plugin: writes down which test modules passed on which warehouse, for the table in README.md.

Only a run that left nothing out counts: `.work/evidence/<half>.json` for each half that `make test` runs.
"""

from __future__ import annotations

import json
from collections import Counter

import pytest
from evidence import HALVES, RECORDED

from .clouds import CLOUDS


class Evidence:
    """Passed tests by warehouse and module. A failed run leaves no evidence."""

    def __init__(self, half: str) -> None:
        self._path = RECORDED / f"{half}.json"
        self._passed: dict[str, Counter[str]] = {name: Counter() for name in ("duckdb", *CLOUDS)}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            # The id of a parameter is a keyword too.
            names = CLOUDS if "cloud" in report.keywords else ()
            warehouse = next((name for name in names if name in report.keywords), "duckdb")
            self._passed[warehouse][report.nodeid.partition("::")[0]] += 1

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        RECORDED.mkdir(parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)
        if exitstatus == pytest.ExitCode.OK:
            self._path.write_text(json.dumps(self._passed, indent=1, sort_keys=True))


def register(config: pytest.Config) -> None:
    """Watch this run if it is a whole one; its workers, if any, report to it."""
    option = config.option
    is_whole = not (option.keyword or option.collectonly) and config.args == config.getini("testpaths")
    half = HALVES.get(option.markexpr)
    if is_whole and half and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Evidence(half))
