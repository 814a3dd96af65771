"""Each function that the engine mends answers what Snowflake documents, and the interpreted block does what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from .engine import EngineError
from .snowflake.engine import SnowflakeEngine

pytestmark = pytest.mark.snowflake

SHIMS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "snowflake/shims.yml").read_text(encoding="utf-8")
)
NUMBERS = "from values (3), (1), (null), (2), (2)"
PERCENTILES = f"from (select approx_percentile_accumulate(column1) as state {NUMBERS})"
HUNDREDS = "from (select approx_percentile_accumulate(column1) as state from values {})".format(
    ", ".join(f"({number})" for number in range(1, 401))
)
# By the name in shims.yml: an expression, and what the documentation says that it yields; arrays as JSON.
DOCUMENTED: dict[str, tuple[tuple[str, object], ...]] = {
    "APPROX_COUNT_DISTINCT": ((f"approx_count_distinct(column1) {NUMBERS}", 3),),
    "APPROX_PERCENTILE_ACCUMULATE": ((f"approx_percentile_estimate(state, 0.5) {PERCENTILES}", 2.0),),
    "APPROX_PERCENTILE_ESTIMATE": (
        (f"approx_percentile_estimate(state, 0) {PERCENTILES}", 1.0),
        (f"approx_percentile_estimate(state, 0.01) {HUNDREDS}", 4.0),
        (f"approx_percentile_estimate(state, 0.025) {HUNDREDS}", 10.0),
        (f"approx_percentile_estimate(state, 0.975) {HUNDREDS}", 390.0),
        (f"approx_percentile_estimate(state, 0.99) {HUNDREDS}", 396.0),
    ),
    "APPROX_TOP_K": (
        (f"approx_top_k(column1, 2, 100) {NUMBERS}", [[2, 2], [1, 1]]),
        (f"approx_top_k(left(cast(column1 as varchar), 200), 2, 100) {NUMBERS}", [["2", 2], ["1", 1]]),
    ),
    "ARRAY_SLICE": (
        ("array_slice(array_construct(0, 1, 2, 3, 4, 5, 6), 0, 2)", [0, 1]),
        ("array_slice(array_construct(0, 1, 2, 3, 4, 5, 6), 0, -2)", [0, 1, 2, 3, 4]),
        ("array_slice(array_construct(0, 1, 2, 3, 4, 5, 6), -5, -3)", [2, 3]),
        ("array_slice(array_construct(0, 1), 10, 12)", []),
    ),
    "ARRAY_SORT": (
        ("array_sort(array_construct(20, 0, 3, 10))", [0, 3, 10, 20]),
        ("array_sort(array_construct('b', 'a'))", ["a", "b"]),
        ("array_sort(array_construct())", []),
        (f"array_sort(array_agg(column1)) {NUMBERS}", [1, 2, 2, 3]),
    ),
    "ARRAY_TO_STRING": (
        ("array_to_string(array_construct(1, 2), ', ')", "1, 2"),
        (r"""array_to_string(parse_json('[true, null, "a", [1, "b"]]'), ',')""", 'true,,a,[1,"b"]'),
        ("array_to_string(array_construct(), ',')", ""),
        (
            f"array_to_string(array_slice(array_agg(column1) within group (order by column1), 0, 2), ',') {NUMBERS}",
            "1,2",
        ),
        (
            r"""array_to_string(array_agg(column1) within group (order by column1), '') from values ('"'), ('\\')""",
            '"\\',
        ),
        ("array_to_string(null, ',')", None),
    ),
    "CURRENT_WAREHOUSE": (("current_warehouse()", "COMPUTE_WH"),),
    "HLL": ((f"hll(column1) {NUMBERS}", 3),),
    "LTRIM": (
        ("ltrim('#000000123', '0#')", "123"),
        ("ltrim('#0000AISTALENT', '0#')", "AISTALENT"),
        ("ltrim('  a ')", "a "),
    ),
    "RTRIM": (("rtrim('$125.00', '0.')", "$125"), ("rtrim(' a  ')", " a")),
    "WIDTH_BUCKET": (
        ("width_bucket(290000, 200000, 600000, 4)", 1),
        ("width_bucket(320000, 200000, 600000, 4)", 2),
        ("width_bucket(600000, 200000, 600000, 4)", 5),
        ("width_bucket(199999, 200000, 600000, 4)", 0),
    ),
    "array_agg_leaves_nulls_out": (
        (f"array_agg(column1) within group (order by column1 desc) {NUMBERS}", [3, 2, 2, 1]),
    ),
    "get_by_position": (
        ("cast(get(parse_json('[\"a\", null]'), 0) as varchar)", "a"),
        ("cast(get(parse_json('[\"a\", null]'), 1) as varchar)", None),
        ("cast(get(parse_json('[\"a\", null]'), 2) as varchar)", None),
        ("cast(get(parse_json('[1, 2.5]'), 1) as double)", 2.5),
    ),
    "max_by_array": (
        ("max_by(column1, column2, 2) from values ('a', 1), ('b', 3), ('c', 2)", ["b", "c"]),
        ("max_by(column1, column2) from values ('a', 1), ('b', 3)", "b"),
    ),
    "ten_digits": (
        ("cast(cast(0.08072205302271099 as double) as varchar)", "0.08072205302"),
        ("cast(cast(-2 as double) as varchar)", "-2"),
        ("to_json(to_variant(cast(0.08072205302271099 as double)))", "0.08072205302271099"),
        ("cast(12345678901234 as varchar)", "12345678901234"),
    ),
    "signed_hash": (
        ("hash(null) is null", False),
        ("hash(1, null) = hash(null, 1)", False),
        ("hash(1, 'a') = hash(1, 'a')", True),
        ("hash(1, hash(2)) = hash(1, hash(3))", False),
        (f"hash({'1, ' * 499}1) is null", False),
        (
            "max(abs(hash(column1))) < 9223372036854775808 and min(hash(column1)) < 0 from values (1), (2), (3), (4), (5), (6), (7), (8)",
            True,
        ),
    ),
    "time_as_text": (("to_varchar(cast('10:11:12.5' as time), 'HH24:MI:SS.FF6')", "10:11:12.500000"),),
}
# These change how statements run: tested below, or by the builds in test_snowflake.py.
STATEMENTS = {
    "aborted_transactions", "blocks", "errors", "masking_policy", "merge", "merge_names", "ordinary_temporary", "refuse_wrong_answers",
    "session_variables", "system_wait", "views_among_tables",
}  # fmt: skip


def test_every_shim_is_tested() -> None:
    listed = {shim["name"] for shims in SHIMS.values() for shim in shims}
    assert listed == set(DOCUMENTED) | STATEMENTS


@pytest.mark.parametrize(
    ("expression", "expected"), [case for cases in DOCUMENTED.values() for case in cases]
)
def test_documented_result(snowflake: SnowflakeEngine, expression: str, expected: object) -> None:
    answer = next(iter(snowflake.query(f"select {expression}")[0].values()))
    assert (json.loads(answer) if isinstance(expected, list) else answer) == expected


def test_a_percentile_is_below_one(snowflake: SnowflakeEngine) -> None:
    with pytest.raises(EngineError, match="invalid percentile"):
        snowflake.query(f"select approx_percentile_estimate(state, 1) {PERCENTILES}")


def test_a_bare_name_of_a_merge_is_of_the_source(snowflake: SnowflakeEngine) -> None:
    snowflake.query(
        "create or replace temporary table analytics.public.merged as select 1 as id, 'old' as name"
    )
    snowflake.query(
        "merge into analytics.public.merged as t using (select 1 as id, 'new' as name union all select 2, 'two') as s "
        "on t.id = s.id when matched then update set t.name = s.name when not matched then insert (id, name) values (id, name)"
    )
    assert snowflake.query("select name from merged order by id") == [{"name": "new"}, {"name": "two"}]


def test_a_variable_in_a_literal_is_text(snowflake: SnowflakeEngine) -> None:
    assert snowflake.query("select '$HOME, $$ and $1' as text") == [{"text": "$HOME, $$ and $1"}]


def test_a_policy_is_described(snowflake: SnowflakeEngine) -> None:
    snowflake.query("create or replace table analytics.public.customers (id number, mail varchar)")
    snowflake.query("alter table analytics.public.customers modify column mail set masking policy hidden")
    described = snowflake.query("describe table analytics.public.customers")
    assert {row["name"]: row["policy name"] for row in described} == {"ID": None, "MAIL": "HIDDEN"}


def test_a_call_of_wait_answers(snowflake: SnowflakeEngine) -> None:
    assert snowflake.query("call system$wait(1)") == [{"system$wait": "waited 1 seconds"}]


@pytest.mark.parametrize(
    "sql",
    [
        "select to_varchar(column1, 'YYYY') from values ('2026-01-01')",
        "select f.value from table(flatten(input => parse_json('[]'), outer => true)) as f",
    ],
)
def test_wrong_answers_are_refused(snowflake: SnowflakeEngine, sql: str) -> None:
    with pytest.raises(EngineError, match="this engine cannot run"):
        snowflake.query(sql)


def test_views_are_among_the_tables(snowflake: SnowflakeEngine) -> None:
    snowflake.query("create or replace view seen as select 1 as n")
    rows = snowflake.query("select table_type from information_schema.tables where table_name = 'SEEN'")
    assert rows == [{"table_type": "VIEW"}]


def test_a_transaction_goes_on_after_an_error(snowflake: SnowflakeEngine) -> None:
    snowflake.query("create or replace table kept (n number)")
    with pytest.raises(EngineError):
        snowflake.query("insert into kept select cast('argos' as number)")
    snowflake.query("insert into kept values (1)")
    assert snowflake.query("select n from kept") == [{"n": 1}]


def literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


BLOCK = """\
declare answer resultset;
begin
{};
return table(answer);
exception when other then
answer := (select 'failed: ' || :sqlerrm as argos_outcome);
return table(answer);
end"""


def block(body: str) -> str:
    return f"execute immediate {literal(BLOCK.format(body))}"


def contained(statement: str) -> str:
    return block(f"execute immediate {literal(statement)};\nanswer := (select 'done' as argos_outcome)")


def read(query: str) -> str:
    return block(f"answer := (execute immediate {literal(query)})")


def outcome(engine: SnowflakeEngine, sql: str) -> object:
    (row,) = engine.query(sql)
    assert list(row) == ["argos_outcome"]
    return row["argos_outcome"]


@pytest.fixture
def noted(snowflake: SnowflakeEngine) -> SnowflakeEngine:
    snowflake.query("create or replace table noted (n number(38, 0), text varchar)")
    return snowflake


def notes(engine: SnowflakeEngine) -> list[object]:
    return [row["text"] for row in engine.query("select text from noted order by n")]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "it's",
        "a $$ b",
        r"back\slash and \n",
        "two\nlines",
        "semi; colon",
        'a "name"',
        "end; return 'x'",
        "-- no /* comment",
    ],
)
def test_a_literal_survives_both_levels(noted: SnowflakeEngine, text: str) -> None:
    assert outcome(noted, contained(f"insert into noted values (1, {literal(text)})")) == "done"
    assert notes(noted) == [text]


@pytest.mark.parametrize(
    "statement",
    [
        "insert into noted values (2, cast('x' as date))",
        "insert into noted select column1, 'half' from values (2), (cast('argos' as integer))",
        "insert into nowhere values (1)",
        "insert into noted (nothing) values (1)",
        "insert into noted select list_value(1), 'a'",
        "insert noted from",
        "create table noted (n number)",
    ],
)
def test_a_failing_statement_is_caught_and_leaves_nothing(noted: SnowflakeEngine, statement: str) -> None:
    noted.query("insert into noted values (1, 'before')")
    assert str(outcome(noted, contained(statement))).startswith("failed: ")
    noted.query("insert into noted values (3, 'after')")
    assert notes(noted) == ["before", "after"]


def test_a_block_answers_with_the_rows_of_its_query(noted: SnowflakeEngine) -> None:
    noted.query("insert into noted values (2, 'it''s'), (1, null)")
    assert noted.query(read("select n, text from noted order by n")) == [
        {"n": 1, "text": None},
        {"n": 2, "text": "it's"},
    ]
    assert noted.query(read("select n from noted where n > 2")) == []


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("select n from nowhere", "NOWHERE"),
        ("select cast(text as integer) as n from noted", "not recognized"),
        ("select (1 as n", "001003"),
    ],
)
def test_a_query_that_fails_is_told(noted: SnowflakeEngine, query: str, why: str) -> None:
    noted.query("insert into noted values (1, 'argos')")
    assert re.match(f"failed: .*({why})", str(outcome(noted, read(query))), re.DOTALL)


def test_a_syntax_error_in_a_block_is_not_caught(noted: SnowflakeEngine) -> None:
    plain = "{};\nanswer := (select 'done' as argos_outcome)"
    told = outcome(noted, block(plain.format("insert into nowhere values (1)")))
    assert "NOWHERE" in str(told).removeprefix("failed: ")
    with pytest.raises(EngineError, match="001003"):
        noted.query(block(plain.format("insert noted from")))


@pytest.mark.parametrize(
    "sql",
    [
        "execute immediate $$begin return 1; end$$",
        "execute immediate 'select 1'",
        "execute immediate 'begin let x := 1; return x; end'",
        "execute immediate 'begin select \\'unclosed; return \\'done\\'; end'",
        block("answer := (select 1 as n)").replace("declare answer", "declare other"),
        block("answer := (select 1 as n)").replace("return table(answer)", "return answer", 1),
    ],
)
def test_other_scripts_are_refused(snowflake: SnowflakeEngine, sql: str) -> None:
    with pytest.raises(EngineError, match="SQL compilation error"):
        snowflake.query(sql)
