"""No value of a column and not the salt leaves the warehouse, and bounds only where they may."""

from __future__ import annotations

from pathlib import Path

from ..facts_dump import FACTS
from ..project import Project

PLANTED = ("Ada Lovelace", "ada@example.org", "4111111111111111", "she said so in confidence", "1815-12-10")
SOURCE = (
    "sources: [{name: people, schema: shop_raw, tables: [{name: people, config: {meta: {argos: {personal: [BORN]}}},"
    " data_tests: [argos.volume_expected]}]}]"
)
MODEL = """\
{{ config(materialized='table', meta={'argos': {'personal': ['BORN'], 'plain_values': ['rank']}}) }}
select * from {{ source('people', 'people') }}
"""


def plant(shop: Project) -> None:
    shop.query(
        "create table shop_raw.people as select 'Ada Lovelace' as name, 'ada@example.org' as mail, "
        "4111111111111111 + range as card, 'she said so in confidence' as note, date '1815-12-10' as born, "
        "range as rank, range / 2.0 as share, cast(range % 2 as int) as kind, 4111111111111111.0 + range as card_as_double "
        "from range(4)"
    )
    shop.write({"models/people.yml": SOURCE, "models/people_copy.sql": MODEL})


def files_under(root: Path) -> list[Path]:
    return [path for folder in ("logs", "target") for path in (root / folder).rglob("*") if path.is_file()]


def test_nothing_planted_and_no_salt_is_found_anywhere(shop: Project) -> None:
    plant(shop)
    assert shop.dbt("build").exit_code == 0
    assert shop.dbt("docs", "generate").exit_code == 0
    salt = shop.facts("salt")
    assert len(salt) == 1
    assert len(salt[0]["salt_value"]) == 64
    tables = {fact: repr(shop.facts(fact)) for fact in FACTS if fact != "salt"}
    files = {str(path): path.read_bytes() for path in files_under(shop.root)}
    assert len(files) > 20
    for secret in (*PLANTED, salt[0]["salt_value"]):
        assert not [fact for fact, text in tables.items() if secret in text], secret
        assert not [path for path, content in files.items() if secret.encode() in content], secret


def test_bounds_only_where_they_may_be_shown(shop: Project) -> None:
    plant(shop)
    shop.dbt("build")
    rows = shop.facts("run_profile_result", "instance_id = 'model.shop.people_copy' and element_id <> ''")
    bounds = {row["element_id"]: (row["min_value"], row["max_value"]) for row in rows}
    assert bounds == {
        "name": (None, None),
        "mail": (None, None),
        "card": (None, None),
        "card_as_double": (None, None),
        "note": (None, None),
        "born": (None, None),
        "rank": ("0", "3"),
        "share": ("0", "1.5"),
        "kind": ("0", "1"),
    }
    notes = {row["element_id"]: row["notes"] for row in rows}
    assert '"bounds": "withheld: personal"' in notes["born"]
    assert '"bounds": "withheld: looks like an identifier"' in notes["card"]
    assert "bounds" not in notes["share"]


def test_the_salt_is_made_once(shop: Project) -> None:
    shop.dbt("seed")
    first = shop.facts("salt")
    marker = shop.query(
        "select table_name from information_schema.tables where table_name like 'contract_%'"
    )[0]
    shop.query(f"drop table shop_argos.{marker['table_name']}")
    shop.dbt("seed")
    assert shop.facts("salt") == first
