"""Every primitive of the dialect gives the known answer: empty, NULL, NaN, quotes, 38 digits, extreme dates, zones."""

from __future__ import annotations

import json
import re

import pytest

from ..clouds import Cloud
from ..engines.dbt_runner import DbtRunner
from ..engines.duckdb_file import DuckDbEngine
from ..project import Project, copy_project

AWKWARD = 'it\'s a "b" `c` \\ $$ ; -- /* {{ x }} %s \n line\ttab 漢字😀 Ünï'
ANSWERS: dict[str, str | None] = {
    "string_literal": AWKWARD,
    "string_literal_empty": "empty",
    "string_literal_of_number": "7",
    "json_array": r'["a\"b","\\","é"]',
    "random_text_length": "64",
    "random_text_differs": "differs",
    "seconds_between": "21600.25",
    "seconds_between_null": None,
    "utc_now_is_now": "now",
    "shown_value_rate": "12.4%",
    "shown_value_whole_rate": "3%",
    "shown_value_count": "1234567",
    "hash": "e53f04d1bcc1428d9e8db9a93578c5eb",
    "json_rows": "5",
    "json_rows_null": "1",
    "json_rows_text": AWKWARD,
    "json_rows_number": "2.5",
    "json_rows_empty": "0",
    "distinct_count": "3",
    "distinct_count_empty": "0",
    "distinct_count_nulls": "0",
    "latest_value": "b",
    "latest_values_sorted": "42.5",
    "latest_values_short": "0",
    "json_sorted_list": '["","one"]',
    "row_hash": "4",
    "d family": "date",
    "d bounds": "0001-01-01 to 9999-12-31",
    "f family": "number",
    "f bounds": "1.5 to 1.5",
    "digits family": "number whole",
    "digits bounds": f"1 to {'9' * 38}",
    "price family": "number",
    "price bounds": "-0.25 to 100",
    "local family": "timestamp",
    "local bounds": "0001-01-01 00:00:00.000000 to 9999-12-31 23:59:59.999999",
    "zoned family": "timestamp",
    "zoned bounds": "2026-01-01 10:00:00.000000 to 2026-01-01 12:00:00.250000",
    "txt family": "text",
    "flag family": "boolean",
    "a b family": "number whole",
    "a b bounds": "1 to 4",
    "ünï family": "number whole",
    "ünï bounds": "2 to 5",
    "select family": "number whole",
    "select bounds": "3 to 6",
    "attempt_create": "True",
    "remember": "True",
    "attempt_again": "True",
    "add_column": "True",
    "attempt_insert": "True",
    "attempt_bad_cast": "False",
    "attempt_unknown_column": "False",
    "attempt_unknown_table": "False",
    "can_read": "True",
    "can_read_nothing": "False",
    "rows_left": "1",
    "text_left": AWKWARD,
}
# The adapter does not say how many digits a BIGNUMERIC has; the fake behind Snowflake has whole numbers of 64 bits.
ANSWERS_ON = {
    "bigquery": {"digits family": "number"},
    "snowflake": {"digits bounds": f"1 to {'9' * 18}"},
}


def answers_of(project: Project) -> dict[str, str | None]:
    result = project.dbt("run-operation", "answers")
    assert result.exit_code == 0, result.output
    said = re.findall(r"answer (\[.*\])", result.output)
    assert said, result.output
    return dict(json.loads(line) for line in said)


@pytest.fixture(scope="module")
def on_duckdb(dbt_on_duckdb: DbtRunner, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    root = tmp_path_factory.mktemp("primitives") / "shop"
    copy_project("primitives", root)
    engine = DuckDbEngine(root / "warehouse.duckdb", root / "logs/dbt.log")
    project = Project(root, engine, dbt_on_duckdb)
    project.write_profile()
    return answers_of(project)


@pytest.fixture(scope="module")
def on_cloud(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    root = tmp_path_factory.mktemp("primitives") / "shop"
    return answers_of(cloud.new_project("primitives", root, "primitives"))


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer(on_duckdb: dict[str, str | None], name: str) -> None:
    assert on_duckdb[name] == ANSWERS[name]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_same_answer(cloud: Cloud, on_cloud: dict[str, str | None], name: str) -> None:
    assert on_cloud[name] == ANSWERS_ON.get(cloud.name, {}).get(name, ANSWERS[name])


def test_no_answer_is_unasked(on_duckdb: dict[str, str | None]) -> None:
    assert set(on_duckdb) == set(ANSWERS)
