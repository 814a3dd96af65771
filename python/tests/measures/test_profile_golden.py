"""Every fact of a column against a computation in Python on the same few thousand rows, and hashes of its contents."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ..conftest import make_parsed_shop
from ..engines.dbt_runner import DbtRunner
from .oracle import assert_as_expected, expected, fences_of, is_identifier, numbers_of, parsed, text_in
from .tables import Column, Facts, measure_tables, write_rows

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("golden")]

ROWS = 3000
INFINITE = [float("inf"), float("-inf")]
WORDS = [
    "", " ", "  ", "\t", "line\nbreak", "it's", 'a"b\\c', "[x]", "null", "\x7f", "Ünïcode", "ÀÉÎ", "ΑΒΓ αβγ", "ЖЗИ-жзи",
    "ǅ", "İstanbul", "ß", "中文", "٣٤", "😀", "👩‍👩‍👧", "e\u0301", "Ada Lovelace", "ada@example.org", "4111111111111111",
    "X" * 10_000, "x" * 200 + "1", "x" * 200 + "2", "A" * 59 + "b9c", "9" * 60, "9" * 61,
]  # fmt: skip
"""Words of every kind; two of them differ only behind 200 characters."""


def moment(rng: random.Random) -> datetime:
    return datetime(2026, 1, 1) + timedelta(microseconds=rng.randrange(10**12))


def zoned(rng: random.Random) -> datetime:
    return moment(rng).replace(tzinfo=timezone(timedelta(minutes=rng.choice((-720, 0, 330, 840)))))


def sprinkled(rng: random.Random, values: list[Any], odd: list[Any]) -> list[Any]:
    """The values with NULL and others in some of the rows."""
    return [rng.choice([None, *odd]) if rng.random() < 0.1 else value for value in values]


def numbers(rng: random.Random, shift: int) -> list[Column]:
    rows = range(ROWS)
    digits = [Decimal(rng.randrange(-(10**38) + 1, 10**38)) for _ in range(20)]
    odd = [float("nan"), *INFINITE, -0.0, 0.0, 5e-324, 1e16, 1e160, 0.1]
    return [
        Column("whole", "integer", sprinkled(rng, [round(rng.gauss(shift, 20)) for _ in rows], [0, 10**9])),
        Column("identifier", "bigint", rng.sample(range(4 * 10**15, 4 * 10**15 + 10**6), ROWS)),
        Column("amount", "decimal(12,2)", sprinkled(rng, [Decimal(rng.randrange(-1000, 90000) + shift) / 100 for _ in rows], [Decimal("9999999999.90")])),
        Column("digits", "decimal(38,0)", sprinkled(rng, [rng.choice(digits) for _ in rows], [Decimal(0)])),
        Column("ratio", "double", sprinkled(rng, [rng.lognormvariate(shift / 50, 1) for _ in rows], odd)),
        Column("single", "float", sprinkled(rng, [rng.randrange(400) / 4 for _ in rows], [float("nan"), *INFINITE])),
        Column("whole_double", "double", sprinkled(rng, [float(rng.randrange(900)) for _ in rows], [])),
        Column("dense", "double", [n / 7 + shift for n in rng.sample(rows, ROWS)]),
        Column("constant", "integer", [7] * ROWS),
        Column("nothing", "integer", [None] * ROWS),
    ]  # fmt: skip


def others(rng: random.Random, shift: int) -> list[Column]:
    rows = range(ROWS)
    codes = [f"{rng.choice('ABab')}{'-' * (n % 25)}{n}" for n in range(200)]
    ties = [f"{n % 60:02d}" for n in rows]
    days = [date(2026, 1, 1) + timedelta(days=rng.randrange(365) + 10 * shift) for _ in rows]
    clocks = [
        time(rng.randrange(24), rng.randrange(60), rng.randrange(60), rng.randrange(10) * 100_000)
        for _ in rows
    ]
    edges = [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999_999), *INFINITE]
    return [
        Column("words", "varchar", sprinkled(rng, [rng.choice(WORDS) for _ in rows], [])),
        Column("codes", "varchar", [codes[min(199, int(rng.expovariate(0.03)))] for _ in rows]),
        Column("ties", "varchar", rng.sample(ties, ROWS)),
        Column("constant_text", "varchar", ["same"] * ROWS),
        Column("nothing_text", "varchar", [None] * ROWS),
        Column("flag", "boolean", [rng.choice((True, True, False, None)) for _ in rows]),
        Column("day", "date", sprinkled(rng, days, [date.min, date.max, *INFINITE])),
        Column("clock", "time", sprinkled(rng, clocks, [time.min, time.max])),
        Column("local", "timestamp", sprinkled(rng, [moment(rng) for _ in rows], edges)),
        Column("zoned", "timestamp with time zone", sprinkled(rng, [zoned(rng) for _ in rows], [datetime(1, 1, 1, tzinfo=UTC), *INFINITE])),
        Column("nested", "integer[]", sprinkled(rng, [[1, 2] for _ in rows], [[]])),
    ]  # fmt: skip


def columns_of(seed: int, shift: int) -> dict[str, Column]:
    rng = random.Random(seed)
    return {column.name: column for column in numbers(rng, shift) + others(rng, shift)}


FIRST = columns_of(seed=1, shift=0)
SECOND = columns_of(seed=2, shift=40)


def with_one_change(column: Column) -> Column:
    """The same column with another value in its first row: that of another row, if there is one."""
    first, *rest = column.values
    spare = "other" if column.family == "text" else 1
    return replace(column, values=[next((v for v in rest if v not in (None, first)), spare), *rest])


@dataclass(frozen=True)
class Golden:
    first: Facts
    shuffled: Facts
    copy: Facts
    changed: Facts
    second: Facts
    salt: str


@pytest.fixture(scope="module")
def golden(dbt_on_duckdb: DbtRunner, parsed_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Golden:
    """Two runs: one of a table, itself shuffled, copied and changed, and one of the table with other rows."""
    shop = make_parsed_shop(tmp_path_factory.mktemp("golden") / "shop", dbt_on_duckdb, parsed_shop)
    rows = write_rows(list(FIRST.values()), shop.root / "first.json")
    changed = write_rows(list(map(with_one_change, FIRST.values())), shop.root / "changed.json")
    tables = {
        "golden": rows,
        "shuffled": f"select * from ({rows}) order by hash(identifier)",
        "copy": rows,
        "changed": changed,
    }
    first = measure_tables(shop, tables)
    second = measure_tables(
        shop, {"golden": write_rows(list(SECOND.values()), shop.root / "second.json")}, day=2
    )
    (salt,) = shop.facts("salt")
    return Golden(
        first["golden"],
        first["shuffled"],
        first["copy"],
        first["changed"],
        second["golden"],
        salt["salt_value"],
    )


@pytest.mark.parametrize("name", FIRST)
def test_every_fact_of_a_column_is_what_python_computes(golden: Golden, name: str) -> None:
    assert_as_expected(golden.first[name], FIRST[name], golden.salt)


@pytest.mark.parametrize("name", SECOND)
def test_outliers_lie_beyond_the_fences_of_the_previous_profile(golden: Golden, name: str) -> None:
    before = FIRST[name]
    fences = None if is_identifier(before) else fences_of(numbers_of(before))
    assert_as_expected(golden.second[name], SECOND[name], golden.salt, fences)


def test_the_fences_of_the_previous_profile_are_others_than_those_of_this_one(golden: Golden) -> None:
    for name in ("whole", "ratio", "day"):
        own = expected(SECOND[name], golden.salt)["outlier_rate"]
        assert golden.second[name]["outlier_rate"] != pytest.approx(own), name
        assert 0 < golden.second[name]["outlier_rate"] < 1


def test_rows_are_counted(golden: Golden) -> None:
    listed = [column for column in FIRST.values() if column.family != "other"]
    rows = Counter(zip(*([v if v is None else text_in(c)(v) for v in c.values] for c in listed), strict=True))
    relation = golden.first[""]
    assert relation["row_count"] == ROWS
    assert relation["row_distinct_count"] == len(rows)
    assert relation["row_once_count"] == sum(n == 1 for n in rows.values())


def test_a_hash_of_contents_is_that_of_the_same_rows_in_any_order(golden: Golden) -> None:
    hashes = {name: golden.first[name]["profile_hash"] for name in FIRST}
    assert hashes == {name: golden.shuffled[name]["profile_hash"] for name in FIRST}
    assert hashes == {name: golden.copy[name]["profile_hash"] for name in FIRST}
    assert {name for name, value in hashes.items() if value is None} == {"nested"}
    assert len(set(hashes.values())) == len(hashes) - 1, "one for both columns without a value"


@pytest.mark.parametrize("name", [name for name in FIRST if name != "nested"])
def test_a_hash_of_contents_changes_with_one_value(golden: Golden, name: str) -> None:
    assert golden.changed[name]["profile_hash"] != golden.first[name]["profile_hash"]


def test_lists_are_cut_and_ordered_by_count_and_then_by_what_is_counted(golden: Golden) -> None:
    """Of what the computation in Python says too, a part that can be read here."""
    patterns = parsed(golden.first["codes"])["topk_patterns"]
    assert len(patterns) == 20
    assert patterns == sorted(patterns, key=lambda item: (-item[1], item[0]))
    ties = parsed(golden.first["ties"])["topk_values_hashed"]
    assert len(ties) == 50
    assert {count for _, count in ties} == {ROWS // 60}
    words = [value for value, _ in parsed(golden.first["words"])["topk_values_hashed"]]
    assert len(words) == len(set(words)), "also of two words with the same first 200 characters"
