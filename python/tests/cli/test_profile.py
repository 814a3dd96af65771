"""`argos profile` on facts that the test inserts itself; nothing is built."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
import yaml

from .conftest import Argos, execute, one_line_error
from .facts import ORDERS, SCHEMA, column, insert, make_shop, ordered, relation
from .profiles import HOSTILE, orders
from .test_command import on_terminal

REPORT_KEYS = [
    "place", "now", "instance_id", "relation_name", "run_id", "command", "partition_value", "profile_ts",
    "recorded_at", "row_count", "row_distinct_count", "row_distinct_rate", "row_once_count", "row_once_rate",
    "latest_loaded_at", "notes", "previous", "columns",
]  # fmt: skip
COLUMN_KEYS = [
    "element_id", "ordinal", "data_type", "type_family", "eval_count", "null_count", "null_rate",
    "distinct_count", "distinct_rate", "min_value", "max_value", "mean", "stddev", "p01", "p50", "p95", "p99",
    "quantiles", "iso", "zero_count", "length_min", "length_max", "topk_patterns", "topk_values_hashed",
    "entropy", "outlier_rate", "profile_hash", "notes",
]  # fmt: skip
YESTERDAY = {"run_id": "run-8", "recorded_at": "2026-01-08 06:00:00", "profile_ts": "2026-01-08 06:00:00"}


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose tables of argos are empty, on the day of the facts."""
    monkeypatch.setenv("ARGOS_NOW", "2026-01-09 09:00:00")
    root = make_shop(tmp_path / "shop")
    project = root / "dbt_project.yml"
    project.write_text(f"{project.read_text()}vars: {{argos_self_test: true}}\n")
    return root


@pytest.fixture
def shop(empty: Path) -> Path:
    """A project with two profiles of orders."""
    start = {"run_id": "run-9", "event": "STARTED", "command": "build", "recorded_at": "2026-01-09 06:00:00"}
    insert(empty, "run_event", [start])
    before = [relation(900, **YESTERDAY), column("amount", 1, "number", **YESTERDAY)]
    insert(empty, "run_profile_result", [*before, column("vat", 2, "number", **YESTERDAY), *orders()])
    return empty


@pytest.mark.parametrize("name", ["orders", "ORDERS", "main.orders", "shop.main.Orders", ORDERS])
def test_the_latest_profile(argos: Argos, shop: Path, name: str) -> None:
    result = argos("profile", name, cwd=shop)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "shop.main.orders: 1,000 rows, 999 distinct, 99.8% occur once"
    assert lines[3] == "profiled      2026-01-09 06:00 UTC, 3 hours ago, by dbt build, run run-9"
    assert lines[5] == (
        "previous      2026-01-08 06:00 UTC, 1 day ago; since then added status, gift, day, paid_at, hour "
        "and 2 more and removed vat"
    )
    assert [line.split()[0] for line in lines[7:16]] == [
        "column", "amount", "status", "gift", "day", "paid_at", "hour", "lines", "unknown",
    ]  # fmt: skip


def test_json_and_yaml_have_every_key(argos: Argos, shop: Path) -> None:
    data = json.loads(argos("profile", "orders", "--format", "json", cwd=shop).stdout)
    assert data == yaml.safe_load(argos("profile", "orders", "--format", "yaml", cwd=shop).stdout)
    assert list(data) == REPORT_KEYS
    assert all(list(one) == COLUMN_KEYS for one in data["columns"])
    assert data["previous"]["removed_columns"] == ["vat"]
    assert data["profile_ts"] == "2026-01-09T06:00:00Z"
    amount, status, _, day, *_, unknown = data["columns"]
    assert amount["quantiles"][40] == 9980.01
    assert status["topk_patterns"][1] == {"value": "AAA-999", "count": 300, "rate": 0.3}
    assert (day["p50"], day["iso"]["p50"], len(day["iso"]["quantiles"])) == (20412, "2025-11-20", 41)
    assert (unknown["null_rate"], unknown["quantiles"], unknown["notes"]) == (None, None, {})


def test_the_page(argos: Argos, shop: Path) -> None:
    page = argos("profile", "orders", "--format", "html", cwd=shop).stdout
    assert page.startswith("<!doctype html>")
    assert page.count("<article") == 8


@pytest.mark.parametrize("form", ["text", "json", "yaml", "html"])
def test_a_file_holds_what_the_console_would_show(argos: Argos, shop: Path, form: str) -> None:
    result = argos("profile", "orders", "--format", form, "--output", "out", cwd=shop)
    assert (result.exit_code, result.output) == (0, "")
    assert (shop / "out").read_text(encoding="utf-8") == argos(
        "profile", "orders", "--format", form, cwd=shop
    ).stdout


def test_the_file_is_where_the_user_is(argos: Argos, shop: Path, tmp_path: Path) -> None:
    options = ("--project-dir", str(shop), "--profiles-dir", str(shop), "--output", "out")
    assert argos("profile", "orders", *options, cwd=tmp_path).exit_code == 0
    assert (tmp_path / "out").is_file()


def test_a_file_that_cannot_be_written(argos: Argos, shop: Path) -> None:
    result = argos("profile", "orders", "--output", "no/such/folder", cwd=shop)
    assert result.exit_code == 2
    assert one_line_error(result) == "no/such/folder cannot be written: No such file or directory"


def test_names_that_mean_none_or_several(argos: Argos, shop: Path) -> None:
    source = {"instance_id": "source.shop.crm.orders", "relation_name": "lake.crm.orders"}
    other = {"instance_id": "model.crm.orders", "relation_name": "crm.main.orders"}
    insert(shop, "run_profile_result", [relation(1, **source), relation(2, **other)])
    node = {"instance_id": "model.shop.recent", "relation_name": "shop.main.recent", "resource_type": "model"}
    insert(shop, "node_version", [{**node, "materialized": "view", "recorded_at": "2026-01-09 06:00:00"}])
    for name, exit_code, line in (
        (
            "orders",
            2,
            "orders may be model.crm.orders, model.shop.orders, source.shop.crm.orders: give one of these",
        ),
        ("ordes", 2, "no relation is called ordes: did you mean orders or crm.orders?"),
        ("recent", 3, "there is no profile of recent: it is a view: argos measures tables"),
    ):
        result = argos("profile", name, cwd=shop)
        assert (result.exit_code, one_line_error(result)) == (exit_code, line)
    assert argos("profile", "crm.orders", cwd=shop).stdout.startswith("lake.crm.orders: 1 row\n")


def test_nothing_was_measured_yet(argos: Argos, empty: Path) -> None:
    result = argos("profile", "orders", cwd=empty)
    assert (result.exit_code, one_line_error(result)) == (2, "no relation is called orders")


def test_no_tables_of_argos(argos: Argos, empty: Path) -> None:
    execute(empty, f"drop schema {SCHEMA} cascade")
    result = argos("profile", "orders", cwd=empty)
    assert result.exit_code == 3
    assert one_line_error(result).startswith(
        "tables of argos are missing in schema main_argos of target dev: "
    )


def test_tables_of_another_version(argos: Argos, shop: Path) -> None:
    execute(shop, f"alter table {SCHEMA}.run_profile_result drop column quantiles")
    result = argos("profile", "orders", cwd=shop)
    assert result.exit_code == 4
    assert "of another version of argos" in one_line_error(result)


@pytest.mark.parametrize("field", ["quantiles", "topk_patterns", "topk_values_hashed", "notes"])
def test_a_field_that_is_no_json_is_named(argos: Argos, shop: Path, field: str) -> None:
    execute(shop, f"update {SCHEMA}.run_profile_result set {field} = '[1, ' where element_id = 'status'")
    result = argos("profile", "orders", cwd=shop)
    assert result.exit_code == 4
    assert one_line_error(result).startswith(f"{field} of shop.main.orders.status is not an ")


@pytest.mark.parametrize("form", ["text", "json", "yaml", "html"])
def test_hostile_names(argos: Argos, empty: Path, form: str) -> None:
    rows = [relation(3)]
    rows += [
        ordered(name, place, "number", [1, 2, 3], data_type=name) for place, name in enumerate(HOSTILE, 1)
    ]
    insert(empty, "run_profile_result", [row | {"partition_value": "O'Neill \\"} for row in rows])
    result = argos("profile", "orders", "--format", form, "--partition", "O'Neill \\", cwd=empty)
    assert (result.exit_code, result.stderr) == (0, "")
    if form == "json":
        assert [one["element_id"] for one in json.loads(result.stdout)["columns"]] == list(HOSTILE)
    if form == "text":
        assert len(result.stdout.splitlines()) == 8 + len(HOSTILE) + 4
    if form == "html":
        assert "<script" not in result.stdout


def test_partitions(argos: Argos, shop: Path) -> None:
    for day, rows in ((6, 60), (7, 70), (8, 80)):
        moment = f"2026-01-0{day + 1} 00:00:00"
        part = {
            "partition_value": f"2026-01-0{day}",
            "profile_ts": moment,
            "instance_id": "model.shop.visits",
        }
        insert(shop, "run_profile_result", [relation(rows, relation_name="shop.main.visits", **part)])
    latest = argos("profile", "visits", cwd=shop).stdout
    assert "shop.main.visits: 80 rows\n" in latest
    assert "partition     2026-01-08, which ends at 2026-01-09 00:00 UTC\n" in latest
    assert "3 hours ago, partition 2026-01-07, with the same columns\n" in latest
    assert "60 rows" in argos("profile", "visits", "--partition", "2026-01-06", cwd=shop).stdout
    result = argos("profile", "visits", "--partition", "2026-01-01", cwd=shop)
    assert (result.exit_code, one_line_error(result)) == (
        2,
        "visits has no profile of the partition 2026-01-01: it has 2026-01-08, 2026-01-07, 2026-01-06",
    )
    result = argos("profile", "orders", "--partition", "x", cwd=shop)
    assert one_line_error(result) == "orders has no profile of the partition x: it is measured whole"


def test_500_columns(argos: Argos, empty: Path) -> None:
    rows = [relation(3), *(ordered(f"c{place}", place, "number", [1, 2, 3]) for place in range(1, 501))]
    names = list(rows[1])
    with duckdb.connect(str(empty / "shop.duckdb")) as connection:
        connection.executemany(
            f"insert into {SCHEMA}.run_profile_result ({', '.join(names)}) values ({', '.join('?' * len(names))})",
            [[row.get(name) for name in names] for row in rows],
        )
    assert len(json.loads(argos("profile", "orders", "--format", "json", cwd=empty).stdout)["columns"]) == 500
    assert argos("profile", "orders", cwd=empty).stdout.count("\nc") == 501


def test_an_empty_table(argos: Argos, empty: Path) -> None:
    insert(
        empty,
        "run_profile_result",
        [relation(0, row_distinct_count=0), column("a", 1, "number", null_count=0)],
    )
    lines = argos("profile", "orders", cwd=empty).stdout.splitlines()
    assert lines[0] == "shop.main.orders: 0 rows, 0 distinct"
    assert lines[7].split() == ["a", "number", *"--------"]


def test_a_terminal_shows_the_table_in_its_width(shop: Path) -> None:
    shown = on_terminal("profile", "orders", cwd=shop, COLUMNS="80")
    assert "\x1b[1mcolumn" in shown
    assert "no place for" in shown


def test_an_error_is_one_line_in_a_process_of_its_own(shop: Path) -> None:
    """Python itself would warn of what dbt leaves behind."""
    shown = on_terminal("profile", "ordes", cwd=shop)
    assert shown.replace("\r", "").endswith("argos: no relation is called ordes: did you mean orders?\n")
    assert "Warning" not in shown
