"""Play the last ten mornings of a small shop: one real `dbt build` each, the last with a fault in its data.

    python demo/play.py [--fault nulls|volume|none]

Exits with 0 when argos did what it should on every morning, with 1 when not.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from dbt.cli.main import dbtRunner

SHOP = Path(__file__).resolve().parent
MORNINGS = [datetime(2026, 1, 5, 6) + timedelta(days=day) for day in range(10)]
PLAYED = ["--vars", "{argos_self_test: true}"]
READ_BY_PEOPLE = ["customer_value", "daily_revenue"]
TELLING = r"argos|\d+ of \d+ (WARN|FAIL|ERROR|SKIP)|Done\."

VERDICTS = """
select count(*), string_agg(distinct decision, ', '), max(regexp_extract(reason, 'learning: (.*)', 1))
from analytics_argos.column_verdict
where recorded_at = '{morning}'"""

SERIES = """
select cast(recorded_at as date) as day, round(value, 3) as value, round(expected_low, 3) as low,
       round(expected_high, 3) as high, decision
from analytics_argos.column_verdict
where instance_id = '{instance_id}' and element_id = '{element_id}' and measure = '{measure}'
order by day desc
limit 3"""

RUNS = """
select cast(started_at as date) as day, command, status, failed_count as failed, skipped_count as skipped
from analytics_argos.run_history
order by day desc
limit 3"""


@dataclass(frozen=True)
class Fault:
    """What goes wrong on the last morning, the gate that should stop it and the series it should tell by."""

    story: str
    gate: str = ""
    instance_id: str = ""
    element_id: str = ""
    measure: str = ""


FAULTS = {
    "nulls": Fault(
        story="the card provider renamed a field: card payments arrive without their amount",
        gate="argos_null_rate_expected_payments_",
        instance_id="model.shop.payments",
        element_id="amount",
        measure="null_rate",
    ),
    "volume": Fault(
        story="the export of orders broke off: only those made by phone arrived",
        gate="argos_source_volume_expected_shop_raw_orders_",
        instance_id="source.shop.shop_raw.orders",
        measure="row_count",
    ),
    "none": Fault(story="nothing is wrong"),
}


@dataclass
class Build:
    """What one `dbt build` said, and how each of its nodes ended."""

    console: list[str] = field(default_factory=list)
    status_of: dict[str, str] = field(default_factory=dict)

    def hear(self, event: Any) -> None:
        if event.info.level != "debug":
            self.console.append(event.info.msg)

    def said(self, pattern: str) -> list[str]:
        return [line for line in self.console if re.match(pattern, line)]

    def is_quiet(self) -> bool:
        return bool(self.status_of) and set(self.status_of.values()) <= {"success", "pass"}

    def stopped_at(self, gate: str, nodes: list[str]) -> bool:
        skipped = all(self.status_of.get(node) == "skipped" for node in nodes)
        return self.status_of.get(gate) == "fail" and skipped and bool(self.said("argos FAIL"))


class Shop:
    """The shop's database, its morning export and its dbt project. dbt shares this process, thus the file."""

    def __init__(self) -> None:
        os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
        os.chdir(SHOP)
        for file in ("shop.duckdb", "shop.duckdb.wal"):
            Path(file).unlink(missing_ok=True)
        self._dbt(dbtRunner(), "deps")
        parsed = self._dbt(dbtRunner(), "parse", "--no-partial-parse", *PLAYED)
        self._manifest = parsed.result
        self._database = duckdb.connect("shop.duckdb")
        self._database.execute(Path("history.sql").read_text(encoding="utf-8"))

    def export(self, morning: datetime, fault: str) -> None:
        """Replace the raw tables by all that had happened in the night before that morning."""
        self._database.execute(
            f"set variable morning = timestamp '{morning}'; set variable fault = '{fault}'"
        )
        self._database.execute(Path("export.sql").read_text(encoding="utf-8"))

    def build(self, morning: datetime) -> Build:
        """Run `dbt build`. The project is parsed once, since from day to day only the clock differs."""
        build = Build()
        dbt = dbtRunner(manifest=self._manifest.deepcopy(), callbacks=[build.hear])
        os.environ["ARGOS_NOW"] = str(morning)
        outcome = self._dbt(dbt, "build", *PLAYED)
        build.status_of = {result.node.name: str(result.status) for result in outcome.result}
        return build

    def query(self, sql: str) -> list[tuple[str, ...]]:
        """The names of the columns, then the rows."""
        answer = self._database.execute(sql)
        header = tuple(column[0] for column in answer.description)
        rows = (tuple("" if cell is None else str(cell) for cell in row) for row in answer.fetchall())
        return [header, *rows]

    @staticmethod
    def _dbt(dbt: Any, command: str, *arguments: str) -> Any:
        outcome = dbt.invoke(["--log-level", "none", "--no-use-colors", command, *arguments])
        if outcome.exception:
            raise SystemExit(f"dbt {command} could not run: {outcome.exception}")
        return outcome


def show(text: str = "", end: str = "\n") -> None:
    print(text, end=end, flush=True)


def show_query(shop: Shop, sql: str) -> None:
    """A query and its answer, indented."""
    rows = shop.query(sql)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    show(f"{sql}\n\n" + "\n".join(f"    {line.rstrip()}" for line in lines))


def play_quiet_morning(shop: Shop, morning: datetime) -> bool:
    """One line a morning: what argos said, and how it judged."""
    show(f"{morning:%a %Y-%m-%d}  ", end="")
    shop.export(morning, "none")
    build = shop.build(morning)
    if not build.is_quiet():
        show("was not quiet:\n" + "\n".join(build.console))
        return False
    number, decisions, learned = shop.query(VERDICTS.format(morning=morning))[1]
    show(f"{build.said('argos: measured')[0]}; {number} verdicts: {decisions}{learned and f' ({learned})'}")
    return True


def play_last_morning(shop: Shop, morning: datetime, kind: str) -> bool:
    """What dbt's console tells, what argos wrote down, and whether the fault was stopped."""
    fault = FAULTS[kind]
    show(f"{morning:%a %Y-%m-%d}  {fault.story}\n")
    shop.export(morning, kind)
    build = shop.build(morning)
    show("\n".join(f"    {line}" for line in build.said(TELLING)))
    if fault.gate:
        show_query(shop, SERIES.format(**vars(fault)))
    show_query(shop, RUNS)
    return judge(shop, build, fault.gate)


def judge(shop: Shop, build: Build, gate: str) -> bool:
    """Say in words whether the morning went as it should."""
    names = " and ".join(READ_BY_PEOPLE)
    last_day = shop.query("select max(ordered_on) from analytics.daily_revenue")[1][0]
    if not gate:
        good, words = (
            build.is_quiet(),
            f"Nothing was wrong: {names} were built, with orders up to {last_day}.",
        )
    else:
        of_yesterday = last_day == str((MORNINGS[-2] - timedelta(days=1)).date())
        good = build.stopped_at(gate, READ_BY_PEOPLE) and of_yesterday
        words = f"Stopped: {names} were not built; they stand as of yesterday, with orders up to {last_day}."
    show("\n" + (words if good else "This is not what should have happened:\n" + "\n".join(build.console)))
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description="Play the last ten mornings of a small shop.")
    parser.add_argument("--fault", choices=FAULTS, default="nulls", help="what is wrong on the last morning")
    kind = parser.parse_args().fault
    show("A small shop, ten mornings, one `dbt build` each. The first takes longest.\n")
    shop = Shop()
    quiet = all(play_quiet_morning(shop, morning) for morning in MORNINGS[:-1])
    return 0 if quiet and play_last_morning(shop, MORNINGS[-1], kind) else 1


if __name__ == "__main__":
    sys.exit(main())
