"""Runs the variants of a case in turn."""

from __future__ import annotations

from pathlib import Path

from .model import Case, Result, Round, Say


def run_case(case: Case, root: Path, rounds: int, say: Say) -> Result:
    """All variants in turn, `rounds` times, after one round that warms up and is not counted."""
    done: list[Round] = []
    with case.stage(root, say) as variants:
        for number in range(rounds + 1):
            say(f"{case.name}: " + (f"round {number} of {rounds}" if number else "warming up"))
            done.append({name: work() for name, work in variants.items()})
    return Result(case, tuple(done[1:]))
