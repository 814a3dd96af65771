"""What became of a relation's columns: stored as verdicts for every relation, and read by the gate."""

from __future__ import annotations

import pytest

from ..project import Project

COLUMNS = {
    "id": "n",
    "amount": "n * 1.5 + 3",
    "code": "'A' || (n % 7)",
    "day": "date '2025-12-01' + cast(n % 20 as integer)",
}
GATE = "models:\n  - name: sales\n    data_tests: [argos.schema_unchanged: {config: {severity: error}}]\n"


def build(shop: Project, day: int, columns: dict[str, str], rows: int = 200) -> str:
    """Builds the table `sales` with some columns on a day, and returns what the run said."""
    fields = ", ".join(f"{expression} as {name}" for name, expression in columns.items())
    shop.write(
        {
            "models/sales.sql": f"{{{{ config(materialized='table') }}}} select {fields} from (select range as n from range({rows + day})) as r",
            "models/sales.yml": GATE,
        }
    )
    return shop.dbt("build", "--select", "sales", day=day).output


def verdicts(shop: Project, day: int) -> list[tuple[str, str, str]]:
    rows = shop.facts(
        "column_verdict",
        f"measure = 'schema' and profile_ts = '2026-01-{day:02d} 06:00:00' and instance_id = 'model.shop.sales' order by element_id",
    )
    return [(row["element_id"], row["decision"], row["reason"]) for row in rows]


CHANGES = {
    "added": (
        {**COLUMNS, "vat": "n"},
        ("vat", "WARN", "column vat of sales was added, of the type BIGINT, since 2026-01-01"),
    ),
    "removed": (
        {name: COLUMNS[name] for name in ("id", "amount", "day")},
        ("code", "FAIL", "column code of sales was removed, of the type VARCHAR, since 2026-01-01"),
    ),
    "retyped": (
        {**COLUMNS, "amount": "cast(n as varchar)"},
        ("amount", "FAIL", "column amount of sales is of the type VARCHAR, expected DECIMAL(22,1), since 2026-01-01"),
    ),
    "a number renamed and put elsewhere": (
        {"day": COLUMNS["day"], "id": "n", "code": COLUMNS["code"], "price": "n * 1.5 + 3"},
        ("price", "FAIL", "column amount of sales seems renamed to price, since 2026-01-01"),
    ),
    "a text renamed": (
        {"id": "n", "amount": COLUMNS["amount"], "label": COLUMNS["code"], "day": COLUMNS["day"]},
        ("label", "FAIL", "column code of sales seems renamed to label, since 2026-01-01"),
    ),
    "a date renamed": (
        {"id": "n", "amount": COLUMNS["amount"], "code": COLUMNS["code"], "sold_on": COLUMNS["day"]},
        ("sold_on", "FAIL", "column day of sales seems renamed to sold_on, since 2026-01-01"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_one_verdict_on_its_column(shop: Project, name: str) -> None:
    columns, expected = CHANGES[name]
    build(shop, 1, COLUMNS)
    said = build(shop, 2, columns)
    assert [one for one in verdicts(shop, 2) if one[0]] == [expected]
    assert expected[2] in said
    assert ("an error; nothing was left unbuilt" in said) == (expected[1] == "FAIL")


def test_what_is_no_single_change(shop: Project) -> None:
    """Learning, no change, a new order, another column in the same place, and many changes at once, day by day."""
    days = (
        (COLUMNS, [("", "LEARNING", "columns of sales, learning: there is no earlier day")]),
        (COLUMNS, [("", "PASS", "columns of sales are what they were on 2026-01-01")]),
        (
            {name: COLUMNS[name] for name in ("amount", "id", "code", "day")},
            [("", "WARN", "columns of sales are in another order since 2026-01-02: amount, id")],
        ),
        (
            {"share": "n / 1000", "id": "n", "code": COLUMNS["code"], "day": COLUMNS["day"]},
            [
                ("amount", "FAIL", "column amount of sales was removed, of the type DECIMAL(22,1), since 2026-01-03"),
                ("share", "WARN", "column share of sales was added, of the type DOUBLE, since 2026-01-03"),
            ],
        ),
        (
            {"id": "n", "number": "n / 1000", "code": COLUMNS["code"], "empty": "cast(null as date)", "note": "'x'"},
            [("", "FAIL", "columns of sales changed at once since 2026-01-04: day removed, empty added, note added, number renamed from share")],
        ),
    )  # fmt: skip
    for day, (columns, expected) in enumerate(days, 1):
        build(shop, day, columns)
        assert verdicts(shop, day) == expected
    [many] = shop.facts("column_verdict", "measure = 'schema' and moved_columns like '%empty%'")
    assert (many["moved_columns"], many["value"]) == ('["day","empty","note","number"]', 4)


@pytest.mark.parametrize(
    ("column", "data_type", "decision"),
    [
        ("code", "VARCHAR(16777216)", "PASS"),
        ("code", "VARCHAR(10) COLLATE 'en-ci'", "PASS"),
        ("code", "UUID", "FAIL"),
        ("amount", "DECIMAL(18,1)", "FAIL"),
    ],
)
def test_how_long_a_text_may_be_is_no_type(shop: Project, column: str, data_type: str, decision: str) -> None:
    build(shop, 1, COLUMNS)
    literal = data_type.replace("'", "''")
    shop.query(
        f"update shop_argos.run_profile_result set data_type = '{literal}' where element_id = '{column}'"
    )
    build(shop, 2, COLUMNS)
    assert [one[1] for one in verdicts(shop, 2)] == [decision]


def test_a_column_that_is_longer_now_may_be_renamed(shop: Project) -> None:
    build(shop, 1, COLUMNS)
    shop.query("update shop_argos.run_profile_result set data_type = 'VARCHAR(7)' where element_id = 'code'")
    build(shop, 2, {"label" if name == "code" else name: sql for name, sql in COLUMNS.items()})
    assert verdicts(shop, 2) == [
        ("label", "FAIL", "column code of sales seems renamed to label, since 2026-01-01")
    ]


def test_a_table_rebuilt_on_the_same_day_is_compared_with_the_day_before(shop: Project) -> None:
    build(shop, 1, COLUMNS)
    for _ in range(2):
        said = build(shop, 2, {**COLUMNS, "id": "cast(n as integer)"})
        assert "column id of sales is of the type INTEGER, expected BIGINT, since 2026-01-01" in said
    assert "is of the type" not in build(shop, 31, {**COLUMNS, "id": "cast(n as integer)"})
    assert verdicts(shop, 31) == [("", "PASS", "columns of sales are what they were on 2026-01-02")]


def test_a_relation_without_a_gate_has_a_verdict_and_a_target_reads_the_history_of_another(
    shop: Project,
) -> None:
    shop.write_profile(pr=shop.engine.profile("pr"))
    shop.write({"models/quiet.sql": "{{ config(materialized='table') }} select 1 as a, 2 as b"})
    shop.dbt("build", "--select", "quiet", day=1)
    shop.variables = {"argos_history_schema": "warehouse.shop_argos"}
    shop.write({"models/quiet.sql": "{{ config(materialized='table') }} select 1 as a"})
    shop.dbt("build", "--select", "quiet", "--target", "pr", day=1)
    rows = shop.query("select reason, level from pr_argos.column_verdict where measure = 'schema'")
    assert rows == [
        {"reason": "column b of quiet was removed, of the type INTEGER, since 2026-01-01", "level": 3}
    ]


def test_columns_that_are_not_measured_are_neither_gone_nor_new(shop: Project) -> None:
    build(shop, 1, COLUMNS)
    for day, limit, columns in ((2, 1, COLUMNS), (3, 0, {**COLUMNS, "vat": "n"})):
        shop.variables = {"argos_profile_max_bytes": limit}
        build(shop, day, columns)
        reason = f"columns of sales are what they were on 2026-01-0{day - 1}, as far as they are measured"
        assert verdicts(shop, day) == [("", "PASS", reason)]
