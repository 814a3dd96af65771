"""The demo prints what README.md shows, and each of its faults is told, and stopped, as README.md says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from .engines.dbt_runner import DbtResult, DbtRunner
from .project import MADE_BY_DBT, REPOSITORY, copy_package

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
# The name of a fault, the gate that tells of it, and what the build does then.
FAULTS = re.findall(r"^\| `(\w+)` \| [^|]+ \| *(?:`(\w+)`)?[^|]*\| (\w+)[^|]*\|$", README, re.MULTILINE)
ENDS = {"stops": "Stopped: ", "warns": "Warned: ", "passes": "Nothing was wrong: "}


@dataclass(frozen=True)
class Demo:
    """A copy of this repository in which the demo was played, and how that compared with README.md."""

    root: Path
    checked: subprocess.CompletedProcess[str]


def play_again(dbt: DbtRunner, root: Path, *arguments: str) -> DbtResult:
    return dbt.invoke(["--again", *arguments], root, program=str(root / "demo/play.py"))


@pytest.fixture(scope="module")
def played(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    root = tmp_path_factory.mktemp("demo") / "argos"
    copy_package(root)
    shutil.copytree(REPOSITORY / "demo", root / "demo", ignore=MADE_BY_DBT)
    shutil.copy(REPOSITORY / "README.md", root)
    missing = play_again(dbt_on_duckdb, root)
    assert missing.exit_code == 1
    assert (
        missing.stderr == "no mornings are kept that could be played on: run make demo without AGAIN once\n"
    )
    command: list[str | Path] = [sys.executable, root / "demo/excerpt.py", "--check"]
    return Demo(root, subprocess.run(command, capture_output=True, text=True))


def test_readme_shows_what_the_demo_prints(played: Demo) -> None:
    assert played.checked.returncode == 0, played.checked.stdout + played.checked.stderr


# The first is the one that README.md shows.
@pytest.mark.parametrize(("fault", "gate", "ends"), FAULTS[1:], ids=[fault for fault, _, _ in FAULTS[1:]])
def test_each_fault_ends_as_readme_says(
    dbt_on_duckdb: DbtRunner, played: Demo, fault: str, gate: str, ends: str
) -> None:
    morning = play_again(dbt_on_duckdb, played.root, "--fault", fault)
    assert morning.exit_code == 0, morning.output
    assert ENDS[ends] in morning.stdout
    assert bool(re.search(rf"argos (DEFER|FAIL|WARN) {gate}: ", morning.stdout)) == bool(gate)


def test_readme_shows_every_fault(dbt_on_duckdb: DbtRunner, played: Demo) -> None:
    refused = play_again(dbt_on_duckdb, played.root, "--fault", "unheard-of")
    assert refused.exit_code == 2
    known = re.findall(r"'?(\w+)'?", refused.stderr.split("choose from ")[1])
    assert sorted(known) == sorted(fault for fault, _, _ in FAULTS)
