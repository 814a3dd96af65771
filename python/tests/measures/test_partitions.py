"""Partitions: each is measured as if it stood alone, those that a run touched, and the whole merged from them."""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ..conftest import make_shop
from ..containment.faults import FAULTS, Target, put_faults
from ..engines.dbt_runner import DbtResult, DbtRunner
from ..project import Project

CAST = FAULTS[0]
ROWS = 1_150
COLUMNS = """\
select range as id, {key} as p, range % 5 as kind, case when range % 7 = 0 then null else 'u' || range % 13 end as name,
  (range * 37 % 101) / 4.0 as price, range % 3 = 0 as flag, [range] as nested, date '2025-01-01' + cast(range % 400 as integer) as born_on
from range({rows})"""
KEYS = {
    "of_dates": ("date '2026-01-01' + cast(range // 100 as integer)", {}, "2026-01-05", "p = date '2026-01-05'"),
    "of_timestamps": ("timestamp '2026-01-01 00:30:00' + interval (range // 4) hour", {}, "2026-01-05", "cast(p as date) = date '2026-01-05'"),
    "of_zoned": ("timestamptz '2026-01-01 00:30:00+02:00' + interval (range // 4) hour", {}, "2026-01-05", "cast(p at time zone 'UTC' as date) = date '2026-01-05'"),
    "of_months": ("date '2026-01-01' + cast(range // 10 as integer)", {"grain": "month"}, "2026-02", "p between '2026-02-01' and '2026-02-28'"),
    "of_years": ("date '2020-01-01' + cast(range as integer)", {"grain": "year"}, "2021", "year(p) = 2021"),
    "of_texts": ("case when range % 3 = 0 then 'I''T' when range % 3 = 1 then 'F\\R' end", {}, "I'T", "p = 'I''T'"),
    "of_numbers": ("cast(20260101 + range // 100 as integer)", {}, "20260105", "p = 20260105"),
}  # fmt: skip
OF_THE_ROW = {
    "run_id", "recorded_at", "fact_id", "target_name", "instance_id", "relation_name", "partition_value", "partition_key", "profile_ts", "notes",
}  # fmt: skip
# Those that need all values, which the lists of the partitions have not.
OF_LISTS = {"topk_values_hashed", "distinct_count", "distinct_rate", "entropy"}
OF_POINTS = {"quantiles", "p01", "p50", "p95", "p99"}


def model(sql: str, **ours: Any) -> str:
    return f"{{{{ config(materialized='table', meta={json.dumps({'argos': ours})}) }}}}\n{sql}"


def built(shop: Project, models: Mapping[str, str], *args: str, day: int | None = None) -> DbtResult:
    shop.write({f"models/parts/{name}.sql": sql for name, sql in models.items()})
    result = shop.dbt("build", "--select", "path:models/parts", *args, day=day)
    assert result.exit_code == 0, result.output
    return result


def rows(shop: Project, name: str, where: str = "true") -> list[dict[str, Any]]:
    return shop.facts("run_profile_result", f"instance_id = 'model.shop.{name}' and {where}")


def latest(shop: Project, name: str) -> dict[tuple[str | None, str], dict[str, Any]]:
    """The last facts by partition and column."""
    found = sorted(rows(shop, name), key=lambda row: row["recorded_at"])
    return {(row["partition_value"], row["element_id"]): row for row in found}


def last_run(shop: Project, name: str) -> dict[str | None, str]:
    """The partitions that the last run measured, and why."""
    relation = sorted(rows(shop, name, "element_id = ''"), key=lambda row: row["recorded_at"])
    run_id = relation[-1]["run_id"]
    return {
        row["partition_value"]: json.loads(row["notes"])["partition"]
        for row in relation
        if row["run_id"] == run_id and row["partition_value"]
    }


@pytest.fixture(scope="module")
def parted(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Each kind of partition, all of them measured, beside a table of one of them, and merged."""
    shop = make_shop(tmp_path_factory.mktemp("parted") / "shop", dbt_on_duckdb)
    models = {}
    for name, (key, extra, _, chosen) in KEYS.items():
        sql = COLUMNS.format(key=key, rows=ROWS)
        ours = {"partition": {"column": "P", **extra}, "profile_window_days": 9999, "personal": ["born_on"]}
        models[name] = model(sql, **ours)
        models[f"{name}_merged"] = model(sql, **ours, profile_merge_rows=10)
        models[f"{name}_alone"] = model(f"select * from ({sql}) where {chosen}", personal=["born_on"])
    result = built(shop, models)
    assert "failed" not in result.output
    return shop


@pytest.mark.slow
@pytest.mark.parametrize("name", KEYS)
def test_a_partition_is_measured_as_if_it_stood_alone(parted: Project, name: str) -> None:
    value = KEYS[name][2]
    of_one = {
        row["element_id"]: row for (partition, _), row in latest(parted, name).items() if partition == value
    }
    alone = {row["element_id"]: row for row in rows(parted, f"{name}_alone")}
    assert of_one.keys() == alone.keys()
    for column, row in alone.items():
        for field in row.keys() - OF_THE_ROW:
            value_of_one = of_one[column][field]
            expected = pytest.approx(row[field], rel=1e-12) if isinstance(row[field], float) else row[field]
            assert value_of_one == expected, (column, field)


@pytest.mark.slow
def test_the_time_of_a_partition_is_its_end(parted: Project) -> None:
    ends = {
        "of_dates": "2026-01-06", "of_zoned": "2026-01-06", "of_months": "2026-03-01", "of_years": "2022-01-01", "of_numbers": "2026-01-06",
    }  # fmt: skip
    for name, end in ends.items():
        row = latest(parted, name)[(KEYS[name][2], "")]
        assert str(row["profile_ts"]) == f"{end} 00:00:00"
    times = {row["profile_ts"] for row in rows(parted, "of_texts", "element_id = ''")}
    assert len(times) == 1


def allowed(points: list[float], exact: list[float]) -> float:
    """How many points of rank the merged points are off, at most."""
    off = 0.0
    for k, point in enumerate(points):
        low, high = bisect_left(exact, point) / len(exact), bisect_right(exact, point) / len(exact)
        off = max(off, low - k / 40, k / 40 - high)
    return 100 * off


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in KEYS if name != "of_texts"])
def test_what_is_merged_equals_what_is_scanned(parted: Project, name: str) -> None:
    whole, merged = latest(parted, name), latest(parted, f"{name}_merged")
    names = {column for partition, column in whole if partition is None}
    for column in names:
        expected, row = whole[(None, column)], merged[(None, column)]
        notes = json.loads(row["notes"])
        for field in (
            expected.keys() - OF_THE_ROW - OF_POINTS - {"topk_values_hashed", "outlier_rate", "profile_hash"}
        ):
            if field in OF_LISTS and row[field] is None and expected[field] is not None:
                assert notes.get("distinct_count") == notes.get("entropy") == "unknown", column
            elif notes.get("bounds") == "of partitions that show theirs" and field in ("mean", "stddev"):
                assert row[field] == pytest.approx(expected[field], rel=0.05)
            elif isinstance(expected[field], float):
                assert row[field] == pytest.approx(expected[field], rel=1e-9), (column, field)
            else:
                assert row[field] == expected[field], (column, field)
        if row["distinct_count"] is not None and column:
            assert (
                sorted(json.loads(row["topk_values_hashed"] or "[]"))[:40]
                == sorted(json.loads(expected["topk_values_hashed"] or "[]"))[:40]
                or row["distinct_count"] > 50
            )
    values = sorted((n * 37 % 101) / 4 for n in range(ROWS))
    price = merged[(None, "price")]
    assert allowed(json.loads(price["quantiles"]), values) < 2.5
    assert math.isclose(price["p50"], json.loads(price["quantiles"])[20])
    born_on = merged[(None, "born_on")]
    assert (born_on["min_value"], born_on["quantiles"], born_on["mean"]) == (None, None, None)
    assert json.loads(born_on["notes"])["bounds"] == "withheld: personal"
    assert json.loads(merged[(None, "")]["notes"])["merged"].startswith("from ")


@pytest.mark.slow
def test_with_rows_of_no_partition_the_whole_is_scanned(parted: Project) -> None:
    whole = latest(parted, "of_texts_merged")
    nowhere = sum(1 for n in range(ROWS) if n % 3 == 2)
    assert (whole[(None, "")]["row_count"], whole[(None, "")]["row_distinct_count"]) == (ROWS, ROWS)
    assert (whole[(None, "p")]["eval_count"], whole[(None, "p")]["null_count"]) == (ROWS, nowhere)
    assert "merged" not in json.loads(whole[(None, "")]["notes"])


DAYS = "select date '2025-12-20' + cast(range // 10 as integer) as p, range as x from range({rows}) where not ({without})"


@pytest.mark.slow
def test_a_run_measures_what_it_touched(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("touched")
    ours = {"partition": {"column": "p"}, "profile_window_days": 2, "plain_values": ["x"]}

    def build(rows: int, day: int, without: str = "false") -> str:
        return built(shop, {"days": model(DAYS.format(rows=rows, without=without), **ours)}, day=day).output

    newest = "among the newest 2 days"
    output = build(100, day=1)
    assert "argos: measured 1 relation and 2 partitions" in output
    assert last_run(shop, "days") == {"2025-12-28": newest, "2025-12-29": newest}
    build(125, day=4)
    assert last_run(shop, "days") == {"2025-12-30": "new", "2025-12-31": newest, "2026-01-01": newest}
    facts = latest(shop, "days")
    # The day before is no measure for a date: each of today's would be an outlier.
    assert [facts[("2026-01-01", name)]["outlier_rate"] for name in ("p", "x")] == [0, 1]
    build(125, day=5, without="range = 85 or range = 3")
    assert last_run(shop, "days") == {
        "2025-12-28": "it had 10 rows",
        "2025-12-31": newest,
        "2026-01-01": newest,
    }
    build(125, day=5, without="range = 3")
    assert last_run(shop, "days")["2025-12-28"] == "it had 9 rows"
    # Days that are still to come count as new, not as the newest.
    build(200, day=5)
    assert last_run(shop, "days")["2026-01-04"] == "among the newest 2 days"
    assert last_run(shop, "days")["2026-01-08"] == "new"


@pytest.mark.slow
def test_partitions_that_fail_leave_the_whole(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("failing")
    put_faults(shop, [(CAST, Target("run_profile_result", "ends_at", ""))])
    sql = DAYS.format(rows=100, without="false")
    ours = {"partition": {"column": "p"}}
    result = built(shop, {"scanned": model(sql, **ours), "merged": model(sql, **ours, profile_merge_rows=1)})
    assert (
        "argos: measuring 3 partitions of warehouse.shop.scanned failed; your data is untouched"
        in result.output
    )
    assert "2 statements of argos failed: " in result.output
    (x,) = rows(shop, "scanned", "element_id = 'x'")
    assert (x["eval_count"], x["partition_value"]) == (100, None)
    merged = latest(shop, "merged")
    assert (merged[(None, "")]["row_distinct_count"], merged[(None, "x")]["eval_count"]) == (100, 100)
    assert "merged" not in json.loads(merged[(None, "")]["notes"])


@pytest.mark.slow
def test_what_cannot_be_a_partition_is_said(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("odd")
    days = ("0001-01-01", "9999-12-31", "infinity", "-infinity", "0044-03-15 (BC)")
    dates = " union all ".join(f"select cast('{day}' as date) as p" for day in (*days, "2026-01-01"))
    models = {
        "misspelt": model("select 1 as ordered, 2 as x", partition={"column": "order"}),
        "nested": model("select [1] as p", partition={"column": "p"}),
        "no_column": model("select 1 as p", partition="p"),
        "weekly": model("select date '2026-01-01' as p", partition={"column": "p", "grain": "week"}),
        "extreme": model(f"{dates} union all select null", partition={"column": "p"}),
        "empty": model(
            "select date '2026-01-01' as p where false", partition={"column": "p"}, profile_merge_rows=-1
        ),
        "many": model("select range as p from range(5001)", partition={"column": "p"}),
        "listed": model("select date '2026-01-01' as p", partition={"column": "p", "grain": ["day"]}),
        "secret": model("select 'mail@example.org' as p", partition={"column": "p"}, personal=["P"]),
        "taken": model("select 1 as p, 2 as argos_partition", partition={"column": "p"}),
    }
    result = built(shop, models)
    for said in (
        "meta.argos.partition of misspelt names order, which is no column of it: it is measured whole",
        "meta.argos.partition of nested names p, which is of the type INTEGER[]: it is measured whole",
        "meta.argos.partition of model.shop.no_column names no column: write {column: ordered_on, grain: day}",
        'meta.argos.partition.grain of model.shop.weekly is "week", not one of day, month, year: day is used',
        "warehouse.shop.many has more than 5000 partitions: it is measured whole; choose a coarser grain",
        "meta.argos.partition of secret names p, which is personal: it is measured whole",
        "meta.argos.partition of taken names p, and another column is called argos_partition: it is measured whole",
        "argos: measured 10 relations and 3 partitions",
    ):
        assert said in result.output
    assert "failed" not in result.output
    assert last_run(shop, "extreme").keys() == {"2026-01-01"}
    assert latest(shop, "empty")[(None, "")]["row_count"] == 0
    assert not shop.facts("run_profile_result", "partition_value like '%mail%'")
    assert "mail@example.org' as" not in (shop.root / "logs/dbt.log").read_text().replace(
        "select 'mail@example.org' as p", ""
    )


@pytest.mark.slow
def test_windows_of_any_size(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("windows")
    sql = DAYS.format(rows=50, without="false")
    future = "select date '2099-01-01' + cast(range // 10 as integer) as p, range as x from range(30)"
    names = {"none": 0, "all": 1_000_000, "less": -5, "part": 1.5}
    models = {
        name: model(sql, partition={"column": "p"}, profile_window_days=days) for name, days in names.items()
    }
    result = built(shop, {**models, "later": model(future, partition={"column": "p"})}, day=10)
    assert "failed" not in result.output
    measured = {name: len(last_run(shop, name)) for name in (*names, "later")}
    # Less than nothing is no number of days: the default is used.
    assert 'of model.shop.less is "-5", not a number from 0 up: it is ignored' in result.output
    assert measured == {"none": 1, "all": 5, "less": 3, "part": 1, "later": 1}
    for days in (1_000_000, 400):
        output = shop.dbt(
            "run-operation", "argos.backfill", "--args", f"{{relation: later, days: {days}}}", day=10
        ).output
        assert ("measured 2 of 2 partitions of later" in output) == (days == 1_000_000)


@pytest.mark.slow
def test_a_look_up_that_fails_leaves_the_node(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("failing_view")
    ours = json.dumps({"argos": {"partition": {"column": "p"}, "profile_views": True}})
    shop.write({"models/parts/texts.sql": model("select '2026-01-01' as s union all select '2026-13-45'")})
    view = f"{{{{ config(materialized='view', meta={ours}) }}}}\nselect cast(s as date) as p, 1 as x from {{{{ ref('texts') }}}}"
    result = built(shop, {"cast_of_texts": view})
    assert (
        "argos: the partitions of warehouse.shop.cast_of_texts cannot be counted: it is measured whole"
        in result.output
    )
    assert "ERROR=0" in result.output


@pytest.mark.slow
def test_small_partitions_beside_a_large_one_are_exact(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("beside")
    sql = (
        "select date '2026-01-31' as p, range + 491600000000 as phone from range(400000) union all "
        "select date '2026-01-01' + cast(range // 16 as integer), range * 97 + 491600000000 from range(480)"
    )
    result = built(shop, {"beside": model(sql, partition={"column": "p"}, profile_window_days=99)})
    assert "failed" not in result.output
    facts = latest(shop, "beside")
    small = [row for (day, name), row in facts.items() if name == "phone" and day and day < "2026-01-31"]
    assert {(row["distinct_count"], row["min_value"], row["mean"]) for row in small} == {(16, None, None)}
    assert len([1 for day, name in facts if name == "" and day]) == 31
    assert json.loads(facts[("2026-01-01", "phone")]["notes"])["distinct_count"] == "exact"
    assert json.loads(facts[(None, "")]["notes"])["row_distinct_count"] == "of estimates"


@pytest.mark.slow
def test_what_a_merge_does_not_know(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("unknown")
    shop.write({"models/parts/nothing.sql": model("select 1 as x")})
    two = "select range % 2 as p, repeat('x', 200) || range % 2 as long, range % 2 as kind from range(40)"
    ours = {"partition": {"column": "p"}, "profile_merge_rows": 1, "plain_values": ["kind"]}
    stores = "select 1000 + range as p, 1 as x from range(5)"
    codes = "select range % 2 as p, 'c' || range as code, range // 4 as kind from range(300)"
    models = {"merged": model(two, **ours), "codes": model(codes, **ours)}
    built(shop, {**models, "stores": model(stores, partition={"column": "p"})})
    listed = {
        name: row["topk_values_hashed"] for (day, name), row in latest(shop, "codes").items() if not day
    }
    assert listed["code"] is None, "150 values a partition, each of them once"
    assert {count for _, count in json.loads(listed["kind"])} == {4}
    merged = latest(shop, "merged")
    assert merged[(None, "kind")]["distinct_count"] == 2
    assert merged[(None, "long")]["distinct_count"] == 2
    assert len(last_run(shop, "stores")) == 5, "codes of four digits are no years"
    # Another salt: what was measured with the one before is measured again.
    shop.query("update shop_argos.salt set salt_id = 'other', salt_value = 'other'")
    built(shop, {})
    assert last_run(shop, "merged") == {"0": "new", "1": "new"}
    assert latest(shop, "merged")[(None, "kind")]["distinct_count"] == 2
    # Another column with the same names.
    built(
        shop,
        {
            "merged": model(
                two.replace(" as p", " as other, range % 2 as p"),
                **{**ours, "partition": {"column": "other"}},
            )
        },
    )
    assert last_run(shop, "merged") == {"0": "new", "1": "new"}


@pytest.mark.slow
def test_large_partitions_are_sampled(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("large")
    sql = "select date '2026-01-01' + cast(range % 2 as integer) as p, range as id, range * 0.5 + 0.1 as half, 'u' || range as name from range(800000)"
    result = built(shop, {"large": model(sql, partition={"column": "p"})}, day=3)
    assert "failed" not in result.output
    facts = latest(shop, "large")
    for day in ("2026-01-01", "2026-01-02"):
        assert facts[(day, "")]["row_count"] == 400_000
        assert facts[(day, "")]["row_distinct_count"] == pytest.approx(400_000, rel=0.02)
        assert facts[(day, "name")]["distinct_count"] == pytest.approx(400_000, rel=0.05)
        assert facts[(day, "half")]["mean"] == pytest.approx(200_000, rel=0.001)
        points = json.loads(facts[(day, "half")]["quantiles"])
        assert max(abs(point / 400_000 - k / 40) for k, point in enumerate(points)) < 0.015
    merged = facts[(None, "half")]
    assert merged["eval_count"] == 800_000
    assert json.loads(merged["notes"])["merged"] == "from 2 of 2 partitions"
    assert facts[(None, "")]["row_once_count"] == pytest.approx(800_000, rel=0.02)


@pytest.mark.slow
def test_a_microbatch_measures_what_it_built_again(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("batches")
    ours = json.dumps({"argos": {"partition": {"column": "happened_at"}, "profile_window_days": 1}})
    shop.write(
        {
            "models/parts/events.sql": "{{ config(materialized='table', event_time='happened_at') }}\n"
            "select timestamp '2026-01-01' + interval (range) hour as happened_at, range as id from range(240)",
            "models/parts/batched.sql": "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='happened_at',"
            f" begin='2026-01-01', batch_size='day', lookback=2, meta={ours}) }}}}\nselect * from {{{{ ref('events') }}}}",
        }
    )
    built(shop, {}, "--event-time-start", "2026-01-01", "--event-time-end", "2026-01-11")
    assert last_run(shop, "batched").keys() >= {f"2026-01-{day:02d}" for day in range(1, 11)}
    built(shop, {}, "--event-time-start", "2026-01-04", "--event-time-end", "2026-01-06")
    why = last_run(shop, "batched")
    assert why["2026-01-04"] == why["2026-01-09"] == "built again since 2026-01-04"
    assert "2026-01-03" not in why
