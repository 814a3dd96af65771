"""Writes the evidence table of README.md from the tests that there are and from python/tests/evidence.yml.

python tools/evidence.py              writes the table from what pytest collected
python tools/evidence.py --check      a table that differs is an error, not written
python tools/evidence.py --passed     the same from what passed in the last whole run
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
RECORDED = ROOT / ".work" / "evidence"
COLLECTED = "collected"
# What `make test` runs one after the other, by pytest's mark.
HALVES = {"not slow": "quick", "slow": "slow"}
MARKED = re.compile(r"(?<=<!-- evidence -->\n).*?(?=<!-- evidence -->)", re.DOTALL)

Counts = Mapping[str, Mapping[str, int]]


def first_sentence(path: Path) -> str:
    """What a test module or folder says it is about."""
    module = path / "__init__.py" if path.is_dir() else path
    text = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or module.stem
    return " ".join(text.partition("\n\n")[0].split()).rstrip(".")


def subject(module: str) -> str:
    """The module, or its folder where that says what it is about as a whole."""
    parents = [path for path in (ROOT / "python" / module).parents if (path / "__init__.py").is_file()]
    folders = [path for path in parents if ast.get_docstring(ast.parse((path / "__init__.py").read_text()))]
    return str(folders[-1].relative_to(ROOT / "python")) if folders else module


def by_subject(modules: Mapping[str, int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for module, count in modules.items():
        counts[subject(module)] += count
    return counts


def number(count: int) -> str:
    return str(count) if count else ""


def tests(counts: Counts, warehouses: Mapping[str, Any]) -> Iterator[str]:
    """A row per subject: how many of its tests pass on which warehouse."""
    yield f"| tests that passed | {' | '.join(each['name'] for each in warehouses.values())} |"
    yield "|---|" + "---:|" * len(warehouses)
    subjects = {name: by_subject(counts[name]) for name in warehouses}
    for path in sorted({path for each in subjects.values() for path in each}):
        cells = [number(subjects[name][path]) for name in warehouses]
        yield f"| [{first_sentence(ROOT / 'python' / path)}](python/{path}) | {' | '.join(cells)} |"


def means(warehouses: Mapping[str, Any]) -> Iterator[str]:
    """A row per warehouse: what stands behind it, and what is not proven."""
    yield "| warehouse | what runs here | what is not proven |"
    yield "|---|---|---|"
    for each in warehouses.values():
        yield f"| {each['name']} | {each['runs']} | {each['not_proven']} |"


def table(counts: Counts, warehouses: Mapping[str, Any]) -> str:
    return "\n".join([*means(warehouses), "", *tests(counts, warehouses), ""])


def main(arguments: list[str]) -> int:
    warehouses = yaml.safe_load((ROOT / "python/tests/evidence.yml").read_text(encoding="utf-8"))
    is_passed = "--passed" in arguments
    paths = [RECORDED / f"{name}.json" for name in (HALVES.values() if is_passed else [COLLECTED])]
    if not all(path.exists() for path in paths):
        missing = "whole green run of the tests: make test" if is_passed else "collected tests: make evidence"
        print(f"no {missing}", file=sys.stderr)
        return 1
    parts = [json.loads(path.read_text()) for path in paths]
    counts = {name: sum((Counter(part[name]) for part in parts), Counter()) for name in warehouses}
    readme = README.read_text(encoding="utf-8")
    written = MARKED.sub(lambda _: table(counts, warehouses), readme, count=1)
    if written == readme:
        print(f"README.md shows the tests that {'passed' if is_passed else 'there are'}")
        return 0
    if is_passed:
        print("README.md shows tests that did not pass: see which were skipped", file=sys.stderr)
        return 1
    if "--check" in arguments:
        print("README.md does not show the tests that there are: make evidence", file=sys.stderr)
        return 1
    README.write_text(written, encoding="utf-8")
    print("README.md was brought up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
