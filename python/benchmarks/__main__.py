"""python -m benchmarks [--case NAME] [--rounds N] [--json PATH] [--strict]"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import click

from .bench import REPOSITORY, run_case
from .cases import CASES
from .output import document, table


def progress(message: str) -> None:
    click.echo(message, err=True)


@click.command()
@click.option(
    "--case", "names", multiple=True, type=click.Choice(list(CASES)), help="Only this one; repeatable."
)
@click.option("--rounds", default=7, show_default=True, type=click.IntRange(min=1), help="Rounds that count.")
@click.option(
    "--json",
    "path",
    default=REPOSITORY / ".work/bench.json",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where every number goes.  [default: .work/bench.json]",
)
@click.option("--strict", is_flag=True, help="Exit with 1 when a goal is missed.")
def main(names: tuple[str, ...], rounds: int, path: Path, strict: bool) -> None:
    """Measure what argos costs. Numbers are comparable within one run only.

    Example: python -m benchmarks --case measure_1 --rounds 5
    """
    results = []
    for name in names or CASES:
        with tempfile.TemporaryDirectory(prefix="benchmark_") as folder:
            results.append(run_case(CASES[name](), Path(folder), rounds, progress))
        click.echo("\n".join(table(results[-1])))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document(results), indent=1), encoding="utf-8")
    missed = [value for result in results for value in result.values if not value.is_met]
    sys.exit(1 if missed and strict else 0)


if __name__ == "__main__":
    main()
