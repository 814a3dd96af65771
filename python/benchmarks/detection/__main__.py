"""python -m benchmarks.detection: false alarms on real days, and how many faults put into them are found."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import click
import numpy as np
import pandas as pd

from ..workspace import REPOSITORY
from .days import Days, read
from .faults import FAULTS, Case, cases
from .held_out import SOURCES, Source
from .replay import verdicts
from .simulated import SCENARIOS, Scenario

T = TypeVar("T")
DATA = Path(__file__).parent / "data"
LEVELS = (0.01, 0.002, 0.001)
FALSE_ALARMS = (1, 3, 5, 10)
# True incidents assumed in 1,000 days of a column, for the precision.
INCIDENTS = 5


def curve(days: Days, done: list[Case], clean: pd.DataFrame, faulty: pd.DataFrame) -> dict[str, object]:
    """False alarms per 1,000 column-days and the mean recall over the faults."""
    last_days = {str(day + timedelta(days=1)): position for position, day in enumerate(days.dates)}
    clean = clean[clean["day"].map(last_days).isin(days.clean)]
    column_days = (len(days.columns) + 1) * len(days.clean)
    alarms = np.sort(np.concatenate([clean["p_value"], np.ones(max(0, column_days - len(clean)))]))
    found = []
    for number, case in enumerate(done):
        of_case = faulty[faulty["run_id"] == str(number)]
        if not case.fault.of_table:
            of_case = of_case[of_case["element_id"] == case.place.column]
        found.append((case.fault.name, of_case["p_value"].min() if len(of_case) else 1.0))
    table = pd.DataFrame(found, columns=["fault", "p_value"])

    def recall(level: float, or_equal: bool = True) -> pd.Series:
        hits = table["p_value"] <= level if or_equal else table["p_value"] < level
        return hits.groupby(table["fault"]).mean()

    levels = {}
    for level in LEVELS:
        false_alarms = 1000 * float((alarms <= level).sum()) / column_days
        mean = float(recall(level).mean())
        noisy = clean[clean["p_value"] <= level]["day"].nunique() / len(days.clean)
        levels[level] = {
            "false_alarms": round(false_alarms, 1),
            "recall": round(mean, 3),
            "precision": round(INCIDENTS * mean / (INCIDENTS * mean + false_alarms), 2),
            "days_with_an_alarm": round(noisy, 3),
        }
    at = {n: float(recall(alarms[int(n * column_days / 1000)], or_equal=False).mean()) for n in FALSE_ALARMS}
    per_fault = recall(LEVELS[1])
    return {
        "levels": levels,
        "recall_at": {n: round(value, 3) for n, value in at.items()},
        "recall_of": {f.name: round(float(per_fault[f.name]), 2) for f in FAULTS if f.name in per_fault},
        "false": list(clean[clean["p_value"] <= LEVELS[1]]["reason"]),
    }


def tables(names: tuple[str, ...]) -> Iterator[Days]:
    """The real ones that are named, or all; a name with a slash is a file."""
    known = {path.stem: path for path in sorted(DATA.glob("*.parquet"))}
    files = {name: Path(name) for name in names if "/" in name and Path(name).exists()}
    yield from map(read, chosen(names, known | files))


def made(names: tuple[str, ...], makers: Iterable[Source | Scenario]) -> Iterator[Days]:
    for maker in chosen(names, {maker.name: maker for maker in makers}):
        yield maker.days()


def chosen(names: tuple[str, ...], known: Mapping[str, T]) -> list[T]:
    for name in names:
        if name not in known:
            raise click.UsageError(f"there is no {name!r}; there are {', '.join(known)}")
    return [known[name] for name in names or known]


def show(name: str, result: dict[str, dict[object, object]]) -> None:
    click.echo(f"{name}:")
    for level, of_level in result["levels"].items():
        click.echo(f"  p <= {level}: " + ", ".join(f"{k} {v}" for k, v in dict(of_level).items()))  # type: ignore[call-overload]
    click.echo(
        "  recall at false alarms in 1,000: " + ", ".join(f"{n}: {v}" for n, v in result["recall_at"].items())
    )
    click.echo("  recall of " + ", ".join(f"{fault} {value}" for fault, value in result["recall_of"].items()))


@click.command()
@click.option(
    "--data",
    "names",
    multiple=True,
    help="Only this data set of benchmarks/detection/data, this file, or this table of the next two options.",
)
@click.option("--held-out", is_flag=True, help="Tables on which argos was not developed.")
@click.option("--simulated", is_flag=True, help="Tables in which nothing changes.")
@click.option("--faults", default=40, show_default=True, help="Days of each fault.")
@click.option("--sharpen", is_flag=True, help="With what argos sharpen had forecast on the day before each.")
@click.option(
    "--json",
    "path",
    default=REPOSITORY / ".work/detection.json",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where every number goes.  [default: .work/detection.json]",
)
def main(
    names: tuple[str, ...], held_out: bool, simulated: bool, faults: int, sharpen: bool, path: Path
) -> None:
    """Measure what the judge finds."""
    if held_out and simulated:
        raise click.UsageError("--held-out and --simulated name different tables: give one of them")
    results = {}
    makers = SCENARIOS if simulated else SOURCES if held_out else ()
    for days in made(names, makers) if makers else tables(names):
        done = list(cases(days, faults))
        click.echo(
            f"{days.name}: {len(days.dates)} days, {len(days.columns)} columns, {len(done)} faulty days",
            err=True,
        )
        with tempfile.TemporaryDirectory(prefix="argos_detection_") as folder:
            clean, faulty = verdicts(days, done, Path(folder), sharpen)
        results[days.name] = curve(days, done, clean, faulty)
        show(days.name, results[days.name])  # type: ignore[arg-type]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
