"""Lays out dbt projects and runs dbt in them."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from tests.engines.dbt_runner import DbtResult, DbtRunner

from .model import BenchmarkError, Sample, Say, Span, Variants

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = ("dbt_project.yml", "packages.yml", "macros", "models", "tests")
PRELOAD = Path(__file__).with_name("watch.py")
DATABASE = "warehouse.duckdb"
PROFILE = "bench: {target: dev, outputs: {dev: {type: duckdb, path: %s, schema: bench, threads: %d}}}\n"
TIMER = re.compile(r"argos timer: (.+) ([\d.]+) ms")


@dataclass(frozen=True)
class Project:
    """A dbt project in a folder of its own, and how it is run.

    The commands of `setup` run once, the first on an unparsed project; `settled` is SQL that follows them.
    """

    name: str
    files: Mapping[str, str]
    command: tuple[str, ...] = ("build",)
    setup: tuple[tuple[str, ...], ...] = (("build",),)
    settled: tuple[str, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    has_package: bool = True


@dataclass(frozen=True)
class Workspace:
    """A folder with the projects of a case, and a copy of the package: edits meanwhile do not count."""

    root: Path
    runner: DbtRunner
    threads: int

    def folder(self, project: Project) -> Path:
        return self.root / project.name.replace(" ", "_")

    def lay_out(self, project: Project) -> None:
        root = self.folder(project)
        for name, text in {**project.files, "profiles.yml": PROFILE % (DATABASE, self.threads)}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if project.has_package:
            package = copy_package(self.root / "package")
            (root / "packages.yml").write_text(f"packages: [{{local: {json.dumps(str(package))}}}]\n")
            (root / "dbt_packages").mkdir()
            (root / "dbt_packages" / "argos").symlink_to(package)

    def database(self, project: Project) -> Path:
        return self.folder(project) / DATABASE

    def settle(self, project: Project) -> None:
        """Parse the project, make the tables of argos and whatever history the case wants."""
        for command in project.setup:
            self._invoke(project, command, {})
        with connected(self.database(project), self.threads) as connection:
            for statement in project.settled:
                connection.execute(statement)

    def sample(self, project: Project) -> Sample:
        return self.run(project)[0]

    def run(self, project: Project) -> tuple[Sample, str]:
        """What an invocation of its command cost, and what dbt printed."""
        root = self.folder(project)
        shutil.rmtree(root / "logs")
        spans = root / "spans.json"
        result = self._invoke(project, project.command, {"BENCHMARK_SPANS": str(spans)})
        timers: dict[str, list[float]] = {}
        for what, ms in TIMER.findall((root / "logs" / "dbt.log").read_text(encoding="utf-8")):
            timers.setdefault(what, []).append(float(ms))
        watched = tuple(Span(*span) for span in json.loads(spans.read_text(encoding="utf-8")))
        return Sample(result.cpu_seconds, result.wall_seconds, timers, watched), result.output

    def _invoke(self, project: Project, command: tuple[str, ...], env: dict[str, str]) -> DbtResult:
        root = self.folder(project)
        folders = {"DBT_PROFILES_DIR": str(root), "DBT_LOG_PATH": str(root / "logs")}
        variables = ["--vars", json.dumps(project.variables)] if project.variables else []
        result = self.runner.invoke([*command, *variables], root, {**folders, **env}, timeout_seconds=900)
        if result.exit_code != 0:
            raise BenchmarkError(f"{project.name}: dbt {' '.join(command)} failed:\n{result.output[-3000:]}")
        return result


def connected(database: Path, threads: int) -> Any:
    connection = duckdb.connect(str(database), config={"threads": threads})
    connection.execute("set enable_progress_bar = false")
    return connection


def copy_package(target: Path) -> Path:
    if not target.exists():
        target.mkdir()
        for name in PACKAGE:
            source = REPOSITORY / name
            if source.is_dir():
                shutil.copytree(source, target / name)
            else:
                shutil.copy(source, target / name)
    return target


@contextmanager
def workspace_in(root: Path, threads: int) -> Iterator[Workspace]:
    with DbtRunner(Path(sys.executable), "duckdb", PRELOAD) as runner:
        yield Workspace(root, runner, threads)


@contextmanager
def staged(projects: tuple[Project, ...], threads: int, root: Path, _say: Say) -> Iterator[Variants]:
    """Each project as a variant."""
    with workspace_in(root, threads) as workspace:
        for project in projects:
            workspace.lay_out(project)
            workspace.settle(project)
        yield {project.name: partial(workspace.sample, project) for project in projects}
