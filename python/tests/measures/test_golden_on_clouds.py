"""Every fact of skewed columns, made alike by arithmetic in SQL and in Python, against what Python computes of them."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ..clouds import Cloud
from .oracle import APPROXIMATE, entropy_of, expected, hashed, numbers_of, parsed, shape_of, text_in
from .tables import Column, Facts

ROWS = 1000
# Where all values of a column fit a list of so many, what is told of them is exact.
LISTED = 200
# As docs/measure.md says of distinct values beyond the list, and of the rank of a quantile on Databricks. Those of the
# emulators are no more BigQuery's than Snowflake's: a part in which BigQuery divides the rows is what they may err.
DISTINCT_ERROR = 0.02
RANK_ERROR = {"bigquery": 1 / 200 + 1 / ROWS, "databricks": 0.0001, "snowflake": 1 / 200 + 1 / ROWS}
# The outliers lie beyond one fence of this profile, of which is known only between which two of 41 points it lies.
OUTLIER_ERROR = 1 / 40

SPELLED = {
    "bigquery": {"text": "string", "whole": "int64", "double": "float64", "amount": "numeric", "day": "date_add(date '2024-01-01', interval mod(n * n, 400) day)", "moment": "timestamp_seconds(1704067200 + mod(n, 190) * 97)"},
    "databricks": {"text": "string", "whole": "bigint", "double": "double", "amount": "decimal(12,2)", "day": "date_add(date '2024-01-01', mod(n * n, 400))", "moment": "timestamp_seconds(1704067200 + mod(n, 190) * 97)"},
    "snowflake": {"text": "varchar", "whole": "bigint", "double": "double", "amount": "decimal(12,2)", "day": "dateadd(day, mod(n * n, 400), cast('2024-01-01' as date))", "moment": "dateadd(second, mod(n, 190) * 97, cast('2024-01-01' as timestamp_ntz))"},
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A column as SQL over n, with names of SPELLED in braces, and as the same in Python."""

    data_type: str
    sql: str
    value: Callable[[int], Any]


MADE = {
    "many_ties": Made("bigint", "cast(mod(n * n, 700) as {whole})", lambda n: n * n % 700),
    "heavy_tail": Made("bigint", "cast(floor(100000 / (mod(n, 300) + 1)) as {whole})", lambda n: 100_000 // (n % 300 + 1)),
    "few_far_out": Made("bigint", "cast(case when mod(n, 100) = 7 then -1000000 + n else mod(n, 5) end as {whole})", lambda n: n - 1_000_000 if n % 100 == 7 else n % 5),
    "both_signs": Made("double", "cast(mod(n * 37, 401) - 200 as {double}) / 8", lambda n: (n * 37 % 401 - 200) / 8),
    "powers": Made("double", "cast(power(2, mod(n, 45)) as {double})", lambda n: 2.0 ** (n % 45)),
    "amount": Made("decimal(12,2)", "cast(cast(mod(n * 7919, 9001) as {amount}) / 100 as {amount})", lambda n: Decimal(n * 7919 % 9001) / 100),
    "identifier": Made("bigint", "cast(1000000000 + n * 7 as {whole})", lambda n: 1_000_000_000 + n * 7),
    "mostly_null": Made("bigint", "cast(case when mod(n, 50) = 0 then mod(n, 3) end as {whole})", lambda n: n % 3 if n % 50 == 0 else None),
    "one_value": Made("bigint", "cast(7 as {whole})", lambda n: 7),
    "fee": Made("decimal(12,2)", "cast(case when mod(n, 9) = 0 then null else cast(0.1 as {amount}) end as {amount})", lambda n: None if n % 9 == 0 else Decimal("0.10")),
    "path": Made("varchar", "concat(repeat('/data', 60), case when mod(n, 7) < 4 then 'a' when mod(n, 7) < 6 then 'b' else 'c' end)", lambda n: "/data" * 60 + "aaaabbc"[n % 7]),
    "nothing": Made("varchar", "cast(null as {text})", lambda n: None),
    "code": Made("varchar", "concat('K-', cast(mod(n * n, 89) as {text}))", lambda n: f"K-{n * n % 89}"),
    "name": Made("varchar", "concat('Ünï ', cast(n as {text}))", lambda n: f"Ünï {n}"),
    "long_tail": Made("varchar", "case when mod(n, 2) = 0 then 'usual' when mod(n, 8) = 1 then 'often' else concat('v', cast(n as {text})) end", lambda n: "usual" if n % 2 == 0 else "often" if n % 8 == 1 else f"v{n}"),
    "blank": Made("varchar", "case mod(n, 3) when 0 then '' when 1 then ' ' end", lambda n: ("", " ", None)[n % 3]),
    "flag": Made("boolean", "case when mod(n, 7) = 0 then cast(null as boolean) else mod(n, 3) = 0 end", lambda n: None if n % 7 == 0 else n % 3 == 0),
    "day": Made("date", "{day}", lambda n: date(2024, 1, 1) + timedelta(days=n * n % 400)),
    "moment": Made("timestamp", "{moment}", lambda n: datetime(2024, 1, 1) + timedelta(seconds=97 * (n % 190))),
}  # fmt: skip
COLUMNS = {name: Column(name, made.data_type, [made.value(n) for n in range(ROWS)]) for name, made in MADE.items()}  # fmt: skip


def rows_on(warehouse: str) -> str:
    digits = " union all ".join(f"select {digit} as d" for digit in range(10))
    tables = " cross join ".join(f"({digits}) as {place}" for place in ("ones", "tens", "hundreds"))
    fields = ", ".join(f"{made.sql.format(**SPELLED[warehouse])} as {name}" for name, made in MADE.items())
    return (
        f"select {fields} from (select ones.d + 10 * tens.d + 100 * hundreds.d as n from {tables}) as numbers"
    )


@pytest.fixture(scope="module")
def measured(cloud: Cloud, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Facts, str]:
    """The warehouse, the facts of each column in a first profile, and the salt."""
    project = cloud.new_project("types", tmp_path_factory.mktemp(cloud.name) / "types", "golden")
    project.query(f"create schema {project.schema}")
    table = f"{project.schema}.skewed"
    project.query(f"create table {table} {cloud.table_format} as {rows_on(cloud.name)}")
    tables = [{"name": "skewed", "data_tests": ["argos.volume_expected"]}]
    source = {"name": "made", "schema": project.schema, "tables": tables}
    project.write({"models/made.yml": json.dumps({"sources": [source]})})
    result = project.dbt("test", "--select", "source:made")
    assert result.exit_code == 0, result.output
    assert "measured 1 relation" in result.output, result.output
    rows = [
        {name.lower(): value for name, value in row.items()} for row in project.facts("run_profile_result")
    ]
    (salt,) = project.facts("salt")
    return cloud.name, {row["element_id"].lower(): parsed(row) for row in rows}, salt["salt_value"]


@pytest.mark.parametrize("name", MADE)
def test_every_fact_is_exact_or_within_its_error(measured: tuple[str, Facts, str], name: str) -> None:
    warehouse, facts, salt = measured
    found, column = facts[name], COLUMNS[name]
    due = expected(column, salt)
    of_ranks = {"p01", "p50", "p95", "p99", "quantiles", "outlier_rate"}
    values = Counter(map(text_in(column), column.valid))
    is_listed = len(values) <= LISTED
    assert (json.loads(found["notes"])["distinct_count"] == "exact") == is_listed
    sketched = set() if is_listed else {"distinct_count", "distinct_rate", "entropy", "topk_values_hashed", "topk_patterns"}  # fmt: skip
    for measure in due.keys() - of_ranks - sketched:
        exact = pytest.approx(due[measure], rel=1e-9, abs=1e-12) if measure in APPROXIMATE else due[measure]
        assert found[measure] == exact, measure

    if not is_listed:
        assert found["distinct_count"] == pytest.approx(len(values), rel=DISTINCT_ERROR)
        assert found["distinct_rate"] == pytest.approx(due["distinct_rate"], rel=DISTINCT_ERROR)
        assert found["entropy"] == pytest.approx(entropy_of(with_even_rest(values)), abs=0.05)
        assert_frequent_ones(found["topk_values_hashed"], {hashed(salt, v): n for v, n in values.items()})
        if column.family == "text":
            assert_frequent_ones(found["topk_patterns"], Counter(map(shape_of, column.valid)))
    if due["quantiles"] is None:
        assert {found[measure] for measure in of_ranks - {"outlier_rate"}} == {None}
    else:
        shares = {"p01": 0.01, "p50": 0.5, "p95": 0.95, "p99": 0.99}
        points = [(k / 40, point) for k, point in enumerate(found["quantiles"])]
        ordered = sorted(numbers_of(column))
        for share, point in [*points, *((share, found[measure]) for measure, share in shares.items())]:
            assert rank_error(ordered, share, point) <= RANK_ERROR[warehouse], (share, point)
        assert found["outlier_rate"] == pytest.approx(due["outlier_rate"], abs=OUTLIER_ERROR)


def rank_error(ordered: list[float], share: float, point: float) -> float:
    """How far the share is from those of the rows that are less than the point, or not greater."""
    below, not_above = bisect_left(ordered, point) / len(ordered), bisect_right(ordered, point) / len(ordered)
    return max(below - share, share - not_above, 0)


def with_even_rest(counts: Counter[str]) -> Counter[str]:
    """The counts of the values that a list holds, and of the others as if each were as frequent."""
    ranking = [count for _, count in counts.most_common()]
    rest = ranking[LISTED:]
    return Counter(
        {str(n): count for n, count in enumerate(ranking[:LISTED] + [sum(rest) / len(rest)] * len(rest))}
    )


def assert_frequent_ones(listed: list[tuple[str, int]], counts: dict[str, int]) -> None:
    """What stands in one of a hundred rows has its count; nothing else is counted more than twice too often."""
    frequent = {item: count for item, count in counts.items() if count >= ROWS / 100}
    assert dict(listed).items() >= frequent.items()
    assert [count for _, count in listed] == sorted((count for _, count in listed), reverse=True)
    assert all(counts[item] <= count <= counts[item] + 2 for item, count in listed)


def test_rows_are_counted(measured: tuple[str, Facts, str]) -> None:
    _, facts, _ = measured
    relation = facts[""]
    assert (relation["row_count"], relation["row_distinct_count"], relation["row_once_count"]) == (ROWS,) * 3
