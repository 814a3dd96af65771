"""What the command costs before it does anything."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from .model import BenchmarkError, Case, Metric, Round, Sample, Say, Variants

ARGOS = Path(sys.executable).with_name("argos")
OPTIONS = ("--help", "--version")


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _started(option: str) -> Sample:
    cpu, wall = _cpu_of_children(), time.perf_counter()
    done = subprocess.run([ARGOS, option], capture_output=True, text=True)
    if done.returncode != 0:
        raise BenchmarkError(f"argos {option} failed: {done.stderr}")
    return Sample(_cpu_of_children() - cpu, time.perf_counter() - wall)


@contextmanager
def _staged(_root: Path, _say: Say) -> Iterator[Variants]:
    yield {option: partial(_started, option) for option in OPTIONS}


def _wall_seconds(option: str, samples: Round) -> float:
    return samples[option].wall_seconds


def command_start() -> Case:
    """`argos --help` and `--version`, from the call of the command to its end."""
    return Case(
        "command_start",
        "argos --help and argos --version",
        _staged,
        tuple(Metric(f"argos {option}", "s", partial(_wall_seconds, option), goal=0.3) for option in OPTIONS),
    )
