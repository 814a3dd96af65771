"""python -m benchmarks: measures, prints tables with ratios, and writes every number as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import click

from tests.engines.dbt_runner import DbtRunnerError

from .bench import run_case
from .cases import CASES, ONLY_WHEN_NAMED
from .model import BenchmarkError, Result
from .output import document, table
from .workspace import REPOSITORY


def progress(message: str) -> None:
    click.echo(message, err=True)


def benchmark(name: str, rounds: int) -> Result:
    with tempfile.TemporaryDirectory(prefix="argos_bench_") as folder:
        result = run_case(CASES[name](), Path(folder), rounds, progress)
    click.echo("\n".join(table(result)))
    return result


@click.command()
@click.option(
    "--case",
    "names",
    multiple=True,
    type=click.Choice(list(CASES)),
    help=f"Only this one; repeatable. Not run unless named: {', '.join(ONLY_WHEN_NAMED)}.",
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
    try:
        names = names or tuple(name for name in CASES if name not in ONLY_WHEN_NAMED)
        results = [benchmark(name, rounds) for name in names]
    except (BenchmarkError, DbtRunnerError) as error:
        raise click.ClickException(str(error)) from error
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document(results), indent=1), encoding="utf-8")
    missed = [value for result in results for value in result.values if not value.is_met]
    sys.exit(1 if missed and strict else 0)


if __name__ == "__main__":
    main()
