"""Play the last ten mornings of a small shop: one real `dbt build` each, the last with a fault in its data.

    python demo/play.py [--fault nulls|volume|unit|format|segment|schema|duplicates|late|none] [--again]

Exits with 0 when argos did what it should on every morning, with 1 when not.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timedelta

from faults import FAULTS, NONE, READ_BY_PEOPLE, Fault
from shop import Build, Shop

MORNINGS = [datetime(2026, 1, 5, 6) + timedelta(days=day) for day in range(10)]
WITH_A_PAST = ["shop_raw.orders", "orders", "order_lines", "payments"]
DAYS_OF_PAST = 43
TELLING = r"argos|\d+ of \d+ (WARN|FAIL|ERROR|SKIP)|Done\."

VERDICTS = """
select string_agg(concat(verdicts, ' ', decision), ', ' order by decision <> 'PASS', decision)
from (
    select decision, count(*) as verdicts
    from analytics_argos.column_verdict
    where recorded_at = '{morning}'
    group by decision
)"""

SERIES = """
select cast(recorded_at as date) as day, round(value, 3) as value, round(expected_low, 3) as low,
       round(expected_high, 3) as high, decision
from analytics_argos.column_verdict
where {series}
order by day desc
limit 3"""

RUNS = """
select cast(started_at as date) as day, command, status, warned_count as warned, failed_count as failed,
       skipped_count as skipped
from analytics_argos.run_history
order by day desc
limit 3"""


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
    shop.export(morning, NONE)
    build = shop.build()
    if not build.is_quiet():
        show("was not quiet:\n" + "\n".join(build.console))
        return False
    verdicts = shop.query(VERDICTS.format(morning=morning))[1][0]
    show(f"{build.said('argos: measured')[0]}; verdicts: {verdicts}")
    return True


def play_quiet_mornings(shop: Shop) -> bool:
    """All but the last, after which the shop is kept."""
    show("A small shop, ten mornings, one `dbt build` each. The first takes longest.\n")
    if not play_quiet_morning(shop, MORNINGS[0]):
        return False
    play_backfill(shop)
    if not all(play_quiet_morning(shop, morning) for morning in MORNINGS[1:-1]):
        return False
    shop.keep()
    return True


def play_backfill(shop: Shop) -> None:
    """What the tables were in the weeks before, so that their gates need not learn."""
    for relation in WITH_A_PAST:
        show(f"    {shop.backfill(relation, DAYS_OF_PAST)}")


def play_last_morning(shop: Shop, morning: datetime, kind: str) -> bool:
    """What dbt's console tells, what argos wrote down, and whether the right gate told of the fault."""
    fault = FAULTS[kind]
    show(f"{morning:%a %Y-%m-%d}  {fault.story}\n")
    shop.export(morning, kind)
    build = shop.build()
    show("\n".join(f"    {line}" for line in build.said(TELLING)))
    if fault.series:
        show_query(shop, SERIES.format(series=fault.series))
    show_query(shop, RUNS)
    return judge(shop, build, fault)


def judge(shop: Shop, build: Build, fault: Fault) -> bool:
    """Say in words whether the morning went as it should."""
    names = " and ".join(READ_BY_PEOPLE)
    stopped = bool(fault.gate) and fault.stops
    last_day = shop.query("select max(ordered_on) from analytics.daily_revenue")[1][0]
    should_be = (MORNINGS[-2] if stopped else MORNINGS[-1]) - timedelta(days=1)
    good = last_day == str(should_be.date()) and build.ended_as(
        "skipped" if stopped else "success", READ_BY_PEOPLE
    )
    if not fault.gate:
        good = good and build.is_quiet()
        words = f"Nothing was wrong: {names} were built, with orders up to {last_day}."
    elif stopped:
        good = good and build.ended_as("fail", [fault.test]) and told(build, fault, "this stopped the build")
        words = f"Stopped: {names} were not built; they stand as of yesterday, with orders up to {last_day}."
    else:
        good = good and build.ended_as("warn", [fault.test]) and told(build, fault, "warned only")
        words = f"Warned: {names} were built all the same, with orders up to {last_day}."
    show("\n" + (words if good else "This is not what should have happened:\n" + "\n".join(build.console)))
    return good


def told(build: Build, fault: Fault, effect: str) -> bool:
    """Whether the gate has its sentence at the end of the run, and no gate but it failed the build."""
    failed = [name for name, status in build.status_of.items() if status == "fail"]
    return failed == [fault.test] * fault.stops and bool(build.said(rf"argos \w+ {fault.gate}: .*{effect}"))


def main() -> int:
    parser = argparse.ArgumentParser(description="Play the last ten mornings of a small shop.")
    parser.add_argument("--fault", choices=FAULTS, default="nulls", help="what is wrong on the last morning")
    parser.add_argument("--again", action="store_true", help="only the last one, after those played before")
    given = parser.parse_args()
    shop = Shop(is_kept=given.again)
    if not given.again and not play_quiet_mornings(shop):
        return 1
    return 0 if play_last_morning(shop, MORNINGS[-1], given.fault) else 1


if __name__ == "__main__":
    sys.exit(main())
