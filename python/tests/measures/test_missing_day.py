"""Days that should have rows by now and have none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..project import Project
from .test_partitions import model

AS_NUMBER = "cast(strftime(day, '%Y%m%d') as integer)"


def daily(until: int, only: str = "true", key: str = "day") -> str:
    """Some forty rows for each day of January, the last one included."""
    rows = "40 + extract(day from day) % 3"
    days = f"select unnest(range(timestamp '2026-01-01', timestamp '2026-01-01' + interval ({until}) day, interval 1 day))::date as day"
    return model(
        f"select {key} as day, n as id from ({days}) as days, range(50) as t(n) where n < {rows} and {only}",
        partition={"column": "day"},
    )


def as_if_built_every_day(shop: Project, names: tuple[str, ...], late_days: str = "false") -> None:
    """Gives tables the past that builds each morning would have left them."""
    for name in names:
        filled = shop.dbt(
            "run-operation", "argos.backfill", "--args", f"{{relation: {name}, days: 40}}", day=23
        )
        assert filled.exit_code == 0, filled.output
    shop.query(
        "update shop_argos.run_profile_result set notes = replace(notes, 'backfilled', 'new'),"
        f" recorded_at = profile_ts + interval 6 hour + case when {late_days} then interval 1 day else interval 0 day end"
        " where partition_value is not null"
    )
    shop.query(
        "insert into shop_argos.run_profile_result by name select w.* replace (p.recorded_at as recorded_at)"
        " from (from shop_argos.run_profile_result where partition_value is null and element_id = '') as w"
        " join (select distinct instance_id, recorded_at from shop_argos.run_profile_result where partition_value is not null) as p"
        " using (instance_id)"
    )


@pytest.mark.slow
def test_a_day_that_should_have_rows_by_now_counts_as_one_without(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("missing")
    gates = "[argos.no_drift, {argos.volume_expected: {config: {severity: error}}}]"
    named = ", ".join(f"{{name: {name}, data_tests: {gates}}}" for name in ("punctual", "weekdays", "slow"))
    shop.write({"models/parts/gates.yml": f"models: [{named}]"})
    weekdays = "isodow(day) < 6"

    def morning(day: int, seen: int) -> str:
        models = {
            "punctual": daily(seen),
            "weekdays": daily(seen, weekdays),
            "slow": daily(seen - 1, key=AS_NUMBER),
        }
        shop.write({f"models/parts/{name}.sql": text for name, text in models.items()})
        return shop.dbt("build", "--select", "path:models/parts", day=day).output

    assert "should have by now" not in morning(23, 22)
    # Two days had come a day late, those of one table always do.
    late_days = "instance_id = 'model.shop.slow' or partition_value in ('2026-01-08', '2026-01-10')"
    as_if_built_every_day(shop, ("punctual", "weekdays", "slow"), late_days)

    late = morning(24, 22)
    said = (
        "argos: {} has no rows of 2026-01-{}, which it should have by now: the day counts as one without rows"
    )
    for name, missed in (("punctual", 23), ("weekdays", 23), ("slow", 22)):
        assert said.format(name, missed) in late
    assert late.count("should have by now") == 3, late
    assert (
        "row_count of punctual is 0, expected 33 to 51 from 22 days (an error; nothing was left unbuilt)"
        in late
    )
    assert "ERROR=3" in late
    # A day is named as the others of its table are.
    names = {row["partition_value"] for row in shop.facts("run_profile_result", "row_count = 0")}
    assert names == {"2026-01-23", "20260122"}
    # Columns are judged by the newest day that they have.
    days = shop.query(
        "select element_id, partition_value from shop_argos.column_verdict where instance_id = 'model.shop.punctual'"
        " and measure = 'drift' and recorded_at::date = date '2026-01-24' order by element_id"
    )
    assert [(row["element_id"], row["partition_value"]) for row in days] == [
        ("", "2026-01-23"),
        ("day", "2026-01-22"),
        ("id", "2026-01-22"),
    ]

    # A weekend without rows is none that is missed, nor is what has come.
    arrived = morning(25, 24)
    assert "should have by now" not in arrived
    assert "ERROR=0" in arrived
    on_monday = morning(26, 25)
    assert "should have by now" not in on_monday

    keys = {"punctual": "day", "weekdays": "day", "slow": AS_NUMBER}
    shop.write({f"models/parts/{name}.sql": daily(25, "false", key) for name, key in keys.items()})
    emptied = shop.dbt("build", "--select", "path:models/parts", day=27)
    assert emptied.exit_code == 1
    assert "argos: weekdays has no rows of 2026-01-26, which it should have by now" in emptied.output
    assert "row_count of weekdays is 0, expected " in emptied.output
    assert emptied.output.count("row_count of slow is 0") > 0


@pytest.mark.slow
def test_days_that_came_while_nothing_was_built_do_not_say_how_late_days_come(
    new_shop: Callable[[str], Project],
) -> None:
    shop = new_shop("gap")
    shop.write({"models/parts/punctual.sql": daily(22)})
    assert shop.dbt("build", "--select", "path:models/parts", day=23).exit_code == 0
    as_if_built_every_day(shop, ("punctual",))
    shop.query(
        "update shop_argos.run_profile_result set recorded_at = timestamp '2026-01-15 06:00:00'"
        " where partition_value between '2026-01-09' and '2026-01-13'"
    )
    assert "should have by now" not in shop.dbt("build", "--select", "path:models/parts", day=24).output
    shop.query(
        "delete from shop_argos.run_profile_result where partition_value is null"
        " and recorded_at between timestamp '2026-01-10' and timestamp '2026-01-15'"
    )
    late = shop.dbt("build", "--select", "path:models/parts", day=24).output
    assert "argos: punctual has no rows of 2026-01-23, which it should have by now" in late


@pytest.mark.slow
def test_a_day_that_a_gate_stopped_is_not_normal_however_long_it_lasts(
    new_shop: Callable[[str], Project],
) -> None:
    shop = new_shop("outage")
    gate = "{argos.volume_expected: {config: {severity: error}}}"
    shop.write({"models/parts/gates.yml": f"models: [{{name: punctual, data_tests: [{gate}]}}]"})

    def morning(date: str, seen: int, only: str = "true") -> str:
        shop.write({"models/parts/punctual.sql": daily(seen, only)})
        built = shop.dbt("build", "--select", "path:models/parts", env={"ARGOS_NOW": f"2026-{date} 06:00:00"})
        return built.output

    assert "should have by now" not in morning("01-23", 22)
    as_if_built_every_day(shop, ("punctual",))
    of_last = "measure = 'row_count' and run_id = (select max_by(run_id, recorded_at) from shop_argos.column_verdict)"

    def history_days() -> int:
        (verdict,) = shop.facts("column_verdict", of_last, "history_days")
        return int(verdict["history_days"])

    # What a stopped day had counts on none of the next, whether or not these measure it again.
    few_on_23 = "(day <> date '2026-01-23' or n < 9)"
    assert "row_count of punctual is 9, expected " in morning("01-24", 23, few_on_23)
    assert history_days() == 22
    assert "ERROR=0" in morning("01-25", 24, few_on_23)
    assert history_days() == 22
    assert "ERROR=0" in morning("01-26", 25, few_on_23)
    assert history_days() == 23

    stopped_on = ["01-24"]
    for date in ("01-27", "01-28", "02-02", "02-07", "02-11", "02-19"):
        stopped_on.append(date)
        gone = morning(date, 25, few_on_23)
        assert "row_count of punctual is 0, expected " in gone, date
        assert "ERROR=1" in gone
    stopped = shop.query(
        "select strftime(profile_ts, '%m-%d') as ends_at from shop_argos.gate_decision where blocking order by recorded_at"
    )
    assert [row["ends_at"] for row in stopped] == stopped_on, "the end of the day that was judged"

    learning = morning("02-24", 25, few_on_23)
    assert "punctual has no rows of 2026-02-23, which it should have by now" in learning
    assert "ERROR=0" in learning
    (verdict,) = shop.facts("column_verdict", of_last, "decision, value")
    assert verdict == {"decision": "LEARNING", "value": 0}
