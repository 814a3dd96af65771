"""Every primitive of the dialect gives the known answer: empty, NULL, NaN, quotes, 38 digits, extreme dates, zones."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from ..clouds import Cloud
from ..engines.bigquery.engine import BigQueryEngine
from ..engines.dbt_runner import DbtRunner
from ..engines.duckdb_file import DuckDbEngine
from ..project import PROJECTS, Project, copy_project

AWKWARD = 'it\'s a "b" `c` \\ $$ ; -- /* {{ x }} %s \n line\ttab 漢字😀 Ünï'
# Of a table of extreme values and of statements; all others stand beside their SQL, in answers.sql.
ANSWERS: dict[str, str | None] = {
    "relation_bytes_none": None,
    "relation_bytes": "known",
    "d family": "date",
    "d bounds": "0001-01-01 to 9999-12-31",
    "d numbers": "-719162.0 to 2932896.0",
    "f family": "number",
    "f bounds": "1.5 to 1.5",
    "f numbers": "1.5 to 1.5",
    "digits family": "number whole",
    "digits bounds": f"1 to {'9' * 38}",
    "digits numbers": "1.0 to 1e+38",
    "price family": "number",
    "price bounds": "-0.25 to 100",
    "price numbers": "-0.25 to 100.0",
    "local family": "timestamp",
    "local bounds": "0001-01-01 00:00:00.000000 to 9999-12-31 23:59:59.999999",
    "local numbers": "-62135596800.0 to 253402300800.0",
    "zoned family": "timestamp",
    "zoned bounds": "2026-01-01 10:00:00.000000 to 2026-01-01 12:00:00.250000",
    "zoned numbers": "1767261600.0 to 1767268800.25",
    "txt family": "text",
    "flag family": "boolean",
    "a b family": "number whole",
    "a b bounds": "1 to 4",
    "a b numbers": "1.0 to 4.0",
    "ünï family": "number whole",
    "ünï bounds": "2 to 5",
    "ünï numbers": "2.0 to 5.0",
    "select family": "number whole",
    "select bounds": "3 to 6",
    "select numbers": "3.0 to 6.0",
    "attempt_create": "True",
    "remember": "True",
    "attempt_again": "True",
    "add_column": "True",
    "attempt_insert": "True",
    "attempt_bad_cast": "False",
    "attempt_no_sql": "False",
    "attempt_unknown_column": "False",
    "attempt_unknown_table": "False",
    "can_read": "True",
    "can_read_nothing": "False",
    "read_rows": "a1 b2",
    "read_awkward": "True",
    "read_no_rows": "0",
    "read_nothing": None,
    "read_bad_cast": None,
    "rows_left": "1",
    "text_left": AWKWARD,
}
# The adapter does not say how many digits a BIGNUMERIC has; the fake behind Snowflake has whole numbers of 64 bits.
ANSWERS_ON = {
    # These two keep no sizes: asking for one fails there, and nothing else does.
    "bigquery": {"digits family": "number", "relation_bytes": "none"},
    "databricks": {"relation_bytes": "none"},
    "snowflake": {
        "digits bounds": f"1 to {'9' * 18}",
        "digits numbers": "1.0 to 1e+18",
        # A double that is whole is spelled as one.
        "json_elements": '["of -3","of 2.5"]',
        "json_elements_pairs": '["\\"x\\",[1]=1"]',
    },
}


CASES = re.findall(r"(?m)^    '(\w+)': \[", (PROJECTS / "primitives/macros/answers.sql").read_text())
Answers = dict[str, str | None]


@dataclass(frozen=True)
class Said:
    """What a warehouse answered, and what it should have."""

    answers: Answers
    known: Answers


def said_by(project: Project) -> Said:
    result = project.dbt("run-operation", "answers")
    assert result.exit_code == 0, result.output

    def lines(what: str) -> Answers:
        return dict(json.loads(line) for line in re.findall(rf"{what} (\[.*\])", result.output))

    special = ANSWERS_ON.get(project.engine.name, {})
    return Said(lines("answer"), {**ANSWERS, **lines("known"), **special})


@pytest.fixture(scope="module")
def on_duckdb(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> Said:
    root = tmp_path_factory.mktemp("primitives") / "shop"
    copy_project("primitives", root)
    engine = DuckDbEngine(root / "warehouse.duckdb", root / "logs/dbt.log")
    project = Project(root, engine, dbt_on_duckdb)
    project.write_profile()
    return said_by(project)


@pytest.fixture(scope="module")
def on_cloud(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> Said:
    root = tmp_path_factory.mktemp("primitives") / "shop"
    return said_by(cloud.new_project("primitives", root, "primitives"))


@pytest.mark.parametrize("name", [*CASES, *ANSWERS])
def test_an_answer(on_duckdb: Said, name: str) -> None:
    assert on_duckdb.answers[name] == on_duckdb.known[name]


@pytest.mark.parametrize("name", [*CASES, *ANSWERS])
def test_the_same_answer(on_cloud: Said, name: str) -> None:
    assert on_cloud.answers[name] == on_cloud.known[name]


def test_no_answer_is_unasked(on_duckdb: Said) -> None:
    assert set(on_duckdb.answers) == {*CASES, *ANSWERS}
    assert AWKWARD in str(on_duckdb.known["json_rows_text"])


@pytest.mark.bigquery
def test_the_size_of_many_tables_is_asked_in_googlesql(
    bigquery: BigQueryEngine, dbt_on_bigquery: DbtRunner, tmp_path: Path
) -> None:
    project = Cloud(bigquery, dbt_on_bigquery).new_project("primitives", tmp_path / "p", "sizes")
    project.write(
        {
            "macros/size.sql": "{% macro size() %}{% do argos.relation_bytes(argos.fact('a_*'), []) %}{% endmacro %}"
        }
    )
    project.query("create schema if not exists sizes_argos")
    before = len(bigquery.statements())
    assert project.dbt("run-operation", "size").exit_code == 0
    [asked] = [each for each in bigquery.statements(before) if "__TABLES__" in each.body]
    assert not asked.caught
    assert "starts_with(table_id, \\'a_\\')" in asked.body
