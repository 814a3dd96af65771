"""A pytest plugin: writes down which test modules passed on which warehouse, for the table in README.md.

Only a run that left nothing out counts: one file per selection, `.work/evidence/<warehouse>.json`.
"""

from __future__ import annotations

import json
from collections import Counter

import pytest

from .clouds import CLOUDS
from .project import REPOSITORY

FOLDER = REPOSITORY / ".work" / "evidence"
SELECTIONS = {"not cloud": "duckdb", **{name: name for name in CLOUDS}}


class Evidence:
    """Passed tests by module. A failed run leaves no evidence."""

    def __init__(self, warehouse: str) -> None:
        self._path = FOLDER / f"{warehouse}.json"
        self._passed: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self._passed[report.nodeid.partition("::")[0]] += 1

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self._path.unlink(missing_ok=True)
        if exitstatus == pytest.ExitCode.OK:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(dict(sorted(self._passed.items())), indent=1))


def register(config: pytest.Config) -> None:
    """Watch this run if it is a whole one; its workers, if any, report to it."""
    is_whole = not config.option.keyword and config.args == config.getini("testpaths")
    warehouse = SELECTIONS.get(config.option.markexpr)
    if is_whole and warehouse and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Evidence(warehouse))
