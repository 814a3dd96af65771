"""The BigQuery engine: it starts or says why, runs blocks with a handler, and shows what was caught in them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ..project import Project, copy_project
from .bigquery.engine import BigQueryEngine
from .bigquery.forms import Form
from .dbt_runner import DbtRunner
from .engine import EngineError

pytestmark = pytest.mark.bigquery

BLOCK = "begin\nexecute immediate '''{}''';\nselect 'done' as outcome;\nexception when error then select concat('failed: ', @@error.message) as outcome;\nend"
READ = "begin\nexecute immediate '''{}''';\nexception when error then select concat('failed: ', @@error.message) as outcome;\nend"
MACROS = """\
{% macro attempt(sql) %}{% do log('outcome: ' ~ argos.attempt(sql), info=true) %}{% endmacro %}
{% macro ask(sql) %}{% do run_query(sql) %}{% endmacro %}
"""


@pytest.fixture(scope="module")
def table(bigquery: BigQueryEngine) -> BigQueryEngine:
    bigquery.query("create schema blocks")
    bigquery.query("create table blocks.t (n int64)")
    return bigquery


@pytest.fixture
def project(bigquery: BigQueryEngine, dbt_on_bigquery: DbtRunner, tmp_path: Path) -> Project:
    copy_project("types", tmp_path / "types")
    project = Project(tmp_path / "types", bigquery, dbt_on_bigquery, "operations")
    project.write_profile()
    project.write({"macros/ask.sql": MACROS})
    return project


def numbers(engine: BigQueryEngine) -> list[int]:
    return [row["n"] for row in engine.query("select n from blocks.t order by n")]


def test_an_incomplete_environment_is_one_clear_error(tmp_path: Path) -> None:
    engine = BigQueryEngine(python=tmp_path / ".venv-bigquery/bin/python")
    with pytest.raises(EngineError, match=r"is not complete: make .venv-bigquery/.installed"):
        engine.start(tmp_path)


def test_values_of_every_type(bigquery: BigQueryEngine) -> None:
    sql = (
        "select 1 as n, 1.5 as x, true as b, numeric '1.5' as d, date '2026-01-02' as day, [1, 2] as list, "
        "timestamp '2026-01-02 03:04:05.25+00' as moment, struct('a' as s) as record, cast(null as string) as nothing"
    )
    assert bigquery.query(sql) == [
        {
            "n": 1, "x": 1.5, "b": True, "d": "1.5", "day": "2026-01-02", "list": [1, 2],
            "moment": "2026-01-02 03:04:05.250000", "record": {"s": "a"}, "nothing": None,
        }
    ]  # fmt: skip


def test_a_long_statement_is_checked(bigquery: BigQueryEngine) -> None:
    assert bigquery.query(f"select {' + '.join('1' * 200)} as n") == [{"n": 200}]


def test_quantiles_of_a_table_are_counted_from_zero(bigquery: BigQueryEngine) -> None:
    bigquery.query("create schema quantiles")
    bigquery.query("create table quantiles.t as select x from unnest([1.5, null, 2.5, 3.5]) as x")
    of_table = "select approx_quantiles(x, 2) as q from quantiles.t"
    read = f"select q[safe_offset(0)] as least, q[safe_offset(2)] as greatest, q[safe_offset(3)] as none from ({of_table})"
    assert bigquery.query(read) == [{"least": 1.5, "greatest": 3.5, "none": None}]


def test_statements_of_one_form_keep_their_own_words(bigquery: BigQueryEngine) -> None:
    for schema, hour in (("one_argos", 6), ("two_argos", 7), ("one_argos", 8)):
        bigquery.query(f"create schema if not exists {schema}")
        bigquery.query(f"create or replace table {schema}.t as select 'model.shop.at_{hour}' as node")
        moment = f"2026-01-02 {hour:02d}:00:00"
        said = f"concat(node, ' of {schema} at {moment}')"
        read = f"select {said} as said, extract(hour from timestamp '{moment}+00') as hour from {schema}.t"
        assert bigquery.query(read) == [
            {"said": f"model.shop.at_{hour} of {schema} at {moment}", "hour": hour}
        ]


def test_a_form_is_read_anew_for_other_columns(bigquery: BigQueryEngine) -> None:
    bigquery.query("create schema if not exists columns_argos")
    found = []
    for kind in ("int64", "numeric", "int64"):
        bigquery.query(f"create or replace table columns_argos.t as select cast(1 as {kind}) as v")
        found += bigquery.query("select avg(v) as mean from columns_argos.t")
    assert found == [{"mean": 1.0}, {"mean": "1"}, {"mean": 1.0}]


def test_no_translation_is_kept_that_changes_a_word() -> None:
    first, second = (
        Form.of(f"select '{day} 06:00:00' as a, timestamp '{day} 06:00:00+00' as b from one_argos.t")
        for day in ("2026-01-02", "2026-01-03")
    )
    assert first.text == second.text
    translated = "SELECT '2026-01-02 06:00:00' AS a, CAST('2026-01-02 06:00:00+00' AS TIMESTAMPTZ) AS b FROM one_argos.t"
    marked = first.marked(translated)
    assert marked is not None
    assert second.filled(marked) == translated.replace("01-02", "01-03")
    assert first.marked(translated.replace("02 06:00:00+00", "02T06:00:00+00")) is None
    assert first.marked(translated.replace("one_argos", "project__one")) is None


def test_a_good_block_is_done(table: BigQueryEngine) -> None:
    before = numbers(table)
    assert table.query(BLOCK.format("insert into blocks.t (n) values (1)")) == [{"outcome": "done"}]
    assert numbers(table) == [1, *before]


@pytest.mark.parametrize(
    "statement",
    [
        "insert into blocks.t (n) select nope",
        "insert into blocks.nothing (n) values (2)",
        "insert into blocks.t (n) select cast(s as int64) from unnest(['2', 'argos_fault']) as s",
        "insert into blocks.t (n) select error('argos_fault')",
        "insert blocks.t n values 1",
        "insert into blocks.t (n) values (2); select 1",
    ],
)
def test_a_failing_block_is_failed_and_nothing_is_half_done(table: BigQueryEngine, statement: str) -> None:
    before = numbers(table)
    [told] = table.query(BLOCK.format(statement))
    assert re.match("failed: .", told["outcome"])
    assert numbers(table) == before


def test_what_went_before_in_a_block_stays(table: BigQueryEngine) -> None:
    before = numbers(table)
    block = BLOCK.replace("begin", "begin insert into blocks.t (n) values (0);", 1)
    [told] = table.query(block.format("insert into blocks.t (n) select nope"))
    assert told["outcome"].startswith("failed: Unrecognized name: nope")
    assert numbers(table) == [0, *before]


def test_a_block_that_ends_with_a_query_answers_with_its_rows(table: BigQueryEngine) -> None:
    query = "select n, 'it is; done' as text from unnest([2, 1]) as n where n < {} order by n"
    assert table.query(READ.format(query.format(3))) == [
        {"n": 1, "text": "it is; done"},
        {"n": 2, "text": "it is; done"},
    ]
    assert table.query(READ.format(query.format(0))) == []


@pytest.mark.parametrize(
    "query", ["select nope", "select cast(s as int64) as n from unnest(['x']) as s", "select n frm"]
)
def test_a_block_whose_query_fails_answers_with_its_handler(table: BigQueryEngine, query: str) -> None:
    [told] = table.query(READ.format(query))
    assert re.match("failed: .", told["outcome"])


def test_a_block_that_ends_with_a_write_is_refused(table: BigQueryEngine) -> None:
    before = numbers(table)
    [told] = table.query(READ.format("insert into blocks.t (n) values (9)"))
    assert (told["outcome"], numbers(table)) == ("failed: a block ends with a query in this engine", before)


def test_no_handler_catches_a_breach_of_the_grammar(table: BigQueryEngine) -> None:
    with pytest.raises(EngineError, match="Syntax error"):
        table.query(BLOCK.replace("execute immediate", "execute at once").format("select 1"))


def test_no_handler_catches_the_length_of_a_script(table: BigQueryEngine) -> None:
    with pytest.raises(EngineError, match="query is too large"):
        table.query(BLOCK.format(f"select {' ' * 2**20} 1"))


def test_other_scripts_are_refused(table: BigQueryEngine) -> None:
    with pytest.raises(EngineError, match="runs no script but"):
        table.query("declare n int64 default 1; select n")


def test_statements_show_failed_and_caught_errors(bigquery: BigQueryEngine, project: Project) -> None:
    before = len(bigquery.statements())
    asked = project.dbt("run-operation", "ask", "--args", json.dumps({"sql": "select nope"}))
    outcomes = [
        project.dbt("run-operation", "attempt", "--args", json.dumps({"sql": sql}))
        for sql in ("select nope", "select 'it is; done'")
    ]
    assert asked.exit_code == 1
    assert "Unrecognized name: nope" in asked.output
    assert "outcome: False" in outcomes[0].output
    assert "outcome: True" in outcomes[1].output
    raised, caught, done = bigquery.statements(before)
    assert (raised.ok, raised.body, raised.error) == (
        False,
        "select nope",
        "Unrecognized name: nope [at 3:12]",
    )
    assert (caught.ok, done.ok, done.caught) == (True, True, ())
    assert "Unrecognized name: nope" in caught.caught[0]


def test_argos_is_told_whether_it_can_read(bigquery: BigQueryEngine, project: Project) -> None:
    project.write(
        {
            "macros/can.sql": "{% macro can(sql) %}{% do log('can: ' ~ argos.can_read(sql), info=true) %}{% endmacro %}"
        }
    )
    for sql, answer in (("select 1 as n", "True"), ("select n from nowhere.t", "False")):
        result = project.dbt("run-operation", "can", "--args", json.dumps({"sql": sql}))
        assert f"can: {answer}" in result.output, result.output
