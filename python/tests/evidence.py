"""A pytest plugin: writes down which test modules passed on which warehouse, for the table in README.md.

Only a run that left nothing out counts: one file per selection, `.work/evidence/<warehouse>.json`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

import pytest

from .clouds import CLOUDS
from .project import REPOSITORY

FOLDER = REPOSITORY / ".work" / "evidence"
SELECTIONS = {"not cloud": ("duckdb",), "cloud": CLOUDS, **{name: (name,) for name in CLOUDS}}


class Evidence:
    """Passed tests by warehouse and module. A failed run leaves no evidence."""

    def __init__(self, warehouses: Sequence[str]) -> None:
        self._passed: dict[str, Counter[str]] = {name: Counter() for name in warehouses}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            # The id of a parameter is a keyword too.
            names = CLOUDS if "cloud" in report.keywords else ()
            warehouse = next((name for name in names if name in report.keywords), "duckdb")
            self._passed[warehouse][report.nodeid.partition("::")[0]] += 1

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for warehouse, modules in self._passed.items():
            path = FOLDER / f"{warehouse}.json"
            path.unlink(missing_ok=True)
            if exitstatus == pytest.ExitCode.OK:
                path.write_text(json.dumps(dict(sorted(modules.items())), indent=1))


def register(config: pytest.Config) -> None:
    """Watch this run if it is a whole one; its workers, if any, report to it."""
    option = config.option
    is_whole = not (option.keyword or option.collectonly) and config.args == config.getini("testpaths")
    warehouses = SELECTIONS.get(option.markexpr)
    if is_whole and warehouses and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Evidence(warehouses))
