"""What a person says of an alarm, and what gates, cases and the days to come make of it."""

from __future__ import annotations

import json
import re

import pytest

from ..engines.dbt_runner import DbtResult
from ..facts_dump import dump, repeated_facts
from ..matrix.test_commands import SOURCE
from ..project import Project
from .test_gates import NO_ROWS, break_orders

pytestmark = pytest.mark.slow

SENTENCE = "row_count of orders is 0, expected 3 to 12 from 7 days"


def at(hour: int, day: int = 8) -> dict[str, str]:
    return {"ARGOS_NOW": f"2026-01-{day:02d} {hour:02d}:00:00"}


def say(shop: Project, event: str, verdict: str, hour: int, day: int = 8, **more: str) -> DbtResult:
    arguments = json.dumps({"event": event, "verdict": verdict, **more})
    command = ("run-operation", "argos.feedback", "--args", arguments, "--no-write-json")
    return shop.dbt(*command, env=at(hour, day))


def event_of(output: str) -> str:
    found = re.search(r"argos feedback ([0-9a-f]{8}) --wrong, then dbt retry", output)
    assert found, output
    return found[1]


def cases(shop: Project) -> list[tuple[str, str | None, str, str]]:
    rows = shop.facts("rca_case", "true order by opened_at")
    return [(row["status"], row["resolution"], row["element_id"], row["reason"]) for row in rows]


def test_a_closed_case_is_opened_again_on_another_day_only(learned_shop: Project) -> None:
    shop = learned_shop
    break_orders(shop, NO_ROWS)
    shop.dbt("build", env=at(6))
    event = event_of(shop.dbt("build", env=at(7, 9)).output)
    assert [status for status, *_ in cases(shop)] == ["OPEN"]
    say(shop, event, "RIGHT", 9, day=9)
    shop.dbt("build", env=at(10, 9))
    assert [status for status, *_ in cases(shop)] == ["CLOSED"]
    shop.dbt("build", env=at(6, 10))
    assert [status for status, *_ in cases(shop)] == ["CLOSED", "OPEN"]


def test_retry_passes_once_a_person_calls_the_alarm_wrong(learned_shop: Project) -> None:
    shop = learned_shop
    break_orders(shop, NO_ROWS)
    stopped = shop.dbt("build", env=at(6))
    event = event_of(stopped.output)
    assert (
        f"argos FAIL volume_expected: {SENTENCE} (this stopped the build: 5 relations not built in this run), event {event}"
        in stopped.output
    )
    assert cases(shop) == [("OPEN", None, "", SENTENCE)]

    assert shop.dbt("retry", env=at(7)).exit_code == 1
    assert len(cases(shop)) == 1, "a case is opened once"

    confirmed = say(shop, event, "RIGHT", 8, given_as="ann", reason="it's a broken load")
    assert confirmed.exit_code == 0, confirmed.output
    assert cases(shop) == [("CLOSED", "RIGHT", "", SENTENCE)]
    assert shop.dbt("retry", env=at(9)).exit_code == 1
    bad = "instance_id = 'model.shop.orders' and blocking"
    assert {str(row["profile_ts"]) for row in shop.facts("gate_decision", bad)} == {"2026-01-08 06:00:00"}

    wrong = say(shop, event.upper(), "WRONG", 10)
    assert (
        f"argos: called WRONG: {SENTENCE}; a gate that nothing else stopped passes on dbt retry"
        in wrong.output
    )
    retried = shop.dbt("retry", env=at(11))
    assert retried.exit_code == 0, retried.output
    assert {"customers", "best_customers"} <= dump(shop)[-1].measured
    assert "argos FAIL" not in retried.output

    given = shop.facts("alarm_feedback", "measure = 'row_count' order by recorded_at")
    assert [(row["verdict"], row["given_by"], row["given_as"], row["reason"]) for row in given] == [
        ("RIGHT", "duckdb", "ann", "it's a broken load"),
        ("WRONG", "duckdb", None, None),
    ]
    said = [(row["verdict"], row["measure"]) for row in shop.facts("alarm_feedback")]
    assert sorted(said) == [
        (verdict, measure)
        for verdict in ("RIGHT", "WRONG")
        for measure in ("drift", "row_count", "row_distinct_count")
    ], "a word on the rows holds for the distinct ones, and then for all that there is"
    (case,) = shop.facts("rca_case")
    assert (case["status"], case["resolution"], case["closed_as"]) == ("CLOSED", "RIGHT", "ann")
    assert (case["owner"], case["descendants"], case["exposures"]) == (
        "sales",
        6,
        '["exposure.shop.sales_page"]',
    )
    assert case["alarms"] >= 2
    assert not repeated_facts(shop)


def test_a_build_of_the_same_data_on_that_day_passes_too_and_worse_data_does_not(
    learned_shop: Project,
) -> None:
    shop = learned_shop
    many = NO_ROWS + "".join(f"{n},10,new,5,2026-01-01\n" for n in range(600))
    break_orders(shop, many)
    stopped = shop.dbt("build", env=at(6))
    assert stopped.exit_code == 1
    assert say(shop, event_of(stopped.output), "WRONG", 7).exit_code == 0
    assert shop.dbt("build", env=at(8)).exit_code == 0
    break_orders(shop, NO_ROWS)
    assert shop.dbt("build", env=at(9)).exit_code == 1


def test_a_word_on_rows_holds_for_distinct_rows_that_went_the_same_way_alone(learned_shop: Project) -> None:
    """Where rows recur a few distinct ones stand for many, so that a bound of the one says nothing of the other."""
    shop = learned_shop
    shop.query("delete from shop_raw.payments where payment_id > 9")
    shop.dbt("test", "--select", "source:raw.payments", env=at(6))
    of_day = (
        "instance_id = 'source.shop.raw.payments' and element_id = '' and profile_ts = '2026-01-08 06:00:00'"
    )
    rows = f"{of_day} and measure = 'row_count'"
    (event,) = shop.facts("column_verdict", rows, "fact_id")
    for distinct, expected_low, is_same in ((250, 77, False), (50, 77, True)):
        shop.query(
            f"update shop_argos.column_verdict set value = {distinct}, expected_low = {expected_low} where {of_day} and measure = 'row_distinct_count'"
        )
        shop.query(
            f"update shop_argos.column_verdict set value = 500, expected_low = 842 where {of_day} and measure <> 'row_distinct_count'"
        )
        shop.query("delete from shop_argos.alarm_feedback")
        assert say(shop, event["fact_id"], "WRONG", 7).exit_code == 0
        called = {row["measure"] for row in shop.facts("alarm_feedback", of_day)}
        assert called == ({"row_count", "row_distinct_count", "drift"} if is_same else {"row_count"})


def test_a_gated_source_is_measured_again_by_retry_and_passes_after_feedback(learned_shop: Project) -> None:
    shop = learned_shop
    yml = (shop.root / "models/schema.yml").read_text()
    hard = "          - argos.volume_expected: {config: {severity: error}}\n"
    shop.write(
        {
            "models/schema.yml": yml.replace("          - argos.volume_expected\n", hard, 1),
            "models/paid.sql": "{{ config(materialized='table') }} select * from {{ source('raw', 'payments') }}",
        }
    )
    shop.query("delete from shop_raw.payments where payment_id > 1")
    stopped = shop.dbt("build", env=at(6))
    assert stopped.exit_code == 1
    assert "once it is mended: dbt build --select source:raw.payments+; " in stopped.output
    assert "paid" not in dump(shop)[-1].measured
    again = shop.dbt("retry", env=at(7))
    assert again.exit_code == 1
    verdicts = "instance_id = 'source.shop.raw.payments' and measure = 'row_count' and level > 0"
    assert len(shop.facts("column_verdict", verdicts)) == 2, "prepare measures it again"

    assert say(shop, event_of(stopped.output), "WRONG", 8).exit_code == 0
    retried = shop.dbt("retry", env=at(9))
    assert retried.exit_code == 0, retried.output
    assert dump(shop)[-1].gates == {SOURCE: "PASS"}
    assert dump(shop)[-1].measured == {"raw.payments", "paid"}


def bad_days(shop: Project, day: int = 8) -> list[str]:
    known = "select profile_day from ({{ argos.known_bad_days([\"'model.shop.orders'\"]) }}) as bad"
    shown = shop.dbt("show", "--inline", known, "--output", "json", env=at(10, day))
    return re.findall(r'"profile_day": "(2026-01-\d\d)', shown.output)


def test_known_bad_days_are_left_out_of_what_is_normal(learned_shop: Project) -> None:
    shop = learned_shop
    good = (shop.root / "seeds/raw_orders.csv").read_text()
    break_orders(shop, NO_ROWS)
    event = event_of(shop.dbt("build", env=at(6)).output)
    assert bad_days(shop) == ["2026-01-08"]
    break_orders(shop, good)
    shop.dbt("build", env=at(6, 9))
    days = "instance_id = 'model.shop.orders' and measure = 'row_count' and run_id = (select max_by(run_id, recorded_at) from shop_argos.column_verdict)"
    assert shop.facts("column_verdict", days, "history_days") == [{"history_days": 7}]
    say(shop, event, "WRONG", 11)
    assert bad_days(shop) == []
    say(shop, event, "RIGHT", 12)
    assert bad_days(shop) == ["2026-01-08"]


def test_a_gate_that_could_not_judge_says_nothing_of_the_day(learned_shop: Project) -> None:
    shop = learned_shop
    stale = shop.dbt("test", "--warn-error", env=at(6, 10))
    assert "is older than 48 hours" in stale.output
    assert "(an error; nothing was left unbuilt)" in stale.output
    assert bad_days(shop, 10) == []
    break_orders(shop, NO_ROWS)
    event_of(shop.dbt("build", env=at(6, 11)).output)
    assert "is older than 48 hours" in shop.dbt("test", env=at(6, 14)).output
    assert bad_days(shop, 14) == ["2026-01-11"]
    rows = shop.facts("gate_decision", "level = 1", "profile_ts, severity_after_weighting")
    assert {tuple(row.values()) for row in rows} == {(None, None)}
    assert shop.dbt("build", "--empty", env=at(6, 15)).exit_code == 0
    assert bad_days(shop, 15) == ["2026-01-11"]


def sharpen(shop: Project, hour: int, day: int) -> int:
    """The thresholds that argos sharpen says it has learned."""
    result = shop.argos("sharpen", "--format", "json", env=at(hour, day))
    assert result.exit_code == 0, result.stderr
    return int(json.loads(result.stdout)["thresholds"])


def judged(shop: Project, hour: int) -> dict[tuple[str, str], tuple[int, float]]:
    """Level and threshold of each column and measure of the payments of the eighth."""
    shop.dbt("test", "--select", "source:raw.payments", env=at(hour))
    of_run = f"instance_id = 'source.shop.raw.payments' and recorded_at = '2026-01-08 {hour:02d}:00:00'"
    return {
        (row["element_id"], row["measure"]): (row["level"], row["threshold"])
        for row in shop.facts("column_verdict", of_run)
    }


def test_two_wrong_alarms_raise_the_bar_of_their_series_alone(learned_shop: Project) -> None:
    shop = learned_shop
    shop.query("delete from shop_raw.payments where payment_id > 9")
    assert sharpen(shop, 12, 7) == 0
    assert shop.facts("learned_threshold") == []
    before = judged(shop, 6)
    assert {before["", measure][0] for measure in ("row_count", "row_distinct_count", "drift")} == {3}

    payments = "instance_id = 'source.shop.raw.payments' and element_id = '' and cast(profile_ts as date) = '2026-01-0"
    # On the sixth it was the metric that said most.
    shop.query(
        f"update shop_argos.column_verdict set metric = 'row_count', p_value = 0.001 where {payments}6' and measure = 'drift'"
    )
    fields = "run_id, target_name, instance_id, element_id, measure, profile_ts"
    for day, measure in ((6, "drift"), (7, "row_count")):
        shop.query(
            f"insert into shop_argos.alarm_feedback ({fields}, recorded_at, fact_id, event_id, verdict)"
            f" select {fields}, timestamp '2026-01-08 06:30:00', 'word-{day}', fact_id, 'WRONG'"
            f" from shop_argos.column_verdict where {payments}{day}' and measure = '{measure}'"
        )
        assert sharpen(shop, day + 1, 8) == (day == 7), "one wrong alarm moves nothing"
    (learned,) = shop.facts("learned_threshold", "confirmed_count = 2")
    assert (learned["element_id"], learned["measure"]) == ("", "row_count")
    assert learned["log10_shift"] == pytest.approx(-1.19, abs=0.01)

    after = judged(shop, 9)
    moved = {key for key, (level, threshold) in after.items() if (level, threshold) != before[key]}
    assert after["", "row_count"][0] == 0
    assert after["", "row_count"][1] > before["", "row_count"][1]
    assert moved == {("", "row_count"), ("", "drift")}
    assert after["", "drift"][0] == 3, "row_distinct_count says it too, and nobody called that wrong"
    assert not repeated_facts(shop)


def test_bad_input_is_one_line(learned_shop: Project) -> None:
    shop = learned_shop
    passed = shop.facts("column_verdict", "instance_id = 'model.shop.orders' and level = 0 limit 1")[0]
    shop.query(
        "update shop_argos.column_verdict set fact_id = concat('abcdef01', substr(fact_id, 9)) where measure = 'zero_rate'"
    )
    for event, verdict, line in (
        (
            "1a2b3c4d",
            "WRONG",
            'no event begins with 1a2b3c4d: take the digits after "event" at the end of the run',
        ),
        ("1a2b3c", "WRONG", '"1a2b3c" is no event: give the first 8 hex digits of an alarm, or more'),
        ("1a2b3c4d' or 1=1 --", "RIGHT", "is no event: give the first 8 hex digits of an alarm, or more"),
        ("", "RIGHT", '"" is no event: give the first 8 hex digits of an alarm, or more'),
        ("1a2b3c4d", "MAYBE", 'verdict is "MAYBE", not RIGHT or WRONG'),
        (passed["fact_id"][:10], "WRONG", f"{passed['fact_id'][:10]} is no alarm: {passed['reason']}"),
        ("abcdef01", "WRONG", "events: give more digits"),
    ):
        result = say(shop, event, verdict, 6)
        assert result.exit_code != 0
        assert line in result.output, result.output
    assert shop.facts("alarm_feedback") == []
