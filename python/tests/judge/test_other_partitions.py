"""Which partitions the judge takes for days, and which of them for the same days."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..measures.test_partitions import model
from ..project import Project
from .test_backtest import alarms_said

GATE = "models: [{name: sent, data_tests: [{argos.volume_expected: {config: {severity: error}}}]}]"


def sent(until: int, column: str, **grain: str) -> str:
    """Some hundred rows for each day of January, one in ten of which arrived."""
    days = f"select unnest(range(timestamp '2026-01-01', timestamp '2026-01-01' + interval ({until}) day, interval 1 day))::date as day"
    rows = f"select day, case when n % 10 = 0 then day end as arrived, n as id from ({days}) as days, range(110) as t(n)"
    return model(f"{rows} where n < 100 + extract(day from day) % 7", partition={"column": column, **grain})


def morning(shop: Project, day: int, column: str, **grain: str) -> str:
    shop.write({"models/sent.sql": sent(day - 1, column, **grain)})
    result = shop.dbt("build", "--select", "sent", day=day)
    return result.output if result.exit_code == 0 else f"STOPPED {result.output}"


def fill(shop: Project, day: int) -> None:
    arguments = "{relation: sent, days: 40}"
    filled = shop.dbt("run-operation", "argos.backfill", "--args", arguments, day=day)
    assert filled.exit_code == 0, filled.output


def of_rows(shop: Project, day: int) -> dict[str, object]:
    """The latest verdict on the number of rows of the newest day."""
    (row,) = shop.query(
        "select decision, value, expected_low, expected_high, history_days from shop_argos.column_verdict"
        f" where measure = 'row_count' and recorded_at::date = date '2026-01-{day}' order by recorded_at desc limit 1"
    )
    return row


@pytest.mark.slow
def test_another_column_of_the_partition_begins_anew(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("anew")
    shop.write({"models/gates.yml": GATE})
    morning(shop, 24, "day")
    fill(shop, 24)
    morning(shop, 25, "day")
    assert of_rows(shop, 25)["decision"] == "PASS"

    assert "argos INFO volume_expected of sent learns" in morning(shop, 26, "arrived")
    assert of_rows(shop, 26)["value"] == 11

    fill(shop, 26)
    morning(shop, 27, "arrived")
    judged = of_rows(shop, 27)
    assert judged["decision"] == "PASS"
    assert (judged["value"], judged["history_days"]) == (11, 25)
    assert 5 < judged["expected_low"] < 11 < judged["expected_high"] < 20  # type: ignore[operator]

    looked_back = shop.dbt("run-operation", "argos.backtest", "--args", "{relation: sent, days: 20}", day=27)
    assert looked_back.exit_code == 0, looked_back.output
    assert alarms_said(shop) == {}

    # The column that it had at first, whose days are known; this run sees the two before the newest first.
    morning(shop, 28, "day")
    judged = of_rows(shop, 28)
    assert (judged["decision"], judged["history_days"]) == ("PASS", 24)
    assert 90 < judged["value"] < 110  # type: ignore[operator]
    # What is no grain is said, and counts as a day.
    morning(shop, 30, "day", grain="weekly")
    assert of_rows(shop, 30)["history_days"] == 27


@pytest.mark.slow
def test_codes_are_no_days_and_the_last_day_is_none(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("codes")
    as_number = "cast(strftime(day, '%Y%m%d') as integer)"
    days = "(select unnest(range(timestamp '2026-01-01', timestamp '2026-01-08', interval 1 day)) as day)"
    shop.write(
        {
            "models/stores.sql": model(
                "select 10203040 + range % 5 as store, range as id from range(100)",
                partition={"column": "store"},
            ),
            "models/keyed.sql": model(
                f"select {as_number} as key, n as id from {days}, range(10) as t(n) union all select 99991231, 1",
                partition={"column": "KeY"},
            ),
            "models/monthly.sql": model(
                "select date '2025-06-15' + cast(range % 200 as integer) as day, range as id from range(4000)",
                partition={"column": "day", "grain": "month"},
            ),
        }
    )
    result = shop.dbt("build", "--select", "stores", "keyed", "monthly", day=8)
    assert result.exit_code == 0, result.output
    arguments = "{relation: monthly, days: 400}"
    filled = shop.dbt("run-operation", "argos.backfill", "--args", arguments, day=8)
    assert filled.exit_code == 0, filled.output
    judged = shop.query(
        "select instance_id, partition_value, value from shop_argos.column_verdict"
        " where measure = 'row_count' order by instance_id"
    )
    assert [tuple(row.values()) for row in judged] == [
        ("model.shop.keyed", "20260107", 10),
        ("model.shop.monthly", None, 4000),
        ("model.shop.stores", None, 100),
    ]
    measured = shop.facts("run_profile_result", "partition_value like '9999%'")
    assert not measured
    months = "instance_id = 'model.shop.monthly' and partition_value is not null"
    assert len(shop.facts("run_profile_result", f"{months} and element_id = ''")) == 7
    assert not shop.facts("series_metric", months)
