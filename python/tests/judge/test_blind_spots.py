"""Where comparing numbers misleads: every day loaded anew by the run, days that settle later, values withheld since today."""

from __future__ import annotations

import pytest

from ..project import Project
from .test_backtest import alarms_said

MODEL = """\
{{ config(materialized='table', meta={'argos': {
  'partition': {'column': 'day'}, 'profile_window_days': 99, 'learning_days': 7,
}}) }}
select cast('2025-12-01' as date) + cast(d as integer) as day, n
from range(%d) as days(d), range(%d) as numbers(n)
"""
GATE = "models: [{name: reloaded, data_tests: [argos.volume_expected: {config: {severity: error}}]}]\n"


@pytest.mark.slow
def test_rows_that_are_lost_on_every_day_are_missed_on_the_newest(shop: Project) -> None:
    shop.write({"models/reloaded.sql": MODEL % (20, 300), "models/reloaded.yml": GATE})
    for days, day in ((20, 1), (21, 2)):
        shop.write({"models/reloaded.sql": MODEL % (days, 300)})
        result = shop.dbt("build", "--select", "reloaded", day=day)
        assert result.exit_code == 0, result.output
    shop.write({"models/reloaded.sql": MODEL % (22, 50)})
    stopped = shop.dbt("build", "--select", "reloaded", day=3)
    assert stopped.exit_code == 1, stopped.output
    assert "row_count of reloaded is 50, expected" in stopped.output


@pytest.mark.slow
def test_days_that_a_run_sees_first_and_all_spoiled_are_not_normal(shop: Project) -> None:
    shop.write({"models/reloaded.sql": MODEL % (29, 300), "models/reloaded.yml": GATE})
    assert shop.dbt("build", "--select", "reloaded", day=1).exit_code == 0
    shop.write({"models/reloaded.sql": MODEL % (35, 300) + "where d < 29 or n < 5"})
    stopped = shop.dbt("build", "--select", "reloaded", day=7)
    assert stopped.exit_code == 1, stopped.output
    assert "row_count of reloaded is 5, expected 2" in stopped.output, stopped.output
    looked_back = shop.dbt(
        "run-operation", "argos.backtest", "--args", "{relation: reloaded, days: 9}", day=7
    )
    assert looked_back.exit_code == 0, looked_back.output
    assert len(alarms_said(shop)) == 6
    # Nor does what the stopped run saw first count for the next.
    again = shop.dbt("build", "--select", "reloaded", day=7)
    assert again.exit_code == 1, again.output
    assert "row_count of reloaded is 5, expected 2" in again.output, again.output


@pytest.mark.slow
def test_days_of_a_backfill_are_compared_with_each_other(shop: Project) -> None:
    narrow = MODEL.replace("'profile_window_days': 99", "'profile_window_days': 30")
    shop.write(
        {
            "models/reloaded.sql": narrow.replace("2025-12-01", "2025-10-01") % (90, 300),
            "models/reloaded.yml": GATE,
        }
    )
    for day in (1, 2):
        assert shop.dbt("build", "--select", "reloaded", day=day).exit_code == 0
    filled = shop.dbt("run-operation", "argos.backfill", "--args", "{relation: reloaded, days: 90}", day=2)
    assert filled.exit_code == 0, filled.output
    (derived,) = shop.query(
        "select count(distinct partition_value) as days from shop_argos.series_metric where metric = 'row_count'"
        " and partition_value < '2025-11-25' and expected_month is not null and miss_month is not null"
    )
    assert derived["days"] > 40


@pytest.mark.slow
def test_rows_that_never_vary_are_missed_when_a_third_is_gone(shop: Project) -> None:
    whole = MODEL % (29, 60)
    shop.write({"models/reloaded.sql": whole, "models/reloaded.yml": GATE})
    result = shop.dbt("build", "--select", "reloaded", day=1)
    assert result.exit_code == 0, result.output
    shop.write({"models/reloaded.sql": MODEL % (30, 60) + "where d < 29 or n < 40"})
    stopped = shop.dbt("build", "--select", "reloaded", day=2)
    assert stopped.exit_code == 1, stopped.output
    assert "row_count of reloaded is 40, expected" in stopped.output, stopped.output


@pytest.mark.slow
def test_more_rows_than_64_bits_count_may_be_expected(shop: Project) -> None:
    shop.write({"models/reloaded.sql": MODEL % (29, 60), "models/reloaded.yml": GATE})
    assert shop.dbt("build", "--select", "reloaded", day=1).exit_code == 0
    erratic = ", ".join(f"miss_{reference} = 19" for reference in ("month", "week", "weekday"))
    shop.query(f"update shop_argos.series_metric set value = ln(3e10), {erratic} where metric = 'row_count'")
    shop.write({"models/reloaded.sql": MODEL % (30, 60)})
    result = shop.dbt("build", "--select", "reloaded", day=2)
    assert "failed; your data is untouched" not in result.output
    (judged,) = shop.facts(
        "column_verdict", "measure = 'row_count' and recorded_at >= '2026-01-02'", "value, expected_high"
    )
    assert (judged["value"], judged["expected_high"]) == (60, 9e18)


AMOUNTS = """\
{{ config(materialized='table', meta={'argos': {
  'partition': {'column': 'day'}, 'profile_window_days': 99, 'learning_days': 7,
}}) }}
select cast('2025-12-01' as date) + cast(d as integer) as day, cast(1000 + 37 * n + d as integer) / %s as amount
from range(%d) as days(d), range(200) as numbers(n)
"""
NO_DRIFT = "models: [{name: amounts, data_tests: [argos.no_drift]}]\n"


@pytest.mark.slow
def test_amounts_that_begin_to_look_like_identifiers_are_a_departure(shop: Project) -> None:
    shop.write({"models/amounts.yml": NO_DRIFT})
    for days, day, unit in (
        (20, 1, "100.0"),
        (21, 2, "100.0"),
        (22, 3, "case when d = 21 then 1 else 100.0 end"),
    ):
        shop.write({"models/amounts.sql": AMOUNTS % (unit, days)})
        result = shop.dbt("build", "--select", "amounts", day=day)
        assert result.exit_code == 0, result.output
        assert ("DEFER no_drift" in result.output) == (day == 3), result.output
    assert "mean of amounts.amount is unknown: it looks like an identifier now" in result.output


SETTLING = """\
{{ config(materialized='table', meta={'argos': {'partition': {'column': 'day'}, 'learning_days': 5}}) }}
select cast('2025-12-31' as date) + cast(d as integer) as day, case when d < %(newest)d then n %% 7 end as shipped_in_days
from range(%(newest)d + 1) as days(d)
join range(300) as numbers(n) on d < %(newest)d or n %% 5 > 0 and n < %(loaded)d
"""


@pytest.mark.slow
def test_a_day_that_has_not_settled_is_compared_with_days_that_had_not(shop: Project) -> None:
    """Rows come late, and a column is filled on the next day only: the newest day is like the newest days before."""
    shop.write({"models/settling.yml": NO_DRIFT.replace("amounts", "settling")})
    for newest in range(1, 10):
        loaded = 150 if newest == 9 else 300
        shop.write({"models/settling.sql": SETTLING % {"newest": newest, "loaded": loaded}})
        result = shop.dbt("build", "--select", "settling", day=newest + 1)
        assert result.exit_code == 0, result.output
        assert ("DEFER no_drift" in result.output) == (newest == 9), result.output
    assert "row_count of settling is 120, expected" in result.output
    assert "of settling.shipped_in_days" not in result.output


ONE_BAD_DAY = """\
{{ config(materialized='table', meta={'argos': {'partition': {'column': 'day'}, 'profile_window_days': 99}}) }}
select cast('2025-12-01' as date) + cast(d as integer) as day, n
from range(%d) as days(d), range(2000) as numbers(n)
where n < case d when 5 then 300 when 19 then %d else 1000 + d end
"""


@pytest.mark.slow
def test_one_bad_day_is_no_usual_weekday_two_weeks_later(shop: Project) -> None:
    shop.write({"models/reloaded.yml": GATE})
    for days, newest, exit_code in ((19, 0, 0), (20, 1019, 0), (20, 200, 1)):
        shop.write({"models/reloaded.sql": ONE_BAD_DAY % (days, newest)})
        result = shop.dbt("build", "--select", "reloaded", day=days - 18)
        assert result.exit_code == exit_code, result.output
    assert "row_count of reloaded is 200, expected" in result.output


@pytest.mark.slow
@pytest.mark.parametrize(("is_daily", "exit_code"), [(0, 0), (1, 1)])
def test_what_was_foretold_of_the_whole_is_not_asked_of_a_day(
    shop: Project, is_daily: int, exit_code: int
) -> None:
    shop.write({"models/reloaded.sql": MODEL % (20, 300), "models/reloaded.yml": GATE})
    result = shop.dbt("build", "--select", "reloaded", day=1)
    assert result.exit_code == 0, result.output
    foretold = {
        "instance_id": "'model.shop.reloaded'", "element_id": "''", "metric": "'row_count'", "companion_id": "''",
        "profile_day": "date '2025-12-22'", "trained_until": "date '2025-12-21'", "recorded_at": "timestamp '2026-01-01'",
        "expected": "ln(6000)", "expected_spread": "0.01", "usual_miss": "0.01", "trained_days": "30", "is_daily": str(is_daily),
    }  # fmt: skip
    shop.query(
        f"insert into shop_argos.series_forecast ({', '.join(foretold)}) values ({', '.join(foretold.values())})"
    )
    shop.write({"models/reloaded.sql": MODEL % (21, 300)})
    result = shop.dbt("build", "--select", "reloaded", day=2)
    assert result.exit_code == exit_code, result.output


CODES = """\
{{ config(materialized='table', meta={'argos': {'partition': {'column': 'day'}, 'profile_window_days': 99}}) }}
select cast('2025-12-01' as date) + cast(d as integer) as day, case d when %d then 'A' else 'A-' end || (n * 7919 %% 5000) as code
from range(%d) as days(d), range(300) as numbers(n)
"""
SOFT = "models: [{name: codes, data_tests: [argos.no_drift]}]\n"


@pytest.mark.slow
def test_a_good_day_after_one_of_another_format_is_no_alarm(shop: Project) -> None:
    shop.write({"models/codes.yml": SOFT})
    for days, odd, is_alarm in ((24, 23, True), (25, 23, False), (25, 24, True)):
        shop.write({"models/codes.sql": CODES % (odd, days)})
        result = shop.dbt("build", "--select", "codes", day=days - 22)
        assert ("no_drift: " in result.output) == is_alarm, result.output
