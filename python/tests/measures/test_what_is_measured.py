"""Which columns and relations the settings of a node leave to be measured, and how large a table is sampled."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ..project import Project

MODELS = {
    "chosen": {"profile_columns": ["A", "b", "gone"]},
    "excluded": {"profile_exclude_columns": ["a", "nested"]},
    "misspelt": {"personal": ["amountt"]},
    "one_name": {"personal": "amount", "plain_values": ["B"]},
    "none_left": {"profile_exclude_columns": ["a", "b", "amount", "nested"]},
    "seen_view": {"profile_views": True},
    "unseen_view": {},
}
SELECT = "select 1 as a, 'x' as b, 2.5 as amount, [1] as nested"


@pytest.fixture
def built(new_shop: Callable[[str], Project]) -> tuple[Project, str]:
    shop = new_shop("chosen")
    kinds = {name: "view" if name.endswith("view") else "table" for name in MODELS}
    files = {
        f"models/chosen/{name}.sql": f"{{{{ config(materialized='{kind}') }}}}\n{SELECT}"
        for name, kind in kinds.items()
    }
    described = [{"name": name, "config": {"meta": {"argos": meta}}} for name, meta in MODELS.items()]
    shop.write({**files, "models/chosen/schema.yml": json.dumps({"models": described})})
    result = shop.dbt("build", "--select", "path:models/chosen")
    assert result.exit_code == 0, result.output
    return shop, result.output


def build(shop: Project, models: Mapping[str, str]) -> None:
    """Builds tables, on which no statement of argos may fail."""
    shop.write({f"models/{name}.sql": text for name, text in models.items()})
    result = shop.dbt("build", "--select", *models)
    assert result.exit_code == 0, result.output
    assert "failed" not in result.output, result.output


def facts_of(shop: Project, model: str) -> dict[str, dict[str, Any]]:
    rows = shop.facts("run_profile_result", f"instance_id = 'model.shop.{model}'")
    return {row["element_id"]: row for row in rows}


@pytest.mark.slow
def test_settings_choose_columns_and_views(built: tuple[Project, str]) -> None:
    shop, output = built
    measured: dict[str, set[str]] = {}
    for row in shop.facts("run_profile_result", "instance_id like 'model.shop.%'"):
        measured.setdefault(row["instance_id"].rpartition(".")[2], set()).add(row["element_id"])
    assert measured == {
        "chosen": {"", "a", "b"},
        "excluded": {"", "b", "amount"},
        "misspelt": {"", "a", "b", "amount", "nested"},
        "none_left": {""},
        "one_name": {"", "a", "b", "amount", "nested"},
        "seen_view": {"", "a", "b", "amount", "nested"},
    }
    assert "argos: meta.argos.profile_columns of chosen names gone, which is no column of it" in output
    assert (
        "argos: meta.argos.personal of misspelt names amountt, which is no column of it: did you mean amount?"
        in output
    )
    assert "argos: meta.argos.plain_values of one_name names b: no value of a text is" in output
    assert "argos: measured 6 relations, left out 1 view, 3 nested or binary columns" in output
    bounds = {name: facts_of(shop, name)["amount"]["max_value"] for name in ("misspelt", "one_name")}
    assert bounds == {"misspelt": "2.5", "one_name": None}, "one name is taken for a list"
    assert "failed" not in output


@pytest.mark.slow
def test_of_a_table_over_the_most_bytes_only_the_rows_are_counted(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("bytes")
    columns = "select range as id, 'u' || range as name from range(1000)"
    limits = {"huge": 15_999, "fits": 16_000, "unlimited": 0, "wrong": "'many'"}
    table = (
        "{{{{ config(materialized='table', meta={{'argos': {{'profile_max_bytes': {most}}}}}) }}}}\n{columns}"
    )
    shop.write(
        {f"models/{name}.sql": table.format(most=most, columns=columns) for name, most in limits.items()}
    )
    result = shop.dbt("build", "--select", *limits)
    assert result.exit_code == 0, result.output
    measured = shop.facts("run_profile_result", columns="relation_name, element_id, row_count, notes")
    of = {
        name: {one["element_id"]: one for one in measured if one["relation_name"].endswith(name)}
        for name in limits
    }
    assert {name: set(rows) for name, rows in of.items()} == {
        "huge": {""},
        **{name: {"", "id", "name"} for name in ("fits", "unlimited", "wrong")},
    }
    assert of["huge"][""]["row_count"] == 1000
    assert (
        json.loads(of["huge"][""]["notes"])["skipped"]
        == "all columns: about 0.0 GB, over argos_profile_max_bytes"
    )
    assert "skipped" not in json.loads(of["fits"][""]["notes"])
    assert "left out 1 table over argos_profile_max_bytes, but for the number of rows" in result.output
    assert "meta.argos.profile_max_bytes of model.shop.wrong is " in result.output


@pytest.mark.slow
def test_a_large_table_is_sampled_and_says_so(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("large")
    build(
        shop,
        {
            "large": "{{ config(materialized='table', meta={'argos': {'profile_sample_rows': 30000}}) }}\n"
            "select range as id, range % 6 as kind, range * 0.5 as half, 'u' || range as name,"
            " case when range % 4 = 0 then null else range % 25000 end as middle, range % 2 = 0 as flag from range(600000)"
            " union all select 1, 1, 0.5, 'u1', 1, false",
            "no_sample": "{{ config(materialized='table', meta={'argos': {'profile_sample_rows': 0}}) }}\n"
            "select range as id from range(400000)",
        },
    )
    facts = facts_of(shop, "large")
    notes = {name: json.loads(row["notes"]) for name, row in facts.items()}
    assert facts[""]["row_count"] == 600_001
    assert facts[""]["row_distinct_count"] == pytest.approx(600_000, rel=0.02)
    assert {name: facts[name]["distinct_count"] for name in ("kind", "middle")} == {
        "kind": 6,
        "middle": 18750,
    }
    assert {
        notes[name][measure] for name in ("kind", "middle") for measure in ("distinct_count", "entropy")
    } == {"exact"}
    for name in ("id", "half", "name"):
        assert facts[name]["distinct_count"] == pytest.approx(600_000, rel=0.02)
        assert notes[name]["distinct_count"] == "by their hashes, error about 0.9%"
        assert facts[name]["entropy"] == pytest.approx(19.19, abs=0.05)
        assert notes[name]["entropy"] == "of all rows of some values, error about 0.2 bits"
    assert [facts[name]["outlier_rate"] for name in ("half", "name", "flag")] == [0, None, None]
    points = json.loads(facts["half"]["quantiles"])
    assert max(abs(point / 300_000 - k / 40) for k, point in enumerate(points)) < 0.01
    assert facts["half"]["mean"] == pytest.approx(149_999.5, rel=1e-3)
    assert notes["half"]["quantiles"] == "of 1 in 20 rows, error about 0.58 points of rank"
    assert sum(count for _, count in json.loads(facts["name"]["topk_patterns"])) == pytest.approx(
        600_001, rel=0.05
    )
    thousand = facts_of(shop, "no_sample")["id"]
    assert thousand["entropy"] == pytest.approx(math.log2(400_000), abs=0.05)
    assert (
        json.loads(thousand["notes"])["values"]
        == "the most frequent of 1 in 400 rows, error about 3.16 points of share"
    )


@pytest.mark.slow
@pytest.mark.parametrize("rows", [100_000, 400_000], ids=["listed", "sampled"])
def test_shapes_of_many_values_have_their_shares(rows: int, new_shop: Callable[[str], Project]) -> None:
    shop = new_shop(f"shapes_{rows}")
    code = (
        "case when range % 5 = 0 then 'unknown' when range % 10 = 1 then 'N-' || range else 'u' || range end"
    )
    build(
        shop,
        {"shapes": f"{{{{ config(materialized='table') }}}}\nselect {code} as code from range({rows})"},
    )
    fact = facts_of(shop, "shapes")["code"]
    counts: Counter[str] = Counter()
    for shape, count in json.loads(fact["topk_patterns"]):
        counts[shape.rstrip("9")] += count
    assert {shape: counts[shape] / rows for shape in ("aaaaaaa", "A-", "a")} == pytest.approx(
        {"aaaaaaa": 0.2, "A-": 0.1, "a": 0.7}, abs=0.03
    )
    assert json.loads(fact["notes"])["shapes"] == "of a sample"


@pytest.mark.slow
def test_rows_that_share_a_value_are_counted_apart(new_shop: Callable[[str], Project]) -> None:
    """A fifth of the rows have one code, in the column of the most values: they are as distinct as the others."""
    shop = new_shop("shared")
    columns = (
        "case when range % 5 = 0 then -1 else range end as code, case when range % 7 = 0 then null else range // 3 end as third,"
        " range // 4 as fourth, hash(range // 5) as fifth"
    )
    build(
        shop,
        {"shared": f"{{{{ config(materialized='table') }}}}\nselect {columns} from range(400000)"},
    )
    row = facts_of(shop, "shared")[""]
    assert row["row_distinct_count"] == pytest.approx(400_000, rel=0.03)
    assert row["row_once_count"] == pytest.approx(400_000, rel=0.03)


@pytest.mark.slow
def test_numbers_of_128_bits_are_told_apart(new_shop: Callable[[str], Project]) -> None:
    """DuckDB has one hash for 0 and -1 there."""
    shop = new_shop("wide_numbers")
    sql = "select sum(x) as total, cast(x / 1e9 as decimal(38, 9)) as scaled, 'a' as name from (values (-1), (0), (1)) as t(x) group by x"
    large = "select cast(if(range = 0, {first}, range) as hugeint) as id from range(300001)"
    models = {
        "wide_numbers": sql,
        "from_0": large.format(first=0),
        "from_minus_1": large.format(first=-1),
    }
    build(shop, {name: f"{{{{ config(materialized='table') }}}}\n{text}" for name, text in models.items()})
    rows = facts_of(shop, "wide_numbers")
    assert rows["total"]["data_type"] == "HUGEINT"
    assert (rows[""]["row_count"], rows[""]["row_distinct_count"], rows[""]["row_once_count"]) == (3, 3, 3)
    assert rows["total"]["distinct_count"] == rows["scaled"]["distinct_count"] == 3
    hashes = {facts_of(shop, name)["id"]["profile_hash"] for name in ("from_0", "from_minus_1")}
    assert len(hashes) == 2, hashes


@pytest.mark.slow
def test_rows_that_repeat_and_any_name_in_a_large_table(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("twice")
    build(
        shop,
        {
            "twice": "{{ config(materialized='table', meta={'argos': {'personal': ['id']}}) }}\n"
            'select range // 2 as id, case when range // 2 % 5 > 0 then \'x\' || range // 2 end as "odd "" := \'name",'
            " null::varchar as nothing from range(350000)",
            "far": "{{ config(materialized='table') }}\n"
            "select 4e15 + hash(range) % 1000003 + if(range % 100 = 0, 1e9, 0) + 0.5 as far from range(350000)",
        },
    )
    twice = facts_of(shop, "twice")
    assert (twice[""]["row_count"], twice[""]["row_once_count"]) == (350_000, 0)
    assert twice[""]["row_distinct_count"] == pytest.approx(175_000, rel=0.03)
    odd = twice["odd \" := 'name"]
    assert (odd["null_count"], odd["length_min"], odd["length_max"]) == (70_000, 2, 7)
    assert odd["distinct_count"] == pytest.approx(140_000, rel=0.03)
    assert json.loads(odd["topk_patterns"])[0][0] == "a99999"
    assert twice["id"]["distinct_count"] == pytest.approx(175_000, rel=0.03)
    assert twice["id"]["mean"] is twice["id"]["outlier_rate"] is twice["id"]["quantiles"] is None
    assert (twice["nothing"]["null_count"], twice["nothing"]["distinct_count"]) == (350_000, 0)
    far = facts_of(shop, "far")["far"]
    (exact,) = shop.query(
        f"select avg(far - 4e15) + 4e15 as mean, stddev_samp(far - 4e15) as stddev from {shop.schema}.far"
    )
    assert far["mean"] == pytest.approx(exact["mean"], rel=1e-12)
    assert far["stddev"] == pytest.approx(exact["stddev"], rel=1e-9)
    assert far["outlier_rate"] == pytest.approx(0.01, abs=0.003)


@pytest.mark.slow
def test_skewed_and_infinite_values_of_a_large_table(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("skewed")
    build(
        shop,
        {
            "skewed": "{{ config(materialized='table') }}\n"
            "select if(range % 3 = 0, 7, floor(400000 * power(hash('u' || range) / 18446744073709551615.0, 2))::int) as skewed,"
            " case range % 1000 when 0 then 'inf'::double when 1 then 'nan' when 2 then 1e200 else range * 0.25 end as wild,"
            " case range % 1000 when 0 then 'infinity'::timestamp when 1 then '-infinity'"
            " else timestamp '2026-01-01' + to_seconds(range) end as moment,"
            " range * 0.25::double as tame from range(600000)"
        },
    )
    facts = facts_of(shop, "skewed")
    (exact,) = shop.query(
        f"select count(*) as distinct_count, -sum(n / 600000 * log2(n / 600000)) as entropy"
        f" from (select count(*) as n from {shop.schema}.skewed group by skewed)"
    )
    assert facts["skewed"]["distinct_count"] == pytest.approx(exact["distinct_count"], rel=0.03)
    assert re.fullmatch(
        r"by their hashes, error about [12]\.\d%", json.loads(facts["skewed"]["notes"])["distinct_count"]
    )
    assert facts["skewed"]["entropy"] == pytest.approx(exact["entropy"], abs=0.05)
    for name in ("wild", "tame"):
        assert facts[name]["min_value"] == ("0.75" if name == "wild" else "0")
        assert facts[name]["mean"] == pytest.approx(75_000, rel=1e-3)
    assert (facts["wild"]["max_value"], facts["tame"]["max_value"]) == ("1e+200", "149999.75")
    assert facts["wild"]["stddev"] == pytest.approx(facts["tame"]["stddev"], rel=1e-3)
    assert facts["moment"]["min_value"] == "2026-01-01 00:00:02.000000"
    assert facts["moment"]["max_value"] == "2026-01-07 22:39:59.000000"


@pytest.mark.slow
def test_a_view_runs_once_for_all_its_columns(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("once")
    shop.query("create sequence visits")
    shop.write(
        {
            "models/counting.sql": "{{ config(materialized='view', meta={'argos': {'profile_views': true}}) }}\n"
            "select nextval('visits') as visit, range as a, range % 2 as b from range(10)"
        }
    )
    result = shop.dbt("build", "--select", "counting")
    assert result.exit_code == 0, result.output
    assert "argos: measured 1 relation" in result.output
    assert shop.query("select nextval('visits') as visit") == [{"visit": 11}]


def test_times_of_many_zones_are_told_in_utc(new_shop: Callable[[str], Project]) -> None:
    shop = new_shop("zones")
    values = ("23:00:00+00", "01:30:00+12", "01:00:00+02", "12:00:00-10", "12:00:00+10")
    rows = ", ".join(f"(timetz '{value}')" for value in values)
    shop.write(
        {
            "models/zones.sql": f"{{{{ config(materialized='table') }}}} select moment from (values {rows}) as v(moment)"
        }
    )
    shop.dbt("build", "--select", "zones")
    [row] = shop.facts("run_profile_result", "element_id = 'moment'")
    assert (row["min_value"], row["max_value"]) == ("02:00:00", "23:00:00")
    points = json.loads(row["quantiles"])
    assert (points[0], points[-1]) == (2 * 3600, 23 * 3600)
