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
    "days_between": "-702",
    "utc_now_is_now": "now",
    "shown_value_rate": "12.4%",
    "shown_value_whole_rate": "3%",
    "shown_value_count": "1234567",
    "hash_text": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    "shape_of": 'Aa-9 Aaaa a"\\.',
    "shape_of_controls": "Aaaa",
    "shape_of_long": "60",
    "json_text": "a",
    "json_text_of_number": "2",
    "json_text_none": None,
    "json_elements": '["of 2.5","of [\\"x\\",1]"]',
    "json_elements_none": "0",
    "day_of_zoned": "2025-12-31",
    "day_of_local": "2026-01-01",
    "json_number": "1.5",
    "json_number_whole": "2.0",
    "json_number_null": None,
    "json_number_none": None,
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
    "relation_bytes_none": None,
    "relation_bytes": "known",
    "quantile_of": "4.6",
    "quantile_of_two": "1.5",
    "quantile_of_one": "4.0",
    "quantile_of_none": None,
    "json_sorted_list": '["","one"]',
    "quantiles_least": "1.0",
    "quantiles_median": "3.0",
    "quantiles_greatest": "5.0",
    "quantiles_p01": "1.0",
    "quantiles_p99": "5.0",
    "quantiles_nothing": None,
    "top_list": "[c=9,a=2,b=2]",
    "top_list_nothing": None,
    "value_counts": f"[one=2,=1,{AWKWARD}=1]",
    "value_counts_nothing": None,
    "multiset_hash": "1",
    "multiset_hash_differs": "2",
    "row_hash": "4",
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
    "rows_left": "1",
    "text_left": AWKWARD,
}
# The adapter does not say how many digits a BIGNUMERIC has; the fake behind Snowflake has whole numbers of 64 bits.
ANSWERS_ON = {
    # The emulators of these two keep no sizes: asking for one fails there, and nothing else does.
    "bigquery": {"digits family": "number", "relation_bytes": "none"},
    "snowflake": {
        "relation_bytes": "none",
        "digits bounds": f"1 to {'9' * 18}",
        "digits numbers": "1.0 to 1e+18",
    },
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
