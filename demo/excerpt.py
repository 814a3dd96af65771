"""Put what the demo prints on its last two mornings into README.md, or check that it stands there.

python demo/excerpt.py [--check]
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).resolve().parent
README = DEMO.parent / "README.md"
MARKED = re.compile(r"(?<=<!-- demo -->\n```text\n).*?(?=```\n<!-- demo -->)", re.DOTALL)
# Seconds and events differ, and with two threads also the order in which dbt comes to independent nodes.
VARYING = [
    (r"\d+\.\d+s", "0.00s"),
    (r"\b[0-9a-f]{8}\b", "00000000"),
    (r"\d+ of \d+ (?=FAIL|SKIP)", "n of n "),
    (r" \.\.+ ", " ... "),
]


def excerpt() -> str:
    """The end of a real demo: its last quiet morning and the faulty one."""
    print("playing the demo, one to two minutes", flush=True)
    played = subprocess.run(
        [sys.executable, DEMO / "play.py"], stdout=subprocess.PIPE, text=True, check=False
    )
    if played.returncode:
        raise SystemExit(f"the demo failed:\n{played.stdout}")
    return played.stdout[played.stdout.index("Tue 2026-01-13") :]


def comparable(text: str) -> list[str]:
    for pattern, replacement in VARYING:
        text = re.sub(pattern, replacement, text)
    return sorted(text.splitlines())


def main() -> int:
    parser = argparse.ArgumentParser(description="Keep the excerpt in README.md true.")
    parser.add_argument("--check", action="store_true", help="compare only")
    only_check = parser.parse_args().check
    readme = README.read_text(encoding="utf-8")
    marked = MARKED.search(readme)
    if not marked:
        raise SystemExit("README.md has no text between <!-- demo --> markers")
    printed = excerpt()
    differences = list(difflib.ndiff(comparable(marked[0]), comparable(printed)))
    same = all(line.startswith(" ") for line in differences)
    if only_check or same:
        print("README.md shows what the demo prints" if same else "README.md differs: make excerpt")
        print("\n".join(line for line in differences if not line.startswith(" ")), end="")
        return 0 if same else 1
    README.write_text(MARKED.sub(lambda _: printed, readme), encoding="utf-8")
    print("README.md was brought up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
