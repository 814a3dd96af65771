"""Lays out the projects of a case and runs its variants in turn."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.engines.dbt_runner import DbtResult, DbtRunner

from .model import BenchmarkError, Case, Result, Round, Sample, Span, Variant

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = ("dbt_project.yml", "packages.yml", "macros", "models", "tests")
PRELOAD = Path(__file__).with_name("watch.py")
DATABASE = "warehouse.duckdb"
PROFILE = "bench: {target: dev, outputs: {dev: {type: duckdb, path: %s, schema: bench, threads: %d}}}\n"
TIMER = re.compile(r"argos timer: (.+) ([\d.]+) ms")

Say = Callable[[str], None]


@dataclass(frozen=True)
class Workspace:
    """A folder with one project per variant, and a copy of the package: edits meanwhile do not count."""

    root: Path
    runner: DbtRunner
    threads: int

    def folder(self, variant: Variant) -> Path:
        return self.root / variant.name.replace(" ", "_")

    def lay_out(self, variant: Variant) -> None:
        root = self.folder(variant)
        for name, text in {**variant.files, "profiles.yml": PROFILE % (DATABASE, self.threads)}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if variant.has_package:
            package = copy_package(self.root / "package")
            (root / "packages.yml").write_text(f"packages: [{{local: {json.dumps(str(package))}}}]\n")
            (root / "dbt_packages").mkdir()
            (root / "dbt_packages" / "argos").symlink_to(package)

    def settle(self, variant: Variant) -> None:
        """Parse the project, make the tables of argos and whatever history the case wants."""
        for command in variant.setup:
            self._invoke(variant, command, {})
        with duckdb.connect(str(self.folder(variant) / DATABASE)) as connection:
            for statement in variant.settled:
                connection.execute(statement)

    def sample(self, variant: Variant) -> Sample:
        root = self.folder(variant)
        shutil.rmtree(root / "logs")
        spans = root / "spans.json"
        result = self._invoke(variant, variant.command, {"BENCHMARK_SPANS": str(spans)})
        timers: dict[str, list[float]] = {}
        for what, ms in TIMER.findall((root / "logs" / "dbt.log").read_text(encoding="utf-8")):
            timers.setdefault(what, []).append(float(ms))
        watched = tuple(Span(*span) for span in json.loads(spans.read_text(encoding="utf-8")))
        return Sample(result.cpu_seconds, result.wall_seconds, timers, watched)

    def _invoke(self, variant: Variant, command: tuple[str, ...], env: dict[str, str]) -> DbtResult:
        root = self.folder(variant)
        folders = {"DBT_PROFILES_DIR": str(root), "DBT_LOG_PATH": str(root / "logs")}
        variables = ["--vars", json.dumps(variant.variables)] if variant.variables else []
        result = self.runner.invoke([*command, *variables], root, {**folders, **env}, timeout_seconds=900)
        if result.exit_code != 0:
            raise BenchmarkError(f"{variant.name}: dbt {' '.join(command)} failed:\n{result.output[-3000:]}")
        return result


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


def run_case(case: Case, root: Path, rounds: int, say: Say) -> Result:
    """All variants in turn, `rounds` times, after one round that warms up and is not counted."""
    done: list[Round] = []
    with DbtRunner(Path(sys.executable), "duckdb", PRELOAD) as runner:
        workspace = Workspace(root, runner, case.threads)
        for variant in case.variants:
            workspace.lay_out(variant)
            workspace.settle(variant)
        for number in range(rounds + 1):
            say(f"{case.name}: " + (f"round {number} of {rounds}" if number else "warming up"))
            done.append({variant.name: workspace.sample(variant) for variant in case.variants})
    return Result(case, tuple(done[1:]))
