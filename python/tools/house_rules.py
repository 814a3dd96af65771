"""The house rules that a search can check; prints file:line of each breach.

A rule names the files it is about and a finder, which yields the breaches among them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Texts = dict[str, str]
Breach = tuple[str, int]
Finder = Callable[[Texts], Iterator[Breach]]

ROOT = Path(__file__).resolve().parents[2]
SQL = ("macros/**/*.sql", "models/**/*.sql", "tests/**/*.sql")
PYTHON = ("python/**/*.py", "demo/**/*.py")
TEXT = (
    *SQL,
    *PYTHON,
    "models/**/*.yml",
    "demo/**/*.yml",
    "demo/**/*.sql",
    "docs/**/*.md",
    "*.md",
    "Makefile",
)
NOT_OURS = re.compile(r"(^|/)(\.[^/]+|target|dbt_packages|build)/")


@dataclass(frozen=True)
class Rule:
    """What must not be found in which files; `outside` names the paths where it may stand."""

    message: str
    files: tuple[str, ...]
    breaches: Finder
    outside: tuple[str, ...] = ()


def matching(pattern: str) -> Finder:
    """Every line that matches."""
    regex = re.compile(pattern)

    def find(texts: Texts) -> Iterator[Breach]:
        for path, text in texts.items():
            yield from (
                (path, number) for number, line in enumerate(text.splitlines(), 1) if regex.search(line)
            )

    return find


def longer_than(lines: int) -> Finder:
    """The first line too many of every file."""

    def find(texts: Texts) -> Iterator[Breach]:
        yield from ((path, lines + 1) for path, text in texts.items() if len(text.splitlines()) > lines)

    return find


def more_than(number: int, pattern: str) -> Finder:
    """Every match in all files together, beyond a number of them."""

    def find(texts: Texts) -> Iterator[Breach]:
        yield from list(matching(pattern)(texts))[number:]

    return find


def differing(pattern: str) -> Finder:
    """Every matching line that is not like the first one."""

    def find(texts: Texts) -> Iterator[Breach]:
        found = list(matching(pattern)(texts))
        lines = [texts[path].splitlines()[number - 1] for path, number in found]
        yield from (breach for breach, line in zip(found, lines, strict=True) if line != lines[0])

    return find


RULES = {
    "one-waist": Rule(
        "warehouses differ in macros/dialect only",
        SQL,
        matching(r"target\.type\b"),
        outside=("macros/dialect/",),
    ),
    "who-runs-sql": Rule(
        "macros render; only hooks, introspection and dialect run statements",
        SQL,
        matching(r"(?<!\w)(run_query|statement|adapter\.execute)\(|location_exists"),
        outside=("macros/hooks/", "macros/introspection/", "macros/dialect/"),
    ),
    "no-warn": Rule(
        "a warning is a node error under --warn-error: log it", SQL, matching(r"exceptions\.warn\b")
    ),
    "no-itertools": Rule("dbt v2 has no such module", SQL, matching(r"modules\.itertools\b")),
    "shared-memory": Rule(
        "other threads change what a run has measured: copy it first, as in measured.items() | list",
        SQL,
        matching(r"\bmeasured\.(items|values|keys)\(\)(?! \| list\b)"),
    ),
    "macro-file": Rule("a macro file has at most 100 lines", ("macros/**/*.sql",), longer_than(100)),
    "gate-file": Rule("a gate has at most 15 lines", ("tests/generic/*.sql",), longer_than(15)),
    "model-file": Rule("a model has at most 80 lines", ("models/**/*.sql",), longer_than(80)),
    "python-module": Rule("a Python module has at most 400 lines", PYTHON, longer_than(400)),
    "few-macros": Rule(
        "fewer than 265 macros in all: each taxes a cold parse",
        SQL,
        more_than(264, r"\{%-?\s*(macro|test)\s"),
    ),
    "one-schema": Rule(
        "every copy of the schema's expression is the same", ("models/**/*.yml",), differing(r"^\s*schema:")
    ),
    "finished": Rule(
        "finish it or leave it out",
        TEXT,
        matching(r"\b(TODO|FIXME|XXX)\b"),
        outside=("python/tools/house_rules.py", "python/tests/test_house_rules.py"),
    ),
    "every-test-runs": Rule(
        "a test runs and passes",
        ("python/tests/**/*.py",),
        matching(r"pytest\.(mark\.)?(skip|xfail|importorskip)|@(unittest\.)?skip"),
        outside=("python/tests/test_house_rules.py",),
    ),
}


def read(root: Path, rule: Rule) -> Texts:
    """The text of every file that a rule is about, by its path within the repository."""
    paths = {path.relative_to(root).as_posix(): path for glob in rule.files for path in root.glob(glob)}
    return {
        name: path.read_text(encoding="utf-8")
        for name, path in sorted(paths.items())
        if path.is_file() and not NOT_OURS.search(name) and not name.startswith(rule.outside)
    }


def check(root: Path) -> list[str]:
    """A line for each breach of each rule."""
    return [
        f"{path}:{line}: {rule.message} ({name})"
        for name, rule in RULES.items()
        for path, line in rule.breaches(read(root, rule))
    ]


def main() -> int:
    breaches = check(ROOT)
    print("\n".join(breaches) if breaches else f"{len(RULES)} house rules hold")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
